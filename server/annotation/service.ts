import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { follower } from "#domain/anchor/follow";
import type { SectionText } from "#domain/anchor/section-text";
import { type Fault, faultOf, type Selectors, selectorsOf } from "#domain/anchor/selectors";
import { FOR_THE_CLASS, type NoteAudience, type Scope } from "#domain/audience";
import type { CommentView } from "#domain/comment";
import { DomainError, notFound } from "#domain/errors";
import type { Motivation } from "#domain/note";
import { authorize } from "#domain/policy";
import { createComment } from "../comment/create";
import type { NewMark } from "../comment/ground";
import { changeOf, changeState, holdComment, isCounted, publishAndGet, subjectOf } from "../comment/hold";
import { getComment } from "../comment/queries";
import { getSectionText } from "../guide/text";
import { takeTurn } from "../live/publish";

/** A passage as a browser sends it; parsed by `PassageShape`. */
export type Passage = { exact: string; start: number; end: number };

/** What a note is made of; parsed by `CreateAnnotation`. */
export type NewAnnotation = {
  id: string;
  sectionId: string;
  versionId: string;
  selectors: Passage;
  motivation: Motivation;
  themeIds: string[];
  audience: NoteAudience;
  text: string | null;
};

const FAULTS: Record<Fault, string> = {
  outside: "That place is not in this section. Select the passage again.",
  empty: "Mark some words first.",
  blank: "Mark some words first.",
  splits_character: "That selection cuts a character in two. Select the passage again.",
  too_long: "That is too much to mark at once. Mark a shorter passage.",
  not_there: "Those words do not stand at that place. Select the passage again.",
};

const refuse = (message: string): never => {
  throw new DomainError("INVALID", message, { selectors: message });
};

/**
 * Marks a passage, with themes, words, both or neither: a comment that knows where in the text it stands.
 *
 * The class's turn is taken before its version is read, so a note cannot fall between two versions.
 *
 * @param tx     opened by `asActor` for the same person
 * @param input  parsed by `CreateAnnotation`
 * @returns the note as `comment.list` would show it to `actor`
 * @throws {DomainError} INVALID    the passage does not stand in the text as it says, or a theme is none of the class's
 * @throws {DomainError} NOT_FOUND  the class's guide has no such section
 * @throws {DomainError} CLOSED, CONFLICT, RATE_LIMITED  as for `createComment`
 * @see W3C Web Annotation Data Model, section 4.2
 */
export async function createAnnotation(
  tx: Queries,
  actor: ClassroomActor,
  input: NewAnnotation,
): Promise<CommentView> {
  authorize(actor, "annotation.create", { sectionId: input.sectionId });
  const [, versionId] = await Promise.all([
    takeTurn(tx, actor.classroomId),
    versionOf(tx, actor),
    mustBeThemes(tx, actor, input.themeIds),
  ]);
  if (input.motivation === "questioning" && input.text === null) refuse("Write your question first.");
  const place = await anchorPassage(tx, input, versionId);
  return createComment(tx, actor, {
    id: input.id,
    sectionId: input.sectionId,
    paragraphId: place.selectors.paragraphId,
    parentId: null,
    text: input.text ?? "",
    scope: scopeFor(actor, input.audience),
    mark: {
      ...place,
      motivation: input.motivation,
      themeIds: input.themeIds,
    },
  });
}

/** A passage in the version of the class: where it stands, how surely that is known, and what it quoted before. */
export type Anchored = Pick<NewMark, "versionId" | "selectors" | "anchor" | "quoted">;

/**
 * Where a passage of a section stands in the version that the class reads, as its writer's page showed it.
 *
 * @param now  the class's version, read in its turn
 * @throws {DomainError} INVALID    it does not stand in the text as it says, or is of another guide
 * @throws {DomainError} NOT_FOUND  that version has no such section
 */
