import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { isSealed, type Pace, type PhaseKind, type Standing, standingAt } from "#domain/debate/phases";
import type { Side } from "#domain/debate/sides";
import { authorize } from "#domain/policy";
import { iso } from "../comment/view";
import { type ClockRow, scheduleIn } from "./schedule";

export const DEBATES_WINDOW = 40;
/** Debates that a page is told of beside other things: nobody has more running. */
const DUE_MAX = 30;

/** A debate in a list. */
export type DebateLine = {
  id: string;
  motion: string;
  pace: Pace;
  opensAt: string;
  state: Standing["state"];
  /** The phase that is on, and when it ends. */
  phase: PhaseKind | null;
  endsAt: string | null;
  claims: number;
  /** The actor's side; null for teachers and who has no seat. */
  side: Side | null;
};

/** Debates in a list, and those of them whose last vote is over and whose ballots lie unsealed. */
type Lines = { lines: DebateLine[]; toSeal: string[] };

type LineRow = ClockRow & {
  id: string;
  motion: string;
  opens_at: string;
  is_sealed: boolean;
  now: string;
  claims: number;
  side: Side | null;
};

/** The debates of the class, as the actor stands in them: assignments `a` with debates `d`. */
const linesOf = (actor: ClassroomActor) => sql`
    select a.id, d.motion, d.pace, d.phases, ${iso(sql`a.opens_at`)} as opens_at, d.starts_at::text as starts_at,
      d.paused_at::text as paused_at, d.sealed_at is not null as is_sealed, clock_timestamp()::text as now, s.side,
      (select count(*)::int from debate_claims x join comments c on c.id = x.comment_id where x.assignment_id = a.id
        and c.deleted_at is null and c.hidden_at is null) as claims
    from assignments a join debates d on d.assignment_id = a.id
    left join debate_seats s on s.assignment_id = a.id and s.user_id = ${actor.userId}::uuid
    where a.classroom_id = ${actor.classroomId}::uuid and a.kind = 'debate' and a.withdrawn_at is null`;

const linesIn = (actor: ClassroomActor, rows: readonly LineRow[]): Lines => ({
  lines: rows.map((row) => lineOf(actor, row)),
  toSeal: rows
    .filter((row) => !row.is_sealed && isSealed(scheduleIn(row), Date.parse(row.now)))
    .map(({ id }) => id),
});

function lineOf(actor: ClassroomActor, row: LineRow): DebateLine {
  const schedule = scheduleIn(row);
  const standing = standingAt(schedule, Date.parse(row.now));
  return {
    id: row.id,
    motion: row.motion,
    pace: row.pace,
    opensAt: row.opens_at,
    state: standing.state,
    phase: standing.kind,
    endsAt: standing.endsAt === null ? null : new Date(standing.endsAt).toISOString(),
    claims: row.claims,
    side: actor.role === "teacher" ? null : row.side,
  };
}

/**
 * The debates that go on, or are to come; the soonest first. With them those that are to be sealed: they may be over by the
 * clock since nobody has looked. One statement, whatever the class.
 */
export async function listDueDebates(tx: Queries, actor: ClassroomActor): Promise<Lines> {
  authorize(actor, "assignment.read");
  const rows = await tx.execute<LineRow>(sql`
    ${linesOf(actor)} and (a.due_at > now() or d.paused_at is not null
      or d.sealed_at is null and d.phases @> '[{"kind":"exit_vote"}]')
    order by a.opens_at, a.id limit ${sql.raw(String(DUE_MAX))}`);
  const { lines, toSeal } = linesIn(actor, rows);
  return { lines: lines.filter(({ state }) => state !== "closed"), toSeal };
}

/**
 * The debates of the class: those that go on or are to come first, the latest before. One statement.
 *
 * @param after  how many the windows before held
 */
export async function listDebates(
  tx: Queries,
  actor: ClassroomActor,
  after: number,
): Promise<{ items: DebateLine[]; nextCursor: string | null; toSeal: string[] }> {
  authorize(actor, "assignment.read");
  const rows = await tx.execute<LineRow>(sql`
    ${linesOf(actor)}
    order by a.due_at <= now(), a.opens_at desc, a.id
    offset ${after}::int limit ${sql.raw(String(DEBATES_WINDOW + 1))}`);
  const { lines: items, toSeal } = linesIn(actor, rows.slice(0, DEBATES_WINDOW));
  const nextCursor = rows.length > DEBATES_WINDOW ? String(after + DEBATES_WINDOW) : null;
  return { items, nextCursor, toSeal };
}
