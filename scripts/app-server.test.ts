import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endOrphan, PortTaken, startApp } from "./app-server.mjs";
import { freePort } from "./ports.mjs";
import { birthOf, isAlive } from "./process-identity.mjs";

const ANSWERING = `require("http").createServer((q, s) => s.end("ok")).listen(+process.env.PORT, "127.0.0.1", () => console.log(" \\x1b[32m✓\\x1b[39m Ready in 1ms"))`;

let dataDir: string;
let tasks: Array<() => unknown>;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "commonplace-app-"));
  tasks = [];
});
afterEach(async () => {
  for (const task of tasks) await task();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(program: string, port?: number) {
  port ??= await freePort();
  let stopping = false;
  await startApp({
    args: ["-e", program],
    cwd: dataDir,
    env: { ...process.env, PORT: String(port) },
    dataDir,
    origin: `http://127.0.0.1:${port}`,
    lifecycle: {
      onStop: (task: () => unknown) => {
        tasks.push(() => {
          stopping = true;
          return task();
        });
        return () => {};
      },
      whenStopping: () => {},
      isStopping: () => stopping,
      stop: () => new Promise<never>(() => {}),
    },
  });
  const { pid } = JSON.parse(readFileSync(join(dataDir, "server.pid"), "utf8"));
  return pid as number;
}

describe("startApp", () => {
  it("waits until the server answers, and ends it when the launcher stops", async () => {
    const pid = await start(ANSWERING);
    expect(isAlive(pid)).toBe(true);
    for (const task of tasks.splice(0)) await task();
    expect(isAlive(pid)).toBe(false);
  });

  it("hands on the last words of a server that does not start", async () => {
    await expect(start(`console.error("OIDC_CLIENT_ID is missing"); process.exit(7)`)).rejects.toThrow(
      /did not start \(exit code 7\)\.\nOIDC_CLIENT_ID is missing/,
    );
  });
});

describe("a port that somebody else was faster to take", () => {
  it("is not taken for ours because it answers", async () => {
    const stranger = createServer((_request, response) => response.end("ok"));
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const { port } = stranger.address() as AddressInfo;
    await expect(start(ANSWERING, port)).rejects.toBeInstanceOf(PortTaken);
    stranger.close();
    stranger.closeAllConnections();
  });
});

describe("endOrphan", () => {
  it("ends a server whose launcher was killed", async () => {
    const pid = await start(ANSWERING);
    tasks = [];
    expect(await endOrphan(dataDir)).toBe(true);
    expect(isAlive(pid)).toBe(false);
    expect(await endOrphan(dataDir)).toBe(false);
  });

  it("leaves a stranger alone who has its number", async () => {
    const birth = `${birthOf(process.pid)} of another`;
    writeFileSync(join(dataDir, "server.pid"), JSON.stringify({ pid: process.pid, birth }));
    expect(await endOrphan(dataDir)).toBe(false);
  });
});
