import { type SQL, sql } from "drizzle-orm";
import type { ClassroomActor } from "#domain/actor";
import { can } from "#domain/policy";
import type { AnswerState, Owing } from "#domain/prompt";
import { iso } from "../comment/view";
import { DONE, isTheirs, repliedTo, STUDENTS } from "./queries";

/** A prompt in any list, as the actor stands with it. */
export type PromptStanding = Owing & {
  id: string;
  title: string;
  /** The actor's own, where they were given one. */
  dueAt: string;
  /** Teachers only: how many of how many have answered. */
  done: { students: number; of: number } | null;
};

/** What `columnsFor` selects. */
export type StandingRow = {
  id: string;
  title: string;
  due_at: string;
  is_past: boolean;
  takes_late: boolean;
  replies_min: number;
  state: AnswerState | null;
  excused: boolean;
  replied_to: number;
  done: number;
  students: number;
};

/** The deadline of the actor's own: of assignment `a` with their seat `s`. */
export const OWN_DUE: SQL = sql`coalesce(s.due_at, a.due_at)`;

/** Prompts `p` of assignments `a` that are the actor's to know of, with their seat `s` and their answer `x`. */
export const promptsOf = (actor: ClassroomActor): SQL => sql`
  from assignments a join prompts p on p.assignment_id = a.id
  left join seats s on s.assignment_id = a.id and s.user_id = ${actor.userId}::uuid
  left join answers x on x.assignment_id = a.id and x.author_id = ${actor.userId}::uuid and x.removed_at is null
  where a.classroom_id = ${actor.classroomId}::uuid and a.kind = 'question' and a.withdrawn_at is null ${isTheirs(actor)}`;

/** How the actor stands with each of `promptsOf`. */
export function columnsFor(actor: ClassroomActor): SQL {
  const isTeacher = can(actor, "assignment.ledger");
  return sql`a.id, p.title, ${iso(OWN_DUE)} as due_at, ${OWN_DUE} < now() as is_past, p.takes_late, p.replies_min,
    x.state, s.excused_at is not null as excused, ${isTeacher ? sql`0` : repliedTo(actor)} as replied_to,
    ${isTeacher ? DONE : sql`0`} as done, ${isTeacher ? STUDENTS : sql`0`} as students`;
}

/** A row of `columnsFor` in the words of the API. */
export function standingOf(actor: ClassroomActor, row: StandingRow): PromptStanding {
  const isTeacher = can(actor, "assignment.ledger");
  return {
    id: row.id,
    title: row.title,
    dueAt: row.due_at,
    isPast: row.is_past,
    takesLate: row.takes_late,
    repliesMin: row.replies_min,
    mine: isTeacher
      ? null
      : { state: row.state ?? (row.excused ? "excused" : "none"), repliedTo: row.replied_to },
    done: isTeacher ? { students: row.done, of: row.students } : null,
  };
}
