import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, startThrowawayPostgres } from "./embedded-postgres.mjs";
import { takeLock } from "./lock-file.mjs";
import { nodeProblem } from "./node-version.mjs";
import { freePort } from "./ports.mjs";

let database: EmbeddedPostgres;
let dataDir: string;
beforeAll(async () => {
  database = await startThrowawayPostgres();
  dataDir = mkdtempSync(join(tmpdir(), "commonplace-start-"));
});
const children = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of children) child.kill();
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs the launcher to its end. Nothing of the surrounding environment that it reads reaches it. */
function start(env: Record<string, string>, ...words: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const own = { PATH, HOME, COMMONPLACE_DATA: dataDir, NODE_ENV: "production" as const };
  const child = spawn(process.execPath, [join(import.meta.dirname, "start.mjs"), ...words], {
    env: { ...env, ...own },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => {
    said.out += text;
  });
  child.stderr.on("data", (text) => {
    said.err += text;
  });
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once("close", (code) => {
      children.delete(child);
      resolve({ code, ...said });
    }),
  );
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no port");
  return address.port;
}

describe("a setting that cannot be", () => {
  const cases: Array<[string, Record<string, string>, RegExp]> = [
    ["a port that is a word", { PORT: "http" }, /^PORT is "http", and must be a number/],
    ["a port beyond the last", { PORT: "70000" }, /^PORT is "70000"/],
    [
      "a plain http address of a school",
      { PUBLIC_URL: "http://read.example.org" },
      /need https: put a TLS proxy/,
    ],
    ["an address with a path", { PUBLIC_URL: "https://example.org/read" }, /without path or query/],
    ["an address that is none", { PUBLIC_URL: "read.example.org" }, /^PUBLIC_URL is not an address/],
    ["a secret that is short", { NEXTAUTH_SECRET: "letmein" }, /at least 32 characters/],
    ["a runtime address alone", { RUNTIME_DATABASE_URL: "postgres://a@b/c" }, /DATABASE_URL is not/],
    [
      "a database address that is none",
      { DATABASE_URL: "mysql://root@localhost/x" },
      /^DATABASE_URL is not the address/,
    ],
    [
      "a database address with a broken port",
      { DATABASE_URL: "postgres://a@b:port/c" },
      /^DATABASE_URL is not/,
    ],
    [
      "a host that is elsewhere",
      { HOST: "192.0.2.1", PORT: "3999" },
      /^HOST is 192\.0\.2\.1, which is not an address/,
    ],
  ];
  it.each(cases)("says so in one sentence: %s", async (_name, env, sentence) => {
    const { code, out, err } = await start(env);
    expect(err).toMatch(sentence);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(out).toBe("");
    expect(code).toBe(1);
  });

  it("names the words it knows", async () => {
    const { code, err } = await start({}, "--fast");
    expect(err).toMatch(/^Unknown word --fast/);
    expect(code).toBe(1);
  });

  it("names the oldest Node that will do", () => {
    expect(nodeProblem("18.20.8")).toMatch(/20\.19 or newer; this is 18\.20\.8/);
    expect(nodeProblem("20.18.3")).not.toBeNull();
    expect(nodeProblem("20.19.0")).toBeNull();
    expect(nodeProblem("24.1.0")).toBeNull();
  });
});

describe("a machine that is taken", () => {
  it("refuses an explicit port that another program has", async () => {
    const stranger = createServer();
    const port = await listen(stranger);
    const { code, err } = await start({ PORT: String(port) });
    stranger.close();
    expect(err).toBe(`PORT ${port} is taken by another program; set PORT to a free one, or leave it out.\n`);
    expect(code).toBe(1);
  });

  it("tells the second start where the first one answers", async () => {
    const lock = takeLock(join(dataDir, "launcher.pid"), { state: "running", url: "http://localhost:3456" });
    const { code, err } = await start({});
    lock?.release();
    expect(err).toMatch(
      /^Commonplace is already running at http:\/\/localhost:3456 on .* \(process \d+\)\.\n$/,
    );
    expect(code).toBe(1);
  });
});

