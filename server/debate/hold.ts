import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { isSealed, type Schedule, type Standing, standingAt } from "#domain/debate/phases";
import { type Seating, type Side, sidesOf } from "#domain/debate/sides";
import type { JointMode } from "#domain/debate/statement";
import { notFound } from "#domain/errors";
import { can } from "#domain/policy";
import { publish, takeTurn } from "../live/publish";
import { type ClockRow, scheduleIn } from "./schedule";

/** A debate as it stands for one person, by the server's clock. */
export type Debate = {
  id: string;
  isWithdrawn: boolean;
  sides: Side[];
  seating: Seating;
  joint: JointMode;
  isNamed: boolean;
  schedule: Schedule;
  /** What the class keeps time by. */
  zone: string;
  /** Rises with each change of the clock. */
  version: number;
  /** No ballot can be changed or joined to its voter any more. */
  isSealed: boolean;
  now: number;
  standing: Standing;
  /** The actor's side; null for teachers and who has no seat. */
  side: Side | null;
};

/**
 * A debate of the class that is the actor's to know of: teachers know of those that were withdrawn too.
 *
 * @throws {DomainError} NOT_FOUND  there is none such
 */
export async function readDebate(tx: Queries, actor: ClassroomActor, debateId: string): Promise<Debate> {
  const [row] = await tx.execute<
    ClockRow & {
      withdrawn_at: string | null;
      sides: number;
      seating: Seating;
      joint: JointMode;
      is_named: boolean;
      version: number;
      is_sealed: boolean;
      now: string;
      side: Side | null;
      zone: string;
    }
  >(sql`
    select a.withdrawn_at, cardinality(d.sides) as sides, d.seating, d.joint, d.is_named, d.pace, d.phases,
      d.starts_at::text as starts_at, d.paused_at::text as paused_at, d.version, d.sealed_at is not null as is_sealed,
      clock_timestamp()::text as now, s.side, c.time_zone as zone
    from debates d join assignments a on a.id = d.assignment_id join classrooms c on c.id = d.classroom_id
    left join debate_seats s on s.assignment_id = d.assignment_id and s.user_id = ${actor.userId}::uuid
    where d.assignment_id = ${debateId}::uuid and d.classroom_id = ${actor.classroomId}::uuid`);
  if (!row || !can(actor, "debate.read", { withdrawnAt: row.withdrawn_at })) throw notFound();
  const schedule = scheduleIn(row);
  const now = Date.parse(row.now);
  return {
    id: debateId,
    isWithdrawn: row.withdrawn_at !== null,
    sides: sidesOf(row.sides),
    seating: row.seating,
    joint: row.joint,
    isNamed: row.is_named,
    schedule,
    zone: row.zone,
    version: row.version,
    isSealed: row.is_sealed,
    now,
    standing: standingAt(schedule, now),
    side: actor.role === "teacher" ? null : row.side,
  };
}

/** Whether the last vote is over: by the clock too, where nobody has looked since and sealed it. */
export const isVoteOver = (debate: Debate): boolean =>
  debate.isSealed || isSealed(debate.schedule, debate.now);

/**
 * A debate read in the class's turn: its clock, its seats and its phase stay as they are until the transaction ends, and
 * the moment it is judged by is the one after the turn was had.
 *
 * @throws {DomainError} NOT_FOUND  there is none such, or it was withdrawn
 */
export async function holdDebate(
  tx: Queries,
  actor: ClassroomActor,
  debateId: string,
): Promise<Debate & { seq: number }> {
  const [seq, debate] = await Promise.all([takeTurn(tx, actor.classroomId), readDebate(tx, actor, debateId)]);
  if (debate.isWithdrawn) throw notFound();
  return { ...debate, seq };
}

/**
 * Tells the class that a debate is not as it was.
 *
 * @param groupId  where it is that for one group alone: nobody else hears of it, but for the teachers
 */
export const tellDebate = (
  tx: Queries,
  actor: ClassroomActor,
  { id, seq }: { id: string; seq: number },
  groupId: string | null = null,
): Promise<void> =>
  publish(tx, actor.classroomId, seq, [
    {
      kind: "debate",
      subjectId: id,
      wasVisible: false,
      ...(groupId === null ? {} : { wasFor: { audience: "group", groupId, seq } }),
    },
  ]);
