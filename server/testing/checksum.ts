import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { GRANTS } from "#db/grants";
import * as schema from "#db/schema/index";
import type { TestDatabase } from "./database";

/** Every table of the schema by name. */
export const tableNames = (): string[] =>
  Object.values(schema)
    .filter((value) => is(value, PgTable))
    .map((table) => getTableName(table as PgTable))
    .sort();

// Guesses are counted whatever the answer is, and what a closed phase refuses is kept for its writer: that is what these
// tables are for.
const WRITTEN_ANYWAY = ["throttles", "kept_moves"];
// What the runtime role may only read cannot change, which the test of the grants shows; and it is long.
const isWritable = (name: string) => GRANTS[name] !== "select";

/** A fingerprint of all rows of all tables, by table: what a refused write must leave as it was. */
export async function checksum(db: TestDatabase): Promise<Record<string, string>> {
  const parts = tableNames()
    .filter((name) => !WRITTEN_ANYWAY.includes(name) && isWritable(name))
    .map(
      (name) =>
        `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "${name}" t`,
    );
  const rows = await db.owner.unsafe(parts.join(" union all "));
  return Object.fromEntries(rows.map((row) => [row.name as string, row.sum as string]));
}
