import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { CommentView } from "#domain/comment";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { publish } from "../live/publish";
import { changeOf, changeState, type Held, holdComment, publishAndGet, subjectOf } from "./hold";
import { HTML_VERSION, renderMarkdown } from "./markdown";
import { getComment } from "./queries";

/**
 * Changes one's own comment; what it said before is kept as a revision.
 *
 * @param input  `version` is the one the edit is based on
 * @throws {DomainError} NOT_FOUND  absent, removed, or not the actor's to know of
 * @throws {DomainError} FORBIDDEN  another's
 * @throws {DomainError} CLOSED     locked, hidden, or the class is archived
 * @throws {DomainError} CONFLICT   it was changed elsewhere meanwhile; `details.version` is the newest
 */
export async function updateComment(
  tx: Queries,
  actor: ClassroomActor,
  input: { commentId: string; text: string; version: number },
): Promise<CommentView> {
  const row = await holdComment(tx, actor, input.commentId);
  authorize(actor, "comment.update", subjectOf(row));
  if (row.text === input.text) return getComment(tx, actor, input.commentId);
  if (row.version !== input.version)
    throw new DomainError(
      "CONFLICT",
      "You changed this somewhere else meanwhile. Both texts are kept; look at them and post again.",
      {
        version: row.version,
        text: row.text,
      },
    );
  await (row.text === "" ? giveWords(tx, input, row) : rewrite(tx, input));
  return publishAndGet(tx, actor, input.commentId, {
    seq: row.seq,
    changes: [changeOf(input.commentId, row)],
  });
}

/** Writes an edit, and keeps what was said before. */
export const rewrite = (tx: Queries, input: { commentId: string; text: string }) =>
  tx.execute(sql`
    with kept as (
      insert into comment_revisions (comment_id, version, classroom_id, html, text, written_at)
      select c.id, c.version, c.classroom_id, c.html, c.text, coalesce(c.edited_at, c.created_at)
      from comments c where c.id = ${input.commentId}::uuid)
    update comments set text = ${input.text}, html = ${renderMarkdown(input.text)}, html_version = ${HTML_VERSION}::int,
      version = version + 1, edited_at = date_trunc('milliseconds', clock_timestamp())
    where id = ${input.commentId}::uuid`);

/** Gives a mark without words its first: from now on it is a note, and news. */
const giveWords = (tx: Queries, input: { commentId: string; text: string }, row: Held) =>
  tx.execute(sql`
    with noted as (
      update annotations set motivation = 'commenting'
      where comment_id = ${input.commentId}::uuid and motivation = 'highlighting'
    ), counted as (
      insert into comment_counts (classroom_id, section_id, place_id, count)
      select c.classroom_id, c.section_id, coalesce(c.paragraph_id, c.section_id), 1 from comments c
      where c.id = ${input.commentId}::uuid and c.audience = 'class'
      on conflict (classroom_id, section_id, place_id) do update set count = comment_counts.count + 1)
    update comments set text = ${input.text}, html = ${renderMarkdown(input.text)}, html_version = ${HTML_VERSION}::int,
      version = version + 1, seq = ${row.seq}::bigint
    where id = ${input.commentId}::uuid`);

/**
 * Removes one's own comment. Where there are replies, a hole without name and words stays in its place.
 *
 * @throws {DomainError} NOT_FOUND  absent, removed already, or not the actor's to know of
 * @throws {DomainError} FORBIDDEN  another's
 * @throws {DomainError} CLOSED     the class is archived
 */
export async function deleteComment(tx: Queries, actor: ClassroomActor, commentId: string): Promise<void> {
  const row = await holdComment(tx, actor, commentId);
  authorize(actor, "comment.delete", subjectOf(row));
  await removeHeld(tx, actor, commentId, row);
}

/** Removes a comment that is held, and tells it. */
export async function removeHeld(
  tx: Queries,
  actor: ClassroomActor,
  commentId: string,
  row: Held,
): Promise<void> {
  const columns = sql`deleted_at = date_trunc('milliseconds', clock_timestamp()), pinned_at = null`;
  const told = await changeState(tx, actor, commentId, row, { step: row.hidden_at ? 0 : -1, columns });
  await publish(tx, actor.classroomId, told.seq, told.changes, told.also);
}

/**
 * Hides a comment from the class. Its writer sees that a teacher did, and the reason.
 *
 * @throws {DomainError} NOT_FOUND  absent, removed, or not the actor's to know of
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function hideComment(
  tx: Queries,
  actor: ClassroomActor,
  commentId: string,
  reason: string,
): Promise<CommentView> {
  const row = await holdComment(tx, actor, commentId);
  authorize(actor, "comment.moderate", subjectOf(row));
  const columns = sql`hidden_at = coalesce(hidden_at, date_trunc('milliseconds', clock_timestamp())),
    hidden_by_id = ${actor.userId}::uuid, hidden_reason = ${reason}, pinned_at = null`;
  const told = await changeState(tx, actor, commentId, row, { step: row.hidden_at ? 0 : -1, columns });
  return publishAndGet(tx, actor, commentId, told);
}

/** Lets a hidden comment back in. @throws {DomainError} NOT_FOUND, FORBIDDEN as for hiding */
export async function restoreComment(
  tx: Queries,
  actor: ClassroomActor,
  commentId: string,
): Promise<CommentView> {
  const row = await holdComment(tx, actor, commentId);
  authorize(actor, "comment.moderate", subjectOf(row));
  if (!row.hidden_at) return getComment(tx, actor, commentId);
  const columns = sql`hidden_at = null, hidden_by_id = null, hidden_reason = null`;
  const told = await changeState(tx, actor, commentId, row, { step: 1, columns });
  return publishAndGet(tx, actor, commentId, told);
}

/**
 * Pins a thread to the top of its section, or locks it against replies.
 *
 * @param mark  which of the two, and whether it is put on or taken off
 * @throws {DomainError} NOT_FOUND  absent, a reply, or not the actor's to know of
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function markThread(
  tx: Queries,
  actor: ClassroomActor,
  commentId: string,
  mark: { kind: "pin" | "lock"; on: boolean },
): Promise<CommentView> {
  const row = await holdComment(tx, actor, commentId);
  authorize(actor, mark.kind === "pin" ? "comment.pin" : "comment.lock", subjectOf(row));
  if (row.root_id !== null) throw notFound();
  const now = sql`date_trunc('milliseconds', clock_timestamp())`;
  const value = mark.on ? now : sql`null`;
  const columns = mark.kind === "pin" ? sql`pinned_at = ${value}` : sql`locked_at = ${value}`;
  const told = await changeState(tx, actor, commentId, row, {
    step: 0,
    closes: mark.kind === "lock",
    columns,
  });
  return publishAndGet(tx, actor, commentId, told);
}
