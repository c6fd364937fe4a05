import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { MoveKind } from "#domain/debate/moves";
import { DomainError } from "#domain/errors";
import { authorize } from "#domain/policy";
import type { DraftPassage } from "#domain/prompt";
import { holdDebate } from "./hold";
import type { NewMove } from "./moves";

/** Nobody has this much cut off; it bounds what a script could lay down. */
const KEPT_MAX = 200;

/**
 * Keeps what somebody was about to say when its phase closed, for them alone. Twice is once, and other words
 * under the same id take the place of the first.
 *
 * @throws {DomainError} NOT_FOUND  no debate of the class
 * @throws {DomainError} FORBIDDEN  a teacher
 * @throws {DomainError} CLOSED     as much as can be kept is kept already
 */
export async function keepMove(
  tx: Queries,
  actor: ClassroomActor,
  input: Omit<NewMove, "side">,
): Promise<void> {
  authorize(actor, "debate.keep");
  const debate = await holdDebate(tx, actor, input.debateId);
  await tx.execute(sql`
    delete from kept_moves where id = ${input.id}::uuid and user_id = ${actor.userId}::uuid`);
  const kept = await tx.execute(sql`
    insert into kept_moves (id, assignment_id, user_id, classroom_id, kind, answers_id, text, passages, kept_at)
    select ${input.id}::uuid, ${debate.id}::uuid, ${actor.userId}::uuid, ${actor.classroomId}::uuid, ${input.kind}::move_kind,
      (select c.id from comments c where c.id = ${input.answersId}::uuid and c.section_id = ${debate.id}::uuid),
      ${input.text}, ${JSON.stringify(input.passages)}::jsonb, date_trunc('milliseconds', clock_timestamp())
    where (select count(*) from kept_moves k where k.user_id = ${actor.userId}::uuid
      and k.classroom_id = ${actor.classroomId}::uuid) < ${KEPT_MAX}::int
    on conflict (id) do nothing returning 1`);
  if (kept.length === 0)
    throw new DomainError(
      "CLOSED",
      "This came too late, and My notes keeps no more from debates. Your text is still on this page: copy it, or throw away what you kept there.",
    );
}

/** Words that a closed phase has left with their writer. */
export type KeptMove = {
  id: string;
  debateId: string;
  motion: string;
  /** The debate was taken back: its page is not there any more. */
  isWithdrawn: boolean;
  kind: MoveKind;
  answersId: string | null;
  text: string;
  passages: DraftPassage[];
  keptAt: string;
};

/** What closing phases have kept of the actor's, the latest first: of one debate, or of all. */
export async function listKept(
  tx: Queries,
  actor: ClassroomActor,
  debateId: string | null = null,
): Promise<KeptMove[]> {
  const rows = await tx.execute<Omit<KeptMove, "keptAt"> & { kept_at: string }>(sql`
    select k.id, k.assignment_id as "debateId", d.motion, a.withdrawn_at is not null as "isWithdrawn", k.kind, k.answers_id as "answersId", k.text, k.passages,
      k.kept_at::text as kept_at
    from kept_moves k join debates d on d.assignment_id = k.assignment_id join assignments a on a.id = d.assignment_id
    where k.user_id = ${actor.userId}::uuid and k.classroom_id = ${actor.classroomId}::uuid
      ${debateId === null ? sql`` : sql`and k.assignment_id = ${debateId}::uuid`}
    order by k.kept_at desc, k.id limit ${sql.raw(String(KEPT_MAX))}`);
  return rows.map(({ kept_at, ...row }) => ({ ...row, keptAt: new Date(kept_at).toISOString() }));
}

/** Throws kept words away. Twice is once. */
export async function discardKept(tx: Queries, actor: ClassroomActor, keptId: string): Promise<void> {
  authorize(actor, "debate.keep");
  await tx.execute(sql`
    delete from kept_moves where id = ${keptId}::uuid and user_id = ${actor.userId}::uuid
      and classroom_id = ${actor.classroomId}::uuid`);
}
