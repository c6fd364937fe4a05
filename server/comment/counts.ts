import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { visibleToAll } from "./visibility";

/** A place as comments are counted at it: a paragraph, or the section's own id for the section as a whole. */
export type Counted = { sectionId: string; placeId: string };

/**
 * Counts anew what the class may see at some places, after comments were put elsewhere. One pass over the sections
 * concerned; needs the class's turn.
 */
export async function recountPlaces(
  tx: Queries,
  classroomId: string,
  places: readonly Counted[],
): Promise<void> {
  const wanted = [...new Map(places.map((one) => [`${one.sectionId}/${one.placeId}`, one])).values()];
  if (wanted.length === 0) return;
  const rows = JSON.stringify(wanted.map((one) => ({ section_id: one.sectionId, place_id: one.placeId })));
  await tx.execute(sql`
    with wanted as (
      select * from jsonb_to_recordset(${rows}::jsonb) as w(section_id uuid, place_id uuid)
    ), counted as (
      select c.section_id, case when c.paragraph_id is null then c.section_id else c.paragraph_id end as place_id,
        count(*)::int as count
      from comments c
      where c.classroom_id = ${classroomId}::uuid and c.section_id in (select section_id from wanted)
        and ${visibleToAll()} and c.text <> ''
      group by 1, 2
    )
    insert into comment_counts (classroom_id, section_id, place_id, count)
    select ${classroomId}::uuid, w.section_id, w.place_id, coalesce(n.count, 0)
    from wanted w left join counted n using (section_id, place_id)
    on conflict (classroom_id, section_id, place_id) do update set count = excluded.count`);
}
