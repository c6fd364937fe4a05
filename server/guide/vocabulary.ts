import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { deepFreeze, keepAtMost } from "./keep";
import { PRINTED_IDS } from "./pointer";

/** A word of the guide's vocabulary: somebody or something that the text names and a reader may ask about. */
export type Entry = {
  kind: "term" | "person" | "place";
  key: string;
  name: string;
  /** Other names it goes by in the text. */
  also: readonly string[];
  definition: string;
  /** The section whose text names it first. */
  firstIn: { path: string; title: string } | null;
};

/** By the address the text points at: `term-carer`. */
export type Vocabulary = Readonly<Record<string, Entry>>;

const VERSIONS_MAX = 50;
const kept = keepAtMost<Vocabulary>(VERSIONS_MAX);

/**
 * The vocabulary of a published version. Versions are immutable and nobody's data is in them, so it is read once a
 * process.
 *
 * @param versionId  one that a class reads
 */
export async function getVocabulary(tx: Queries, versionId: string): Promise<Vocabulary> {
  return kept.get(versionId) ?? kept.put(versionId, deepFreeze(await readVocabulary(tx, versionId)));
}

async function readVocabulary(tx: Queries, versionId: string): Promise<Vocabulary> {
  const rows = await tx.execute<Omit<Entry, "firstIn"> & { path: string | null; title: string | null }>(sql`
    with named as (
      select distinct on (link[1]) link[1] as id, s.path, v.title
      from paragraph_versions p
      join section_versions v on v.version_id = p.version_id and v.section_id = p.section_id
      join sections s on s.id = p.section_id
      cross join lateral regexp_matches(p.html, ${PRINTED_IDS}, 'g') as link
      where p.version_id = ${versionId}::uuid order by link[1], v.position, p.position)
    select e.kind, e.key, e.name, e.also, e.definition, n.path, n.title
    from guide_entries e left join named n on n.id = e.kind || '-' || e.key
    where e.version_id = ${versionId}::uuid`);
  return Object.fromEntries(
    rows.map(({ path, title, ...entry }) => [
      `${entry.kind}-${entry.key}`,
      { ...entry, firstIn: path && title ? { path, title } : null },
    ]),
  );
}
