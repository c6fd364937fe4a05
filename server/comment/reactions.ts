import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { CommentView } from "#domain/comment";
import type { Reaction } from "#domain/note";
import { authorize } from "#domain/policy";
import { changeOf, changeState, holdComment, publishAndGet, subjectOf } from "./hold";
import { getComment } from "./queries";

/**
 * Says something to a comment without words, or takes it back. Doing it twice changes nothing.
 *
 * @throws {DomainError} NOT_FOUND  absent, removed, or not the actor's to know of
 * @throws {DomainError} CLOSED     hidden, or the class is archived
 */
export async function react(
  tx: Queries,
  actor: ClassroomActor,
  input: { commentId: string; reaction: Reaction; on: boolean },
): Promise<CommentView> {
  const { commentId, reaction, on } = input;
  const row = await holdComment(tx, actor, commentId);
  authorize(actor, "comment.react", subjectOf(row));
  const mine = sql`comment_id = ${commentId}::uuid and user_id = ${actor.userId}::uuid and kind = ${reaction}::reaction_kind`;
  const changed = on
    ? await tx.execute(sql`insert into reactions (comment_id, user_id, kind, classroom_id)
        values (${commentId}::uuid, ${actor.userId}::uuid, ${reaction}::reaction_kind, ${actor.classroomId}::uuid)
        on conflict do nothing returning kind`)
    : await tx.execute(sql`delete from reactions where ${mine} returning kind`);
  if (changed.length === 0) return getComment(tx, actor, commentId);
  await tx.execute(sql`
    update comments c set reaction_counts = (
      select coalesce(jsonb_object_agg(x.kind, x.n), '{}') from (
        select r.kind, count(*) as n from reactions r where r.comment_id = c.id group by r.kind) x)
    where c.id = ${commentId}::uuid`);
  return publishAndGet(tx, actor, commentId, { seq: row.seq, changes: [changeOf(commentId, row)] });
}

/**
 * Says as a teacher that a comment is worth reading, or takes it back.
 *
 * @throws {DomainError} NOT_FOUND  absent, removed, or not the actor's to know of
 * @throws {DomainError} FORBIDDEN  not a teacher here, or one's own
 */
export async function endorse(
  tx: Queries,
  actor: ClassroomActor,
  input: { commentId: string; on: boolean },
): Promise<CommentView> {
  const row = await holdComment(tx, actor, input.commentId);
  authorize(actor, "comment.endorse", subjectOf(row));
  const columns = input.on
    ? sql`endorsed_at = coalesce(endorsed_at, date_trunc('milliseconds', clock_timestamp())),
        endorsed_by_id = coalesce(endorsed_by_id, ${actor.userId}::uuid)`
    : sql`endorsed_at = null, endorsed_by_id = null`;
  const told = await changeState(tx, actor, input.commentId, row, { step: 0, columns });
  return publishAndGet(tx, actor, input.commentId, told);
}
