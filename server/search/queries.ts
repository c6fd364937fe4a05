import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor, MemberRole } from "#domain/actor";
import { GUIDE_HITS, THREAD_HITS } from "#domain/search";
import { nameOf } from "../comment/view";
import { isHole, visibleTo } from "../comment/visibility";
import { QUOTE_CHARS } from "./marks";
import { lockedOf, type Terms, textArray } from "./terms";

/** A bound of ours, written out, so that the one plan of a statement knows how little is wanted. */
const constant = (count: number): SQL => sql.raw(String(count));

/**
 * Whether the text says every quoted phrase, as it was typed but for case and signs. The index knows the words and not
 * their places, so this reads the text; it is asked only of rows that hold all the words.
 */
const says = (terms: Terms, text: SQL): SQL =>
  terms.phrases.length === 0
    ? sql`true`
    : sql`not exists (select 1 from unnest(${textArray(terms.phrases)}::text[]) p(phrase)
        where position(app.plain_words(p.phrase) in app.plain_words(${text})) = 0)`;

/** One page of the guide's hits, and one more to know that there are more. Versions never change, so a place is a number. */
const page = (offset: number): SQL => sql`limit ${constant(GUIDE_HITS + 1)} offset ${offset}::int`;

export type SectionRow = {
  section_id: string;
  path: string;
  title: string;
  part_title: string;
  key: string | null;
  number: number | null;
  text: string;
};

/** Titles and paragraphs of the version the class reads, best first; a title counts for more than a paragraph. */
export const findSections = (tx: Queries, actor: ClassroomActor, terms: Terms, offset: number) =>
  tx.execute<SectionRow>(sql`
    with found as (
      select v.section_id, null::uuid as paragraph_id, 0 as at, null::int as number, coalesce(v.lead, '') as text,
        1 + ts_rank(v.search, ${terms.match}::tsquery) as rank
      from section_versions v where v.version_id = ${terms.versionId}::uuid and v.search @@ ${terms.match}::tsquery
        and ${says(terms, sql`v.title`)}
      union all
      select p.section_id, p.paragraph_id, p.position, p.number, p.text, ts_rank(p.search, ${terms.match}::tsquery)
      from paragraph_versions p where p.version_id = ${terms.versionId}::uuid and p.search @@ ${terms.match}::tsquery
        and ${says(terms, sql`p.text`)}
    )
    select f.section_id, s.path, v.title, v.part_title, p.key, f.number, f.text
    from found f join sections s on s.id = f.section_id and s.kind = 'section'
    join section_versions v on v.version_id = ${terms.versionId}::uuid and v.section_id = f.section_id
    left join paragraphs p on p.id = f.paragraph_id
    where f.section_id <> all (${lockedOf(actor)}::uuid[])
    order by f.rank desc, v.position, f.at ${page(offset)}`);

export type QuestionRow = {
  key: string;
  number: number;
  question: string;
  motion: string;
  side_for: string;
  side_against: string;
  side_third: string | null;
  follow_up: string;
};

/** Questions of the version, best first. The guide's own answers are sealed: no search reads them. */
export const findQuestions = (tx: Queries, terms: Terms, offset: number) =>
  tx.execute<QuestionRow>(sql`
    select q.key, v.number, v.question, v.motion, v.side_for, v.side_against, v.side_third, v.follow_up
    from question_versions v join questions q on q.id = v.question_id
    where v.version_id = ${terms.versionId}::uuid and v.search @@ ${terms.match}::tsquery
      and ${says(terms, sql`concat_ws(' ', v.question, v.motion, v.side_for, v.side_against, v.side_third, v.follow_up)`)}
    order by ts_rank(v.search, ${terms.match}::tsquery) desc, v.number ${page(offset)}`);

export type ClaimRow = {
  section_id: string;
  path: string;
  number: number;
  statement: string;
  other: string;
  look: string;
};

/** Claims to test, best first, less those the actor cannot read now. */
export const findClaims = (tx: Queries, actor: ClassroomActor, terms: Terms, offset: number) =>
  tx.execute<ClaimRow>(sql`
    select v.section_id, s.path, v.number, v.statement, v.other, v.look
    from claim_versions v join sections s on s.id = v.section_id
    where v.version_id = ${terms.versionId}::uuid and v.search @@ ${terms.match}::tsquery
      and ${says(terms, sql`concat_ws(' ', v.statement, v.other, v.look)`)}
      and v.section_id <> all (${lockedOf(actor)}::uuid[])
    order by ts_rank(v.search, ${terms.match}::tsquery) desc, v.number ${page(offset)}`);

export type ThreadRow = {
  id: string;
  name: string;
  role: MemberRole;
  is_hidden: boolean;
  html: string;
  /** The beginning of the words it marks. */
  exact: string | null;
  title: string;
  kind: "section" | "claim";
  number: number | null;
  at: string;
};

/**
 * Comments by their words, newest first. The view finds them by index and keeps other classes out; what the actor may
 * read is decided here, before anything is counted or cut off, so that what is hidden takes nobody's place.
 *
 * @param after  the place of the last one that was shown
 */
export function findThreads(
  tx: Queries,
  actor: ClassroomActor,
  terms: Terms,
  after: { createdAt: string; id: string } | null,
) {
  const matching = sql`
    select c.id, c.created_at from app.searchable_comments c
    where c.classroom_id = ${actor.classroomId}::uuid and c.search @@ ${terms.match}::tsquery
      and ${visibleTo(actor)} and not ${isHole(actor)}
      ${after ? sql`and (c.created_at, c.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)` : sql``}
    order by c.created_at desc, c.id desc`;
  const limit = constant(THREAD_HITS + 1);
  // A phrase is looked for in the text, newest first, and no further than the page goes.
  const found =
    terms.phrases.length === 0
      ? sql`${matching} limit ${limit}`
      : sql`select m.id, m.created_at from (${matching} offset 0) m
          where exists (select 1 from comments c where c.id = m.id and ${says(terms, sql`c.text`)} offset 0)
          limit ${limit}`;
  return tx.execute<ThreadRow>(sql`
    select c.id, ${nameOf(actor, sql.raw("c"), sql.raw("m"))} as name, m.role, c.hidden_at is not null as is_hidden, c.html,
      left(a.exact, ${constant(QUOTE_CHARS + 1)}) as exact, coalesce(v.title, pr.title, de.motion, s.path) as title, s.kind, pv.number,
      to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from (${found}) f
    join comments c on c.id = f.id
    join classroom_members m on m.classroom_id = c.classroom_id and m.user_id = c.author_id
    join sections s on s.id = c.section_id
    left join annotations a on a.comment_id = c.id
    left join section_versions v on v.version_id = ${terms.versionId}::uuid and v.section_id = c.section_id
    left join prompts pr on pr.assignment_id = c.section_id
    left join debates de on de.assignment_id = c.section_id
    left join paragraph_versions pv on pv.version_id = ${terms.versionId}::uuid and pv.section_id = c.section_id
      and pv.paragraph_id = c.paragraph_id
    order by f.created_at desc, f.id desc`);
}
