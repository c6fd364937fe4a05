import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { Pace, Phase } from "#domain/debate/phases";
import { sidesOf } from "#domain/debate/sides";
import type { NewDebate } from "#domain/debate-inputs";
import { DomainError } from "#domain/errors";
import { authorize } from "#domain/policy";
import { getSubject } from "../guide/subject";
import { publish, takeTurn } from "../live/publish";
import { momentsOf, refuse, scheduleOf } from "./schedule";
import { seatClass } from "./seats";

/** Assignments a class can have at a time, withdrawn ones left out. */
const ASSIGNMENTS_MAX = 200;

/** The terms as they stand, so that two can be compared. */
const spelled = (debate: {
  motion: string;
  instructions: string;
  sides: readonly string[];
  source: Awaited<ReturnType<typeof getSubject>>;
  seating: string;
  joint: string;
  isNamed: boolean;
  clock: readonly unknown[];
}): string =>
  JSON.stringify([
    debate.motion,
    debate.instructions,
    debate.sides,
    debate.source.questionId,
    debate.source.claimId,
    debate.seating,
    debate.joint,
    debate.isNamed,
    debate.clock,
  ]);

/** A clock as it was sent, or as it is stored. */
type Clock = {
  pace: Pace;
  startsAt?: string | null;
  phases: readonly { kind: string; minutes?: number; endsAt?: string | number | null }[];
};

/** What was asked of the clock. In a lesson the minutes, which its teacher's steering leaves; over days the moments. */
const clockOf = ({ pace, startsAt, phases }: Clock, now: number): readonly unknown[] =>
  pace === "timed"
    ? [pace, ...phases.map(({ kind, minutes }) => [kind, minutes])]
    : [
        pace,
        // What was to start at once has started by now.
        Math.max(now, startsAt ? Date.parse(startsAt) : now),
        ...phases.map(({ kind, endsAt }) => [kind, new Date(endsAt ?? 0).getTime()]),
      ];

/** Whether the same debate was made before by the same id. @throws {DomainError} CONFLICT  another thing was */
async function isMade(tx: Queries, actor: ClassroomActor, input: NewDebate, now: number): Promise<boolean> {
  const [row] = await tx.execute<{
    motion: string;
    instructions: string;
    sides: string[];
    seating: string;
    joint: string;
    is_named: boolean;
    question_id: string | null;
    claim_id: string | null;
    pace: Pace;
    phases: Phase[];
    starts_at: string | null;
  }>(sql`
    select d.motion, a.instructions, d.sides, d.seating, d.joint, d.is_named, d.question_id, d.claim_id, d.pace, d.phases,
      d.starts_at::text as starts_at
    from debates d join assignments a on a.id = d.assignment_id
    where d.assignment_id = ${input.id}::uuid and d.classroom_id = ${actor.classroomId}::uuid and a.withdrawn_at is null`);
  if (!row) return false;
  const was = {
    ...row,
    isNamed: row.is_named,
    source: { questionId: row.question_id, claimId: row.claim_id },
    clock: clockOf({ ...row, startsAt: row.starts_at }, now),
  };
  const source = await getSubject(tx, actor.guideVersionId, input.source);
  const is = { ...input, source, clock: clockOf(input.schedule, now) };
  if (spelled(was) === spelled(is)) return true;
  throw new DomainError("CONFLICT", "This was saved once before and has changed since. Reload the page.");
}

/**
 * Opens a debate for a class, on a question of the guide, a claim to test, or a motion of one's own, and deals its
 * students to the sides. Calling twice with the same `id` and words makes one.
 *
 * @param input  parsed by `CreateDebate`
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CLOSED     the class is archived
 * @throws {DomainError} NOT_FOUND  the guide that the class reads has no such question or claim
 * @throws {DomainError} INVALID    moments in the wrong order, or the class has as many assignments as it can
 * @throws {DomainError} CONFLICT   the id is another assignment's
 */
export async function createDebate(tx: Queries, actor: ClassroomActor, input: NewDebate): Promise<void> {
  authorize(actor, "debate.create");
  const [seq, [clock]] = await Promise.all([
    takeTurn(tx, actor.classroomId),
    tx.execute<{ now: string; n: number }>(sql`
      select clock_timestamp()::text as now, (select count(*)::int from assignments
        where classroom_id = ${actor.classroomId}::uuid and withdrawn_at is null) as n`),
  ]);
  const now = Date.parse(clock?.now ?? "");
  if (await isMade(tx, actor, input, now)) return;
  if ((clock?.n ?? 0) >= ASSIGNMENTS_MAX)
    refuse("motion", "This class has as many assignments as it can. Withdraw one first.");
  const schedule = scheduleOf(input.schedule, now);
  const { questionId, claimId } = await getSubject(tx, actor.guideVersionId, input.source);
  const { opensAt, dueAt } = momentsOf(schedule, now);
  const made = await tx.execute(sql`
    insert into assignments (id, classroom_id, kind, instructions, opens_at, due_at, created_by_id)
    values (${input.id}::uuid, ${actor.classroomId}::uuid, 'debate', ${input.instructions}, ${opensAt}::timestamptz,
      ${dueAt}::timestamptz, ${actor.userId}::uuid)
    on conflict (id) do nothing returning id`);
  if (made.length === 0)
    throw new DomainError("CONFLICT", "This was saved once before and has changed since. Reload the page.");
  await tx.execute(sql`
    insert into debates (assignment_id, classroom_id, question_id, claim_id, motion, sides, seating, joint, is_named, pace,
      phases, starts_at)
    values (${input.id}::uuid, ${actor.classroomId}::uuid, ${questionId}::uuid, ${claimId}::uuid, ${input.motion},
      array(select jsonb_array_elements_text(${JSON.stringify(input.sides)}::jsonb)), ${input.seating}::debate_seating,
      ${input.joint}::debate_joint, ${input.isNamed}, ${schedule.pace}::debate_pace, ${JSON.stringify(schedule.phases)}::jsonb,
      ${schedule.startsAt === null ? null : opensAt}::timestamptz)`);
  await tx.execute(sql`select app.give_debate_place(${input.id}::uuid)`);
  if (input.seating === "random") await seatClass(tx, actor, input.id, sidesOf(input.sides.length));
  await publish(tx, actor.classroomId, seq, [
    { kind: "asked", subjectId: input.id, wasVisible: false },
    { kind: "debate", subjectId: input.id, wasVisible: false },
  ]);
}
