import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { Audience } from "#domain/audience";
import { MARKS_MAX, type Mark, type Motivation } from "#domain/note";
import { authorize } from "#domain/policy";
import { plainTextOf } from "../comment/plain";
import { iso } from "../comment/view";
import { isHole, visibleTo } from "../comment/visibility";

const EXCERPT_CHARS = 120;

type MarkRow = {
  id: string;
  start: number;
  end: number;
  theme_ids: string[];
  motivation: Motivation;
  audience: Audience;
  author_id: string;
  author_name: string;
  is_teacher: boolean;
  html: string;
  reply_count: number;
  created_at: string;
};

/**
 * What the actor may see marked in a section, in the order of the text. Marks that lost their line are not in it.
 *
 * @param at  the section and the version the class reads; a mark that is counted in another one is left out
 * @returns at most MARKS_MAX, the newest
 * @throws {DomainError} CLOSED  its part is not open to the actor yet
 */
export async function listMarks(
  tx: Queries,
  actor: ClassroomActor,
  at: { sectionId: string; versionId: string },
): Promise<Mark[]> {
  authorize(actor, "annotation.read", { sectionId: at.sectionId });
  const rows = await tx.execute<MarkRow>(sql`
    select x.* from (
      select c.id, a.start, a.end, a.motivation, c.audience, c.author_id, m.name as author_name,
        m.role = 'teacher' as is_teacher, left(c.html, 600) as html, c.reply_count, ${iso(sql`c.created_at`)} as created_at,
        array(select t.theme_id from annotation_themes t where t.comment_id = a.comment_id) as theme_ids
      from annotations a join comments c on c.id = a.comment_id
      join classroom_members m on m.classroom_id = c.classroom_id and m.user_id = c.author_id
      where a.classroom_id = ${actor.classroomId}::uuid and a.section_id = ${at.sectionId}::uuid
        and a.version_id = ${at.versionId}::uuid and a.lost_at is null
        and ${visibleTo(actor)} and not ${isHole(actor)}
      order by c.created_at desc, c.id limit ${sql.raw(String(MARKS_MAX))}) x
    order by x.start, x.end desc, x.created_at, x.id`);
  return rows.map((row) => ({
    id: row.id,
    start: row.start,
    end: row.end,
    themeIds: row.theme_ids,
    motivation: row.motivation,
    audience: row.audience,
    authorId: row.author_id,
    authorName: row.author_name,
    isTeacher: row.is_teacher,
    excerpt: plainTextOf(row.html).slice(0, EXCERPT_CHARS),
    replyCount: row.reply_count,
    createdAt: row.created_at,
  }));
}
