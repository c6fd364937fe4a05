import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import {
  back,
  begin,
  extend,
  isSealed,
  next,
  pause,
  reschedule,
  resume,
  type Schedule,
} from "#domain/debate/phases";
import type { Steer } from "#domain/debate-inputs";
import { DomainError } from "#domain/errors";
import { authorize } from "#domain/policy";
import { type Debate, holdDebate, tellDebate } from "./hold";
import { isTooFar, refuse, TOO_FAR } from "./schedule";

/** What somebody does with the clock. */
function steered({ schedule, now, zone }: Debate, steer: Steer, hasClaims: boolean): Schedule {
  switch (steer.to) {
    case "begin":
      return begin(schedule, now);
    case "pause":
      return pause(schedule, now);
    case "resume":
      return resume(schedule, now, zone);
    case "next":
      return next(schedule, now, zone);
    case "back":
      return back(schedule, now, { hasClaims }, zone);
    case "extend":
      return extend(schedule, now, steer.minutes);
    case "reschedule":
      return reschedule(
        schedule,
        now,
        steer.ends.map((end) => Date.parse(end)),
      );
  }
}

/**
 * Begins a debate, stops its clock or lets it go on, gives its phase more time, ends it, goes back, or gives what is to
 * come other dates. Whatever is said or voted at the same moment comes before or after it, and never in between.
 *
 * @param input  `version` is the one of the clock that the teacher's page shows, and `phase` the place of the phase
 * @throws {DomainError} NOT_FOUND  no debate of the class
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CLOSED     the class is archived, or the debate's state does not allow it
 * @throws {DomainError} INVALID    dates that do not follow each other, or are past or too far away
 * @throws {DomainError} CONFLICT   somebody steered it meanwhile, or its phase ended; `details.version` is the newest
 */
export async function steerDebate(
  tx: Queries,
  actor: ClassroomActor,
  { debateId, steer, version, phase }: { debateId: string; steer: Steer; version: number; phase: number },
): Promise<void> {
  const debate = await holdDebate(tx, actor, debateId);
  authorize(actor, "debate.phase");
  if (debate.version !== version)
    throw new DomainError("CONFLICT", "Somebody has changed the clock meanwhile. Look at it and try again.", {
      version: debate.version,
    });
  if (debate.standing.index !== phase)
    throw new DomainError(
      "CONFLICT",
      "Time has passed into another phase meanwhile, so nothing was changed. Look at where the debate stands and try again.",
      { version: debate.version },
    );
  const [facts] = await tx.execute<{ has_claims: boolean }>(sql`
    select exists (select 1 from debate_claims where assignment_id = ${debateId}::uuid) as has_claims`);
  const schedule = steered(debate, steer, facts?.has_claims ?? false);
  const isMoved = steer.to === "extend" || steer.to === "reschedule";
  if (isMoved && isTooFar(schedule.phases.at(-1)?.endsAt ?? debate.now, debate.now)) refuse("steer", TOO_FAR);
  await writeSchedule(tx, debateId, schedule);
  // A vote that its teacher ended is over from here on.
  if (!debate.isSealed && isSealed(schedule, debate.now))
    await tx.execute(sql`
      select app.seal_ballots(${debateId}::uuid, ${new Date(debate.now).toISOString()}::timestamptz)`);
  await tellDebate(tx, actor, debate);
}

const iso = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();

async function writeSchedule(tx: Queries, debateId: string, schedule: Schedule): Promise<void> {
  const { phases, startsAt, pausedAt } = schedule;
  await tx.execute(sql`
    with steered as (
      update debates set phases = ${JSON.stringify(phases)}::jsonb, starts_at = ${iso(startsAt)}::timestamptz,
        paused_at = ${iso(pausedAt)}::timestamptz, version = version + 1 where assignment_id = ${debateId}::uuid)
    update assignments set opens_at = coalesce(${iso(startsAt)}::timestamptz, opens_at),
      due_at = coalesce(${iso(phases.at(-1)?.endsAt ?? null)}::timestamptz, due_at)
    where id = ${debateId}::uuid`);
}
