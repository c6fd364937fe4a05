import { readdirSync, readFileSync } from "node:fs";

// Ticks of /proc/<pid>/stat; 100 on every Linux we meet.
const TICKS_PER_SECOND = 100;

type Stat = { parent: number; ticks: number; reaped: number; residentPages: number };

function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    return {
      parent: fields[1] ?? 0,
      ticks: (fields[11] ?? 0) + (fields[12] ?? 0),
      reaped: (fields[13] ?? 0) + (fields[14] ?? 0),
      residentPages: fields[21] ?? 0,
    };
  } catch {
    return null;
  }
}

/** A process and all below it. */
function treeOf(root: number): Stat[] {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync("/proc")) {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : null;
    if (stat) stats.set(Number(name), stat);
  }
  const isBelow = (pid: number): boolean =>
    pid === root || (pid > 1 && stats.has(pid) && isBelow(stats.get(pid)?.parent ?? 0));
  return [...stats.keys()].filter(isBelow).map((pid) => stats.get(pid) as Stat);
}

/** Processor milliseconds that a process, its descendants, and those of them that have ended, have used. */
export const cpuMilliseconds = (root: number): number =>
  (treeOf(root).reduce((sum, stat) => sum + stat.ticks + stat.reaped, 0) * 1000) / TICKS_PER_SECOND;

/** Resident megabytes of a process and its descendants. */
export const residentMegabytes = (root: number): number =>
  (treeOf(root).reduce((sum, stat) => sum + stat.residentPages, 0) * 4096) / 1e6;
