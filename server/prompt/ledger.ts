import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { authorize } from "#domain/policy";
import type { AnswerState } from "#domain/prompt";
import { iso } from "../comment/view";
import { isShown } from "../comment/visibility";

export const LEDGER_WINDOW = 40;

/** A student's line in the ledger of a prompt: facts, no score. */
export type PromptLedgerLine = {
  userId: string;
  name: string;
  alias: string | null;
  discussionId: string | null;
  state: AnswerState | "none" | "excused";
  commentId: string | null;
  words: number | null;
  isLate: boolean;
  committedAt: string | null;
  repliedTo: number;
  dueAt: string | null;
  isLetIn: boolean;
  /** Why they ask to be let in with less; null when they do not. */
  asks: string | null;
};

/** A window of the ledger, the counts of all of it, and the discussions in their order. */
export type PromptLedger = {
  lines: PromptLedgerLine[];
  total: number;
  answered: number;
  discussions: { id: string; name: string }[];
  nextCursor: string | null;
};

/**
 * Who has answered a prompt and who has not, by name. One statement.
 *
 * @param after  how many the windows before held
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function getPromptLedger(
  tx: Queries,
  actor: ClassroomActor,
  assignmentId: string,
  after: number,
): Promise<PromptLedger> {
  authorize(actor, "assignment.ledger");
  const rows = await tx.execute<{
    user_id: string;
    name: string;
    alias: string | null;
    discussion_id: string | null;
    state: AnswerState | null;
    excused: boolean;
    comment_id: string | null;
    words: number | null;
    is_late: boolean | null;
    committed_at: string | null;
    replied_to: number;
    due_at: string | null;
    let_in: boolean;
    asks: string | null;
    total: number;
    answered: number;
    discussions: PromptLedger["discussions"];
  }>(sql`
    with asked as (
      select m.user_id, m.name, s.alias, s.discussion_id, x.state, s.excused_at is not null as excused, x.comment_id,
        x.words, x.is_late, x.committed_at, s.due_at, s.let_in_at is not null as let_in,
        case when s.asked_at is not null then s.asked end as asks, p.is_anonymous
      from prompts p join classroom_members m on m.classroom_id = p.classroom_id and m.role = 'student' and m.removed_at is null
      left join seats s on s.assignment_id = p.assignment_id and s.user_id = m.user_id
      left join answers x on x.assignment_id = p.assignment_id and x.author_id = m.user_id and x.removed_at is null
      where p.assignment_id = ${assignmentId}::uuid and p.classroom_id = ${actor.classroomId}::uuid
        and (p.is_for_all or s.user_id is not null))
    select y.user_id, y.name, case when y.is_anonymous then y.alias end as alias, y.discussion_id, y.state, y.excused, y.comment_id,
      y.words, y.is_late, ${iso(sql`y.committed_at`)} as committed_at, ${iso(sql`y.due_at`)} as due_at, y.let_in, y.asks,
      (select count(distinct r.author_id)::int from comments c join comments r on r.id = c.root_id
        where c.author_id = y.user_id and c.section_id = ${assignmentId}::uuid and r.author_id <> c.author_id and ${isShown()}) as replied_to,
      count(*) over ()::int as total, count(*) filter (where y.state in ('in', 'waiting')) over ()::int as answered,
      (select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.position) from discussions d
        where d.assignment_id = ${assignmentId}::uuid) as discussions
    from asked y order by lower(y.name), y.user_id offset ${after}::int limit ${sql.raw(String(LEDGER_WINDOW))}`);
  const total = rows[0]?.total ?? 0;
  return {
    lines: rows.map((row) => ({
      userId: row.user_id,
      name: row.name,
      alias: row.alias,
      discussionId: row.discussion_id,
      state: row.state ?? (row.excused ? "excused" : "none"),
      commentId: row.comment_id,
      words: row.words,
      isLate: row.is_late ?? false,
      committedAt: row.committed_at,
      repliedTo: row.replied_to,
      dueAt: row.due_at,
      isLetIn: row.let_in,
      asks: row.asks,
    })),
    total,
    answered: rows[0]?.answered ?? 0,
    discussions: rows[0]?.discussions ?? [],
    nextCursor: after + rows.length < total ? String(after + rows.length) : null,
  };
}
