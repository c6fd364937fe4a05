import { type SQL, sql } from "drizzle-orm";
import type { ClassroomActor } from "#domain/actor";

/**
 * The read rule of comments as SQL, stated once: every list, count, search and live update asks it.
 *
 * Nobody sees what is not for them, or what stands in a part that is not open to them yet. Of the rest teachers see
 * everything but what its writer removed; students see what is shown, and their own when a teacher has hidden it. A
 * removed or hidden root stays as a hole while it has replies.
 *
 * @param actor  who reads
 * @param c      the alias of `comments` in the query
 */
export function visibleTo(actor: ClassroomActor, c: SQL = sql.raw("c")): SQL {
  const hole = sql`(${c}.root_id is null and ${c}.reply_count > 0)`;
  const own =
    actor.role === "teacher"
      ? sql``
      : sql` and (${c}.hidden_at is null or ${c}.author_id = ${actor.userId}::uuid)`;
  return sql`(((${c}.deleted_at is null${own}) or ${hole}) and ${inAudience(actor, c)}${inOpenPart(actor, c)})`;
}

/** Whether the comment is for the actor: `isFor` of domain/audience.ts as SQL. */
export function inAudience(actor: ClassroomActor, c: SQL = sql.raw("c")): SQL {
  const own = sql`${c}.audience_owner_id = ${actor.userId}::uuid`;
  if (actor.role === "teacher") return sql`(${c}.audience <> 'private' or ${own})`;
  const group =
    actor.groupId === null
      ? sql``
      : sql` or (${c}.audience = 'group' and ${c}.audience_group_id = ${actor.groupId}::uuid)`;
  const discussion =
    actor.openDiscussions.length === 0
      ? sql``
      : sql` or (${c}.audience = 'discussion'
          and ${c}.audience_group_id = any (${sql.param(`{${actor.openDiscussions.join(",")}}`)}::uuid[]))`;
  return sql`(${inTheOpen(actor, c)} or ${own}${group}${discussion})`;
}

/** Whether the comment is for the class, or said in a debate that its class still knows of. */
const inTheOpen = ({ userId, withdrawnDebates }: ClassroomActor, c: SQL): SQL =>
  withdrawnDebates.length === 0
    ? sql`${c}.audience in ('class', 'debate')`
    : sql`${c}.audience = 'class' or (${c}.audience = 'debate' and (${c}.author_id = ${userId}::uuid
        or ${c}.section_id <> all (${sql.param(`{${withdrawnDebates.join(",")}}`)}::uuid[])))`;

/** Whether the actor reads their own words alone where this was said: its debate was taken back. */
export const isTakenBack = ({ withdrawnDebates }: ClassroomActor, sectionId: string): boolean =>
  withdrawnDebates.includes(sectionId);

/** `isTakenBack` of comment `c`, as SQL. */
export const standsTakenBack = ({ withdrawnDebates }: ClassroomActor, c: SQL = sql.raw("c")): SQL =>
  withdrawnDebates.length === 0
    ? sql`false`
    : sql`(${c}.section_id = any (${sql.param(`{${withdrawnDebates.join(",")}}`)}::uuid[]))`;

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

/** Whether those it is for may see the comment: neither removed nor hidden. */
export const isShown = (c: SQL = sql.raw("c")): SQL =>
  sql`(${c}.deleted_at is null and ${c}.hidden_at is null)`;

/** Whether everybody in the class may see the comment: what shared counts count. */
export const visibleToAll = (c: SQL = sql.raw("c")): SQL => sql`(${isShown(c)} and ${c}.audience = 'class')`;

/**
 * Whether the comment may be news to the actor: shown words of somebody else that are for the actor. A mark without
 * words is in the text to be seen and is no news.
 */
export const mayBeNews = (actor: ClassroomActor, c: SQL = sql.raw("c")): SQL =>
  sql`(${hasNews(c)} and ${inAudience(actor, c)} and ${c}.author_id <> ${actor.userId}::uuid${inOpenPart(actor, c)})`;

/** What could be news to somebody: spelled as the indexes on `seq` spell it. */
export const hasNews = (c: SQL = sql.raw("c")): SQL =>
  sql`(${isShown(c)} and ${c}.audience <> 'private' and ${c}.text <> '')`;

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
