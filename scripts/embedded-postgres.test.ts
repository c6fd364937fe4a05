import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { isAlive, waitForEnd } from "./process-identity.mjs";

const isRoot = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
const running: EmbeddedPostgres[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "commonplace-launcher-"));
  if (isRoot) chmodSync(folder, 0o711);
  dataDir = join(folder, "data");
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start() {
  const server = await startEmbeddedPostgres({ dataDir });
  running.push(server);
  return server;
}

async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const cluster = () => join(dataDir, "postgres");

describe("startEmbeddedPostgres", () => {
  it("makes a database with its extensions, for an application that may do nothing by itself", async () => {
    const { ownerUrl, runtimeUrl, port } = await start();
    expect(new URL(runtimeUrl).port).toBe(String(port));
    const [role] = await ask(
      runtimeUrl,
      (sql) =>
        sql`select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user`,
    );
    expect(Object.values(role ?? {})).toEqual([false, false, false, false]);
    await expect(ask(runtimeUrl, (sql) => sql`create table t (a int)`)).rejects.toMatchObject({
      code: "42501",
    });
    const extensions = await ask(ownerUrl, (sql) => sql`select extname from pg_extension`);
    expect(extensions.map(({ extname }) => extname)).toEqual(
      expect.arrayContaining(["pg_trgm", "unaccent", "citext"]),
    );
    for (const name of ["superuser", "owner", "runtime"]) {
      expect(statSync(join(dataDir, `${name}-password`)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(cluster()).mode & 0o777).toBe(0o700);
  });

  it("adopts a server that runs, and starts one that was killed with what it had committed", async () => {
    const first = await start();
    await ask(first.ownerUrl, (sql) => sql`create table notes as select 'kept' as text`);

    const second = await start();
    expect(second).toMatchObject({ adopted: true, port: first.port });
    expect(second.pid()).toBe(first.pid());

    process.kill(first.pid(), "SIGKILL");
    await waitForEnd(first.pid(), 5_000);
    const third = await start();
    expect(third.adopted).toBe(false);
    expect(await ask(third.ownerUrl, (sql) => sql`select text from notes`)).toEqual([{ text: "kept" }]);

    const pid = third.pid();
    await third.stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(cluster(), "postmaster.pid"))).toBe(false);
  });

  it("starts again on the same port when its process is killed", async () => {
    const server = await start();
    process.kill(server.pid(), "SIGKILL");
    await waitForEnd(server.pid(), 5_000);
    expect(server.isAlive()).toBe(false);
    await server.restart();
    expect(await ask(server.ownerUrl, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  it("is not fooled by a stranger who has an old server's number", async () => {
    const server = await start();
    const file = join(cluster(), "postmaster.pid");
    const lines = readFileSync(file, "utf8").split("\n");
    await server.stop();
    writeFileSync(file, [process.pid, ...lines.slice(1)].join("\n"));
    expect(await start()).toMatchObject({ adopted: false });
  });

  it("leaves a folder alone that is no database", async () => {
    mkdirSync(cluster(), { recursive: true });
    writeFileSync(join(cluster(), "letter.txt"), "not a database");
    await expect(start()).rejects.toThrow(/is not a whole database/);
    expect(existsSync(join(cluster(), "letter.txt"))).toBe(true);
  });

  it.runIf(isRoot)("keeps the database elsewhere when its account may not enter the folder", async () => {
    chmodSync(folder, 0o700);
    const server = await start();
    const home = readFileSync(join(dataDir, "postgres-home"), "utf8").trim();
    expect(dirname(home)).toMatch(/^\/var\/(lib|tmp)\/commonplace$/);
    try {
      await ask(server.ownerUrl, (sql) => sql`create table notes as select 'kept' as text`);
      await server.stop();
      const again = await start();
      expect(await ask(again.ownerUrl, (sql) => sql`select text from notes`)).toEqual([{ text: "kept" }]);
      await again.stop();
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
