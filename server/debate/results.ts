import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { isSealed } from "#domain/debate/phases";
import type { Choice, Side } from "#domain/debate/sides";
import { FEW, type Swing, swingOf, swingWords } from "#domain/debate/swing";
import { authorize } from "#domain/policy";
import { readDebate } from "./hold";
import { readWeights, type Weight } from "./judge";

/** What came of a debate. */
export type DebateResults = {
  /** Null where there was no vote. */
  swing: (Swing & { words: string }) | null;
  /** How claims were weighed, by claim; those that nobody has weighed are left out. */
  weights: Record<string, Weight>;
};

type BallotRow = {
  side: Side | null;
  before: Choice | null;
  after: Choice | null;
  confidence_before: number | null;
  confidence_after: number | null;
  moved_by: string | null;
};

/** A debate that is over. @throws {DomainError} FORBIDDEN  it is not; NOT_FOUND  no debate of the class */
async function readOver(tx: Queries, actor: ClassroomActor, debateId: string) {
  const debate = await readDebate(tx, actor, debateId);
  authorize(actor, "debate.results", { isOver: debate.standing.state === "closed" });
  return debate;
}

/** Whether the ballots of a debate are to be sealed first: its last vote is over and nobody has looked since. */
export async function isToSeal(tx: Queries, actor: ClassroomActor, debateId: string): Promise<boolean> {
  const debate = await readDebate(tx, actor, debateId);
  return !debate.isSealed && isSealed(debate.schedule, debate.now);
}

/**
 * What came of a debate, once it is over: the swing, with no number that would tell of fewer than five, and how claims
 * were weighed.
 *
 * @throws {DomainError} NOT_FOUND  no debate of the class
 * @throws {DomainError} FORBIDDEN  it is not over, for whomever
 */
export async function getResults(
  tx: Queries,
  actor: ClassroomActor,
  debateId: string,
): Promise<DebateResults> {
  const debate = await readOver(tx, actor, debateId);
  const [rows, weights] = await Promise.all([
    tx.execute<BallotRow>(sql`
      select side, before, after, confidence_before, confidence_after, moved_by from app.sealed_ballots(${debateId}::uuid)`),
    readWeights(tx, actor, debateId),
  ]);
  const hasVotes = debate.schedule.phases.some(({ kind }) => kind === "exit_vote");
  const swing = swingOf(
    rows.map((row) => ({
      side: row.side,
      before: row.before,
      after: row.after,
      confidenceBefore: row.confidence_before,
      confidenceAfter: row.confidence_after,
      movedBy: row.moved_by,
    })),
    debate.sides,
    debate.isNamed ? 0 : FEW,
  );
  return { swing: hasVotes ? { ...swing, words: swingWords(swing) } : null, weights };
}

/** Who voted what, where the class was told so before the first vote. */
export type NamedVote = {
  userId: string;
  name: string;
  side: Side | null;
  before: Choice | null;
  after: Choice | null;
  movedBy: string | null;
};

/**
 * Who voted what, of a debate whose votes are by name, once it is over.
 *
 * @throws {DomainError} NOT_FOUND  no debate of the class
 * @throws {DomainError} FORBIDDEN  it is not over, or its votes are secret
 */
export async function listNamedVotes(
  tx: Queries,
  actor: ClassroomActor,
  debateId: string,
): Promise<NamedVote[]> {
  const debate = await readDebate(tx, actor, debateId);
  authorize(actor, "debate.whoVotedWhat", {
    isOver: debate.standing.state === "closed",
    isNamed: debate.isNamed,
  });
  const rows = await tx.execute<NamedVote>(sql`
    select m.user_id as "userId", m.name, b.side, b.before, b.after, b.moved_by as "movedBy"
    from app.sealed_ballots(${debateId}::uuid) b
    join classroom_members m on m.classroom_id = ${actor.classroomId}::uuid and m.user_id = b.voter_id
    order by lower(m.name), m.user_id limit 400`);
  return [...rows];
}
