// The production build, made again only when something it is made of has changed.
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alone } from "./lock-file.mjs";
import { withProgress } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";
import { runStep } from "./run-step.mjs";

const SOURCES = ["app", "content", "db", "domain", "public", "server"];
const FILES = ["next.config.ts", "package.json", "package-lock.json", "proxy.ts", "tsconfig.json"];
const SHOWN_LINES = 40;

/** What stands for the sources: the hash of every path and content, and of the Node that builds. */
function hashSources(root) {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  const add = (path) => hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  const walk = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (!/\.(test|spec)\.tsx?$/.test(entry.name)) add(path);
    }
  };
  for (const folder of SOURCES) if (existsSync(join(root, folder))) walk(folder);
  for (const file of FILES) if (existsSync(join(root, file))) add(file);
  return hash.digest("hex");
}

/**
 * Makes `.next/standalone` whole and up to date.
 *
 * @param {string} root
 * @param {import("./lifecycle.mjs").Lifecycle} lifecycle
 * @returns {Promise<string>} path of the server program
 * @throws {Refusal} the build failed; with its last lines
 */
export async function ensureBuilt(root, lifecycle) {
  const server = join(root, ".next", "standalone", "server.js");
  if (isBuilt(root, server)) return server;
  // Start and demo may be called at once, and two builds in one folder spoil each other.
  await alone(root, "build", async (handOver) => {
    if (!isBuilt(root, server)) await build(root, lifecycle, handOver);
  });
  return server;
}

const recordOf = (root) => join(root, ".next", "commonplace-build");

function isBuilt(root, server) {
  const record = recordOf(root);
  return existsSync(server) && existsSync(record) && readFileSync(record, "utf8") === hashSources(root);
}

async function build(root, lifecycle, onSpawn) {
  const hash = hashSources(root);
  rmSync(recordOf(root), { force: true });
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const env = { ...process.env, NODE_ENV: /** @type {const} */ ("production"), NEXT_TELEMETRY_DISABLED: "1" };
  const run = await withProgress("Building the pages", "about a minute", () =>
    runStep(process.execPath, [next, "build"], { lifecycle, cwd: root, env, onSpawn }),
  );
  if (run.code !== 0) {
    const lines = `${run.stdout}\n${run.stderr}`.trim().split("\n");
    throw new Refusal(`The build failed.\n${lines.slice(-SHOWN_LINES).join("\n")}`);
  }
  const standalone = join(root, ".next", "standalone");
  if (!existsSync(join(standalone, "server.js"))) {
    throw new Refusal(
      "The build made no .next/standalone/server.js: next.config.ts must trace from this folder.",
    );
  }
  cpSync(join(root, ".next", "static"), join(standalone, ".next", "static"), { recursive: true });
  if (existsSync(join(root, "public"))) {
    cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  }
  writeFileSync(recordOf(root), hash);
}