describe("a database that cannot be used", () => {
  const at = (url: string, change: (address: URL) => void) => {
    const address = new URL(url);
    change(address);
    return address.href;
  };

  it("says that nobody is there, and keeps the password to itself", async () => {
    const port = await freePort();
    const { code, err } = await start({
      DATABASE_URL: `postgres://owner:opensesame@127.0.0.1:${port}/books`,
    });
    expect(err).toBe(
      `The database of DATABASE_URL (127.0.0.1:${port}/books) cannot be used: nothing listens there.\n`,
    );
    expect(code).toBe(1);
  });

  it("says that the password is refused", async () => {
    const url = at(database.ownerUrl, (address) => {
      address.password = "opensesame";
    });
    const { code, err } = await start({ DATABASE_URL: url });
    expect(err).toMatch(/cannot be used: it refuses this name and password\.\n$/);
    expect(err).not.toContain("opensesame");
    expect(code).toBe(1);
  });

  it("says that there is no such database", async () => {
    const url = at(database.ownerUrl, (address) => {
      address.pathname = "/nowhere";
    });
    const { code, err } = await start({ DATABASE_URL: url });
    expect(err).toMatch(/it has no database of that name\.\n$/);
    expect(code).toBe(1);
  });

  it("says that it is too old", async () => {
    const sockets = new Set<Socket>();
    const old = createServer((socket) => {
      sockets.add(socket);
      answerAsVersion(socket, "140011");
    });
    const port = await listen(old);
    const { code, err } = await start({ DATABASE_URL: `postgres://owner@127.0.0.1:${port}/books` });
    for (const socket of sockets) socket.destroy();
    old.close();
    expect(err).toBe("The database of DATABASE_URL is PostgreSQL 14; Commonplace needs 15 or newer.\n");
    expect(code).toBe(1);
  });

  it("refuses an application role that row-level security does not hold for", async () => {
    const RUNTIME_DATABASE_URL = at(database.adminUrl, (address) => {
      address.pathname = "/commonplace";
    });
    const { code, err } = await start({ DATABASE_URL: database.ownerUrl, RUNTIME_DATABASE_URL });
    expect(err).toMatch(/^RUNTIME_DATABASE_URL names postgres, which is a superuser/);
    expect(code).toBe(1);
  });

  it("refuses the owner as the application", async () => {
    const { code, err } = await start({
      DATABASE_URL: database.ownerUrl,
      RUNTIME_DATABASE_URL: database.ownerUrl,
    });
    expect(err).toMatch(/^RUNTIME_DATABASE_URL names commonplace_owner, which owns the database/);
    expect(code).toBe(1);
  });

  it("gives the two lines to run when the owner may not make the role", async () => {
    const { code, err } = await start({ DATABASE_URL: database.ownerUrl });
    expect(err).toContain("CREATE ROLE commonplace_runtime LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS");
    expect(err).toContain('GRANT CONNECT ON DATABASE "commonplace" TO commonplace_runtime;');
    expect(err).toContain("set RUNTIME_DATABASE_URL");
    expect(err).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });

  it("refuses a role that may not make tables", async () => {
    const { code, err } = await start({ DATABASE_URL: database.runtimeUrl });
    expect(err).toMatch(/^The role commonplace_runtime may not create tables in commonplace/);
    expect(code).toBe(1);
  });
});

/** Speaks enough of the PostgreSQL protocol to let somebody in and answer every query with one number. */
function answerAsVersion(socket: Socket, version: string) {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    const head = Buffer.alloc(5, type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const int16 = (value: number) => Buffer.from([value >> 8, value & 255]);
  const int32 = (value: number) => Buffer.from([0, 0, value >> 8, value & 255]);
  const idle = message("Z", Buffer.from("I"));
  const column = Buffer.concat([Buffer.from("server_version_num\0"), int32(0), int16(0), int32(25)]);
  const described = message("T", int16(1), column, Buffer.from([255, 255]), Buffer.alloc(4, 255), int16(0));
  const row = message("D", int16(1), int32(version.length), Buffer.from(version));
  let welcomed = false;
  socket.on("error", () => {});
  socket.on("data", (data) => {
    if (!welcomed) {
      welcomed = true;
      socket.write(Buffer.concat([message("R", int32(0)), idle]));
    } else if (data[0] === 81 /* Q */) {
      socket.write(Buffer.concat([described, row, message("C", Buffer.from("SHOW\0")), idle]));
    }
  });
}
