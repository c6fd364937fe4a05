import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor, MemberRole } from "#domain/actor";
import type { NoteAudience } from "#domain/audience";
import {
  BOARD_WINDOW,
  type Board,
  type Boards,
  type Passage,
  QUOTE_CHARS,
  type ThemeLine,
} from "#domain/board";
import { notFound } from "#domain/errors";
import type { Motivation, Theme } from "#domain/note";
import { authorize } from "#domain/policy";
import { iso } from "../comment/view";
import { isHole, visibleTo } from "../comment/visibility";
import { type ContentsLine, getContents } from "../guide/contents";
import { getMeasures } from "../guide/measures";
import { placeReader, writeKey } from "./place";

/** Who marks in a theme is listed so far; a class is smaller. */
const PEOPLE_MAX = 200;

/** The place of a section that the class's version does not have: after all others. */
const GONE = sql.raw("100000");
export const GONE_TITLE = "A section that is no longer in the guide";

/** What the class reads, and its themes. */
type Reading = { versionId: string; themes: Theme[] };

/** Notes of the class in a theme that the actor may see: neither holes nor what stands in a part not open to them. */
const marked = (actor: ClassroomActor): SQL => sql`
  annotation_themes t join annotations a on a.comment_id = t.comment_id join comments c on c.id = a.comment_id
  where t.classroom_id = ${actor.classroomId}::uuid and c.classroom_id = ${actor.classroomId}::uuid
    and ${visibleTo(actor)} and not ${isHole(actor)}`;

/**
 * What the class has marked, by theme and by paragraph, counted over what the actor may see: one statement, whose rows
 * are as many as the guide has paragraphs, times the themes in them.
 */
export async function getBoards(tx: Queries, actor: ClassroomActor, reading: Reading): Promise<Boards> {
  authorize(actor, "annotation.board");
  const [rows, { lines }, measures] = await Promise.all([
    countMarks(tx, actor),
    getContents(tx, reading.versionId),
    getMeasures(tx, reading.versionId),
  ]);
  const ofTheme = new Map<string, { passages: number; people: number }>();
  const ofPlace = new Map<string, { passages: number; themes: Record<string, number> }>();
  const all = { passages: 0, lost: 0 };
  for (const row of rows) {
    if (row.author_id && row.theme_id) {
      const theme = ofTheme.get(row.theme_id) ?? { passages: 0, people: 0 };
      ofTheme.set(row.theme_id, { passages: theme.passages + row.marks, people: theme.people + 1 });
    } else if (row.section_id === null) Object.assign(all, { passages: row.passages, lost: row.lost });
    else {
      const key = `${row.section_id}/${row.paragraph_id}`;
      const place = ofPlace.get(key) ?? { passages: 0, themes: {} };
      ofPlace.set(key, place);
      if (row.theme_id) place.themes[row.theme_id] = row.marks - row.lost_marks;
      else place.passages = row.passages - row.lost;
    }
  }
  return {
    ...all,
    themes: reading.themes
      .map((theme) => lineOf(theme, ofTheme.get(theme.id)))
      .filter((theme) => !theme.isRetired || theme.passages > 0),
    sections: lines.map((line) => ({
      path: line.path,
      title: line.title,
      partTitle: line.partTitle,
      isLocked: actor.lockedSections.includes(line.id),
      paragraphs: (measures.get(line.id) ?? []).map(({ id, key, number, length }) => {
        const counted = ofPlace.get(`${line.id}/${id}`);
        return { key, number, length, passages: counted?.passages ?? 0, themes: counted?.themes ?? {} };
      }),
    })),
  };
}

/**
 * Marks by theme and person, by paragraph and theme, by paragraph, and all: sets that are hashed, not sorted. A passage in
 * several themes is a row of each, and counts as a passage once.
 */
