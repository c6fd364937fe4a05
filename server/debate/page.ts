import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { type MoveKind, mostIn, movesIn, openVote, sideIn } from "#domain/debate/moves";
import { isSealed, type Pace, type PhaseKind } from "#domain/debate/phases";
import { type Seating, type Seatless, type Side, whyNoSeat } from "#domain/debate/sides";
import type { JointMode } from "#domain/debate/statement";
import { getFrameAndVersion } from "../classroom/queries";
import { listClaims, listNewestClaims } from "./claims";
import { type Debate, isVoteOver, readDebate } from "./hold";
import { type KeptMove, listKept } from "./kept";
import { listStatements, type StatementView, writesWith } from "./statements";
import type { OwnBallot } from "./vote";

const iso = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();

/** A debate on its page. Nothing of anybody else's vote is in it. */
export type DebateView = {
  id: string;
  motion: string;
  instructions: string;
  teacherName: string;
  /** The guide's question or claim it was made from. */
  source: { from: "question" | "claim"; key: string } | null;
  sides: { side: Side; text: string }[];
  seating: Seating;
  joint: JointMode;
  /** Votes are shown by name when it is over. */
  isNamed: boolean;
  isWithdrawn: boolean;
  pace: Pace;
  phases: { kind: PhaseKind; minutes: number; endsAt: string | null }[];
  startsAt: string | null;
  pausedAt: string | null;
  /** By the server's clock. */
  now: string;
  state: Debate["standing"]["state"];
  /** The place of the phase that is on; -1 before the first, and behind the last when it is over. */
  phase: number;
  /** Rises with each change of the clock: what `debate.steer` goes on from. */
  version: number;
  /** Who sits where, by name; and students without a seat. */
  seats: { userId: string; name: string; side: Side | null }[];
  mine: MineInDebate | null;
};

/** How a student stands in a debate. */
export type MineInDebate = {
  side: Side | null;
  /** The group they write a joint statement with; null where it is the class, and where each writes a draft. */
  groupId: string | null;
  /** Why they have none; null where they have one. */
  seatless: Seatless | null;
  /** Whose case they argue in the phase that is on. */
  speaksFor: Side | null;
  /** What they may say in it; nothing when they have said as much as one may. */
  moves: readonly MoveKind[];
  saidInPhase: number;
  /** Which vote is open. */
  vote: "before" | "after" | null;
  /** Their own ballot; null while there is none, and once all are sealed. */
  ballot: OwnBallot | null;
  /** Words that a closed phase has left with them. */
  kept: KeptMove[];
};

type Row = {
  motion: string;
  instructions: string;
  teacher_name: string;
  question_key: string | null;
  claim_path: string | null;
  sides: string[];
  seats: { userId: string; name: string; side: Side | null }[];
  said: number;
  ballot: OwnBallot | null;
};

