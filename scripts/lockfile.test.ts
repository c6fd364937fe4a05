import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

type Package = {
  resolved?: string;
  integrity?: string;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
};
const file = join(import.meta.dirname, "..", "package-lock.json");
const packages: Record<string, Package> = JSON.parse(readFileSync(file, "utf8")).packages;

/** Where Node would find `name` from the package at `path`. */
function find(path: string, name: string): string | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const at = `${folder ? `${folder}/` : ""}node_modules/${name}`;
    if (packages[at]) return at;
    if (!folder) return undefined;
  }
}

describe("package-lock.json", () => {
  it("names the optional packages of every platform, or npm ci refuses it there and here", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter((name) => !find(path, name)),
    );
    expect(missing).toEqual([]);
  });

  it("names no registry, so that an install asks the one of its own machine", () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved?.startsWith("http"))).toEqual([]);
  });

  it("knows the fingerprint of every package that is not optional", () => {
    const bare = Object.entries(packages).filter(
      ([path, { integrity, optional }]) => path && !integrity && !optional,
    );
    expect(bare.map(([path]) => path)).toEqual([]);
  });
});
