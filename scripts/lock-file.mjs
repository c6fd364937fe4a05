// One process at a time: a file that names its holder by number and birth.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { birthOf, isAlive } from "./process-identity.mjs";
import { say } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";

const OTHER_SECONDS = 600;

/**
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string | null} birth tells this process from a later one with the same number
 * @property {string} [state] what the holder says of itself
 * @property {string} [url]
 */

/**
 * Reads who holds a lock.
 *
 * @param {string} file
 * @returns {Holder | null} null when nobody alive does
 */
export function holderOf(file) {
  const { holder } = read(file);
  return holder && isAlive(holder.pid) && birthOf(holder.pid) === holder.birth ? holder : null;
}

function read(file) {
  try {
    const text = readFileSync(file, "utf8");
    return { text, holder: /** @type {Holder} */ (JSON.parse(text)) };
  } catch {
    return { text: null, holder: null };
  }
}

/**
 * Takes a lock for this process.
 *
 * @param {string} file
 * @param {object} [about] said to others with it
 * @returns {{ update: (about: object) => void, release: () => void } | null} null when somebody alive holds it
 */
export function takeLock(file, about = {}) {
  const own = { pid: process.pid, birth: birthOf(process.pid) };
  const draft = `${file}.${process.pid}`;
  const write = (more) => writeFileSync(draft, JSON.stringify({ ...own, ...more }), { mode: 0o600 });
  for (;;) {
    write(about);
    try {
      linkSync(draft, file);
      break;
    } catch (error) {
      if (/** @type {any} */ (error).code !== "EEXIST") throw error;
      if (holderOf(file)) return null;
      clearStale(file);
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return {
    update(more) {
      write(more);
      renameSync(draft, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** Removes a dead holder's file; should a new holder have come in between, gives the file back. */
function clearStale(file) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (holderOf(aside)) linkSync(aside, file);
  } catch {
    // Somebody else cleared it first.
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Does something to a checkout that must not be done twice at once, after waiting for whoever is at it.
 *
 * @param {string} root the checkout
 * @param {string} what names the lock: `install`, `build`
 * @param {(handOver: (pid: number) => void) => Promise<void>} work  `handOver` names the process that does the
 *   work as the holder: should we be killed, it goes on, and the next one waits for it
 * @returns {Promise<void>}
 * @throws {Refusal} the other one does not come to an end
 */
export async function alone(root, what, work) {
  const folder = join(root, ".next", "cache"); // the one folder of ours that a build leaves as it is
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `commonplace-${what}.lock`);
  const deadline = Date.now() + OTHER_SECONDS * 1000;
  let lock = takeLock(file);
  if (!lock) say(`Waiting for another ${what} of this checkout …`);
  while (!lock) {
    if (Date.now() > deadline) throw new Refusal(`Another ${what} of this checkout does not come to an end.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    lock = takeLock(file);
  }
  try {
    await work((pid) => lock?.update({ pid, birth: birthOf(pid) }));
  } finally {
    lock.release();
  }
}
