// The application's process: started, waited for, stopped; and the one that a killed launcher left behind.
import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { holderOf } from "./lock-file.mjs";
import { birthOf, waitForEnd } from "./process-identity.mjs";
import { Refusal } from "./refusal.mjs";

const GRACE_MILLISECONDS = 10_000;
const READY_SECONDS = 120;
const POLL_MILLISECONDS = 50;
const SHOWN_LINES = 20;
/** What Next prints at its start: it names the wrong address, and we say when it is ready. */
const BANNER = /^\s*(▲ Next\.js|- (Local|Network):|✓ (Starting|Ready|Running next\.config)|$)/;

/** What it prints once it listens. Until then, whoever answers on the port is a stranger. */
const LISTENING = /✓ Ready/;

/** Somebody took the port between our look and the server's. */
export class PortTaken extends Refusal {}

/**
 * What Node is told for the built application. Without a limit V8 lets the heap grow with the machine's memory, to
 * 600 MB on a large one, though it needs a sixth of that; short-lived rendering needs room of its own, or a seventh
 * of the time goes into collecting it. NODE_OPTIONS may say otherwise, as for a school of thousands.
 */
export const serverFlags = () =>
  /max-(old|semi)-space-size/.test(process.env.NODE_OPTIONS ?? "")
    ? []
    : ["--max-old-space-size=320", "--max-semi-space-size=32"];

const pidFile = (dataDir) => join(dataDir, "server.pid");

function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if (/** @type {any} */ (error).code !== "ESRCH") throw error;
  }
}

async function end(pid) {
  signalGroup(pid, "SIGTERM");
  if (await waitForEnd(pid, GRACE_MILLISECONDS)) return;
  signalGroup(pid, "SIGKILL");
  await waitForEnd(pid, GRACE_MILLISECONDS);
}

/**
 * Ends the server that an earlier launcher was killed away from. A stranger with its number is left alone.
 *
 * @param {string} dataDir
 * @returns {Promise<boolean>} whether there was one
 */
export async function endOrphan(dataDir) {
  const orphan = holderOf(pidFile(dataDir));
  const known = orphan?.birth ? orphan : null;
  if (known) await end(known.pid);
  rmSync(pidFile(dataDir), { force: true });
  return known !== null;
}

/**
 * Starts the application and waits until it answers.
 *
 * @param {object} options
 * @param {string[]} options.args what Node is to run
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.dataDir
 * @param {string} options.origin where it will answer, as reached from this machine
 * @param {import("./lifecycle.mjs").Lifecycle} options.lifecycle
 * @returns {Promise<void>}
 * @throws {Refusal} it ended, or did not answer; with its last lines
 */
export async function startApp({ args, cwd, env, dataDir, origin, lifecycle }) {
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (!pid) throw new Refusal("The server could not be started.");
  writeFileSync(pidFile(dataDir), JSON.stringify({ pid, birth: birthOf(pid) }), { mode: 0o600 });
  let ready = false;
  let listens = false;
  const last = [];
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    createInterface({ input: from }).on("line", (line) => {
      const plain = stripVTControlCharacters(line); // FORCE_COLOR colours it even for us
      listens ||= LISTENING.test(plain);
      if (ready) to.write(`${line}\n`);
      else if (!BANNER.test(plain)) last.push(line);
    });
  }
  // "close" and not "exit": its last words have been read by then.
  const ended = new Promise((resolve) =>
    child.once("close", (code, signal) => resolve(signal ?? `exit code ${code}`)),
  );
  lifecycle.onStop(async () => {
    await end(pid);
    rmSync(pidFile(dataDir), { force: true });
  });
  const outcome = await Promise.race([ended, answering(origin, () => listens)]);
  if (outcome !== true && !lifecycle.isStopping()) {
    const words = last.slice(-SHOWN_LINES).join("\n");
    if (/EADDRINUSE/.test(words)) {
      throw new PortTaken("Another program took the port in the same moment. Start again.");
    }
    throw new Refusal(
      `The server did not start (${outcome ?? `no answer in ${READY_SECONDS} s`}).\n${words}`,
    );
  }
  ready = true;
  for (const line of last) process.stdout.write(`${line}\n`);
  ended.then((how) => {
    if (lifecycle.isStopping()) return;
    process.stderr.write(`The server ended unexpectedly (${how}). Start it again.\n`);
    lifecycle.stop(1);
  });
}

/** @returns {Promise<true | null>} null when time is up */
async function answering(origin, listens) {
  const deadline = Date.now() + READY_SECONDS * 1000;
  while (Date.now() < deadline) {
    if (listens() && (await isReady(origin))) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
  return null;
}

async function isReady(origin) {
  try {
    const answer = await fetch(`${origin}/readyz`, {
      signal: AbortSignal.timeout(10_000),
      redirect: "manual",
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}
