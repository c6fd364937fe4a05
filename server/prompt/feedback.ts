import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DomainError, notFound } from "#domain/errors";
import { authorize, can } from "#domain/policy";
import { renderMarkdown } from "../comment/markdown";

/** What a teacher has said to a writer alone. */
export type Feedback = { id: string; teacherName: string; html: string; createdAt: string };

const ANSWERS_FEEDBACK_MAX = 50;

/**
 * Says something about an answer to its writer alone. The same id with the same words is the same feedback.
 *
 * @param input  parsed by `GiveFeedback`
 * @throws {DomainError} NOT_FOUND  no answer of the class
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CONFLICT   the id is taken by other words
 */
export async function giveFeedback(
  tx: Queries,
  actor: ClassroomActor,
  { commentId, id, text }: { commentId: string; id: string; text: string },
): Promise<void> {
  const [answer] = await tx.execute<{ author_id: string }>(sql`
    select author_id from answers where comment_id = ${commentId}::uuid and classroom_id = ${actor.classroomId}::uuid
      and removed_at is null`);
  // A student hears of no answer here, whether there is one or not.
  authorize(actor, "answer.moderate");
  if (!answer) throw notFound();
  const made = await tx.execute(sql`
    insert into feedback (id, comment_id, classroom_id, user_id, author_id, text, html)
    values (${id}::uuid, ${commentId}::uuid, ${actor.classroomId}::uuid, ${answer.author_id}::uuid, ${actor.userId}::uuid,
      ${text}, ${renderMarkdown(text)})
    on conflict (id) do nothing returning id`);
  if (made.length > 0) return;
  const [same] = await tx.execute(sql`
    select 1 from feedback where id = ${id}::uuid and comment_id = ${commentId}::uuid and text = ${text}`);
  if (!same) throw new DomainError("CONFLICT", "This was sent before with other words. Reload the page.");
}

/**
 * What teachers said to the writer of an answer, oldest first: for that writer and the teachers.
 *
 * @throws {DomainError} NOT_FOUND  no answer of the class, or another's
 */
export async function listFeedback(
  tx: Queries,
  actor: ClassroomActor,
  commentId: string,
): Promise<Feedback[]> {
  const [answer] = await tx.execute<{ author_id: string }>(sql`
    select author_id from answers where comment_id = ${commentId}::uuid and classroom_id = ${actor.classroomId}::uuid
      and removed_at is null`);
  if (!answer || !can(actor, "answer.readFeedback", { authorId: answer.author_id })) throw notFound();
  const rows = await tx.execute<{ id: string; teacher_name: string; html: string; at: string }>(sql`
    select f.id, m.name as teacher_name, f.html, f.created_at::text as at from feedback f
    join classroom_members m on m.classroom_id = f.classroom_id and m.user_id = f.author_id
    where f.comment_id = ${commentId}::uuid order by f.created_at, f.id limit ${sql.raw(String(ANSWERS_FEEDBACK_MAX))}`);
  return rows.map(({ id, teacher_name, html, at }) => ({
    id,
    teacherName: teacher_name,
    html,
    createdAt: new Date(at).toISOString(),
  }));
}
