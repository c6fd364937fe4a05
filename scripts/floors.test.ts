import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const read = async (file: string) => JSON.parse(await readFile(join(root, file), "utf8"));

type Floor = { least: string; below?: string; why: string };

const parts = (version: string): number[] => version.split(/[.-]/).slice(0, 3).map(Number);

/** Whether a version is at or above another; a pre-release counts as its release. */
function isAtLeast(version: string, least: string): boolean {
  const [a, b] = [parts(version), parts(least)];
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return (a[i] ?? 0) > (b[i] ?? 0);
  return true;
}

/** Every copy in the lockfile that is below its floor or at its ceiling. */
function breaches(
  lock: { packages: Record<string, { version?: string }> },
  floors: Record<string, Floor>,
): string[] {
  return Object.entries(lock.packages).flatMap(([path, { version }]) => {
    const floor = floors[path.split("node_modules/").at(-1) ?? ""];
    if (!floor || !version) return [];
    const isHigh = floor.below !== undefined && isAtLeast(version, floor.below);
    return !isAtLeast(version, floor.least) || isHigh ? [`${path} ${version}: ${floor.why}`] : [];
  });
}

describe("the version floors", () => {
  it("hold for every copy in the lockfile", async () => {
    expect(breaches(await read("package-lock.json"), await read("docs/security/floors.json"))).toEqual([]);
  });

  it("name packages that the lockfile has", async () => {
    const paths = Object.keys((await read("package-lock.json")).packages);
    for (const name of Object.keys(await read("docs/security/floors.json")))
      expect(
        paths.some((path) => path.endsWith(`node_modules/${name}`)),
        name,
      ).toBe(true);
  });

  it("catch a version below, a nested copy, and one at the ceiling", () => {
    const floors = {
      next: { least: "16.4.5", why: "" },
      "next-auth": { least: "4.24.15", below: "5.0.0", why: "" },
    };
    const lock = {
      packages: {
        "node_modules/next": { version: "16.4.4" },
        "node_modules/other/node_modules/next": { version: "15.9.9" },
        "node_modules/next-auth": { version: "5.0.0-beta.30" },
      },
    };
    expect(breaches(lock, floors)).toHaveLength(3);
  });
});
