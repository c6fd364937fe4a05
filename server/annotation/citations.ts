import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { authorize } from "#domain/policy";
import type { Cited, DraftPassage } from "#domain/prompt";
import { visibleToAll } from "../comment/visibility";
import { getContents } from "../guide/contents";
import { type Anchored, anchorPassage } from "./service";

/**
 * The passages that an answer or a claim rests on, each where it stands in the class's version.
 *
 * @throws {DomainError} INVALID    one does not stand in the text as it says
 * @throws {DomainError} NOT_FOUND  its section is none of the guide's
 * @throws {DomainError} CLOSED     its part is not open to the actor yet
 */
export async function anchorAll(
  tx: Queries,
  actor: ClassroomActor,
  passages: readonly DraftPassage[],
  versionId: string,
): Promise<(Anchored & { sectionId: string })[]> {
  const anchored: (Anchored & { sectionId: string })[] = [];
  for (const { sectionId, versionId: given, exact, start, end } of passages) {
    authorize(actor, "guide.readText", { sectionId });
    const chosen = { sectionId, versionId: given, selectors: { exact, start, end } };
    anchored.push({ ...(await anchorPassage(tx, chosen, versionId)), sectionId });
  }
  return anchored;
}

/**
 * Writing what an answer or a claim rests on, in its order, as a statement or a part of one.
 *
 * @param written  what selects the comment's id
 */
export function writingPassages(
  { classroomId }: ClassroomActor,
  passages: readonly (Anchored & { sectionId: string })[],
  written: SQL,
): SQL {
  const rows = passages.map(
    ({ sectionId, versionId, selectors, anchor: { how, score }, quoted }, position) => ({
      ...selectors,
      position,
      sectionId,
      versionId,
      how,
      score,
      quoted,
    }),
  );
  return sql`insert into citations (comment_id, position, classroom_id, section_id, version_id, anchor, score, exact, prefix,
      suffix, start, "end", paragraph_id, paragraph_offset, quoted, lost_at)
    select w.id, p.position, ${classroomId}::uuid, p."sectionId", p."versionId", p.how, p.score, p.exact, p.prefix, p.suffix,
      p.start, p."end", p."paragraphId", p."offset", p.quoted, case when p.how = 'lost' then now() end
    from (${written}) w cross join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(position int, "sectionId" uuid,
      "versionId" uuid, how annotation_anchor, score real, exact text, prefix text, suffix text, start int, "end" int,
      "paragraphId" uuid, "offset" int, quoted text)`;
}

/** Writes what an answer or a claim rests on, in its order. */
export async function writePassages(
  tx: Queries,
  actor: ClassroomActor,
  commentId: string,
  passages: readonly (Anchored & { sectionId: string })[],
): Promise<void> {
  if (passages.length === 0) return;
  await tx.execute(writingPassages(actor, passages, sql`select ${commentId}::uuid as id`));
}

/** The theme that is most often where passage `d` stands, of what everybody in the class may see. */
const MARKED_WITH: SQL = sql`(select t.theme_id from annotations n join comments c on c.id = n.comment_id
  join annotation_themes t on t.comment_id = n.comment_id join themes h on h.id = t.theme_id
  where n.classroom_id = d.classroom_id and n.section_id = d.section_id and n.version_id = d.version_id
    and n.lost_at is null and n.start < d."end" and n."end" > d.start and ${visibleToAll()}
  group by t.theme_id, h.position order by count(*) desc, h.position limit 1)`;

/** What comments rest on, by the comment's id, in the order their writers gave. Those whose text is not open are left out. */
export async function citedBy(
  tx: Queries,
  actor: ClassroomActor,
  commentIds: readonly string[],
): Promise<Record<string, Cited[]>> {
  if (commentIds.length === 0) return {};
  const [rows, { lines }] = await Promise.all([
    tx.execute<{
      comment_id: string;
      section_id: string;
      exact: string;
      start: number;
      end: number;
      is_lost: boolean;
      number: number | null;
      key: string | null;
      theme_id: string | null;
    }>(sql`
      with cited as (
        select * from citations where comment_id = any (${sql.param(`{${commentIds.join(",")}}`)}::uuid[])
      ), marked as materialized (
        -- Many rest on the same words: each passage is looked up once.
        select d.*, ${MARKED_WITH} as theme_id
        from (select distinct classroom_id, section_id, version_id, start, "end" from cited where lost_at is null) d)
      select x.comment_id, x.section_id, x.exact, x.start, x."end", x.lost_at is not null as is_lost, v.number, p.key, m.theme_id
      from cited x left join marked m on x.lost_at is null and m.section_id = x.section_id and m.version_id = x.version_id
        and m.start = x.start and m."end" = x."end"
      left join paragraph_versions v on v.version_id = x.version_id and v.section_id = x.section_id
        and v.paragraph_id = x.paragraph_id
      left join paragraphs p on p.id = v.paragraph_id
      order by x.comment_id, x.position`),
    getContents(tx, actor.guideVersionId),
  ]);
  const cited: Record<string, Cited[]> = {};
  for (const row of rows) {
    if (actor.lockedSections.includes(row.section_id)) continue;
    const line = lines.find(({ id }) => id === row.section_id);
    const passages = cited[row.comment_id] ?? [];
    cited[row.comment_id] = passages;
    passages.push({
      exact: row.exact,
      sectionId: row.section_id,
      path: line?.path ?? null,
      title: line?.title ?? null,
      number: row.number,
      key: row.is_lost ? null : row.key,
      start: row.is_lost ? null : row.start,
      end: row.is_lost ? null : row.end,
      themeId: row.theme_id,
    });
  }
  return cited;
}
