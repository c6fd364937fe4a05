import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { CommentHistory } from "#domain/comment";
import { DomainError, notFound } from "#domain/errors";
import { authorize, can } from "#domain/policy";
import { getComment } from "./queries";

/** The Markdown of one's own comment, for editing. @throws {DomainError} NOT_FOUND, FORBIDDEN, CLOSED */
export async function getSource(
  tx: Queries,
  actor: ClassroomActor,
  id: string,
): Promise<{ text: string; version: number }> {
  const comment = await getComment(tx, actor, id);
  authorize(actor, "comment.source", {
    ...(comment.author ? { authorId: comment.author.id } : {}),
    deletedAt: comment.state === "deleted" ? comment.createdAt : null,
  });
  const [row] = await tx.execute<{ text: string; version: number }>(
    sql`select c.text, c.version from comments c where c.id = ${id}::uuid`,
  );
  if (!row) throw notFound();
  return { text: row.text, version: row.version };
}

/** What a comment said before and says now, for its writer and the teachers. @throws {DomainError} NOT_FOUND, FORBIDDEN */
export async function getHistory(tx: Queries, actor: ClassroomActor, id: string): Promise<CommentHistory> {
  const comment = await getComment(tx, actor, id);
  if (!comment.author) throw notFound();
  if (!can(actor, "comment.history", { authorId: comment.author.id }))
    throw new DomainError("FORBIDDEN", "Only its writer and the teachers can see what this said before.");
  const rows = await tx.execute<{ html: string; at: string }>(sql`
    select html, at from (
      select v.html, v.version, to_char(v.written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from comment_revisions v where v.comment_id = ${id}::uuid
      union all
      select c.html, c.version, to_char(coalesce(c.edited_at, c.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      from comments c where c.id = ${id}::uuid) x
    order by version limit 200`);
  return rows.map((row) => ({ html: row.html, writtenAt: row.at }));
}
