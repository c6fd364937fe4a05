import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { NoteAudience } from "#domain/audience";
import { QUOTE_CHARS } from "#domain/board";
import { MY_NOTES_WINDOW, type MyNote, type MyNotes, type NoteKind, soughtWords } from "#domain/my-notes";
import type { Motivation } from "#domain/note";
import { authorize } from "#domain/policy";
import { iso, nameOf } from "../comment/view";
import { isShown, standsTakenBack, visibleTo } from "../comment/visibility";
import { quoteOf } from "./boards";
import { placeReader, writeKey } from "./place";

/** What is asked for; parsed by `ListMyNotes`. */
export type MyNotesInput = {
  q?: string | undefined;
  themeId?: string | undefined;
  section?: string | undefined;
  kind?: NoteKind | undefined;
  cursor?: string | undefined;
};

const [readPlace, place] = placeReader(["moment", "id"]);

/** Which of the kinds a comment `c` with what it marks, `a`, is. */
const KIND = sql`case when c.root_id is not null then 'replies' when a.comment_id is null then 'comments'
  when a.motivation = 'questioning' then 'questions' when a.motivation = 'bookmarking' then 'evidence'
  when c.text = '' then 'marks' else 'notes' end`;

/** Mine in this class, with what it marks: by the index on who wrote it, less what stands where I cannot read now. */
const mine = (actor: ClassroomActor): SQL => sql`
  comments c left join annotations a on a.comment_id = c.id
  where c.author_id = ${actor.userId}::uuid and c.classroom_id = ${actor.classroomId}::uuid
    and c.deleted_at is null and ${visibleTo(actor)}`;

type Row = {
  id: string;
  kind: NoteKind;
  path: string;
  title: string | null;
  number: number | null;
  quote: string | null;
  is_lost: boolean;
  is_taken_back: boolean;
  motivation: Motivation | null;
  theme_ids: string[];
  audience: NoteAudience;
  group_name: string | null;
  answers: string | null;
  html: string;
  reply_count: number;
  created_at: string;
  is_edited: boolean;
  is_hidden: boolean;
  hidden_reason: string | null;
  imported_from: { creator: string; source: string } | null;
  total: number;
  found: number;
};

/**
 * An answer that waits or was sent back is for its writer and the teachers by its state, not by its writer's choice. What
 * is said in a debate is for its class.
 */
const WAITS: SQL = sql`(c.audience = 'teachers' and c.audience_group_id is not null)`;
const AUDIENCE: SQL = sql`case when c.audience in ('discussion', 'debate') or ${WAITS} then 'class' else c.audience::text end`;
/**
 * Of an answer whose discussion is closed to its writer, and of what was said in a debate that was taken back, they do not
 * hear how many spoke below it.
 */
const replies = (actor: ClassroomActor): SQL =>
  sql`case when ${WAITS} or ${standsTakenBack(actor)} then 0 else c.reply_count end`;

/**
 * What the actor wrote and marked in the class, newest first.
 *
 * @throws {DomainError} INVALID  the cursor is none of ours
 */