const countMarks = (tx: Queries, actor: ClassroomActor) =>
  tx.execute<{
    theme_id: string | null;
    author_id: string | null;
    section_id: string | null;
    paragraph_id: string | null;
    marks: number;
    lost_marks: number;
    passages: number;
    lost: number;
  }>(sql`
    select x.theme_id, x.author_id, x.section_id, x.paragraph_id, count(*)::int as marks,
      (count(*) filter (where x.is_lost))::int as lost_marks, (count(*) filter (where x.nth = 1))::int as passages,
      (count(*) filter (where x.nth = 1 and x.is_lost))::int as lost
    from (select c.author_id, t.theme_id, a.section_id, a.paragraph_id, a.lost_at is not null as is_lost,
        row_number() over (partition by c.id) as nth
      from ${marked(actor)}) x
    group by grouping sets ((), (x.theme_id, x.author_id), (x.section_id, x.paragraph_id, x.theme_id), (x.section_id, x.paragraph_id))`);

const lineOf = (theme: Theme, counted?: { passages: number; people: number }): ThemeLine => ({
  ...theme,
  passages: counted?.passages ?? 0,
  people: counted?.people ?? 0,
});

type PassageRow = {
  id: string;
  path: string;
  section_place: number;
  is_lost: number;
  start: number;
  number: number | null;
  quote: string;
  theme_ids: string[];
  motivation: Motivation;
  audience: NoteAudience;
  group_name: string | null;
  author_id: string;
  author_name: string;
  author_role: MemberRole;
  html: string;
  reply_count: number;
  created_at: string;
  is_hidden: boolean;
  imported_from: { creator: string; source: string } | null;
};

/** What a board is asked for; parsed by `OneBoard`. */
export type BoardInput = {
  themeId: string;
  section?: string | undefined;
  authorId?: string | undefined;
  cursor?: string | undefined;
};

const [readPlace, place] = placeReader(["int", "int", "int", "moment", "id"]);

/**
 * One page of what is marked in a theme across the guide, in the guide's order; within a section in the text's, what
 * lost its line last.
 *
 * @throws {DomainError} NOT_FOUND  the class has no such theme
 * @throws {DomainError} INVALID    the cursor is none of ours
 */
export async function getBoard(
  tx: Queries,
  actor: ClassroomActor,
  input: BoardInput,
  reading: Reading,
): Promise<Board> {
  authorize(actor, "annotation.board");
  const theme = reading.themes.find(({ id }) => id === input.themeId);
  if (!theme) throw notFound();
  const after = input.cursor ? readPlace(input.cursor) : null;
  const { lines } = await getContents(tx, reading.versionId);
  const inTheme = sql`${marked(actor)} and t.theme_id = ${theme.id}::uuid`;
  const order = sql.raw("f.section_place, f.is_lost, f.start, f.created_at, f.id");
  const [counts, rows] = await Promise.all([
    countBoard(tx, actor, inTheme),
    tx.execute<PassageRow>(sql`
      with found as (
        select c.id, coalesce(array_position(${idsOf(lines)}::uuid[], a.section_id), ${GONE}) as section_place,
          (a.lost_at is not null)::int as is_lost, a.start, c.created_at
        from ${inTheme}${narrowed(input, lines)}
      ), shown as (
        select * from found f ${after ? sql`where (${order}) > ${place(after)}` : sql``}
        order by ${order} limit ${sql.raw(String(BOARD_WINDOW + 1))}
      )
      select f.id, s.path, f.section_place, f.is_lost, f.start, pv.number,
        left(a.exact, ${sql.raw(String(QUOTE_CHARS + 1))}) as quote, a.motivation, c.audience, g.name as group_name,
        array(select x.theme_id from annotation_themes x where x.comment_id = f.id order by x.theme_id) as theme_ids,
        c.author_id, m.name as author_name, m.role as author_role, c.html, c.reply_count,
        ${iso(sql`c.created_at`)} as created_at, c.hidden_at is not null as is_hidden, c.imported_from
      from shown f join annotations a on a.comment_id = f.id join comments c on c.id = f.id
      join sections s on s.id = a.section_id
      join classroom_members m on m.classroom_id = c.classroom_id and m.user_id = c.author_id
      left join groups g on g.id = c.audience_group_id
      left join paragraph_versions pv on a.lost_at is null and pv.version_id = ${reading.versionId}::uuid
        and pv.section_id = a.section_id and pv.paragraph_id = a.paragraph_id
      order by ${order}`),
  ]);
  const titleOf = (path: string) => lines.find((line) => line.path === path)?.title ?? GONE_TITLE;
  const shown = rows.slice(0, BOARD_WINDOW);
  const last = shown.at(-1);
  const isMore = rows.length > BOARD_WINDOW && last;
  return {
    theme: lineOf(theme, { passages: counts.passages, people: counts.people.length }),
    sections: lines.flatMap(({ id, path, title }) => {
      const passages = counts.bySection.get(id);
      return passages ? [{ path, title, passages }] : [];
    }),
    people: counts.people.slice(0, PEOPLE_MAX),
    items: shown.map((row) => viewPassage(row, titleOf(row.path))),
    nextCursor: isMore
      ? writeKey([last.section_place, last.is_lost, last.start, last.created_at, last.id])
      : null,
  };
}

