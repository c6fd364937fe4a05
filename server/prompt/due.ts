import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { can } from "#domain/policy";
import { wordsOf } from "#domain/prompt";
import { iso } from "../comment/view";
import { columnsFor, OWN_DUE, type PromptStanding, promptsOf, type StandingRow, standingOf } from "./lines";
import { TO_LET_IN, waitingFor } from "./queries";

/** Prompts that a page is told of: nobody has more running. */
const DUE_MAX = 30;
/** What was due is still shown for so long, so that a late answer finds its way. */
const PAST_DAYS = 7;

/** A question that is asked now, as somebody stands with it. Nothing of the others' answers but how many there are. */
export type PromptDue = PromptStanding & {
  hasGate: boolean;
  repliesDueAt: string | null;
  waiting: number;
  mine:
    | (PromptStanding["mine"] & {
        /** Of the draft that is kept; 0 when there is none. */
        draftWords: number;
        /** A teacher has written something to them about it. */
        hasFeedback: boolean;
      })
    | null;
  /** Teachers only. */
  done: (PromptStanding["done"] & { toLetIn: number }) | null;
};

type Row = StandingRow & {
  has_gate: boolean;
  replies_due_at: string | null;
  waiting: number;
  draft: string | null;
  has_feedback: boolean;
  to_let_in: number;
};

/**
 * The questions that are asked now, and those that were due in the last days, soonest first. One statement, whatever
 * the class. Drafts and what is not open yet are left out, for teachers too.
 */
export async function listDuePrompts(tx: Queries, actor: ClassroomActor): Promise<PromptDue[]> {
  const isTeacher = can(actor, "assignment.ledger");
  const forStudents = (column: SQL, otherwise: SQL) => (isTeacher ? otherwise : column);
  const rows = await tx.execute<Row>(sql`
    select ${columnsFor(actor)}, p.has_gate, ${iso(sql`p.replies_due_at`)} as replies_due_at, ${waitingFor(actor)} as waiting,
      ${forStudents(sql`(select d.text from answer_drafts d where d.assignment_id = a.id and d.user_id = ${actor.userId}::uuid)`, sql`null`)} as draft,
      ${forStudents(sql`exists (select 1 from feedback f where f.comment_id = x.comment_id)`, sql`false`)} as has_feedback,
      ${isTeacher ? TO_LET_IN : sql`0`} as to_let_in
    ${promptsOf(actor)} and p.published_at is not null and a.opens_at <= now()
      and greatest(a.due_at, s.due_at, p.replies_due_at) > now() - make_interval(days => ${PAST_DAYS}::int)
    order by ${OWN_DUE}, a.id limit ${sql.raw(String(DUE_MAX))}`);
  return rows.map((row) => {
    const standing = standingOf(actor, row);
    const { mine, done } = standing;
    return {
      ...standing,
      hasGate: row.has_gate,
      repliesDueAt: row.replies_due_at,
      waiting: row.waiting,
      mine: mine && { ...mine, draftWords: wordsOf(row.draft ?? "").length, hasFeedback: row.has_feedback },
      done: done && { ...done, toLetIn: row.to_let_in },
    };
  });
}
