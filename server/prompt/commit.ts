import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { Scope } from "#domain/audience";
import type { CommentView } from "#domain/comment";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import {
  type AnswerState,
  type DraftPassage,
  shortfallsOf,
  shortfallWords,
  timing,
  wordsOf,
} from "#domain/prompt";
import { anchorAll, writePassages } from "../annotation/citations";
import { versionOf } from "../annotation/service";
import { takeAlias } from "../comment/alias";
import { createComment } from "../comment/create";
import { type Held, holdComment } from "../comment/hold";
import { getComment } from "../comment/queries";
import { removeHeld, rewrite } from "../comment/service";
import { publish, ringWaiting, takeTurn } from "../live/publish";
import { joinWaiting, letInAll } from "./let-in";
import { getStanding, type Standing } from "./seat";

/** What is handed in; parsed by `CommitAnswer`. */
export type NewAnswer = { assignmentId: string; id: string; text: string; passages: DraftPassage[] };

/**
 * Hands in the actor's answer to a prompt, and opens the others' to them: row, gate and news in one transaction.
 *
 * The first answer stays as it is handed in. Calling twice with the same id or the same words hands in once, so two tabs
 * and a browser that sends again do no harm. One that a teacher sent back is handed in anew, and what it said is kept.
 *
 * @param tx     opened by `asActor` for the same person
 * @param input  parsed by `CommitAnswer`
 * @returns the answer as its discussion shows it to `actor`
 * @throws {DomainError} NOT_FOUND  no prompt for the actor
 * @throws {DomainError} FORBIDDEN  a teacher
 * @throws {DomainError} INVALID    it lacks what is asked (`details.text`, `details.passages`), or a passage does not stand in the text
 * @throws {DomainError} CLOSED     the class is archived, or the time is over and late answers are not taken
 * @throws {DomainError} CONFLICT   the actor has handed in other words
 */
export async function commitAnswer(
  tx: Queries,
  actor: ClassroomActor,
  input: NewAnswer,
): Promise<CommentView> {
  // In the class's turn: what is judged here holds until the answer is in.
  const [, versionId] = await Promise.all([takeTurn(tx, actor.classroomId), versionOf(tx, actor)]);
  const standing = await getStanding(tx, actor, input.assignmentId);
  authorize(actor, "answer.write");
  if (standing.answer && standing.answer.state !== "sent_back") return sameAnswer(tx, actor, standing, input);
  const isAgain = standing.answer !== null;
  const when = timing(Date.parse(standing.now), standing);
  if (when === "closed" && !isAgain)
    throw new DomainError(
      "CLOSED",
      "The time for this is over, and late answers are not taken. What you wrote is kept: ask your teacher for more time.",
    );
  mustBeEnough(standing, input);
  const passages = await anchorAll(tx, actor, input.passages, versionId);
  const discussionId = standing.discussionId ?? (await takeDiscussion(tx, actor, standing.id));
  const isWaiting = standing.isHeld || standing.isAnonymous;
  const commentId = isAgain ? await handInAgain(tx, actor, standing, input) : input.id;
  if (!isAgain) {
    const scope: Scope = {
      audience: isWaiting ? "teachers" : "discussion",
      groupId: discussionId,
      ownerId: actor.userId,
    };
    const alias = standing.isAnonymous ? await takeAlias(tx, actor, standing.id) : null;
    const { id, text } = input;
    await createComment(tx, actor, {
      id,
      sectionId: standing.id,
      paragraphId: null,
      parentId: null,
      text,
      scope,
      alias,
      isAnswer: true,
    });
    await tx.execute(sql`
      insert into answers (comment_id, assignment_id, classroom_id, discussion_id, author_id, state, committed_at, is_late, words)
      values (${id}::uuid, ${standing.id}::uuid, ${actor.classroomId}::uuid, ${discussionId}::uuid, ${actor.userId}::uuid,
        ${isWaiting ? "waiting" : "in"}::answer_state, date_trunc('milliseconds', clock_timestamp()), ${when === "late"}::boolean,
        ${wordsOf(text).length}::int)`);
  }
  await writePassages(tx, actor, commentId, passages);
  await tx.execute(sql`
    delete from answer_drafts where assignment_id = ${standing.id}::uuid and user_id = ${actor.userId}::uuid`);
  await setGate(tx, standing.id, actor.userId, true);
  const hasJoined = isWaiting && !standing.isHeld && (await joinWaiting(tx, actor, discussionId));
  // Without names a number that moves at once would tell whose it is: it moves when several come in.
  if (!standing.isAnonymous || hasJoined) await ringWaiting(tx, discussionId);
  return getComment(tx, actor, commentId);
}

