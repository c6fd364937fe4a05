// One PostgreSQL server process on one cluster: start, adopt, stop. Knows nothing of roles or databases.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./ports.mjs";
import { commandLineOf, isAlive, waitForEnd } from "./process-identity.mjs";
import { Refusal } from "./refusal.mjs";

const START_SECONDS = 120; // recovery after a power cut reads the log again; a school's takes seconds
const STOP_SECONDS = 30;
const RACE_RETRIES = 5;
const POLL_MILLISECONDS = 20;

/** For a small school machine: two cores, two to four gigabytes, one application process beside it. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: 60,
  password_encryption: "scram-sha-256",
  shared_buffers: "128MB",
  effective_cache_size: "512MB",
  random_page_cost: 1.1,
  jit: "off",
  io_method: "sync",
  max_wal_size: "256MB",
  fsync: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  // A week of logs, one file a weekday.
  logging_collector: "on",
  log_directory: "log",
  log_filename: "postgresql-%a.log",
  log_truncate_on_rotation: "on",
  log_rotation_age: "1d",
  log_rotation_size: 0,
  // A failed statement and its details may quote what a student wrote.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

/** For tests only: a power cut may lose the data. */
const THROWAWAY = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Reads postmaster.pid: line 1 the process, 4 the port, 8 the state. */
function readPidFile(cluster) {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), state: lines[7]?.trim() ?? "" };
  } catch {
    return null;
  }
}

/** Whether a live process is the server of this cluster, and not a stranger with an old number. */
function isServerOf(pid, cluster) {
  if (!isAlive(pid)) return false;
  const command = commandLineOf(pid);
  return command === null || (command.includes("postgres") && command.includes(cluster));
}

/**
 * Finds the live server of a cluster, waiting out one that is starting or stopping; clears a stale pid file.
 *
 * @param {string} cluster
 * @returns {Promise<{ pid: number, port: number } | null>}
 */
export async function findPostmaster(cluster) {
  const deadline = Date.now() + START_SECONDS * 1000;
  for (;;) {
    const found = readPidFile(cluster);
    if (!found) return null;
    if (!isServerOf(found.pid, cluster)) {
      // PostgreSQL would trust any live process with this number and refuse to start. Shared memory still in
      // use by an old child is found by the server itself, without this file.
      rmSync(join(cluster, "postmaster.pid"), { force: true });
      return null;
    }
    if (found.state === "ready") return { pid: found.pid, port: found.port };
    if (Date.now() > deadline)
      throw new Refusal(`The database in ${cluster} is neither starting nor stopping.`);
    await pause(POLL_MILLISECONDS);
  }
}

/**
 * Starts the server of a cluster on 127.0.0.1 and waits until it takes connections. It outlives this process.
 *
 * @param {object} options
 * @param {string} options.cluster
 * @param {string} options.program path of `postgres`
 * @param {import("./postgres-account.mjs").Account | null} options.account
 * @param {string} options.log file for what the server says before its own log is open
 * @param {number} [options.port] a free one by default
 * @param {boolean} [options.durable] false only for tests
 * @returns {Promise<{ pid: number, port: number }>}
 * @throws {Refusal} with the server's own last words
 */
export async function startPostmaster({ port: wanted, ...options }) {
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    const started = await tryStart({ ...options, port });
    if ("pid" in started) return started;
    const { words } = started;
    // Another process took the port first, or the children of a killed server are just going.
    const passing = /Address already in use|could not bind|still in use|terminate any old server/i.test(
      words,
    );
    if (!passing || attempt >= RACE_RETRIES) {
      const last =
        words
          .trim()
          .split("\n")
          .findLast((line) => /FATAL|ERROR|PANIC/.test(line)) ?? words.trim();
      throw new Refusal(`The database did not start: ${last || "it said nothing"} (log: ${options.log}).`);
    }
    await pause(300 * attempt);
  }
}

async function tryStart({ cluster, program, account, log, port, durable = true }) {
  const settings = { ...SETTINGS, ...(durable ? {} : THROWAWAY), port };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const output = openSync(log, "w", 0o600);
  const child = spawn(program, ["-D", cluster, ...flags], {
    detached: true, // Ctrl-C reaches us alone, and we stop the application before its database
    stdio: ["ignore", output, output],
    cwd: cluster,
    env: cleanEnvironment(),
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  closeSync(output);
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  child.once("error", () => {
    ended = true;
  });
  child.unref();
  const deadline = Date.now() + START_SECONDS * 1000;
  while (!ended && Date.now() < deadline) {
    const found = readPidFile(cluster);
    if (found?.pid === child.pid && found.state === "ready") return { pid: found.pid, port };
    await pause(POLL_MILLISECONDS);
  }
  if (!ended && child.pid) process.kill(child.pid, "SIGQUIT");
  return { words: readFileSync(log, "utf8") };
}

/**
 * What the database's programs are given of our environment: none of the PG* or loader variables.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment() {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { PATH, SystemRoot, TEMP, TZ: "UTC", LC_ALL: "C" };
}

/**
 * Stops a server: connections are ended, everything committed is on disk.
 *
 * @param {object} options
 * @param {string} options.cluster
 * @param {number} options.pid
 * @param {string} options.pgCtl path of `pg_ctl`, for Windows, which has no signals
 * @returns {Promise<void>}
 */
export async function stopPostmaster({ cluster, pid, pgCtl }) {
  if (!isServerOf(pid, cluster)) return;
  if (process.platform === "win32") {
    spawnSync(pgCtl, ["stop", "-D", cluster, "-m", "fast", "-w"], { stdio: "ignore" });
    return;
  }
  signal(pid, "SIGINT");
  if (await waitForEnd(pid, STOP_SECONDS * 1000)) return;
  signal(pid, "SIGQUIT"); // loses nothing: the next start replays the log
  if (!(await waitForEnd(pid, 10_000))) signal(pid, "SIGKILL");
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (/** @type {any} */ (error).code !== "ESRCH") throw error;
  }
}

/**
 * Tells whether a folder holds a whole cluster, and of which PostgreSQL.
 *
 * @param {string} cluster
 * @returns {string | null} the major version
 */
export function clusterVersion(cluster) {
  const file = join(cluster, "PG_VERSION");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}
