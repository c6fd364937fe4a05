import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { NoteCounts, SectionChange } from "#domain/edition";
import { authorize } from "#domain/policy";
import { visibleTo } from "../comment/visibility";
import { describeChanges } from "./changes";
import { changedSections, type Followed, followAll, readMarked } from "./plan";

/** A newer version of the class's guide, and what a move to it would change. */
export type NewerEdition = {
  versionId: string;
  number: number;
  publishedAt: string;
  sections: SectionChange[];
  /** Over all sections, of what the teacher may see. */
  notes: NoteCounts;
  /** Threads without a mark whose paragraph or section is not there any more. */
  unplaced: number;
};

export type EditionState = { number: number; newer: NewerEdition | null };

type Editions = {
  now: string;
  number: number;
  later: string | null;
  later_number: number;
  later_at: string;
};

/**
 * Whether there is a newer version of the class's guide, and what would become of the class's notes in it: followed by
 * the very code that moves them. Of private notes that are not the actor's own nothing is counted, nor of removed ones.
 *
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function getEditionState(tx: Queries, actor: ClassroomActor): Promise<EditionState> {
  authorize(actor, "guide.readEditions");
  const [found] = await tx.execute<Editions>(sql`
    select o.id as now, o.number, n.id as later, n.number as later_number,
      to_char(n.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as later_at
    from classrooms c join guide_versions o on o.id = c.guide_version_id
    left join lateral (select * from guide_versions v where v.guide_id = o.guide_id and v.number > o.number
      order by v.number desc limit 1) n on true
    where c.id = ${actor.classroomId}::uuid`);
  if (!found) throw new Error("a class without a guide");
  const { now, number, later } = found;
  if (later === null) return { number, newer: null };
  const changed = await changedSections(tx, now, later);
  const [changes, marked, [all]] = await Promise.all([
    describeChanges(tx, { earlier: now, later }, changed),
    readMarked(tx, actor.classroomId, changed, actor),
    tx.execute<{ marked: number; unplaced: number }>(sql`
      select count(*) filter (where a.comment_id is not null and a.lost_at is null)::int as marked,
        count(*) filter (where a.comment_id is null and (t.section_id is null
          or (c.paragraph_id is not null and p.paragraph_id is null)))::int as unplaced
      from comments c left join annotations a on a.comment_id = c.id
      left join section_versions t on t.version_id = ${later}::uuid and t.section_id = c.section_id
      left join paragraph_versions p on p.version_id = ${later}::uuid and p.section_id = c.section_id
        and p.paragraph_id = c.paragraph_id
      where c.classroom_id = ${actor.classroomId}::uuid and c.root_id is null and c.deleted_at is null
        and ${visibleTo(actor)}`),
  ]);
  const followed = await followAll(tx, marked, later);
  const notes = tally(followed);
  // What stands in sections that did not change stays, and was not looked at one by one.
  notes.stay = (all?.marked ?? 0) - notes.followed - notes.lost;
  const sections = changes.map(({ sectionId, ...change }) => ({
    ...change,
    notes: tally(followed.filter(({ note }) => note.sectionId === sectionId)),
  }));
  const publishedAt = found.later_at;
  return {
    number,
    newer: {
      versionId: later,
      number: found.later_number,
      publishedAt,
      sections,
      notes,
      unplaced: all?.unplaced ?? 0,
    },
  };
}

/** What becomes of notes. One that was lost before and is lost still is none of them. */
function tally(followed: readonly Followed[]): NoteCounts {
  const counts: NoteCounts = { stay: 0, followed: 0, lost: 0, found: 0 };
  for (const { note, located } of followed) {
    if (note.isLost) counts.found += located ? 1 : 0;
    else if (!located) counts.lost++;
    else if (located.how === "edited") counts.followed++;
    else counts.stay++;
  }
  return counts;
}
