// The way back from a backup, into a database where nobody has written yet.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { FORMAT, listTables, openAsAdmin } from "./backup.mjs";
import { migrationState } from "./migrations.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * Reads a backup's manifest.
 *
 * @param {string} folder
 * @returns {import("./backup.mjs").Manifest}
 * @throws {Refusal} not a whole backup, or one of a later format
 */
export function readManifest(folder) {
  const file = join(folder, "manifest.json");
  if (!existsSync(file)) throw new Refusal(`${folder} is not a whole backup: it has no manifest.json.`);
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  if (manifest.format !== FORMAT)
    throw new Refusal(`${folder} was made by another release (${manifest.release}).`);
  return manifest;
}

async function loadTable(tx, { name, columns, file, sha256, rows }, folder) {
  const hash = createHash("sha256");
  const check = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hash.digest("hex") === sha256 ? null : new Refusal(`${join(folder, file)} is damaged.`));
    },
  });
  const target = await tx.unsafe(`copy ${name} (${columns.join(", ")}) from stdin`).writable();
  await pipeline(createReadStream(join(folder, file)), createGunzip(), check, target);
  const [{ count }] = await tx.unsafe(`select count(*)::int as count from ${name}`);
  if (count !== rows) throw new Refusal(`${name} has ${count} rows after restoring, and had ${rows}.`);
}

/**
 * Puts a backup's rows in the place of what the database holds, all or nothing.
 *
 * The caller has made sure that nobody has an account there; what a first start loads (the guide) is replaced.
 *
 * @param {object} options
 * @param {string} options.adminUrl
 * @param {string} options.root the checkout
 * @param {string} options.folder the backup
 * @returns {Promise<{ tables: number, rows: number }>}
 * @throws {Refusal} another schema, a damaged file
 */
export async function restore({ adminUrl, root, folder }) {
  const manifest = readManifest(folder);
  const sql = openAsAdmin(adminUrl);
  try {
    const { applied } = await migrationState(sql, root);
    const tables = await listTables(sql);
    const shape = (list) => JSON.stringify(list.map(({ name, columns }) => [name, columns]));
    const same = JSON.stringify(applied) === JSON.stringify(manifest.migrations);
    if (!same || shape(tables) !== shape(manifest.tables)) {
      throw new Refusal(
        `The backup is of schema ${manifest.migrations.length} (Commonplace ${manifest.release}), this release has schema ${applied.length}. Restore with the release that made it, then upgrade.`,
      );
    }
    await sql.begin(async (tx) => {
      // The rows were consistent when they were copied: no foreign key or trigger has anything to add.
      await tx.unsafe("set local session_replication_role = replica");
      if (tables.length > 0) await tx.unsafe(`truncate ${tables.map(({ name }) => name).join(", ")} cascade`);
      for (const table of manifest.tables) await loadTable(tx, table, folder);
      for (const { name, last, called } of manifest.sequences) {
        await tx`select setval(${name}::regclass, ${last}::bigint, ${called})`;
      }
    });
    await sql.unsafe("analyze");
    return { tables: tables.length, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0) };
  } finally {
    await sql.end();
  }
}
