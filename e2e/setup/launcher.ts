import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** A Commonplace as a school starts it: the launcher, its server and its database. */
export type Installation = {
  url: string;
  /** The one-time link, while there is no account. */
  setupLink: string | null;
  dataDir: string;
  launcher: ChildProcess;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** What a power cut or an impatient hand does: launcher and server are gone between two instructions. */
  crash(): Promise<void>;
};

/**
 * Runs `npm start`'s launcher on a data folder and waits for its words.
 *
 * @param env  what a person would set: `PORT`, `OIDC_ISSUER`…
 * @throws {Error} with what it printed, when it ends instead
 */
export function launch(dataDir: string, env: Record<string, string> = {}): Promise<Installation> {
  return new Promise((resolve, reject) => {
    const launcher = spawn(process.execPath, [join(ROOT, "scripts", "start.mjs")], {
      cwd: ROOT,
      env: { ...process.env, COMMONPLACE_DATA: dataDir, NODE_ENV: "production", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    const ended = new Promise<number | null>((done) => launcher.once("exit", (code) => done(code)));
    ended.then((code) => reject(new Error(`The launcher ended with ${code}:\n${printed}`)));
    const hear = (chunk: Buffer) => {
      printed += chunk;
      // Its last words come after the address and the link, which may arrive in pieces.
      const url = /Ctrl-C stops it/.test(printed) && /Commonplace is running at (\S+)/.exec(printed)?.[1];
      if (!url) return;
      const link = /https?:\/\/\S+\/setup\?code=\S+/.exec(printed)?.[0] ?? null;
      resolve({
        url,
        setupLink: link,
        dataDir,
        launcher,
        stop: () => {
          launcher.kill("SIGINT");
          return ended;
        },
        crash: async () => {
          const server = JSON.parse(readFileSync(join(dataDir, "server.pid"), "utf8")) as { pid: number };
          // The launcher first: it would end in good order if it saw its server go.
          launcher.kill("SIGKILL");
          process.kill(server.pid, "SIGKILL");
          await ended;
        },
      });
    };
    launcher.stdout.on("data", hear);
    launcher.stderr.on("data", hear);
  });
}
