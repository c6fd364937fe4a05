// The packages of package-lock.json, installed when they are not. Only node: imports here: it runs before them.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alone } from "./lock-file.mjs";
import { withProgress } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";
import { runStep } from "./run-step.mjs";

/**
 * Installs what the lockfile lists, unless it is installed already.
 *
 * Runs no package's install script: the lockfile is the whole of what may happen.
 *
 * @param {string} root
 * @param {import("./lifecycle.mjs").Lifecycle} lifecycle
 * @returns {Promise<void>}
 * @throws {Refusal} npm failed; with its last words
 */
export async function ensureInstalled(root, lifecycle) {
  const text = readFileSync(join(root, "package-lock.json"), "utf8");
  const hash = createHash("sha256").update(text).update(`${process.platform}-${process.arch}`).digest("hex");
  const record = join(root, "node_modules", ".commonplace-lock");
  if (readOrNull(record) === hash) return;
  await alone(root, "install", async (handOver) => {
    if (!isInstalled(root, JSON.parse(text))) {
      await withProgress("Installing packages", "about half a minute", () =>
        runNpmCi(root, lifecycle, handOver),
      );
    }
    writeFileSync(record, hash);
  });
}

async function runNpmCi(root, lifecycle, onSpawn) {
  const [program, ...before] = npmCommand();
  const flags = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  const run = await runStep(program, [...before, ...flags], { lifecycle, cwd: root, onSpawn });
  if (run.code === 0) return;
  if (run.code === 127) throw new Refusal("npm was not found. Install Node.js with npm, 20.19 or newer.");
  const words = run.stderr
    .split("\n")
    .filter((line) => /^npm (error|ERR!)/.test(line) && !/complete log/.test(line));
  throw new Refusal(
    `The packages could not be installed.\n${(words.length > 0 ? words : [run.stderr]).join("\n")}`,
  );
}

/** The npm that started us, or the one beside this Node. */
function npmCommand() {
  const path = process.env.npm_execpath;
  if (path && /npm-cli\.[cm]?js$/.test(path)) return [process.execPath, path];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}

function readOrNull(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** Whether node_modules holds what the lockfile lists, by npm's own record of what it laid there. */
function isInstalled(root, lock) {
  const text = readOrNull(join(root, "node_modules", ".package-lock.json"));
  if (!text) return false;
  const laid = JSON.parse(text).packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === "" || wanted.link) return true;
    const found = laid[path];
    if (found) return found.version === wanted.version && found.integrity === wanted.integrity;
    return Boolean(wanted.optional || wanted.devOptional || wanted.peer) && !isForHere(wanted);
  });
}

function isForHere({ os, cpu, libc }) {
  if (!os && !cpu) return false; // a child of some other platform's package
  const glibc = /** @type {any} */ (process.report?.getReport())?.header?.glibcVersionRuntime
    ? "glibc"
    : "musl";
  const allows = (list, value) => !list || list.includes(value);
  return (
    allows(os, process.platform) &&
    allows(cpu, process.arch) &&
    (process.platform !== "linux" || allows(libc, glibc))
  );
}
