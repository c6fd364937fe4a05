import { type SQL, sql } from "drizzle-orm";
import type { ClassroomActor } from "#domain/actor";

/**
 * The read rule of comments as SQL, stated once: every list, count, search and live update asks it.
 *
 * Nobody sees what stands in a part that is not open to them yet. Teachers see everything but what its writer removed; students see what is shown, and their own when a teacher
 * has hidden it. A removed or hidden root stays as a hole while it has replies that everybody may see.
 *
 * @param actor  who reads
 * @param c      the alias of `comments` in the query
 */
export function visibleTo(actor: ClassroomActor, c: SQL = sql.raw("c")): SQL {
  const hole = sql`(${c}.root_id is null and ${c}.reply_count > 0)`;
  if (actor.role === "teacher") return sql`(${c}.deleted_at is null or ${hole})`;
  return sql`(((${c}.deleted_at is null and (${c}.hidden_at is null or ${c}.author_id = ${actor.userId}::uuid)) or ${hole})${inOpenPart(actor, c)})`;
}

/**
 * Whether the comment stands where the actor may read now, as one more condition. Nothing where nothing is locked: the
 * common statement stays as it is.
 */
export const inOpenPart = (actor: ClassroomActor, c: SQL = sql.raw("c")): SQL =>
  actor.lockedSections.length === 0
    ? sql``
    : sql` and ${c}.section_id <> all (${sql.param(`{${actor.lockedSections.join(",")}}`)}::uuid[])`;

/**
 * Whether the comment is a hole for the actor: it stands in its place without its words, so nothing finds it by them.
 * Beside `visibleTo`, where a comment is looked for by what it says.
 */
export function isHole(actor: ClassroomActor, c: SQL = sql.raw("c")): SQL {
  if (actor.role === "teacher") return sql`(${c}.deleted_at is not null)`;
  return sql`(${c}.root_id is null and ${c}.reply_count > 0
    and (${c}.deleted_at is not null or (${c}.hidden_at is not null and ${c}.author_id <> ${actor.userId}::uuid)))`;
}

/** Whether everybody in the class may see the comment: what shared counts count. */
export const visibleToAll = (c: SQL = sql.raw("c")): SQL =>
  sql`(${c}.deleted_at is null and ${c}.hidden_at is null)`;

/** Whether the comment may be news to the actor: what everybody may see, written by somebody else. */
export const mayBeNews = (actor: ClassroomActor, c: SQL = sql.raw("c")): SQL =>
  sql`(${visibleToAll(c)} and ${c}.author_id <> ${actor.userId}::uuid${inOpenPart(actor, c)})`;

/**
 * Up to where the actor has seen the thread of comments `c`. Looked up by key for each row, like the section's mark:
 * joined, it would be planned by how many marks a reader has, and read them all.
 *
 * No `coalesce` around a column here: PostgreSQL does not count it as leakproof, and behind row-level security a
 * condition that is not leakproof is never an index condition.
 */
export const threadSeen = (actor: ClassroomActor, c: SQL = sql.raw("c")): SQL =>
  sql`(select coalesce(max(t.seen_seq), 0) from thread_reads t where t.user_id = ${actor.userId}::uuid
    and t.root_id = case when ${c}.root_id is null then ${c}.id else ${c}.root_id end)`;

/** Up to where the actor has seen the section as a whole, for comments `c`. */
export const sectionSeen = (actor: ClassroomActor, c: SQL = sql.raw("c")): SQL =>
  seenOf(actor, sql`${c}.classroom_id`, sql`${c}.section_id`);

/** Up to where the actor has seen one section of a class as a whole. */
export const seenOf = (actor: ClassroomActor, classroomId: SQL, sectionId: SQL): SQL =>
  sql`(select coalesce(max(s.seen_seq), 0) from section_reads s where s.classroom_id = ${classroomId}
    and s.section_id = ${sectionId} and s.user_id = ${actor.userId}::uuid)`;
