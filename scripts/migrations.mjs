import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Compares the migrations a database has had with those of this release.
 *
 * @param {import("postgres").Sql} sql
 * @param {string} root the checkout
 * @returns {Promise<{ applied: string[], pending: number }>} hashes of the applied ones, oldest first
 */
export async function migrationState(sql, root) {
  const file = join(root, "db", "migrations", "meta", "_journal.json");
  const entries = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).entries : [];
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as known`;
  if (!table.known) return { applied: [], pending: entries.length };
  const rows = await sql`select hash, created_at from drizzle.__drizzle_migrations order by created_at`;
  const last = rows.length > 0 ? Number(rows[rows.length - 1].created_at) : -1;
  return {
    applied: rows.map((row) => row.hash),
    pending: entries.filter((entry) => entry.when > last).length,
  };
}