export async function listMyNotes(
  tx: Queries,
  actor: ClassroomActor,
  input: MyNotesInput,
  versionId: string,
): Promise<MyNotes> {
  authorize(actor, "annotation.own");
  const after = input.cursor ? readPlace(input.cursor) : null;
  const [rows, places] = await Promise.all([
    tx.execute<Row>(sql`
      with all_mine as (
        select c.id, c.created_at, c.section_id, ${KIND} as kind, c.text, coalesce(a.exact, '') as exact from ${mine(actor)}
      ), found as (select x.id, x.created_at, x.kind from all_mine x where ${wanted(input)}
      ), shown as (
        select * from found f where ${after === null}::boolean or (f.created_at, f.id) < ${place(after)}
        order by f.created_at desc, f.id desc limit ${sql.raw(String(MY_NOTES_WINDOW + 1))}
      )
      select n.total, n.found, f.id, f.kind, s.path, coalesce(v.title, pr.title, de.motion) as title, pv.number, left(a.exact, ${sql.raw(String(QUOTE_CHARS + 1))}) as quote,
        a.lost_at is not null as is_lost, ${standsTakenBack(actor)} as is_taken_back, a.motivation, ${AUDIENCE} as audience, g.name as group_name,
        ${nameOf(actor, sql.raw("p"), sql.raw("pm"))} as answers, c.html, ${replies(actor)} as reply_count,
        array(select t.theme_id from annotation_themes t where t.comment_id = f.id order by t.theme_id) as theme_ids,
        ${iso(sql`c.created_at`)} as created_at, c.edited_at is not null as is_edited, c.hidden_at is not null as is_hidden,
        c.hidden_reason, c.imported_from
      from (select (select count(*)::int from all_mine) as total, (select count(*)::int from found) as found) n
      left join shown f on true left join comments c on c.id = f.id left join sections s on s.id = c.section_id
      left join annotations a on a.comment_id = c.id
      left join section_versions v on v.version_id = ${versionId}::uuid and v.section_id = c.section_id
      left join prompts pr on pr.assignment_id = c.section_id
      left join debates de on de.assignment_id = c.section_id
      left join paragraph_versions pv on a.lost_at is null and pv.version_id = ${versionId}::uuid
        and pv.section_id = c.section_id and pv.paragraph_id = c.paragraph_id
      left join groups g on g.id = c.audience_group_id
      left join comments p on p.id = c.parent_id and ${isShown(sql.raw("p"))} and not ${standsTakenBack(actor)}
      left join classroom_members pm on pm.classroom_id = p.classroom_id and pm.user_id = p.author_id
      order by f.created_at desc, f.id desc`),
    tx.execute<{ path: string; title: string | null; notes: number }>(sql`
      select s.path, coalesce(v.title, pr.title, de.motion) as title, x.notes
      from (select c.section_id, count(*)::int as notes from ${mine(actor)} group by c.section_id) x
      join sections s on s.id = x.section_id
      left join section_versions v on v.version_id = ${versionId}::uuid and v.section_id = x.section_id
      left join prompts pr on pr.assignment_id = x.section_id
      left join debates de on de.assignment_id = x.section_id
      order by v.position, s.path`),
  ]);
  const shown = rows.filter((row) => row.id !== null).slice(0, MY_NOTES_WINDOW);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    total: rows[0]?.total ?? 0,
    found: rows[0]?.found ?? 0,
    sections: places.map(({ path, title, notes }) => ({ path, title: title ?? path, notes })),
    nextCursor: rows.length > MY_NOTES_WINDOW && last ? writeKey([last.created_at, last.id]) : null,
  };
}

/** What is asked for, as conditions on `x`. Words are looked for as they stand, in one's own notes alone. */
function wanted({ q, themeId, section, kind }: MyNotesInput): SQL {
  const words = soughtWords(q ?? "");
  const parts = [sql`true`];
  if (kind) parts.push(sql`x.kind = ${kind}::text`);
  if (section) parts.push(sql`x.section_id in (select s.id from sections s where s.path = ${section}::text)`);
  if (themeId)
    parts.push(
      sql`exists (select 1 from annotation_themes t where t.comment_id = x.id and t.theme_id = ${themeId}::uuid)`,
    );
  const said = sql`lower(regexp_replace(translate(x.text || E'\n' || x.exact, '‘’', ''''''), '[[:space:]]+', ' ', 'g'))`;
  for (const word of words) parts.push(sql`position(${word}::text in ${said}) > 0`);
  return sql.join(parts, sql` and `);
}

const view = (row: Row): MyNote => ({
  id: row.id,
  kind: row.kind,
  section: { path: row.path, title: row.title ?? row.path },
  isTakenBack: row.is_taken_back,
  paragraphNumber: row.number,
  quote: row.quote === null ? null : quoteOf(row.quote),
  isLost: row.is_lost,
  motivation: row.motivation,
  themeIds: row.theme_ids,
  scope: row.audience === "class" ? null : { audience: row.audience, groupName: row.group_name },
  answers: row.answers,
  html: row.html,
  replyCount: row.kind === "replies" ? 0 : row.reply_count,
  createdAt: row.created_at,
  isEdited: row.is_edited,
  hiddenReason: row.is_hidden ? (row.hidden_reason ?? "") : null,
  importedFrom: row.imported_from && {
    creator: row.imported_from.creator,
    source: row.imported_from.source,
  },
});
