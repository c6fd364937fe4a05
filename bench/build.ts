import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "../scripts/build.mjs";
import type { Lifecycle } from "../scripts/lifecycle.mjs";

const COPIED = [
  ...["app", "content", "db", "domain", "public", "server"],
  ...["next.config.ts", "package.json", "package-lock.json", "proxy.ts", "tsconfig.json"],
];

/**
 * Builds the product with the frame's routes laid over a copy of it, so that the yardstick is served by the very
 * server it measures, and no route of a bench is ever in the product. Built again only when something changed.
 *
 * @returns the server's program and its folder
 */
export async function buildWithFrame(
  root: string,
  lifecycle: Lifecycle,
): Promise<{ program: string; cwd: string }> {
  const tree = join(root, ".data-bench", "tree");
  mkdirSync(tree, { recursive: true });
  for (const name of COPIED) {
    rmSync(join(tree, name), { recursive: true, force: true });
    if (existsSync(join(root, name))) cpSync(join(root, name), join(tree, name), { recursive: true });
  }
  cpSync(join(root, "bench", "frame"), tree, { recursive: true });
  linkPackages(root, tree);
  const program = await ensureBuilt(tree, lifecycle);
  return { program, cwd: join(tree, ".next", "standalone") };
}

/** The same files under a second name: the bundler follows no link out of its folder. */
function linkPackages(root: string, tree: string): void {
  const record = join(tree, "packages-of");
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  if (existsSync(record) && readFileSync(record, "utf8") === lock) return;
  rmSync(join(tree, "node_modules"), { recursive: true, force: true });
  execFileSync("cp", ["-al", join(root, "node_modules"), join(tree, "node_modules")]);
  writeFileSync(record, lock);
}
