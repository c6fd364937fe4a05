import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { BATCH_MIN } from "#domain/prompt";
import { type Change, publish, takeTurn } from "../live/publish";

/**
 * Lets those who wait without a name into a discussion, as soon as they are enough that none is told by coming.
 *
 * @returns whether they were
 */
export async function joinWaiting(
  tx: Queries,
  actor: ClassroomActor,
  discussionId: string,
): Promise<boolean> {
  const rows = await tx.execute<{ id: string }>(sql`
    select comment_id as id from answers where discussion_id = ${discussionId}::uuid and state = 'waiting' and removed_at is null`);
  if (rows.length < BATCH_MIN) return false;
  await letInAll(
    tx,
    actor,
    rows.map(({ id }) => id),
  );
  return true;
}

/** Moves answers from those who wait to their discussion, as news to those who are in it: all under one number. */
export async function letInAll(
  tx: Queries,
  actor: ClassroomActor,
  commentIds: readonly string[],
): Promise<void> {
  const ids: SQL = sql`${sql.param(`{${commentIds.join(",")}}`)}::uuid[]`;
  const seq = await takeTurn(tx, actor.classroomId);
  const moved = await tx.execute<{ id: string; group_id: string; was_seq: string; hidden: boolean }>(sql`
    with before as (
      select id, seq, audience_group_id, hidden_at from comments
      where (id = any (${ids}) or root_id = any (${ids})) and audience = 'teachers'),
    moved as (
      update comments c set audience = 'discussion', audience_owner_id = c.author_id, seq = ${seq}::bigint
      from before b where c.id = b.id),
    told as (update answers set state = 'in', sent_back_at = null, sent_back_why = '' where comment_id in (select id from before))
    select id, audience_group_id as group_id, seq as was_seq, hidden_at is not null as hidden from before`);
  const changes = moved.map(
    ({ id, group_id, was_seq, hidden }): Change => ({
      kind: "comment",
      subjectId: id,
      wasVisible: !hidden,
      wasFor: { audience: "teachers", groupId: group_id, seq: Number(was_seq) },
    }),
  );
  if (changes.length > 0) await publish(tx, actor.classroomId, seq, changes);
}

/** Whether somebody waits for company in prompt `p` of assignment `a` that will not come: the time is over. */
export const HAS_LEFTOVERS: SQL = sql`(p.is_anonymous and not p.is_held and a.due_at < now() and exists (
  select 1 from answers l where l.assignment_id = p.assignment_id and l.state = 'waiting' and l.removed_at is null
    and l.committed_at <= a.due_at))`;

/**
 * Lets in those who handed in on time and were too few to come in together: at the deadline they come in as they are,
 * since nobody is told by it who came last. Nothing runs at that moment; who looks first brings them in.
 */
export async function letInLeftovers(
  tx: Queries,
  actor: ClassroomActor,
  assignmentId: string,
): Promise<void> {
  await takeTurn(tx, actor.classroomId);
  const rows = await tx.execute<{ id: string }>(sql`
    select l.comment_id as id from prompts p join assignments a on a.id = p.assignment_id
    join answers l on l.assignment_id = p.assignment_id and l.state = 'waiting' and l.removed_at is null and l.committed_at <= a.due_at
    where p.assignment_id = ${assignmentId}::uuid and ${HAS_LEFTOVERS}`);
  if (rows.length > 0)
    await letInAll(
      tx,
      actor,
      rows.map(({ id }) => id),
    );
}
