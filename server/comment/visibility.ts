import { type SQL, sql } from "drizzle-orm";
import type { ClassroomActor } from "#domain/actor";

/**
 * The read rule of comments as SQL, stated once: every list, count, search and live update asks it.
 *
 * Teachers see everything but what its writer removed; students see what is shown, and their own when a teacher
 * has hidden it. A removed or hidden root stays as a hole while it has replies that everybody may see.
 *
 * @param actor  who reads
 * @param c      the alias of `comments` in the query
 */
export function visibleTo(actor: ClassroomActor, c: SQL = sql.raw("c")): SQL {
  const hole = sql`(${c}.root_id is null and ${c}.reply_count > 0)`;
  if (actor.role === "teacher") return sql`(${c}.deleted_at is null or ${hole})`;
  return sql`((${c}.deleted_at is null and (${c}.hidden_at is null or ${c}.author_id = ${actor.userId}::uuid)) or ${hole})`;
}

/** Whether everybody in the class may see the comment: what shared counts count. */
export const visibleToAll = (c: SQL = sql.raw("c")): SQL =>
  sql`(${c}.deleted_at is null and ${c}.hidden_at is null)`;