/** @throws {DomainError} INVALID  it lacks something, and the teacher has not let it in as it is */
function mustBeEnough(standing: Standing, { text, passages }: NewAnswer): void {
  const [missing] = shortfallsOf({ text, passages: passages.length }, standing);
  if (!missing || standing.isLetIn) return;
  const message = shortfallWords(missing);
  throw new DomainError("INVALID", message, { [missing.of === "passages" ? "passages" : "text"]: message });
}

/** An answer that is in already: the same again is the same, and anything else is no first answer. */
async function sameAnswer(
  tx: Queries,
  actor: ClassroomActor,
  { answer }: Standing,
  input: NewAnswer,
): Promise<CommentView> {
  if (!answer) throw notFound();
  const [row] = await tx.execute<{ text: string }>(
    sql`select text from comments where id = ${answer.commentId}::uuid`,
  );
  if (row?.text !== input.text)
    throw new DomainError(
      "CONFLICT",
      "You have answered this already, and the first answer stays. These words are kept on your device: add them below it as second thoughts.",
    );
  return getComment(tx, actor, answer.commentId);
}

async function takeDiscussion(tx: Queries, actor: ClassroomActor, assignmentId: string): Promise<string> {
  await tx.execute(sql`select app.take_seat(${assignmentId}::uuid, ${actor.userId}::uuid, null)`);
  const [seat] = await tx.execute<{ id: string }>(sql`
    select discussion_id as id from seats where assignment_id = ${assignmentId}::uuid and user_id = ${actor.userId}::uuid`);
  if (!seat) throw notFound();
  return seat.id;
}

/** Writes what was sent back anew; what it said before is kept as a revision. */
async function handInAgain(
  tx: Queries,
  actor: ClassroomActor,
  { answer, isHeld }: Standing,
  { text }: NewAnswer,
): Promise<string> {
  const commentId = answer?.commentId ?? "";
  const row = await holdComment(tx, actor, commentId);
  if (row.text !== text) await rewrite(tx, { commentId, text });
  await tx.execute(sql`delete from citations where comment_id = ${commentId}::uuid`);
  await tx.execute(sql`
    update answers set state = 'waiting', words = ${wordsOf(text).length}::int where comment_id = ${commentId}::uuid`);
  if (!isHeld) await letInAll(tx, actor, [commentId]);
  else await tellChange(tx, actor, commentId, row);
  return commentId;
}

/** Opens the discussion to somebody, or closes it: their pages ask again what they may see. */
export const setGate = (tx: Queries, assignmentId: string, userId: string, isOpen: boolean) =>
  tx.execute(sql`
    with moved as (
      update seats s set opened_at = ${isOpen ? sql`coalesce(s.opened_at, now())` : sql`null`}
      from prompts p where p.assignment_id = s.assignment_id and s.assignment_id = ${assignmentId}::uuid
        and s.user_id = ${userId}::uuid and (p.has_gate or ${isOpen}) returning s.user_id)
    select pg_notify('access', user_id::text) from moved`);

async function tellChange(tx: Queries, actor: ClassroomActor, commentId: string, row: Held): Promise<void> {
  const seq = await takeTurn(tx, actor.classroomId);
  await publish(tx, actor.classroomId, seq, [
    { kind: "comment", subjectId: commentId, wasVisible: row.hidden_at === null },
  ]);
}

