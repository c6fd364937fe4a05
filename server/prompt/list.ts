import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { authorize, can } from "#domain/policy";
import type { AnswerState } from "#domain/prompt";
import { iso } from "../comment/view";
import { DONE, isTheirs, STUDENTS } from "./queries";

export const PROMPTS_WINDOW = 40;

/** A prompt in a list. */
export type PromptLine = {
  id: string;
  title: string;
  questionKey: string | null;
  claimKey: string | null;
  opensAt: string;
  dueAt: string;
  isPast: boolean;
  /** Teachers only: a draft, or not open yet. */
  isPublished: boolean;
  isOpen: boolean;
  /** The actor's own state; null for teachers. */
  mine: AnswerState | "none" | "excused" | null;
  /** Teachers only: how many of how many have answered. */
  done: { students: number; of: number } | null;
};

/**
 * The prompts of the class that are the actor's to know of, those due soonest first, then what is over. One statement.
 *
 * @param after  how many the windows before held
 */
export async function listPrompts(
  tx: Queries,
  actor: ClassroomActor,
  after: number,
): Promise<{ items: PromptLine[]; nextCursor: string | null }> {
  authorize(actor, "assignment.read");
  const isTeacher = can(actor, "assignment.ledger");
  const rows = await tx.execute<{
    id: string;
    title: string;
    question_key: string | null;
    claim_key: string | null;
    opens_at: string;
    due_at: string;
    is_past: boolean;
    published: boolean;
    has_opened: boolean;
    state: AnswerState | null;
    excused: boolean;
    done: number;
    students: number;
  }>(sql`
    select a.id, p.title, q.key as question_key, replace(cs.path, 'claims/', '') as claim_key, ${iso(sql`a.opens_at`)} as opens_at, ${iso(sql`coalesce(s.due_at, a.due_at)`)} as due_at,
      coalesce(s.due_at, a.due_at) < now() as is_past, p.published_at is not null as published, a.opens_at <= now() as has_opened,
      x.state, s.excused_at is not null as excused,
      ${isTeacher ? DONE : sql`0`} as done,
      ${isTeacher ? STUDENTS : sql`0`} as students
    from assignments a join prompts p on p.assignment_id = a.id
    left join questions q on q.id = p.question_id
    left join sections cs on cs.id = p.claim_id
    left join seats s on s.assignment_id = a.id and s.user_id = ${actor.userId}::uuid
    left join answers x on x.assignment_id = a.id and x.author_id = ${actor.userId}::uuid and x.removed_at is null
    where a.classroom_id = ${actor.classroomId}::uuid and a.kind = 'question' and a.withdrawn_at is null ${isTheirs(actor)}
    order by a.due_at < now(), case when a.due_at < now() then extract(epoch from -(a.due_at - now())) else extract(epoch from a.due_at - now()) end, a.id
    offset ${after}::int limit ${sql.raw(String(PROMPTS_WINDOW + 1))}`);
  const items = rows.slice(0, PROMPTS_WINDOW).map(
    (row): PromptLine => ({
      id: row.id,
      title: row.title,
      questionKey: row.question_key,
      claimKey: row.claim_key,
      opensAt: row.opens_at,
      dueAt: row.due_at,
      isPast: row.is_past,
      isPublished: row.published,
      isOpen: row.has_opened,
      mine: isTeacher ? null : (row.state ?? (row.excused ? "excused" : "none")),
      done: isTeacher ? { students: row.done, of: row.students } : null,
    }),
  );
  return { items, nextCursor: rows.length > PROMPTS_WINDOW ? String(after + PROMPTS_WINDOW) : null };
}
