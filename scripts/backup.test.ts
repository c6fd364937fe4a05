import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { backUp, backUpBeforeMigration, openAsAdmin } from "./backup.mjs";
import { type EmbeddedPostgres, startThrowawayPostgres } from "./embedded-postgres.mjs";
import { restore } from "./restore.mjs";

const TABLES = `
  create schema if not exists drizzle;
  create table drizzle.__drizzle_migrations (id serial primary key, hash text, created_at bigint);
  insert into drizzle.__drizzle_migrations (hash, created_at) values ('one', 1000);
  create table users (id int generated always as identity primary key, name text not null,
    upper_name text generated always as (upper(name)) stored);
  create table "Notes" (id serial primary key, user_id int not null references users, text text, extra jsonb);
  alter table "Notes" enable row level security;
  alter table "Notes" force row level security;
  create function refuse() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
  create trigger append_only before truncate on "Notes" execute function refuse();`;
const ROWS = `
  insert into users (name) values ('Ruth'), ('Kathy'), ('Tommy D.');
  insert into "Notes" (user_id, text, extra) values
    (1, E'two\\nlines and a \\\\ and a\\ttab', '{"a": "b\\"c"}'), (2, 'naïve — “quotes” 🐎', null), (3, null, '[]'), (3, '', '{}');`;

let server: EmbeddedPostgres;
let sql: postgres.Sql;
let folder: string;
let root: string;
let dataDir: string;
beforeAll(async () => {
  server = await startThrowawayPostgres();
  sql = openAsAdmin(server.adminUrl);
});
afterAll(async () => {
  await sql.end();
  await server.stop();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "commonplace-backup-"));
  root = join(folder, "checkout");
  dataDir = join(folder, "data");
  mkdirSync(join(root, "db", "migrations", "meta"), { recursive: true });
  mkdirSync(dataDir);
  writeFileSync(join(root, "package.json"), '{ "version": "0.1.0" }');
  journal(1000);
  await empty();
  return () => rmSync(folder, { recursive: true, force: true });
});

const journal = (...moments: number[]) =>
  writeFileSync(
    join(root, "db", "migrations", "meta", "_journal.json"),
    JSON.stringify({ entries: moments.map((when) => ({ when })) }),
  );

/** The database as after a first start: the tables are there, and nobody is. */
async function empty() {
  await sql.unsafe("drop schema if exists drizzle cascade; drop schema public cascade; create schema public");
  await sql.unsafe(TABLES);
}

const everything = async () => ({
  users: await sql`select * from users order by id`,
  notes: await sql`select * from "Notes" order by id`,
});

const where = () => ({ adminUrl: server.adminUrl, root, dataDir });

describe("backUp and restore", () => {
  it("bring back every row, and number new ones after the old", async () => {
    await sql.unsafe(ROWS);
    const before = await everything();
    writeFileSync(join(dataDir, "secret"), "sealed with this");
    const backup = await backUp(where());
    expect(statSync(backup).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(backup)) expect(statSync(join(backup, name)).mode & 0o077).toBe(0);

    await empty();
    await sql`insert into users (name) values ('from a first start')`;
    expect(await restore({ adminUrl: server.adminUrl, root, folder: backup })).toEqual({
      tables: 2,
      rows: 7,
    });
    expect(await everything()).toEqual(before);
    const [next] = await sql`insert into users (name) values ('Miss Lucy') returning id, upper_name`;
    expect(next).toEqual({ id: 4, upper_name: "MISS LUCY" });
    await expect(sql`truncate "Notes"`).rejects.toThrow("append only");
  });

  it("carry a table that is larger than any buffer", async () => {
    await sql.unsafe(ROWS);
    await sql`insert into "Notes" (user_id, text) select 1, repeat(n::text, 40) from generate_series(1, 30000) n`;
    const sum = () => sql`select count(*)::int, sum(length(text))::int, max(id) from "Notes"`;
    const before = await sum();
    const backup = await backUp(where());
    await empty();
    await restore({ adminUrl: server.adminUrl, root, folder: backup });
    expect(await sum()).toEqual(before);
  });

  it("refuses a backup of another schema, and changes nothing", async () => {
    await sql.unsafe(ROWS);
    const backup = await backUp(where());
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('two', 2000)`;
    const before = await everything();
    await expect(restore({ adminUrl: server.adminUrl, root, folder: backup })).rejects.toThrow(
      /is of schema 1 .* this release has schema 2/,
    );
    expect(await everything()).toEqual(before);
  });

  it("refuses a damaged backup, and changes nothing", async () => {
    await sql.unsafe(ROWS);
    const backup = await backUp(where());
    chmodSync(join(backup, "public.users.copy.gz"), 0o600);
    writeFileSync(join(backup, "public.users.copy.gz"), "");
    const before = await everything();
    await expect(restore({ adminUrl: server.adminUrl, root, folder: backup })).rejects.toThrow();
    expect(await everything()).toEqual(before);
  });
});

describe("backUpBeforeMigration", () => {
  it("does so only when tables are about to change, and keeps five", async () => {
    await sql.unsafe(ROWS);
    expect(await backUpBeforeMigration(where())).toBeNull();
    journal(1000, 2000);
    const made: string[] = [];
    for (let turn = 0; turn < 6; turn++) made.push((await backUpBeforeMigration(where())) ?? "");
    expect(made[0]).toMatch(/-schema-1$/);
    expect(made.map((backup) => existsSync(backup))).toEqual([false, true, true, true, true, true]);
  });

  it("has nothing to do on a new database", async () => {
    await sql.unsafe("drop schema drizzle cascade");
    journal(1000, 2000);
    expect(await backUpBeforeMigration(where())).toBeNull();
  });
});
