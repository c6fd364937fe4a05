import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { authorize } from "#domain/policy";
import { visibleTo } from "../comment/visibility";
import { getContents } from "../guide/contents";

/** One's own note on a passage, as something an answer can rest on. */
export type Evidence = {
  id: string;
  /** What the note says; empty on a mark without words. */
  html: string;
  /** The ink of its first theme; null where it has none, or one of the class's own. */
  ink: string | null;
  sectionId: string;
  title: string;
  number: number | null;
  exact: string;
  start: number;
  end: number;
};

const EVIDENCE_WINDOW = 60;

/**
 * The actor's own notes and marks that stand in the class's version, the latest first. Those whose text is not open to
 * the actor now are left out.
 */
export async function listEvidence(tx: Queries, actor: ClassroomActor): Promise<Evidence[]> {
  authorize(actor, "annotation.own");
  const { lines } = await getContents(tx, actor.guideVersionId);
  const rows = await tx.execute<Omit<Evidence, "title" | "sectionId"> & { section_id: string }>(sql`
    select c.id, c.html, c.section_id, a.exact, a.start, a.end, pv.number, (
      select t.ink from annotation_themes x join themes t on t.id = x.theme_id where x.comment_id = c.id
      order by t.position, t.id limit 1) as ink
    from comments c join annotations a on a.comment_id = c.id
    left join paragraph_versions pv on pv.version_id = ${actor.guideVersionId}::uuid and pv.section_id = c.section_id
      and pv.paragraph_id = c.paragraph_id
    where c.author_id = ${actor.userId}::uuid and c.classroom_id = ${actor.classroomId}::uuid and c.deleted_at is null
      and c.hidden_at is null and a.lost_at is null and a.version_id = ${actor.guideVersionId}::uuid and ${visibleTo(actor)}
    order by c.created_at desc, c.id desc limit ${sql.raw(String(EVIDENCE_WINDOW))}`);
  return rows.flatMap(({ section_id: sectionId, id, html, ink, number, exact, start, end }) => {
    const title = lines.find((line) => line.id === sectionId)?.title;
    if (title === undefined || actor.lockedSections.includes(sectionId)) return [];
    return { id, html, ink, sectionId, title, number, exact, start, end };
  });
}
