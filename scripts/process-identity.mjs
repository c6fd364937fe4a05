// Who is behind a process id: ids are used again, so a number in a file proves nothing by itself.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const linux = process.platform === "linux";

/** The fields of /proc/<pid>/stat after the name, which may itself hold spaces and brackets. */
function procStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function ps(pid, field) {
  try {
    const options = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    return execFileSync("ps", ["-o", `${field}=`, "-p", String(pid)], options).trim() || null;
  } catch {
    return null;
  }
}

/**
 * Tells whether a process runs. A zombie does not: in a container nobody may ever collect it.
 *
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {any} */ (error).code !== "EPERM") return false;
  }
  return !linux || procStat(pid)?.[0] !== "Z";
}

/**
 * When a process started, as an opaque word: the same id with another word is another process.
 *
 * @param {number} pid
 * @returns {string | null} null where the system does not tell (Windows) or the process is gone
 */
export function birthOf(pid) {
  if (process.platform === "win32") return null;
  if (!linux) return ps(pid, "lstart");
  const ticks = procStat(pid)?.[19];
  if (!ticks) return null;
  return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${ticks}`;
}

/**
 * The command line of a process, arguments joined by spaces.
 *
 * @param {number} pid
 * @returns {string | null} null where the system does not tell or the process is gone
 */
export function commandLineOf(pid) {
  if (process.platform === "win32") return null;
  if (!linux) return ps(pid, "command");
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim() || null;
  } catch {
    return null;
  }
}

/**
 * The parent of a process.
 *
 * @param {number} pid
 * @returns {number | null}
 */
export function parentOf(pid) {
  if (process.platform === "win32") return null;
  const parent = Number(linux ? procStat(pid)?.[1] : ps(pid, "ppid"));
  return parent > 0 ? parent : null;
}

/**
 * Waits until a process is gone.
 *
 * @param {number} pid
 * @param {number} milliseconds the longest wait
 * @returns {Promise<boolean>} whether it is gone
 */
export async function waitForEnd(pid, milliseconds) {
  const deadline = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
