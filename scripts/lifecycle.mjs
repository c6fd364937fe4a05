// How the launcher ends: whatever was started is stopped, last first, once.
import { commandLineOf, isAlive, parentOf } from "./process-identity.mjs";

const PARENT_POLL_MILLISECONDS = 500;

/**
 * @typedef {object} Lifecycle
 * @property {(task: () => unknown) => () => void} onStop registers a task; returns how to take it back
 * @property {(herald: () => void) => void} whenStopping called before the first task
 * @property {(exitCode: number) => Promise<never>} stop runs the tasks and ends the process
 * @property {() => boolean} isStopping
 */

/**
 * Makes the present process stop cleanly on Ctrl-C, SIGTERM, a closed terminal, or the end of the npm above it.
 *
 * @returns {Lifecycle}
 */
export function createLifecycle() {
  /** @type {Array<() => unknown>} */
  const tasks = [];
  /** @type {Array<() => void>} */
  const heralds = [];
  /** @type {Promise<never> | null} */
  let stopping = null;

  async function runAll(exitCode) {
    for (const herald of heralds) herald();
    while (tasks.length > 0) {
      try {
        await tasks.pop()?.();
      } catch (error) {
        process.stderr.write(`${/** @type {any} */ (error)?.message ?? error}\n`);
        exitCode ||= 1;
      }
    }
    process.exit(exitCode);
  }
  const lifecycle = {
    onStop(task) {
      tasks.push(task);
      return () => {
        const at = tasks.lastIndexOf(task);
        if (at >= 0) tasks.splice(at, 1);
      };
    },
    whenStopping(herald) {
      heralds.push(herald);
    },
    stop(exitCode) {
      stopping ??= runAll(exitCode);
      return stopping;
    },
    isStopping: () => stopping !== null,
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => lifecycle.stop(0));
  // Under nohup the output goes to a file, and the server is meant to outlive the terminal.
  const hasTerminal = process.stdout.isTTY;
  process.on("SIGHUP", () => hasTerminal && lifecycle.stop(0));
  // Whoever read our output may be gone; that is no reason to leave a database behind.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  watchNpm(() => lifecycle.stop(0));
  return lifecycle;
}

/** A signal to npm alone does not reach us, so look whether it is still there. */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  // npm runs scripts through a shell, which may stay between npm and us.
  const grandparent = /npm/.test(commandLineOf(parent) ?? "") ? null : parentOf(parent);
  const npm = grandparent && /npm/.test(commandLineOf(grandparent) ?? "") ? grandparent : null;
  setInterval(() => {
    if (process.ppid !== parent || (npm && !isAlive(npm))) onGone();
  }, PARENT_POLL_MILLISECONDS).unref();
}