/** What a board is narrowed to, as more conditions. */
function narrowed({ section, authorId }: BoardInput, lines: readonly ContentsLine[]): SQL {
  const id = lines.find(({ path }) => path === section)?.id ?? null;
  return sql`${section === undefined ? sql`` : sql` and a.section_id = ${id}::uuid`}${
    authorId === undefined ? sql`` : sql` and c.author_id = ${authorId}::uuid`
  }`;
}

/** Ids of a list as an array. */
export const idsOf = (lines: readonly { id: string }[]): SQL =>
  sql`${sql.param(`{${lines.map(({ id }) => id).join(",")}}`)}`;

/** How many passages a theme has, by the section they stand in and by who marked them. */
async function countBoard(tx: Queries, actor: ClassroomActor, inTheme: SQL) {
  const rows = await tx.execute<{
    section_id: string | null;
    author_id: string | null;
    name: string | null;
    passages: number;
  }>(sql`
    select x.section_id, x.author_id, m.name, x.passages from (
      select a.section_id, c.author_id, count(*)::int as passages
      from ${inTheme} group by grouping sets ((), (a.section_id), (c.author_id))) x
    left join classroom_members m on m.classroom_id = ${actor.classroomId}::uuid and m.user_id = x.author_id
    order by x.passages desc, lower(m.name), x.author_id`);
  const people = rows.flatMap(({ author_id, name, passages }) =>
    author_id === null ? [] : [{ userId: author_id, name: name ?? "", passages }],
  );
  return {
    passages: rows.find((row) => row.section_id === null && row.author_id === null)?.passages ?? 0,
    bySection: new Map(rows.map((row) => [row.section_id, row.passages])),
    people,
  };
}

/** The beginning of a long passage, never half a sign. */
export const quoteOf = (exact: string): string =>
  exact.length <= QUOTE_CHARS
    ? exact
    : `${exact.slice(0, QUOTE_CHARS).replace(/[\uD800-\uDBFF]$|\s+\S*$/u, "")}…`;

const viewPassage = (row: PassageRow, title: string): Passage => ({
  id: row.id,
  section: { path: row.path, title },
  paragraphNumber: row.number,
  quote: quoteOf(row.quote),
  isLost: row.is_lost === 1,
  themeIds: row.theme_ids,
  motivation: row.motivation,
  scope: row.audience === "class" ? null : { audience: row.audience, groupName: row.group_name },
  author: { id: row.author_id, name: row.author_name, role: row.author_role },
  html: row.html,
  replyCount: row.reply_count,
  createdAt: row.created_at,
  isHidden: row.is_hidden,
  importedFrom: row.imported_from && {
    creator: row.imported_from.creator,
    source: row.imported_from.source,
  },
});