async function viewDebate(tx: Queries, actor: ClassroomActor, debate: Debate): Promise<DebateView> {
  const isStudent = actor.role === "student";
  const [[row], kept] = await Promise.all([
    tx.execute<Row>(sql`
    select d.motion, a.instructions, t.name as teacher_name, q.key as question_key, cs.path as claim_path, d.sides,
      (select coalesce(jsonb_agg(jsonb_build_object('userId', m.user_id, 'name', m.name, 'side', s.side)
          order by s.side, lower(m.name), m.user_id), '[]') from classroom_members m
        left join debate_seats s on s.assignment_id = d.assignment_id and s.user_id = m.user_id
        where m.classroom_id = d.classroom_id and m.role = 'student' and m.removed_at is null) as seats,
      (select count(*)::int from debate_claims x join comments c on c.id = x.comment_id
        where x.assignment_id = d.assignment_id and x.author_id = ${actor.userId}::uuid
          and x.phase = ${debate.standing.index}::int and c.deleted_at is null) as said,
      ${isStudent ? sql`app.own_ballot(d.assignment_id)` : sql`null::jsonb`} as ballot
    from debates d join assignments a on a.id = d.assignment_id
    join classroom_members t on t.classroom_id = a.classroom_id and t.user_id = a.created_by_id
    left join questions q on q.id = d.question_id
    left join sections cs on cs.id = d.claim_id
    where d.assignment_id = ${debate.id}::uuid`),
    isStudent ? listKept(tx, actor, debate.id) : [],
  ]);
  if (!row) throw new Error("a debate that was found is there");
  const { standing, schedule } = debate;
  return {
    id: debate.id,
    motion: row.motion,
    instructions: row.instructions,
    teacherName: row.teacher_name,
    source: sourceOf(row),
    sides: debate.sides.map((side, at) => ({ side, text: row.sides[at] ?? "" })),
    seating: debate.seating,
    joint: debate.joint,
    isNamed: debate.isNamed,
    isWithdrawn: debate.isWithdrawn,
    pace: schedule.pace,
    phases: schedule.phases.map(({ kind, minutes, endsAt }) => ({ kind, minutes, endsAt: iso(endsAt) })),
    startsAt: iso(schedule.startsAt),
    pausedAt: iso(schedule.pausedAt),
    now: new Date(debate.now).toISOString(),
    state: standing.state,
    phase: standing.index,
    version: debate.version,
    seats: row.seats,
    mine: isStudent ? { ...mineIn(debate, row, kept), groupId: writesWith(actor, debate) } : null,
  };
}

function mineIn(debate: Debate, { said, ballot }: Row, kept: KeptMove[]): Omit<MineInDebate, "groupId"> {
  const { side, sides, standing } = debate;
  // While the clock stands one may go on writing: what can be said is what the phase takes when it goes on.
  const on = standing.kind;
  return {
    side,
    seatless: side === null ? seatlessIn(debate) : null,
    speaksFor: sideIn({ side, sides, saidInPhase: said }, on),
    moves: on !== null && said < mostIn(on) ? movesIn(on) : [],
    saidInPhase: said,
    vote: openVote(standing),
    ballot,
    kept,
  };
}

const seatlessIn = (debate: Debate): Seatless =>
  whyNoSeat({
    seating: debate.seating,
    isSealed: isVoteOver(debate),
    isOver: debate.standing.state === "closed",
  });

function sourceOf({ question_key: question, claim_path: claim }: Row): DebateView["source"] {
  if (question) return { from: "question", key: question };
  return claim ? { from: "claim", key: claim.replace(/^claims\//, "") } : null;
}

/**
 * Everything a debate's page shows first: its clock, its sides, what was said, and how the actor stands. Seven statements,
 * and one more where there may be joint statements.
 *
 * @param isNewest  with what was said last and nothing before it, instead of what was said first
 * @returns `isToSeal` where the last vote is over and its ballots are not sealed yet
 * @throws {DomainError} NOT_FOUND  no debate of the class
 */
export async function getDebatePage(tx: Queries, actor: ClassroomActor, debateId: string, isNewest = false) {
  const [{ frame, versionId, notes }, debate, [counter]] = await Promise.all([
    getFrameAndVersion(tx, actor),
    readDebate(tx, actor, debateId),
    tx.execute<{ seq: string }>(
      sql`select seq from change_counters where classroom_id = ${actor.classroomId}::uuid`,
    ),
  ]);
  const hasStatements = debate.standing.state === "closed" || debate.standing.kind === "joint";
  const none: StatementView[] = [];
  const [view, window, statements] = await Promise.all([
    viewDebate(tx, actor, debate),
    isNewest ? listNewestClaims(tx, actor, debateId) : listClaims(tx, actor, { debateId }),
    hasStatements ? listStatements(tx, actor, debate) : none,
  ]);
  return {
    isToSeal: !debate.isSealed && isSealed(debate.schedule, debate.now),
    seq: Number(counter?.seq ?? 0),
    frame,
    versionId,
    themes: notes.themes,
    debate: view,
    ...window,
    statements,
  };
}
