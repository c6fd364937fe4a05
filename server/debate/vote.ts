import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { openVote, whyNoVote } from "#domain/debate/moves";
import { isSealed } from "#domain/debate/phases";
import { type Choice, choicesOf } from "#domain/debate/sides";
import { DomainError } from "#domain/errors";
import { authorize } from "#domain/policy";
import { isShown, visibleTo } from "../comment/visibility";
import { takeTurn } from "../live/publish";
import { holdDebate, readDebate } from "./hold";
import { sideOf } from "./seats";

/** One's own ballot, while it can be found. */
export type OwnBallot = {
  before: Choice | null;
  confidenceBefore: number | null;
  after: Choice | null;
  confidenceAfter: number | null;
  movedBy: string | null;
};

/**
 * Casts the actor's vote in the phase that is on, or changes it. One ballot a person, however often and from how many
 * pages; nobody is told that there was a vote.
 *
 * @param input  parsed by `CastVote`
 * @throws {DomainError} NOT_FOUND  no debate of the class
 * @throws {DomainError} FORBIDDEN  a teacher
 * @throws {DomainError} INVALID    a side that the debate has not, or a claim that it has not
 * @throws {DomainError} CLOSED     the class is archived, or there is no vote now
 */
export async function castVote(
  tx: Queries,
  actor: ClassroomActor,
  input: { debateId: string; choice: Choice; confidence: number; movedBy: string | null },
): Promise<OwnBallot> {
  const debate = await holdDebate(tx, actor, input.debateId);
  authorize(actor, "debate.vote");
  const which = openVote(debate.standing);
  if (which === null) throw new DomainError("CLOSED", whyNoVote(debate.standing));
  const refuse = (field: string, message: string): never => {
    throw new DomainError("INVALID", message, { [field]: message });
  };
  if (!choicesOf(debate.sides).includes(input.choice)) refuse("choice", "This debate has no such side.");
  if (which === "before" && input.movedBy !== null)
    refuse("movedBy", "What moved you is asked in the last vote.");
  if (input.movedBy !== null) {
    const [claim] = await tx.execute(sql`
      select 1 from debate_claims x join comments c on c.id = x.comment_id
      where x.comment_id = ${input.movedBy}::uuid and x.assignment_id = ${debate.id}::uuid
        and c.classroom_id = ${actor.classroomId}::uuid and ${visibleTo(actor)} and ${isShown()}`);
    if (!claim) refuse("movedBy", "This claim is gone. Name another, or none.");
  }
  await sideOf(tx, actor, debate);
  const [cast] = await tx.execute<{ done: boolean; ballot: OwnBallot }>(sql`
    select app.cast_ballot(${debate.id}::uuid, ${which === "after"}, ${input.choice}::debate_choice,
      ${input.confidence}::int, ${input.movedBy}::uuid) as done`);
  if (!cast?.done) throw new DomainError("CLOSED", "The votes of this debate are sealed.");
  const [own] = await tx.execute<{ ballot: OwnBallot }>(
    sql`select app.own_ballot(${debate.id}::uuid) as ballot`,
  );
  if (!own?.ballot) throw new Error("a ballot that was cast is there");
  return own.ballot;
}

/**
 * Seals the ballots of a debate whose last vote is over. Nothing runs at that moment; who looks first does this. Twice is
 * once.
 */
export async function sealIfOver(tx: Queries, actor: ClassroomActor, debateId: string): Promise<void> {
  const [, debate] = await Promise.all([takeTurn(tx, actor.classroomId), readDebate(tx, actor, debateId)]);
  if (debate.isSealed || !isSealed(debate.schedule, debate.now)) return;
  await tx.execute(sql`
    select app.seal_ballots(${debateId}::uuid, ${new Date(debate.now).toISOString()}::timestamptz)`);
}

/** Seals the ballots of such debates of the class, as lists have found them. */
export async function sealAllOver(tx: Queries, actor: ClassroomActor, debateIds: string[]): Promise<void> {
  for (const id of debateIds) await sealIfOver(tx, actor, id);
}

/**
 * How many have voted in each vote, and nothing of what.
 *
 * @throws {DomainError} NOT_FOUND  no debate of the class
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function getTurnout(
  tx: Queries,
  actor: ClassroomActor,
  debateId: string,
): Promise<{ before: number; after: number; students: number }> {
  await readDebate(tx, actor, debateId);
  authorize(actor, "debate.turnout");
  const [row] = await tx.execute<{ turnout: { before: number; after: number } | null; students: number }>(sql`
    select app.turnout(${debateId}::uuid) as turnout, (select count(*)::int from classroom_members m
      where m.classroom_id = ${actor.classroomId}::uuid and m.role = 'student' and m.removed_at is null) as students`);
  return { before: row?.turnout?.before ?? 0, after: row?.turnout?.after ?? 0, students: row?.students ?? 0 };
}
