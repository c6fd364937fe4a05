import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { authorize } from "#domain/policy";
import { mayBeNews, seenOf, threadSeen, visibleTo } from "./visibility";

/**
 * Remembers what the actor has seen: threads that were on the screen, or a whole section. Marks only rise.
 *
 * Marks of threads are gathered into the section's own mark as far as nothing unseen stands before them, so that
 * counting what is unread begins where reading ended and not at the section's first comment.
 *
 * @param input  `upTo` is the change sequence up to which the page was shown, from its opened cursor
 */
export async function markSeen(
  tx: Queries,
  actor: ClassroomActor,
  input: { sectionId: string; rootIds: string[]; all: boolean; upTo: number },
): Promise<void> {
  authorize(actor, "comment.markSeen");
  if (input.all) return raiseSection(tx, actor, input.sectionId, input.upTo);
  if (input.rootIds.length === 0) return;
  await tx.execute(sql`
    insert into thread_reads (user_id, root_id, classroom_id, seen_seq)
    select ${actor.userId}::uuid, c.id, c.classroom_id, ${input.upTo}::bigint from comments c
    where c.id = any (${sql.param(`{${input.rootIds.join(",")}}`)}::uuid[]) and c.classroom_id = ${actor.classroomId}::uuid
      and c.section_id = ${input.sectionId}::uuid and c.root_id is null and ${visibleTo(actor)}
    order by c.id
    on conflict (user_id, root_id) do update set seen_seq = greatest(thread_reads.seen_seq, excluded.seen_seq)`);
  const upTo = await findSeenUpTo(tx, actor, input.sectionId, input.upTo);
  if (upTo !== null) await raiseSection(tx, actor, input.sectionId, upTo);
}

/**
 * Raises the section's mark, only for a section of the guide that the class reads or for a prompt or a debate of it, and forgets the marks of its
 * threads that say no more than that.
 */
async function raiseSection(
  tx: Queries,
  actor: ClassroomActor,
  sectionId: string,
  upTo: number,
): Promise<void> {
  await tx.execute(sql`
    with raised as (
      insert into section_reads (classroom_id, section_id, user_id, seen_seq)
      select ${actor.classroomId}::uuid, s.id, ${actor.userId}::uuid, ${upTo}::bigint
      from classrooms k join sections s on s.id = ${sectionId}::uuid
      where k.id = ${actor.classroomId}::uuid and (
        exists (select 1 from section_versions v where v.version_id = k.guide_version_id and v.section_id = s.id)
        or exists (select 1 from assignments a where a.id = s.id and a.classroom_id = k.id))
      on conflict (classroom_id, section_id, user_id) do update
        set seen_seq = greatest(section_reads.seen_seq, excluded.seen_seq)
      returning seen_seq)
    delete from thread_reads t using raised s, comments c
    where t.user_id = ${actor.userId}::uuid and t.classroom_id = ${actor.classroomId}::uuid and t.seen_seq <= s.seen_seq
      and c.id = t.root_id and c.section_id = ${sectionId}::uuid`);
}

/** Up to where nothing of the section is unseen, at most `upTo`; null when that is no further than its mark. */
async function findSeenUpTo(
  tx: Queries,
  actor: ClassroomActor,
  sectionId: string,
  upTo: number,
): Promise<number | null> {
  const mark = seenOf(actor, sql`${actor.classroomId}::uuid`, sql`${sectionId}::uuid`);
  const [row] = await tx.execute<{ marked: string; first: string | null }>(sql`
    select ${mark} as marked, (
      select c.seq from comments c
      where c.classroom_id = ${actor.classroomId}::uuid and c.section_id = ${sectionId}::uuid and ${mayBeNews(actor)}
        and c.seq > ${mark} and c.seq > ${threadSeen(actor)}
      order by c.seq limit 1) as first`);
  const seen = row?.first ? Math.min(Number(row.first) - 1, upTo) : upTo;
  return seen > Number(row?.marked ?? 0) ? seen : null;
}
