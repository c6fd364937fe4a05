import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { type Side, seatAll, seatLate, whyNoSeat } from "#domain/debate/sides";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { type Debate, holdDebate, isVoteOver, tellDebate } from "./hold";

/** Deals the students whom the class has now to the sides of a new debate, at random and in balance. */
export async function seatClass(
  tx: Queries,
  actor: ClassroomActor,
  debateId: string,
  sides: readonly Side[],
): Promise<void> {
  const students = await tx.execute<{ user_id: string }>(sql`
    select user_id from classroom_members
    where classroom_id = ${actor.classroomId}::uuid and role = 'student' and removed_at is null`);
  const dealt = seatAll(
    students.map((row) => row.user_id),
    sides,
    Math.floor(Math.random() * 2 ** 32),
  );
  if (dealt.length === 0) return;
  await tx.execute(sql`
    insert into debate_seats (assignment_id, user_id, classroom_id, side)
    select ${debateId}::uuid, x."userId", ${actor.classroomId}::uuid, x.side
    from jsonb_to_recordset(${JSON.stringify(dealt)}::jsonb) as x("userId" uuid, side debate_side)`);
}

/** How many of the class sit on each side now. */
async function takenIn(tx: Queries, debateId: string): Promise<Partial<Record<Side, number>>> {
  const rows = await tx.execute<{ side: Side; n: number }>(sql`
    select s.side, count(*)::int as n from debate_seats s
    join classroom_members m on m.classroom_id = s.classroom_id and m.user_id = s.user_id
      and m.role = 'student' and m.removed_at is null
    where s.assignment_id = ${debateId}::uuid group by s.side`);
  return Object.fromEntries(rows.map(({ side, n }) => [side, n]));
}

const sit = (tx: Queries, actor: ClassroomActor, debateId: string, userId: string, side: Side) =>
  tx.execute(sql`
    insert into debate_seats (assignment_id, user_id, classroom_id, side)
    values (${debateId}::uuid, ${userId}::uuid, ${actor.classroomId}::uuid, ${side}::debate_side)
    on conflict (assignment_id, user_id) do nothing`);

/**
 * The side of who acts in a debate that is held: who comes late is seated where fewest are. Where sides are chosen or
 * given there is none until that is done.
 */
export async function sideOf(tx: Queries, actor: ClassroomActor, debate: Debate): Promise<Side | null> {
  if (debate.side !== null || debate.seating !== "random") return debate.side;
  const side = seatLate(await takenIn(tx, debate.id), debate.sides);
  await sit(tx, actor, debate.id, actor.userId, side);
  return side;
}

/**
 * Takes a seat: where sides are dealt, on the smaller one; where they are chosen, on the one that is wanted. Twice is
 * once.
 *
 * @throws {DomainError} NOT_FOUND  no debate of the class
 * @throws {DomainError} FORBIDDEN  a teacher
 * @throws {DomainError} INVALID    no side was chosen, or the debate has none such
 * @throws {DomainError} CLOSED     the class is archived, the debate is over, the teacher gives the sides, or the actor has chosen
 */
export async function takeSeat(
  tx: Queries,
  actor: ClassroomActor,
  { debateId, side: wanted }: { debateId: string; side: Side | null },
): Promise<{ side: Side }> {
  const debate = await holdDebate(tx, actor, debateId);
  authorize(actor, "debate.takeSeat");
  const isChosen = debate.seating === "chosen";
  if (isChosen && (wanted === null || !debate.sides.includes(wanted)))
    throw new DomainError("INVALID", "Choose your side first.", { side: "Choose your side first." });
  if (debate.side !== null) {
    if (isChosen && wanted !== debate.side)
      throw new DomainError("CLOSED", "You have chosen your side. Ask your teacher to change it.");
    return { side: debate.side };
  }
  const isOver = debate.standing.state === "closed";
  const why = whyNoSeat({ seating: debate.seating, isSealed: isVoteOver(debate), isOver });
  if (why === "over") throw overFor();
  if (why === "sealed") throw sealedFor();
  if (why === "given")
    throw new DomainError(
      "CLOSED",
      "Your teacher gives the sides in this debate, and has not given you one yet.",
    );
  const side = isChosen ? wanted : await sideOf(tx, actor, debate);
  if (side === null) throw new Error("who may take a side has one to take");
  if (isChosen) await sit(tx, actor, debateId, actor.userId, side);
  await tellDebate(tx, actor, debate);
  return { side };
}

const sealedFor = (): DomainError =>
  new DomainError("CLOSED", "The votes of this debate are sealed, so nobody takes a side any more.");
const overFor = (): DomainError => new DomainError("CLOSED", "This debate is over, and stays as it was.");

/**
 * Gives a student a side. What was said for another stays said for it.
 *
 * @throws {DomainError} NOT_FOUND  no debate of the class, no student of it, or no such side
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CLOSED     the class is archived, or the last vote is over
 */
export async function giveSeat(
  tx: Queries,
  actor: ClassroomActor,
  { debateId, userId, side }: { debateId: string; userId: string; side: Side },
): Promise<void> {
  const debate = await holdDebate(tx, actor, debateId);
  authorize(actor, "debate.seat");
  if (!debate.sides.includes(side)) throw notFound();
  const [student] = await tx.execute(sql`
    select 1 from classroom_members where classroom_id = ${actor.classroomId}::uuid and user_id = ${userId}::uuid
      and role = 'student' and removed_at is null`);
  if (!student) throw notFound();
  if (debate.standing.state === "closed") throw overFor();
  if (isVoteOver(debate)) throw sealedFor();
  await tx.execute(sql`
    insert into debate_seats (assignment_id, user_id, classroom_id, side)
    values (${debateId}::uuid, ${userId}::uuid, ${actor.classroomId}::uuid, ${side}::debate_side)
    on conflict (assignment_id, user_id) do update set side = excluded.side`);
  await tellDebate(tx, actor, debate);
}
