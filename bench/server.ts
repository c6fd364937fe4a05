import { type ChildProcess, spawn } from "node:child_process";
import { serverFlags } from "../scripts/app-server.mjs";
import type { Lifecycle } from "../scripts/lifecycle.mjs";
import { freePort } from "../scripts/ports.mjs";
import { residentMegabytes } from "./cpu";
import { environmentOf } from "./database";

const READY_MILLISECONDS = 60_000;
const MEMORY_MILLISECONDS = 200;

/** A server under measurement. */
export type Server = {
  /** Where it is reached. */
  origin: string;
  /** What it calls itself: what a browser would send as its origin. */
  publicOrigin: string;
  port: number;
  pid: number;
  /** The most resident megabytes it was seen with. */
  peakMegabytes(): number;
};

/**
 * Starts a server as one process, the product as an installation runs it, or a yardstick.
 *
 * @param program  what Node runs
 * @param probe    a path that answers 200 when it is ready
 */
export async function startServer(
  lifecycle: Lifecycle,
  options: {
    program: string;
    cwd: string;
    probe: string;
    runtimeUrl: string;
    ownerUrl: string;
    secret: string;
  },
): Promise<Server> {
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, [...serverFlags(), ...profiling(), options.program], {
    cwd: options.cwd,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env.PATH,
      ...environmentOf(options.runtimeUrl, options.secret, port),
      // The yardsticks' address: they have no session to name, so row-level security would show them nothing.
      BENCH_DATABASE_URL: options.ownerUrl,
    },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  lifecycle.onStop(async () => {
    child.kill("SIGTERM");
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 10_000).unref())]);
    child.kill("SIGKILL");
  });
  const origin = `http://127.0.0.1:${port}`;
  await untilReady(`${origin}${options.probe}`);
  const pid = child.pid ?? 0;
  let peak = 0;
  setInterval(() => {
    peak = Math.max(peak, residentMegabytes(pid));
  }, MEMORY_MILLISECONDS).unref();
  return { origin, publicOrigin: `http://localhost:${port}`, port, pid, peakMegabytes: () => peak };
}

/** `BENCH_NODE_FLAGS="--cpu-prof --cpu-prof-dir=…"` profiles the servers. */
const profiling = (): string[] => (process.env.BENCH_NODE_FLAGS ?? "").split(" ").filter(Boolean);

async function untilReady(address: string): Promise<void> {
  const deadline = Date.now() + READY_MILLISECONDS;
  for (;;) {
    const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`${address} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
