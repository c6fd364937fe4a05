import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { MARKS_MAX, type Mark } from "#domain/note";
import { unpackMarks } from "#domain/packed-marks";
import { authorize } from "#domain/policy";
import { isHole, visibleTo } from "../comment/visibility";

/** Where marks are asked for: a mark that is counted in another version than the class reads is left out. */
export type MarksAt = {
  sectionId: string;
  versionId: string;
  /** The class's themes: a mark names its own by their place in this list. */
  themeIds: readonly string[];
};

// Enough for an excerpt, or for what a link puts before its words.
const HTML_CHARS = sql.raw("160");
const LINK_CHARS = sql.raw("2000");

/** The beginning of a note's HTML, mostly all of it. To make it plain here would cost more than everything else. */
const beginning = sql`case when octet_length(c.html) <= ${HTML_CHARS} then c.html
  when strpos(left(c.html, ${HTML_CHARS}), '<a ') > 0 then left(c.html, ${LINK_CHARS})
  else left(c.html, ${HTML_CHARS}) end`;

const linesOf = (
  themeIds: readonly string[],
): SQL => sql`json_agg(concat_ws(' ', s.id, s.start, s.end - s.start,
  left(s.motivation::text, 1) || left(s.audience::text, 1), s.reply_count, (date_part('epoch', s.created_at) * 1000)::bigint,
  coalesce((select string_agg(array_position(${sql.param(`{${themeIds.join(",")}}`)}::uuid[], t.theme_id)::text, ',')
    from annotation_themes t where t.comment_id = s.id), '-'), s.words))`;

/**
 * What the actor may see marked in a section, packed for `unpackMarks`: one value, which the page passes on as it is.
 * Marks that lost their line are not in it.
 *
 * @returns at most MARKS_MAX, the newest
 * @throws {DomainError} CLOSED  its part is not open to the actor yet
 */
export async function readMarks(tx: Queries, actor: ClassroomActor, at: MarksAt): Promise<string> {
  authorize(actor, "annotation.read", { sectionId: at.sectionId });
  const [row] = await tx.execute<{ packed: string }>(sql`
    select coalesce(json_agg(json_build_array(m.user_id, m.name, m.role = 'teacher', x.lines) order by m.name, m.user_id),
      '[]')::text as packed
    from (
      select s.author_id, ${linesOf(at.themeIds)} as lines from (
        select c.id, a.start, a.end, a.motivation, c.audience, c.author_id, c.reply_count, c.created_at, ${beginning} as words
        from annotations a join comments c on c.id = a.comment_id
        where a.classroom_id = ${actor.classroomId}::uuid and a.section_id = ${at.sectionId}::uuid
          and a.version_id = ${at.versionId}::uuid and a.lost_at is null
          and ${visibleTo(actor)} and not ${isHole(actor)}
        order by c.created_at desc, c.id limit ${sql.raw(String(MARKS_MAX))}) s
      group by s.author_id) x
    join classroom_members m on m.classroom_id = ${actor.classroomId}::uuid and m.user_id = x.author_id`);
  return row?.packed ?? "[]";
}

/** The same, unpacked, in the order of the text. */
export const listMarks = async (tx: Queries, actor: ClassroomActor, at: MarksAt): Promise<Mark[]> =>
  unpackMarks(await readMarks(tx, actor, at), at.themeIds);
