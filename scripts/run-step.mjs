// Runs a program to its end, in a process group of its own, which goes when the launcher goes.
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";

const GRACE_MILLISECONDS = 5_000;

/**
 * Runs a program and waits for its end.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {object} options
 * @param {import("./lifecycle.mjs").Lifecycle} options.lifecycle
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.log] file for all output; without it, output is kept and returned
 * @param {(pid: number) => void} [options.onSpawn]
 * @param {boolean} [options.echo] print the output as it comes, and keep none
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code 127 when the program is not there
 */
export function runStep(program, args, { lifecycle, cwd, env = process.env, log, onSpawn, echo = false }) {
  const file = log ? openSync(log, "w", 0o600) : null;
  const sink = file ?? (echo ? "inherit" : "pipe");
  const grouped = process.platform !== "win32";
  const child = spawn(program, args, { cwd, env, detached: grouped, stdio: ["ignore", sink, sink] });
  if (file !== null) closeSync(file);
  if (child.pid) onSpawn?.(child.pid);
  const kept = { stdout: "", stderr: "" };
  for (const name of /** @type {const} */ (["stdout", "stderr"])) {
    child[name]?.setEncoding("utf8").on("data", (text) => {
      kept[name] += text;
    });
  }
  return new Promise((resolve) => {
    let settled = false;
    const signal = (name) => child.pid && !settled && process.kill(grouped ? -child.pid : child.pid, name);
    // Stopping waits for the end: what comes after must find nobody at work in the same folder.
    const forget = lifecycle.onStop(async () => {
      signal("SIGTERM");
      const impatience = setTimeout(() => signal("SIGKILL"), GRACE_MILLISECONDS);
      await new Promise((done) => (settled ? done(null) : child.once("close", done)));
      clearTimeout(impatience);
    });
    const settle = (code, words = "") => {
      if (settled) return;
      settled = true;
      forget();
      resolve({ code, stdout: kept.stdout, stderr: kept.stderr + words });
    };
    child.once("error", (error) => settle(127, error.message));
    child.once("close", (code) => settle(code ?? 1));
  });
}