export async function anchorPassage(
  tx: Queries,
  chosen: { sectionId: string; versionId: string; selectors: Passage },
  now: string,
): Promise<Anchored> {
  await mustBeRead(tx, now, chosen.versionId);
  const section = await getSectionText(tx, chosen.versionId, chosen.sectionId);
  if (section.paragraphs.length === 0) throw notFound();
  return follow(tx, { ...chosen, section, selectors: placeIn(section, chosen.selectors) }, now);
}

/**
 * What a passage is that somebody says to have chosen.
 *
 * @throws {DomainError} INVALID  it does not stand in the text as it says
 */
export function placeIn(section: SectionText, passage: Passage): Selectors {
  const fault = faultOf(section, passage);
  if (fault) refuse(FAULTS[fault]);
  return selectorsOf(section, passage) ?? refuse(FAULTS.outside);
}

/**
 * @param given  the version of the guide that the writer's page shows
 * @throws {DomainError} INVALID  it is neither the class's nor an earlier one of the same guide
 */
async function mustBeRead(tx: Queries, now: string, given: string): Promise<void> {
  if (given === now) return;
  const [row] = await tx.execute(sql`
    select 1 from guide_versions v join guide_versions n on n.guide_id = v.guide_id and n.number > v.number
    where v.id = ${given}::uuid and n.id = ${now}::uuid`);
  if (!row) refuse("This page shows another edition of the guide. Reload it and select the passage again.");
}

/**
 * Where a passage is in the version that the class reads: the writer's page may be older. What is not there any more
 * is kept as a note that lost its line, and never refused.
 */
async function follow(
  tx: Queries,
  chosen: { section: SectionText; selectors: Selectors; versionId: string; sectionId: string },
  now: string,
): Promise<Anchored> {
  const { section, selectors, versionId, sectionId } = chosen;
  if (versionId === now) return { versionId, selectors, anchor: { how: "made", score: 1 }, quoted: null };
  const later = await getSectionText(tx, now, sectionId);
  const located = later.paragraphs.length > 0 ? follower(section, later)(selectors) : null;
  if (!located) return { versionId, selectors, anchor: { how: "lost", score: 1 }, quoted: null };
  const { how, score } = located;
  const quoted = located.selectors.exact === selectors.exact ? null : selectors.exact;
  return { versionId: now, selectors: located.selectors, anchor: { how, score }, quoted };
}

/** Which version of its guide the class reads now. */
export async function versionOf(tx: Queries, actor: ClassroomActor): Promise<string> {
  const [row] = await tx.execute<{ version_id: string }>(
    sql`select guide_version_id as version_id from classrooms where id = ${actor.classroomId}::uuid`,
  );
  if (!row) throw notFound();
  return row.version_id;
}

/**
 * A theme that was taken out of use marks nothing new; what it has marked keeps it.
 *
 * @param commentId  the note that may have some of them already
 * @throws {DomainError} INVALID  one of them is none of the class's, out of use, or twice in the list
 */
async function mustBeThemes(
  tx: Queries,
  actor: ClassroomActor,
  ids: string[],
  commentId: string | null = null,
): Promise<void> {
  if (ids.length === 0) return;
  const [row] = await tx.execute<{ known: number; usable: number }>(sql`
    select count(*)::int as known, count(*) filter (where t.retired_at is null or exists (
      select 1 from annotation_themes a where a.comment_id = ${commentId}::uuid and a.theme_id = t.id))::int as usable
    from themes t
    where t.classroom_id = ${actor.classroomId}::uuid and t.id = any (${sql.param(`{${ids.join(",")}}`)}::uuid[])`);
  if (row?.usable === ids.length) return;
  const message =
    row?.known === ids.length
      ? "One of these themes is not in use any more. Choose another."
      : "One of these themes is not a theme of this class. Reload the page and choose again.";
  throw new DomainError("INVALID", message, { themeIds: message });
}

/** Whom a note of the actor is for. @throws {DomainError} INVALID  for a group, and the actor is in none */
export function scopeFor(actor: ClassroomActor, audience: NoteAudience): Scope {
  if (audience === "class") return FOR_THE_CLASS;
  if (audience === "group" && actor.groupId === null) {
    const message = "You are in no group of this class. Choose somebody else to show it to.";
    throw new DomainError("INVALID", message, { audience: message });
  }
  return { audience, groupId: audience === "group" ? actor.groupId : null, ownerId: actor.userId };
}