type Answer = {
  assignment_id: string;
  discussion_id: string;
  author_id: string;
  state: AnswerState;
  is_anonymous: boolean;
};

/** An answer of the class that is there, as a teacher or its writer holds it. @throws {DomainError} NOT_FOUND  none such */
async function holdAnswer(tx: Queries, actor: ClassroomActor, commentId: string) {
  const row = await holdComment(tx, actor, commentId);
  const [answer] = await tx.execute<Answer>(sql`
    select x.assignment_id, x.discussion_id, x.author_id, x.state::text, p.is_anonymous
    from answers x join prompts p on p.assignment_id = x.assignment_id
    where x.comment_id = ${commentId}::uuid and x.removed_at is null`);
  if (!answer) throw notFound();
  return { row, answer };
}

/**
 * Takes one's own answer away, which closes the others' again. What was said below it stays for them, under a hole.
 *
 * @throws {DomainError} NOT_FOUND  no answer of the actor's to know of
 * @throws {DomainError} FORBIDDEN  another's
 * @throws {DomainError} CLOSED     the class is archived
 */
export async function removeAnswer(tx: Queries, actor: ClassroomActor, commentId: string): Promise<void> {
  const { row, answer } = await holdAnswer(tx, actor, commentId);
  authorize(actor, "answer.remove", { authorId: row.author_id });
  await removeHeld(tx, actor, commentId, row);
  // What is said below it is said to who still hears the discussion, which its writer does not.
  await tx.execute(sql`
    with gone as (update comments set audience_owner_id = null where id = ${commentId}::uuid)
    update answers set removed_at = now() where comment_id = ${commentId}::uuid`);
  await setGate(tx, answer.assignment_id, row.author_id, false);
  if (!answer.is_anonymous) await ringWaiting(tx, answer.discussion_id);
}

/**
 * Sends an answer back to its writer, with what is to be done: nobody else but teachers sees it, and the others' are
 * closed to its writer until it is handed in anew. Twice is once.
 *
 * @throws {DomainError} NOT_FOUND  no answer of the class
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function sendBack(
  tx: Queries,
  actor: ClassroomActor,
  { commentId, why }: { commentId: string; why: string },
): Promise<CommentView> {
  const { row, answer } = await holdAnswer(tx, actor, commentId);
  authorize(actor, "answer.moderate");
  await tx.execute(sql`
    update answers set state = 'sent_back', sent_back_at = coalesce(sent_back_at, now()), sent_back_why = ${why}
    where comment_id = ${commentId}::uuid`);
  await setGate(tx, answer.assignment_id, answer.author_id, false);
  if (!answer.is_anonymous) await ringWaiting(tx, answer.discussion_id);
  await tx.execute(sql`update comments set audience = 'teachers' where id = ${commentId}::uuid`);
  const wasFor =
    row.audience === "discussion"
      ? { wasFor: { audience: row.audience, groupId: row.group_id, seq: Number(row.posted_seq) } }
      : {};
  const seq = await takeTurn(tx, actor.classroomId);
  await publish(tx, actor.classroomId, seq, [
    { kind: "comment", subjectId: commentId, wasVisible: row.hidden_at === null, ...wasFor },
  ]);
  return getComment(tx, actor, commentId);
}

/**
 * Lets an answer that waits into its discussion. Twice is once.
 *
 * @throws {DomainError} NOT_FOUND  no answer of the class
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CLOSED     it was sent back, and comes in when it is handed in anew
 */
export async function letIn(tx: Queries, actor: ClassroomActor, commentId: string): Promise<CommentView> {
  const { answer } = await holdAnswer(tx, actor, commentId);
  authorize(actor, "answer.moderate");
  if (answer.state === "sent_back")
    throw new DomainError("CLOSED", "This was sent back. It comes in when its writer hands it in again.");
  if (answer.state === "waiting") await letInAll(tx, actor, [commentId]);
  return getComment(tx, actor, commentId);
}
