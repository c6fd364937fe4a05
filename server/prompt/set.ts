import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DUE_MAX_DAYS } from "#domain/assignment";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import type { PromptPeople, PromptRule, PromptSource } from "#domain/prompt-inputs";
import { getSubject } from "../guide/subject";
import { tellAsked } from "../live/publish";
import { openSeats, seatPeople } from "./people";

/** Prompts a class can have at a time, withdrawn ones left out. */
const PROMPTS_MAX = 200;

const refuse = (field: string, message: string): never => {
  throw new DomainError("INVALID", message, { [field]: message });
};

/** The terms as they stand, so that two can be compared. */
const spelled = (rule: PromptRule): string =>
  JSON.stringify([
    rule.title,
    rule.instructions,
    rule.opensAt && new Date(rule.opensAt).toISOString(),
    new Date(rule.dueAt).toISOString(),
    rule.repliesDueAt && new Date(rule.repliesDueAt).toISOString(),
    rule.takesLate,
    rule.wordsMin,
    rule.passagesMin,
    rule.repliesMin,
    rule.rubric,
    rule.hasGate,
    rule.isAnonymous,
    rule.isHeld,
    rule.opensGuide,
  ]);

/** @throws {DomainError} INVALID  the moments do not follow each other, or are past or too far away */
async function mustBePossible(tx: Queries, rule: PromptRule, was: PromptRule | null): Promise<void> {
  const [opens, due] = [rule.opensAt ? Date.parse(rule.opensAt) : null, Date.parse(rule.dueAt)];
  // A deadline that is over may stay where it was: the words beside it can still be put right.
  const isKept = was !== null && Date.parse(was.dueAt) === due;
  const last = Math.max(due, rule.repliesDueAt ? Date.parse(rule.repliesDueAt) : due);
  const [at] = await tx.execute<{ is_past: boolean; is_far: boolean }>(sql`
    select ${rule.dueAt}::timestamptz <= now() as is_past,
      ${new Date(last).toISOString()}::timestamptz > now() + make_interval(days => ${DUE_MAX_DAYS}::int) as is_far`);
  if (!isKept && at?.is_past) refuse("dueAt", "That moment is past. Choose one that is still to come.");
  if (at?.is_far) refuse("dueAt", "Choose days within the next thirteen months.");
  if (opens !== null && opens >= due) refuse("opensAt", "It has to open before answers are due.");
  if (rule.repliesDueAt && Date.parse(rule.repliesDueAt) < due)
    refuse("repliesDueAt", "Replies cannot be due before the answers they reply to.");
}

/**
 * Sets a question to a class. Calling twice with the same `id` and terms sets one.
 *
 * @param input  parsed by `CreatePrompt`
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CLOSED     the class is archived
 * @throws {DomainError} NOT_FOUND  the guide that the class reads has no such question or claim
 * @throws {DomainError} INVALID    moments in the wrong order, or people who are no students of the class
 * @throws {DomainError} CONFLICT   the id is another assignment's
 */
