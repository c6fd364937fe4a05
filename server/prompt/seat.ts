import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { notFound } from "#domain/errors";
import { can } from "#domain/policy";
import type { AnswerState } from "#domain/prompt";
import { HAS_LEFTOVERS } from "./let-in";

/** A prompt as one person stands with it. */
export type Standing = {
  id: string;
  isPublished: boolean;
  isWithdrawn: boolean;
  hasGate: boolean;
  isAnonymous: boolean;
  isHeld: boolean;
  opensGuide: boolean;
  wordsMin: number;
  passagesMin: number;
  takesLate: boolean;
  /** ISO 8601; the person's own deadline, where they were given one. */
  dueAt: string;
  /** By the server's clock. */
  isOpen: boolean;
  now: string;
  /** The discussion that is theirs; null while they have no seat. */
  discussionId: string | null;
  /** The others' answers are open to them. */
  hears: boolean;
  isLetIn: boolean;
  isExcused: boolean;
  answer: { commentId: string; state: AnswerState } | null;
  /** Answers in time wait for company that will not come. */
  hasLeftovers: boolean;
};

/**
 * How the actor stands with a prompt that is theirs to know of: teachers with each, students with those that were set to
 * them and are open.
 *
 * @throws {DomainError} NOT_FOUND  there is none such in the class, or it is not for the actor
 */
export async function getStanding(
  tx: Queries,
  actor: ClassroomActor,
  assignmentId: string,
): Promise<Standing> {
  const [row] = await tx.execute<{
    published: boolean;
    withdrawn_at: string | null;
    has_gate: boolean;
    is_anonymous: boolean;
    is_held: boolean;
    opens_guide: boolean;
    words_min: number;
    passages_min: number;
    takes_late: boolean;
    due_at: string;
    has_opened: boolean;
    now: string;
    discussion_id: string | null;
    hears: boolean;
    let_in: boolean;
    excused: boolean;
    is_asked: boolean;
    answer_id: string | null;
    state: AnswerState | null;
    has_leftovers: boolean;
  }>(sql`
    select p.published_at is not null as published, a.withdrawn_at, p.has_gate, p.is_anonymous, p.is_held, p.opens_guide,
      p.words_min, p.passages_min, p.takes_late, coalesce(s.due_at, a.due_at)::text as due_at, a.opens_at <= now() as has_opened,
      now()::text as now, s.discussion_id, s.opened_at is not null or (p.is_for_all and not p.has_gate) as hears,
      s.let_in_at is not null as let_in, s.excused_at is not null as excused, p.is_for_all or s.user_id is not null as is_asked,
      x.comment_id as answer_id, x.state, ${HAS_LEFTOVERS} as has_leftovers
    from prompts p join assignments a on a.id = p.assignment_id
    left join seats s on s.assignment_id = p.assignment_id and s.user_id = ${actor.userId}::uuid
    left join answers x on x.assignment_id = p.assignment_id and x.author_id = ${actor.userId}::uuid and x.removed_at is null
    where p.assignment_id = ${assignmentId}::uuid and p.classroom_id = ${actor.classroomId}::uuid`);
  if (!row) throw notFound();
  const subject = {
    withdrawnAt: row.withdrawn_at,
    isPublished: row.published && row.has_opened,
    isAsked: row.is_asked,
  };
  if (!can(actor, "prompt.read", subject)) throw notFound();
  const iso = (moment: string) => new Date(moment).toISOString();
  return {
    id: assignmentId,
    isPublished: row.published,
    isWithdrawn: row.withdrawn_at !== null,
    hasGate: row.has_gate,
    isAnonymous: row.is_anonymous,
    isHeld: row.is_held,
    opensGuide: row.opens_guide,
    wordsMin: row.words_min,
    passagesMin: row.passages_min,
    takesLate: row.takes_late,
    dueAt: iso(row.due_at),
    isOpen: row.has_opened,
    now: iso(row.now),
    discussionId: row.discussion_id,
    hears: actor.role === "teacher" || row.hears,
    isLetIn: row.let_in,
    isExcused: row.excused,
    answer: row.answer_id && row.state ? { commentId: row.answer_id, state: row.state } : null,
    hasLeftovers: row.has_leftovers,
  };
}
