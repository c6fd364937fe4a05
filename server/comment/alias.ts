import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";

/** What stands for a writer whom classmates may not know. */
export type Alias = { id: string; name: string };

/** What is known of the place that is written in. */
type Known = {
  /** Classmates do not know who writes there. */
  is_anonymous: boolean;
  alias_id: string | null;
  alias: string | null;
  /** Replies that the thread shows already; null for a root. */
  thread_replies: number | null;
};

/**
 * When it is said to be written, and when it was. Where classmates may not know who writes, they hear the day: answers of
 * a day stand in no order of their coming, and replies in the order of the talk, whoever speaks.
 */
export function momentOf({ alias }: { alias?: Alias | null }, ground: Known): SQL {
  const now = sql`date_trunc('milliseconds', clock_timestamp())`;
  if (!alias && !ground.is_anonymous) return sql`${now}, null`;
  return sql`date_trunc('day', clock_timestamp(), 'UTC') + make_interval(secs => ${(ground.thread_replies ?? -1) + 1}::int / 1000.0), ${now}`;
}

/** The made-up name that the actor replies under, where classmates may not know; teachers speak as themselves. */
export async function aliasFor(
  tx: Queries,
  actor: ClassroomActor,
  { sectionId }: { sectionId: string },
  ground: Known,
): Promise<Alias | null> {
  if (!ground.is_anonymous || actor.role === "teacher") return null;
  if (ground.alias_id && ground.alias) return { id: ground.alias_id, name: ground.alias };
  return takeAlias(tx, actor, sectionId);
}

/** The name that the actor goes by in an anonymous prompt; drawn now, if there is none yet. */
export async function takeAlias(tx: Queries, actor: ClassroomActor, assignmentId: string): Promise<Alias> {
  await tx.execute(sql`select app.take_seat(${assignmentId}::uuid, ${actor.userId}::uuid, null)`);
  const [seat] = await tx.execute<Alias>(sql`
    select alias_id as id, alias as name from seats
    where assignment_id = ${assignmentId}::uuid and user_id = ${actor.userId}::uuid`);
  if (!seat) throw new Error("a seat has a name");
  return { id: seat.id, name: seat.name };
}