export async function createPrompt(
  tx: Queries,
  actor: ClassroomActor,
  input: PromptRule & { id: string; source: PromptSource; people: PromptPeople; isPublished: boolean },
): Promise<void> {
  authorize(actor, "assignment.write");
  const before = await holdRule(tx, actor, input.id);
  if (before && spelled(before.rule) === spelled(input) && !before.isWithdrawn) return;
  await mustBePossible(tx, input, null);
  const { questionId, claimId } = await getSubject(tx, actor.guideVersionId, input.source);
  const [count] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from assignments where classroom_id = ${actor.classroomId}::uuid and withdrawn_at is null`);
  if ((count?.n ?? 0) >= PROMPTS_MAX)
    refuse("title", "This class has as many assignments as it can. Withdraw one first.");
  const made = await tx.execute(sql`
    insert into assignments (id, classroom_id, kind, instructions, opens_at, due_at, created_by_id)
    values (${input.id}::uuid, ${actor.classroomId}::uuid, 'question', ${input.instructions},
      coalesce(${input.opensAt}::timestamptz, date_trunc('milliseconds', now())), ${input.dueAt}::timestamptz, ${actor.userId}::uuid)
    on conflict (id) do nothing returning id`);
  if (made.length === 0)
    throw new DomainError("CONFLICT", "This was saved once before and has changed since. Reload the page.");
  await tx.execute(sql`
    insert into prompts (assignment_id, classroom_id, question_id, claim_id, title, published_at, replies_due_at, takes_late,
      words_min, passages_min, replies_min, rubric, has_gate, is_anonymous, is_held, opens_guide, is_for_all)
    values (${input.id}::uuid, ${actor.classroomId}::uuid, ${questionId}::uuid, ${claimId}::uuid, ${input.title},
      ${input.isPublished ? sql`now()` : null}, ${input.repliesDueAt}::timestamptz, ${input.takesLate}, ${input.wordsMin}::int,
      ${input.passagesMin}::int, ${input.repliesMin}::int, ${JSON.stringify(input.rubric)}::jsonb, ${input.hasGate},
      ${input.isAnonymous}, ${input.isHeld}, ${input.opensGuide}, ${input.people.who === "class"})`);
  await tx.execute(sql`select app.give_prompt_place(${input.id}::uuid)`);
  await seatPeople(tx, actor, input);
  // Without a gate everybody hears the answers from now on, on pages that are open already.
  if (input.people.who === "class" && !input.hasGate && input.isPublished) await ringStudents(tx, actor);
  await announce(tx, actor, input.id);
}

/** Whoever reads the class may see more or less from now on. */
const ringStudents = (tx: Queries, actor: ClassroomActor) =>
  tx.execute(sql`
    select pg_notify('access', m.user_id::text) from classroom_members m
    where m.classroom_id = ${actor.classroomId}::uuid and m.role = 'student' and m.removed_at is null`);

/** Tells open pages of a prompt that everybody may know of. */
async function announce(tx: Queries, actor: ClassroomActor, assignmentId: string): Promise<void> {
  const [known] = await tx.execute(sql`
    select 1 from prompts p join assignments a on a.id = p.assignment_id where p.assignment_id = ${assignmentId}::uuid
      and p.is_for_all and p.published_at is not null and a.opens_at <= now()`);
  if (known) await tellAsked(tx, actor.classroomId, assignmentId);
}

type Held = {
  rule: PromptRule;
  isWithdrawn: boolean;
  isPublished: boolean;
  isForAll: boolean;
  answers: number;
};

/** The terms of a prompt of the class, held until the transaction ends; null when there is none by that id. */
async function holdRule(tx: Queries, actor: ClassroomActor, id: string): Promise<Held | null> {
  const [row] = await tx.execute<{
    title: string;
    instructions: string;
    opens_at: string;
    due_at: string;
    replies_due_at: string | null;
    takes_late: boolean;
    words_min: number;
    passages_min: number;
    replies_min: number;
    rubric: PromptRule["rubric"];
    has_gate: boolean;
    is_anonymous: boolean;
    is_held: boolean;
    opens_guide: boolean;
    is_for_all: boolean;
    withdrawn: boolean;
    published: boolean;
    answers: number;
  }>(sql`
    select p.title, a.instructions, a.opens_at::text, a.due_at::text, p.replies_due_at::text, p.takes_late, p.words_min,
      p.passages_min, p.replies_min, p.rubric, p.has_gate, p.is_anonymous, p.is_held, p.opens_guide, p.is_for_all,
      a.withdrawn_at is not null as withdrawn, p.published_at is not null as published,
      (select count(*)::int from answers x where x.assignment_id = p.assignment_id and x.removed_at is null) as answers
    from assignments a join prompts p on p.assignment_id = a.id
    where a.id = ${id}::uuid and a.classroom_id = ${actor.classroomId}::uuid for update of a`);
  if (!row) return null;
  const iso = (moment: string) => new Date(moment).toISOString();
  return {
    rule: {
      title: row.title,
      instructions: row.instructions,
      opensAt: iso(row.opens_at),
      dueAt: iso(row.due_at),
      repliesDueAt: row.replies_due_at && iso(row.replies_due_at),
      takesLate: row.takes_late,
      wordsMin: row.words_min,
      passagesMin: row.passages_min,
      repliesMin: row.replies_min,
      rubric: row.rubric,
      hasGate: row.has_gate,
      isAnonymous: row.is_anonymous,
      isHeld: row.is_held,
      opensGuide: row.opens_guide,
    },
    isWithdrawn: row.withdrawn,
    isPublished: row.published,
    isForAll: row.is_for_all,
    answers: row.answers,
  };
}

/**
 * Changes the terms of a prompt. What was handed in stays handed in, whatever is asked from now on; what was written
 * under a made-up name keeps it.
 *
 * @param input  parsed by `ChangePrompt`; `before` are the terms its teacher had before them
 * @throws {DomainError} NOT_FOUND  no prompt of the class, or it was withdrawn
 * @throws {DomainError} CONFLICT   somebody changed it meanwhile
 * @throws {DomainError} CLOSED     there are answers already, and the change would show or name what they were promised it would not
 * @throws {DomainError} INVALID    as for `createPrompt`; a deadline that is over may stay
 */
export async function changePrompt(
  tx: Queries,
  actor: ClassroomActor,
  input: PromptRule & { assignmentId: string; before: PromptRule },
): Promise<void> {
  authorize(actor, "assignment.write");
  const held = await holdRule(tx, actor, input.assignmentId);
  if (!held || held.isWithdrawn) throw notFound();
  const wanted = { ...input, opensAt: input.opensAt ?? held.rule.opensAt };
  if (spelled(held.rule) === spelled(wanted)) return;
  if (spelled(held.rule) !== spelled({ ...input.before, opensAt: input.before.opensAt ?? held.rule.opensAt }))
    throw new DomainError(
      "CONFLICT",
      "Another teacher has changed this question meanwhile. Nothing of yours was saved: reload the page to go on from there.",
    );
  // Who wrote for a gate wrote for those who had written. Without one it would open to everybody else's eyes.
  if (held.answers > 0 && held.rule.hasGate && !input.hasGate)
    throw new DomainError(
      "CLOSED",
      "Somebody has answered behind the gate, so it stays. Set the question anew to ask it without one.",
    );
  await mustBePossible(tx, wanted, held.rule);
  await tx.execute(sql`
    update assignments set instructions = ${input.instructions}, opens_at = ${wanted.opensAt}::timestamptz,
      due_at = ${input.dueAt}::timestamptz where id = ${input.assignmentId}::uuid`);
  await tx.execute(sql`
    update prompts set title = ${input.title}, replies_due_at = ${input.repliesDueAt}::timestamptz, takes_late = ${input.takesLate},
      words_min = ${input.wordsMin}::int, passages_min = ${input.passagesMin}::int, replies_min = ${input.repliesMin}::int,
      rubric = ${JSON.stringify(input.rubric)}::jsonb, has_gate = ${input.hasGate}, is_anonymous = ${input.isAnonymous},
      is_held = ${input.isHeld}, opens_guide = ${input.opensGuide}
    where assignment_id = ${input.assignmentId}::uuid`);
  if (held.isPublished) await settleGate(tx, actor, input.assignmentId, { ...held, hasGate: input.hasGate });
  await announce(tx, actor, input.assignmentId);
}

/** Opens what stands without a gate, and closes to who has not answered what has got one. */
async function settleGate(
  tx: Queries,
  actor: ClassroomActor,
  assignmentId: string,
  { hasGate, isForAll }: { hasGate: boolean; isForAll: boolean },
): Promise<void> {
  await tx.execute(sql`
    update discussions set is_open = ${isForAll && !hasGate} where assignment_id = ${assignmentId}::uuid`);
  if (!hasGate) await openSeats(tx, assignmentId);
  else
    await tx.execute(sql`
      update seats s set opened_at = null where s.assignment_id = ${assignmentId}::uuid and not exists (
        select 1 from answers x where x.assignment_id = s.assignment_id and x.author_id = s.user_id
          and x.removed_at is null and x.state <> 'sent_back')`);
  await ringStudents(tx, actor);
}

/**
 * Shows a draft to its students from its opening on. Twice is once.
 *
 * @throws {DomainError} NOT_FOUND  no prompt of the class, or it was withdrawn
 * @throws {DomainError} INVALID    its deadline is past
 */
export async function publishPrompt(tx: Queries, actor: ClassroomActor, assignmentId: string): Promise<void> {
  authorize(actor, "assignment.write");
  const held = await holdRule(tx, actor, assignmentId);
  if (!held || held.isWithdrawn) throw notFound();
  if (held.isPublished) return;
  await mustBePossible(tx, held.rule, null);
  await tx.execute(sql`update prompts set published_at = now() where assignment_id = ${assignmentId}::uuid`);
  await settleGate(tx, actor, assignmentId, { hasGate: held.rule.hasGate, isForAll: held.isForAll });
  await announce(tx, actor, assignmentId);
}
