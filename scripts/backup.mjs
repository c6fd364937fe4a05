// A backup of the embedded database as plain files: every table by COPY, all of one instant.
import { createHash } from "node:crypto";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import postgres from "postgres";
import { migrationState } from "./migrations.mjs";
import { DATABASE } from "./postgres-roles.mjs";

const KEPT = 5;
export const FORMAT = 1;

/**
 * @typedef {{ name: string, columns: string[], file: string, sha256: string, rows: number }} TableBackup
 * @typedef {{ name: string, last: string, called: boolean }} SequenceBackup
 * @typedef {{ format: number, madeAt: string, release: string, migrations: string[], tables: TableBackup[],
 *   sequences: SequenceBackup[] }} Manifest
 */

/**
 * A superuser's connection to the application's database, which row-level security does not hold for.
 *
 * @param {string} adminUrl
 * @returns {import("postgres").Sql}
 */
export function openAsAdmin(adminUrl) {
  const url = new URL(adminUrl);
  url.pathname = `/${DATABASE}`;
  return postgres(url.href, { max: 1, onnotice: () => {}, prepare: false });
}

/**
 * Lists our own lasting tables with the columns that hold data, quoted for SQL.
 *
 * @param {import("postgres").Sql | import("postgres").TransactionSql} sql
 * @returns {Promise<Array<{ name: string, columns: string[] }>>}
 */
export async function listTables(sql) {
  const rows = await sql`
    select format('%I.%I', n.nspname, c.relname) as name,
      array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relpersistence = 'p'
      and n.nspname not in ('pg_catalog', 'information_schema', 'drizzle')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    group by 1 order by 1`;
  return rows.map(({ name, columns }) => ({ name, columns }));
}

async function listSequences(sql) {
  const names = await sql`
    select format('%I.%I', schemaname, sequencename) as name from pg_sequences where schemaname <> 'drizzle'`;
  const found = [];
  for (const { name } of names) {
    const [row] = await sql.unsafe(`select last_value as last, is_called as called from ${name}`);
    found.push({ name, last: String(row.last), called: row.called });
  }
  return found;
}

async function copyTable(sql, { name, columns }, folder) {
  const file = `${name.replaceAll('"', "")}.copy.gz`;
  const hash = createHash("sha256");
  let rows = 0;
  const count = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      for (const byte of chunk) if (byte === 10) rows++; // COPY escapes a line break inside a value
      done(null, chunk);
    },
  });
  const source = await sql.unsafe(`copy ${name} (${columns.join(", ")}) to stdout`).readable();
  // postgres.js pauses the connection on a full buffer and resumes it on the next read; when the rows end just then,
  // there is no next read, and the connection would never hear that the command is complete.
  source.once("end", () => source._read(0));
  await pipeline(source, count, createGzip(), createWriteStream(join(folder, file), { mode: 0o600 }));
  return { name, columns, file, sha256: hash.digest("hex"), rows };
}

/**
 * Writes a backup. The folder appears under its name only when it is whole.
 *
 * @param {object} options
 * @param {string} options.adminUrl
 * @param {string} options.root the checkout, for the release's version
 * @param {string} options.dataDir holds the installation's secret, without which sealed values cannot be read
 * @param {string | null} [options.folder] where to; default `<dataDir>/backups/<time>-schema-<n>`, of which five stay
 * @returns {Promise<string>} the folder
 */
export async function backUp({ adminUrl, root, dataDir, folder }) {
  const release = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
  const sql = openAsAdmin(adminUrl);
  try {
    const { applied } = await migrationState(sql, root);
    const madeAt = new Date().toISOString();
    const backups = join(dataDir, "backups");
    const name = `${madeAt.replace(/[:.]/g, "-")}-schema-${applied.length}`;
    const target = folder ?? join(backups, name);
    const draft = `${target}.unfinished`;
    if (!folder) mkdirSync(backups, { recursive: true, mode: 0o700 });
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    const manifest = await sql.begin("isolation level repeatable read read only", async (tx) => {
      const tables = [];
      for (const table of await listTables(tx)) tables.push(await copyTable(tx, table, draft));
      return {
        format: FORMAT,
        madeAt,
        release,
        migrations: applied,
        tables,
        sequences: await listSequences(tx),
      };
    });
    const secret = join(dataDir, "secret");
    if (existsSync(secret)) writeFileSync(join(draft, "secret"), readFileSync(secret), { mode: 0o600 });
    writeFileSync(join(draft, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, target);
    if (!folder) prune(backups);
    return target;
  } finally {
    await sql.end();
  }
}

function prune(backups) {
  const ours = readdirSync(backups).filter((name) => /^\d{4}-.*-schema-\d+(\.unfinished)?$/.test(name));
  const whole = ours.filter((name) => !name.endsWith(".unfinished")).sort();
  const gone = [...whole.slice(0, -KEPT), ...ours.filter((name) => name.endsWith(".unfinished"))];
  for (const name of gone) rmSync(join(backups, name), { recursive: true, force: true });
}

/**
 * Backs up when this release would change the tables of a database that has some.
 *
 * @param {Parameters<typeof backUp>[0]} options
 * @returns {Promise<string | null>} the folder, or null when there is nothing to migrate
 */
export async function backUpBeforeMigration(options) {
  const sql = openAsAdmin(options.adminUrl);
  const { applied, pending } = await migrationState(sql, options.root).finally(() => sql.end());
  return applied.length > 0 && pending > 0 ? backUp(options) : null;
}