/**
 * Changes the themes of one's own note, what it is, or whom it is for. What is left out stays.
 *
 * @throws {DomainError} NOT_FOUND  absent, marks nothing, or not the actor's to know of
 * @throws {DomainError} FORBIDDEN  another's
 * @throws {DomainError} CLOSED     hidden, the class is archived, or somebody has answered and it cannot be for others now
 * @throws {DomainError} INVALID    a theme is none of the class's
 */
export async function updateAnnotation(
  tx: Queries,
  actor: ClassroomActor,
  input: {
    commentId: string;
    themeIds?: string[] | undefined;
    motivation?: Motivation | undefined;
    audience?: NoteAudience | undefined;
  },
): Promise<CommentView> {
  const { commentId, themeIds, motivation, audience } = input;
  const row = await holdComment(tx, actor, commentId);
  authorize(actor, "annotation.update", subjectOf(row));
  const view = await getComment(tx, actor, commentId);
  if (!view.annotation) throw notFound();
  if (motivation === "questioning" && row.text === "") refuse("Write your question first.");
  if (themeIds) await setThemes(tx, actor, commentId, themeIds);
  if (motivation)
    await tx.execute(sql`
      update annotations set motivation = ${motivation}::annotation_motivation where comment_id = ${commentId}::uuid`);
  if (audience === undefined || audience === row.audience)
    return publishAndGet(tx, actor, commentId, { seq: row.seq, changes: [changeOf(commentId, row)] });
  if (row.reply_count > 0)
    throw new DomainError("CLOSED", "Somebody has answered this, so it stays for whom it was written.");
  const scope = scopeFor(actor, audience);
  const after = { ...row, audience, group_id: scope.groupId, owner_id: scope.ownerId };
  const columns = sql`audience = ${audience}::note_audience, audience_group_id = ${scope.groupId}::uuid,
    audience_owner_id = ${scope.ownerId}::uuid, seq = ${row.seq}::bigint`;
  const step = (isCounted(after) ? 1 : 0) - (isCounted(row) ? 1 : 0);
  if (step !== 0) await recountPlace(tx, actor, row, step);
  const told = await changeState(tx, actor, commentId, row, { step: 0, columns });
  const [change] = told.changes;
  if (change) {
    change.isPrivate = changeOf(commentId, after).isPrivate;
    change.wasVisible = row.audience !== "private";
    change.wasFor = { audience: row.audience, groupId: row.group_id, seq: Number(row.posted_seq) };
  }
  return publishAndGet(tx, actor, commentId, told);
}

async function setThemes(
  tx: Queries,
  actor: ClassroomActor,
  commentId: string,
  ids: string[],
): Promise<void> {
  await mustBeThemes(tx, actor, ids, commentId);
  const given = sql`unnest(${sql.param(`{${ids.join(",")}}`)}::uuid[])`;
  await tx.execute(sql`
    delete from annotation_themes where comment_id = ${commentId}::uuid and theme_id not in (select x from ${given} as x)`);
  await tx.execute(sql`
    insert into annotation_themes (comment_id, theme_id, classroom_id)
    select ${commentId}::uuid, x, ${actor.classroomId}::uuid from ${given} as x on conflict do nothing`);
}

const recountPlace = (
  tx: Queries,
  actor: ClassroomActor,
  row: { section_id: string; paragraph_id: string | null },
  step: number,
) =>
  tx.execute(sql`
    insert into comment_counts (classroom_id, section_id, place_id, count)
    values (${actor.classroomId}::uuid, ${row.section_id}::uuid, ${row.paragraph_id ?? row.section_id}::uuid, greatest(${step}::int, 0))
    on conflict (classroom_id, section_id, place_id) do update set count = comment_counts.count + ${step}::int`);
