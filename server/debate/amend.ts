import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { type Side, sidesOf } from "#domain/debate/sides";
import type { DebateTerms } from "#domain/debate-inputs";
import { DomainError } from "#domain/errors";
import { authorize } from "#domain/policy";
import { publish } from "../live/publish";
import { type Debate, holdDebate } from "./hold";
import { momentsOf, scheduleOf } from "./schedule";
import { seatClass } from "./seats";

/**
 * Changes the terms of a debate that has not begun. What it was made from stays, and how votes are told: the class may
 * have read that already.
 *
 * @param input  parsed by `AmendDebate`; `version` is the one that the teacher's page shows
 * @throws {DomainError} NOT_FOUND  no debate of the class, or it was withdrawn
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CLOSED     the class is archived, or the debate has begun
 * @throws {DomainError} CONFLICT   somebody changed it meanwhile; `details.version` is the newest
 * @throws {DomainError} INVALID    its moments do not follow each other, or are past or too far away
 */
export async function amendDebate(
  tx: Queries,
  actor: ClassroomActor,
  input: DebateTerms & { debateId: string; version: number },
): Promise<void> {
  const debate = await holdDebate(tx, actor, input.debateId);
  authorize(actor, "debate.amend");
  if (debate.standing.state !== "waiting")
    throw new DomainError("CLOSED", "This debate has begun, so its terms stay as the class knows them.");
  if (debate.version !== input.version)
    throw new DomainError(
      "CONFLICT",
      "Another teacher has changed this debate meanwhile. Nothing of yours was saved: reload the page to go on from there.",
      { version: debate.version },
    );
  const schedule = scheduleOf(input.schedule, debate.now);
  const { opensAt, dueAt } = momentsOf(schedule, debate.now);
  await tx.execute(sql`
    with amended as (
      update debates set motion = ${input.motion}, seating = ${input.seating}::debate_seating, joint = ${input.joint}::debate_joint,
        sides = array(select jsonb_array_elements_text(${JSON.stringify(input.sides)}::jsonb)), pace = ${schedule.pace}::debate_pace,
        phases = ${JSON.stringify(schedule.phases)}::jsonb, starts_at = ${schedule.startsAt === null ? null : opensAt}::timestamptz,
        version = version + 1 where assignment_id = ${debate.id}::uuid)
    update assignments set instructions = ${input.instructions}, opens_at = ${opensAt}::timestamptz, due_at = ${dueAt}::timestamptz
    where id = ${debate.id}::uuid`);
  await reseat(tx, actor, debate, { seating: input.seating, sides: sidesOf(input.sides.length) });
  await publish(tx, actor.classroomId, debate.seq, [
    { kind: "asked", subjectId: debate.id, wasVisible: false },
    { kind: "debate", subjectId: debate.id, wasVisible: false },
  ]);
}

/**
 * Deals the class anew where sides are dealt otherwise than before, and has everybody get up where they choose from now
 * on; elsewhere who sits on a side that is gone gets up.
 */
async function reseat(
  tx: Queries,
  actor: ClassroomActor,
  was: Debate,
  { seating, sides }: { seating: Debate["seating"]; sides: Side[] },
): Promise<void> {
  const isDealt = seating === "random";
  const isToChoose = seating === "chosen" && was.seating !== "chosen";
  if (isDealt && was.seating === "random" && was.sides.length === sides.length) return;
  await tx.execute(sql`
    delete from debate_seats where assignment_id = ${was.id}::uuid
      and (${isDealt || isToChoose}::boolean or side <> all (${sql.param(`{${sides.join(",")}}`)}::debate_side[]))`);
  if (isDealt) await seatClass(tx, actor, was.id, sides);
}
