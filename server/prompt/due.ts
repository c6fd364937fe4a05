import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { can } from "#domain/policy";
import { type AnswerState, wordsOf } from "#domain/prompt";
import { iso } from "../comment/view";
import { DONE, isTheirs, repliedTo, STUDENTS, waitingFor } from "./queries";

/** Prompts that a page is told of: nobody has more running. */
const DUE_MAX = 30;
/** What was due is still shown for so long, so that a late answer finds its way. */
const PAST_DAYS = 7;

/** A question that is asked now, as somebody stands with it. Nothing of the others' answers but how many there are. */
export type PromptDue = {
  id: string;
  title: string;
  /** The actor's own, where they were given one. */
  dueAt: string;
  /** By the server's clock. */
  isPast: boolean;
  takesLate: boolean;
  hasGate: boolean;
  repliesDueAt: string | null;
  repliesMin: number;
  waiting: number;
  mine: {
    state: AnswerState | "none" | "excused";
    /** Of the draft that is kept; 0 when there is none. */
    draftWords: number;
    repliedTo: number;
    /** A teacher has written something to them about it. */
    hasFeedback: boolean;
  } | null;
  /** Teachers only. */
  done: { students: number; of: number; toLetIn: number } | null;
};

type Row = {
  id: string;
  title: string;
  due_at: string;
  is_past: boolean;
  takes_late: boolean;
  has_gate: boolean;
  replies_due_at: string | null;
  replies_min: number;
  waiting: number;
  state: AnswerState | null;
  excused: boolean;
  draft: string | null;
  replied_to: number;
  has_feedback: boolean;
  done: number;
  students: number;
  to_let_in: number;
};

/** Who waits for a teacher with prompt `p`: held answers, and students who ask to be let in with less. */
const TO_LET_IN: SQL = sql`(
  (select count(*)::int from answers w where w.assignment_id = p.assignment_id and w.removed_at is null and w.state = 'waiting' and p.is_held)
  + (select count(*)::int from seats w where w.assignment_id = p.assignment_id and w.asked_at is not null and w.let_in_at is null
    and not exists (select 1 from answers h where h.assignment_id = w.assignment_id and h.author_id = w.user_id and h.removed_at is null)))`;

/**
 * The questions that are asked now, and those that were due in the last days, soonest first. One statement, whatever
 * the class. Drafts and what is not open yet are left out, for teachers too.
 */
export async function listDuePrompts(tx: Queries, actor: ClassroomActor): Promise<PromptDue[]> {
  const isTeacher = can(actor, "assignment.ledger");
  const forStudents = (column: SQL, otherwise: SQL) => (isTeacher ? otherwise : column);
  const forTeachers = (column: SQL) => (isTeacher ? column : sql`0`);
  const rows = await tx.execute<Row>(sql`
    select a.id, p.title, ${iso(sql`coalesce(s.due_at, a.due_at)`)} as due_at, coalesce(s.due_at, a.due_at) < now() as is_past,
      p.takes_late, p.has_gate, ${iso(sql`p.replies_due_at`)} as replies_due_at, p.replies_min, ${waitingFor(actor)} as waiting,
      x.state, s.excused_at is not null as excused,
      ${forStudents(sql`(select d.text from answer_drafts d where d.assignment_id = a.id and d.user_id = ${actor.userId}::uuid)`, sql`null`)} as draft,
      ${forStudents(repliedTo(actor), sql`0`)} as replied_to,
      ${forStudents(sql`exists (select 1 from feedback f where f.comment_id = x.comment_id)`, sql`false`)} as has_feedback,
      ${forTeachers(DONE)} as done, ${forTeachers(STUDENTS)} as students, ${forTeachers(TO_LET_IN)} as to_let_in
    from assignments a join prompts p on p.assignment_id = a.id
    left join seats s on s.assignment_id = a.id and s.user_id = ${actor.userId}::uuid
    left join answers x on x.assignment_id = a.id and x.author_id = ${actor.userId}::uuid and x.removed_at is null
    where a.classroom_id = ${actor.classroomId}::uuid and a.kind = 'question' and a.withdrawn_at is null
      and p.published_at is not null and a.opens_at <= now() ${isTheirs(actor)}
      and greatest(a.due_at, s.due_at, p.replies_due_at) > now() - make_interval(days => ${PAST_DAYS}::int)
    order by coalesce(s.due_at, a.due_at), a.id limit ${sql.raw(String(DUE_MAX))}`);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    dueAt: row.due_at,
    isPast: row.is_past,
    takesLate: row.takes_late,
    hasGate: row.has_gate,
    repliesDueAt: row.replies_due_at,
    repliesMin: row.replies_min,
    waiting: row.waiting,
    mine: isTeacher
      ? null
      : {
          state: row.state ?? (row.excused ? "excused" : "none"),
          draftWords: wordsOf(row.draft ?? "").length,
          repliedTo: row.replied_to,
          hasFeedback: row.has_feedback,
        },
    done: isTeacher ? { students: row.done, of: row.students, toLetIn: row.to_let_in } : null,
  }));
}
