import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { CommentView } from "#domain/comment";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { type Passage, placeIn, versionOf } from "../annotation/service";
import { recountPlaces } from "../comment/counts";
import { changeOf, type Held, holdComment, publishAndGet, subjectOf } from "../comment/hold";
import { getSectionText } from "../guide/text";

type Reattached = { commentId: string; sectionId: string; versionId: string; selectors: Passage };

/**
 * Gives a note that lost its line a new one, in any section that is open to the class: its writer or a teacher says
 * where it belongs. Its thread goes along. A thread that marked no words comes to stand beside the paragraph.
 *
 * @throws {DomainError} NOT_FOUND  absent, a reply, or not the actor's to know of; or the guide has no such section
 * @throws {DomainError} FORBIDDEN  another's, and the actor does not teach here
 * @throws {DomainError} CONFLICT   it stands in the text, or the class has moved to another version meanwhile
 * @throws {DomainError} CLOSED     hidden, the class is archived, or the section is not open to the class
 * @throws {DomainError} INVALID    the passage does not stand in the text as it says
 */
export async function reattachAnnotation(
  tx: Queries,
  actor: ClassroomActor,
  input: Reattached,
): Promise<CommentView> {
  const { commentId, sectionId } = input;
  authorize(actor, "guide.readText", { sectionId });
  const row = await holdComment(tx, actor, commentId);
  if (row.root_id !== null) throw notFound();
  authorize(actor, "annotation.reattach", subjectOf(row));
  await mustBeLost(tx, actor, row, commentId, sectionId);
  const versionId = await versionOf(tx, actor);
  if (versionId !== input.versionId)
    throw new DomainError(
      "CONFLICT",
      "The class reads a newer edition now. Reload the page and choose again.",
    );
  const section = await getSectionText(tx, versionId, sectionId);
  if (section.paragraphs.length === 0) throw notFound();
  const at = placeIn(section, input.selectors);
  await tx.execute(sql`
    update annotations set section_id = ${sectionId}::uuid, version_id = ${versionId}::uuid, anchor = 'reattached', score = 1,
      quoted = nullif(coalesce(quoted, exact), ${at.exact}), exact = ${at.exact}, prefix = ${at.prefix}, suffix = ${at.suffix},
      start = ${at.start}::int, "end" = ${at.end}::int, paragraph_id = ${at.paragraphId}::uuid,
      paragraph_offset = ${at.offset}::int, lost_at = null
    where comment_id = ${commentId}::uuid`);
  await tx.execute(sql`
    update comments set section_id = ${sectionId}::uuid, paragraph_id = ${at.paragraphId}::uuid
    where classroom_id = ${actor.classroomId}::uuid and (id = ${commentId}::uuid or root_id = ${commentId}::uuid)`);
  await recountPlaces(tx, actor.classroomId, [
    { sectionId: row.section_id, placeId: row.paragraph_id ?? row.section_id },
    { sectionId, placeId: at.paragraphId },
  ]);
  const replies = sql`select 'comment', c.id, c.hidden_at is null from comments c
    where c.root_id = ${commentId}::uuid and c.deleted_at is null`;
  const isPrivate = row.audience === "private";
  return publishAndGet(tx, actor, commentId, {
    seq: row.seq,
    changes: [changeOf(commentId, { ...row, section_id: sectionId })],
    also: isPrivate ? undefined : replies,
  });
}

/** What stands in the text stays where its writer put it, and nothing is put where students cannot read it. */
async function mustBeLost(
  tx: Queries,
  actor: ClassroomActor,
  row: Held,
  commentId: string,
  sectionId: string,
): Promise<void> {
  const [found] = await tx.execute<{ is_lost: boolean; is_locked: boolean }>(sql`
    select case when a.comment_id is not null then a.lost_at is not null
        else s.kind not in ('prompt', 'debate') and (v.section_id is null or (${row.paragraph_id}::uuid is not null and p.paragraph_id is null)) end as is_lost,
      ${sectionId}::uuid = any (app.locked_sections(k.id)) as is_locked
    from classrooms k left join annotations a on a.comment_id = ${commentId}::uuid
    left join sections s on s.id = ${row.section_id}::uuid
    left join section_versions v on v.version_id = k.guide_version_id and v.section_id = ${row.section_id}::uuid
    left join paragraph_versions p on p.version_id = k.guide_version_id and p.section_id = ${row.section_id}::uuid
      and p.paragraph_id = ${row.paragraph_id}::uuid
    where k.id = ${actor.classroomId}::uuid`);
  if (!found?.is_lost)
    throw new DomainError("CONFLICT", "This stands in the text already. Reload the page to see where.");
  if (found.is_locked)
    throw new DomainError(
      "CLOSED",
      "That part is locked for the class, and its writer could not see it there. Choose another section.",
    );
}
