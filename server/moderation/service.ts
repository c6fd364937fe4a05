import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { getComment } from "../comment/queries";
import { publish, takeTurn } from "../live/publish";

export const REPORTS_WINDOW = 30;

/**
 * Asks the teachers to look at a comment. Once a person and comment: reporting again changes nothing.
 *
 * @throws {DomainError} NOT_FOUND  absent, removed, or not the actor's to know of
 * @throws {DomainError} FORBIDDEN  one's own
 * @throws {DomainError} CONFLICT   the report's id is another's
 */
export async function reportComment(
  tx: Queries,
  actor: ClassroomActor,
  input: { id: string; commentId: string; reason: string },
): Promise<void> {
  const comment = await getComment(tx, actor, input.commentId);
  if (!comment.author) throw notFound();
  authorize(actor, "comment.report", {
    authorId: comment.author.id,
    hiddenAt: comment.state === "hidden" ? comment.createdAt : null,
  });
  const made = await tx.execute(sql`
    insert into comment_reports (id, classroom_id, comment_id, reporter_id, reason)
    values (${input.id}::uuid, ${actor.classroomId}::uuid, ${input.commentId}::uuid, ${actor.userId}::uuid, ${input.reason})
    on conflict do nothing returning id`);
  if (made.length > 0) return tellReports(tx, actor, input.id);
  const mine = await tx.execute(sql`
    select 1 from comment_reports where comment_id = ${input.commentId}::uuid and reporter_id = ${actor.userId}::uuid`);
  if (mine.length === 0)
    throw new DomainError("CONFLICT", "This report could not be stored. Reload, and report it again.");
}

/** Teachers' pages hear that the number of open reports may have changed; nobody else hears anything. */
async function tellReports(tx: Queries, actor: ClassroomActor, reportId: string): Promise<void> {
  const seq = await takeTurn(tx, actor.classroomId);
  await publish(tx, actor.classroomId, seq, [{ kind: "report", subjectId: reportId, wasVisible: false }]);
}

/** Closes a report. @throws {DomainError} FORBIDDEN  not a teacher here  @throws {DomainError} NOT_FOUND  no such report */
export async function resolveReport(tx: Queries, actor: ClassroomActor, reportId: string): Promise<void> {
  authorize(actor, "report.resolve");
  const rows = await tx.execute(sql`
    update comment_reports set resolved_at = coalesce(resolved_at, now()), resolved_by_id = coalesce(resolved_by_id, ${actor.userId}::uuid)
    where id = ${reportId}::uuid and classroom_id = ${actor.classroomId}::uuid returning id`);
  if (rows.length === 0) throw notFound();
  await tellReports(tx, actor, reportId);
}

/**
 * Lists reports, open ones first, then newest first.
 *
 * @param after  how many the windows before held
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function listReports(tx: Queries, actor: ClassroomActor, after: number) {
  authorize(actor, "report.list");
  const rows = await tx.execute<{
    id: string;
    comment_id: string;
    section_path: string;
    section_title: string;
    paragraph_number: number | null;
    author: string;
    html: string;
    is_hidden: boolean;
    is_deleted: boolean;
    reason: string;
    reporter: string;
    reported_at: string;
    resolved_at: string | null;
  }>(sql`
    select x.id, x.comment_id, s.path as section_path, v.title as section_title, pv.number as paragraph_number,
      am.name as author, c.html, c.hidden_at is not null as is_hidden, c.deleted_at is not null as is_deleted,
      x.reason, rm.name as reporter,
      to_char(x.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as reported_at,
      to_char(x.resolved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as resolved_at
    from comment_reports x
    join comments c on c.id = x.comment_id
    join sections s on s.id = c.section_id
    join classrooms k on k.id = x.classroom_id
    left join section_versions v on v.version_id = k.guide_version_id and v.section_id = s.id
    left join paragraph_versions pv on pv.version_id = k.guide_version_id and pv.section_id = s.id and pv.paragraph_id = c.paragraph_id
    join classroom_members am on am.classroom_id = c.classroom_id and am.user_id = c.author_id
    join classroom_members rm on rm.classroom_id = c.classroom_id and rm.user_id = x.reporter_id
    where x.classroom_id = ${actor.classroomId}::uuid
    order by x.resolved_at is not null, x.created_at desc, x.id
    offset ${after}::int limit ${REPORTS_WINDOW + 1}::int`);
  const items = rows.slice(0, REPORTS_WINDOW).map((row) => ({
    id: row.id,
    commentId: row.comment_id,
    sectionPath: row.section_path,
    sectionTitle: row.section_title ?? row.section_path,
    paragraphNumber: row.paragraph_number,
    author: row.author,
    // What its writer has removed is nobody's to read any more.
    excerptHtml: row.is_deleted ? "" : row.html,
    state: row.is_deleted ? ("deleted" as const) : row.is_hidden ? ("hidden" as const) : ("shown" as const),
    reason: row.reason,
    reporter: row.reporter,
    reportedAt: row.reported_at,
    resolvedAt: row.resolved_at,
    abilities: {
      resolve: row.resolved_at === null,
      hide: !row.is_deleted && !row.is_hidden,
      restore: row.is_hidden,
    },
  }));
  return { items, nextCursor: rows.length > REPORTS_WINDOW ? String(after + REPORTS_WINDOW) : null };
}
