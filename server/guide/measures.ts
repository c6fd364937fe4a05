import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { deepFreeze, keepAtMost } from "./keep";

/** A paragraph by its size alone. */
export type Measure = { id: string; key: string; number: number | null; length: number };

const VERSIONS_MAX = 50;
const kept = keepAtMost<Map<string, Measure[]>>(VERSIONS_MAX);

/**
 * The paragraphs of a published version by section id, without their words: how long each is, so that it can be drawn.
 * Read once a process.
 */
export async function getMeasures(tx: Queries, versionId: string): Promise<Map<string, Measure[]>> {
  const known = kept.get(versionId);
  if (known) return known;
  const rows = await tx.execute<Measure & { section_id: string }>(sql`
    select pv.section_id, p.id, p.key, pv.number, length(pv.text) as length
    from paragraph_versions pv join paragraphs p on p.id = pv.paragraph_id
    where pv.version_id = ${versionId}::uuid order by pv.section_id, pv.position`);
  const measures = new Map<string, Measure[]>();
  for (const { section_id, ...measure } of rows) {
    const known = measures.get(section_id) ?? [];
    known.push(deepFreeze(measure));
    measures.set(section_id, known);
  }
  return kept.put(versionId, measures);
}
