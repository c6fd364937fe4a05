import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { SectionText } from "#domain/anchor/section-text";
import type { Selectors } from "#domain/anchor/selectors";
import type { CommentView } from "#domain/comment";
import { LIKELY_MAX, LOST_WINDOW } from "#domain/edition";
import { notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { findComments, readPlace, writePlace } from "../comment/queries";
import { iso } from "../comment/view";
import { isHole, visibleTo } from "../comment/visibility";
import { getPassages, type OpenSection, type SectionChoice } from "../guide/passages";
import { getSectionText } from "../guide/text";
import { likelyPlaces } from "./likely";

/** What was marked once, and where. */
export type LostPassage = {
  /** Null for a thread that marked no words: its paragraph is gone. */
  exact: string | null;
  prefix: string;
  suffix: string;
  sectionId: string;
  sectionTitle: string;
  /** Null when the section itself is gone. */
  sectionPath: string | null;
};

export type LostNote = { comment: CommentView; passage: LostPassage };

type LostRow = {
  id: string;
  created_at: string;
  exact: string | null;
  prefix: string | null;
  suffix: string | null;
  section_id: string;
  title: string;
  path: string | null;
};

/**
 * Whether root `c` with annotation `a` stands nowhere in the class's version. Under a question that was set and in a
 * debate nothing gets lost: no version prints these.
 */
const isLost = (
  actor: ClassroomActor,
): SQL => sql`(a.lost_at is not null or (a.comment_id is null and s.kind not in ('prompt', 'debate') and (
  not exists (select 1 from section_versions v where v.version_id = ${actor.guideVersionId}::uuid and v.section_id = c.section_id)
  or (c.paragraph_id is not null and not exists (select 1 from paragraph_versions p
    where p.version_id = ${actor.guideVersionId}::uuid and p.section_id = c.section_id and p.paragraph_id = c.paragraph_id)))))`;

/** What the actor may give its line again: their own, and teachers whatever they may see. */
const isActors = (actor: ClassroomActor): SQL =>
  actor.role === "teacher" ? sql`true` : sql`c.author_id = ${actor.userId}::uuid`;

const lostColumns = (actor: ClassroomActor): SQL => sql`
  c.id, ${iso(sql`c.created_at`)} as created_at, a.exact, a.prefix, a.suffix, c.section_id,
  coalesce(v.title, (select o.title from section_versions o join guide_versions g on g.id = o.version_id
    where o.section_id = c.section_id order by g.number desc limit 1)) as title,
  case when v.section_id is not null then s.path end as path
  from comments c left join annotations a on a.comment_id = c.id
  join sections s on s.id = c.section_id
  left join section_versions v on v.version_id = ${actor.guideVersionId}::uuid and v.section_id = c.section_id`;

const passageOf = (row: LostRow): LostPassage => ({
  exact: row.exact,
  prefix: row.prefix ?? "",
  suffix: row.suffix ?? "",
  sectionId: row.section_id,
  sectionTitle: row.title,
  sectionPath: row.path,
});

/**
 * Notes that lost their line in the class's version, and threads whose paragraph is gone, of which the actor may say
 * where they belong: newest first, a window of them.
 *
 * @throws {DomainError} INVALID  the cursor is none of ours
 */
export async function listLost(
  tx: Queries,
  actor: ClassroomActor,
  cursor: string | undefined,
): Promise<{ items: LostNote[]; nextCursor: string | null }> {
  authorize(actor, "guide.read");
  const place = cursor ? readPlace(cursor) : null;
  const beyond = place
    ? sql`and (c.created_at, c.id) < (${place.createdAt}::timestamptz, ${place.id}::uuid)`
    : sql``;
  const rows = await tx.execute<LostRow>(sql`
    select ${lostColumns(actor)}
    where c.classroom_id = ${actor.classroomId}::uuid and c.root_id is null and ${isActors(actor)}
      and ${visibleTo(actor)} and not ${isHole(actor)} and ${isLost(actor)} ${beyond}
    order by c.created_at desc, c.id desc limit ${sql.raw(String(LOST_WINDOW + 1))}`);
  const shown = rows.slice(0, LOST_WINDOW);
  const comments = await findComments(
    tx,
    actor,
    shown.map(({ id }) => id),
  );
  const commentOf = new Map(comments.map((comment) => [comment.id, comment]));
  const items = shown.flatMap((row) => {
    const comment = commentOf.get(row.id);
    return comment ? { comment, passage: passageOf(row) } : [];
  });
  const last = shown.at(-1);
  const isMore = rows.length > LOST_WINDOW && last;
  return { items, nextCursor: isMore ? writePlace({ createdAt: last.created_at, id: last.id }) : null };
}

/** A section to choose a passage in. */
export type Choice = SectionChoice & {
  /** The likeliest first; not sure enough to be taken without being asked. */
  likely: { start: number; end: number; exact: string }[];
};

/**
 * What somebody needs to say where a lost note belongs: the note, the sections open to them, and one of them in full
 * with its sentences and the likeliest places.
 *
 * @param asked  the section to choose in; without it the one where the note stood, or else the first
 * @throws {DomainError} NOT_FOUND  the note is absent, or not the actor's to know of, or the section is none
 * @throws {DomainError} FORBIDDEN  another's, and the actor does not teach here
 * @throws {DomainError} CLOSED     the section is not open to the actor, or the note may not be changed now
 */
export async function getChoice(
  tx: Queries,
  actor: ClassroomActor,
  commentId: string,
  asked: string | undefined,
): Promise<LostNote & { isPlaced: boolean; sections: OpenSection[]; choice: Choice }> {
  const [row] = await tx.execute<LostRow & { is_lost: boolean }>(sql`
    select ${isLost(actor)} as is_lost, ${lostColumns(actor)}
    where c.id = ${commentId}::uuid and c.classroom_id = ${actor.classroomId}::uuid and c.root_id is null
      and ${visibleTo(actor)} and not ${isHole(actor)}`);
  const [comment] = row ? await findComments(tx, actor, [commentId]) : [];
  if (!row || !comment) throw notFound();
  authorize(actor, "annotation.reattach", {
    ...(comment.author ? { authorId: comment.author.id } : {}),
    hiddenAt: comment.state === "hidden" ? comment.createdAt : null,
  });
  const { sections, choice } = await getPassages(tx, actor, asked, row.section_id);
  const section = await getSectionText(tx, choice.versionId, choice.sectionId);
  const sought = row.exact === null ? null : soughtOf(row);
  return {
    comment,
    passage: passageOf(row),
    isPlaced: !row.is_lost,
    sections,
    choice: { ...choice, likely: sought ? likelyIn(section, sought) : [] },
  };
}

const soughtOf = ({ exact, prefix, suffix }: LostRow): Pick<Selectors, "exact" | "prefix" | "suffix"> => ({
  exact: exact ?? "",
  prefix: prefix ?? "",
  suffix: suffix ?? "",
});

const likelyIn = (section: SectionText, sought: Pick<Selectors, "exact" | "prefix" | "suffix">) =>
  likelyPlaces(section, sought)
    .slice(0, LIKELY_MAX)
    .map(({ start, end }) => ({ start, end, exact: section.text.slice(start, end) }));
