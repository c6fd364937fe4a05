import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { Selectors } from "#domain/anchor/selectors";
import { type Audience, FOR_THE_CLASS, type Scope } from "#domain/audience";
import { type CommentView, POSTS_PER_MINUTE } from "#domain/comment";
import { DomainError, notFound } from "#domain/errors";
import type { Motivation, Starter } from "#domain/note";
import { plainTextOf } from "#domain/plain";
import { authorize } from "#domain/policy";
import { publishing, takeTurn } from "../live/publish";
import { isCounted } from "./hold";
import { HTML_VERSION, renderMarkdown } from "./markdown";
import { findComments } from "./queries";
import { iso, nameOf, viewComment } from "./view";
import { visibleTo } from "./visibility";

/** What a comment is made of; parsed by `CreateComment`. */
export type NewComment = {
  id: string;
  sectionId: string;
  paragraphId: string | null;
  parentId: string | null;
  /** Empty only on a mark. */
  text: string;
  /** Whom a root is for; a reply is for whom its thread is for. */
  scope?: Scope;
  /** What a root marks in the text. */
  mark?: NewMark;
  /** That a root answers a prompt, whose place no version prints. */
  isAnswer?: boolean;
  /** The made-up name it is written under. */
  alias?: Alias | null;
  /** How a reply takes up what it answers. */
  starter?: Starter | null;
  quote?: string | null;
};

/** What stands for a writer whom classmates may not know. */
export type Alias = { id: string; name: string };

/** A passage of the class's version, or of an earlier one where it has lost its line; checked by `createAnnotation`. */
export type NewMark = {
  versionId: string;
  /** How its place is known, and how surely. */
  anchor: { how: "made" | "position" | "quote" | "edited" | "lost"; score: number };
  /** What was marked, where the class's version says it otherwise. */
  quoted: string | null;
  selectors: Selectors;
  motivation: Motivation;
  themeIds: string[];
};

type Ground = {
  /** The class's version or an earlier one has the section, and the paragraph in it. */
  is_place: boolean;
  posts: number;
  existing: string | null;
  parent_id: string | null;
  parent_section_id: string | null;
  parent_paragraph_id: string | null;
  root_id: string | null;
  author_id: string | null;
  locked_at: string | null;
  hidden_at: string | null;
  deleted_at: string | null;
  parent_name: string | null;
  /** Read only where a phrase of it is taken up. */
  parent_html: string | null;
  /** Classmates do not know who writes there. */
  is_anonymous: boolean;
  /** Replies that the thread shows already; null for a root. */
  thread_replies: number | null;
  alias_id: string | null;
  alias: string | null;
  audience: Audience | null;
  group_id: string | null;
  owner_id: string | null;
  group_name: string | null;
};

/**
 * Whether an earlier version of the guide of class `k` had the paragraph, or the section: the writer's page may be
 * older than the class's.
 */
const wasPrinted = ({ sectionId, paragraphId }: NewComment): SQL => sql`exists (
  select 1 from guide_versions n join guide_versions o on o.guide_id = n.guide_id and o.number < n.number
  join ${paragraphId === null ? sql`section_versions` : sql`paragraph_versions`} e
    on e.version_id = o.id and e.section_id = ${sectionId}::uuid
    ${paragraphId === null ? sql`` : sql`and e.paragraph_id = ${paragraphId}::uuid`}
  where n.id = k.guide_version_id)`;

/** Everything a new comment is judged by, in one statement: its place, whom it answers, the writer's pace. */
async function readGround(tx: Queries, actor: ClassroomActor, input: NewComment): Promise<Ground> {
  const [ground] = await tx.execute<Ground>(sql`
    select (case when ${input.paragraphId}::uuid is null then v.section_id else pv.paragraph_id end is not null
        or c.paragraph_id = ${input.paragraphId}::uuid or ${wasPrinted(input)}) as is_place,
      (select count(*)::int from comments mine where mine.author_id = ${actor.userId}::uuid
        and mine.created_at > now() - interval '1 day' and mine.imported_from is null
        and case when mine.written_at is null then mine.created_at else mine.written_at end > now() - interval '1 minute') as posts,
      (select same.id from comments same where same.id = ${input.id}::uuid) as existing,
      c.id as parent_id, c.section_id as parent_section_id, c.paragraph_id as parent_paragraph_id,
      coalesce(c.root_id, c.id) as root_id, c.author_id, coalesce(r.locked_at, c.locked_at) as locked_at,
      coalesce(r.hidden_at, c.hidden_at) as hidden_at, coalesce(r.deleted_at, c.deleted_at) as deleted_at,
      ${nameOf(actor, sql.raw("c"), sql.raw("pm"))} as parent_name, ${input.quote ? sql`c.html` : sql`null`} as parent_html, t.is_anonymous is true as is_anonymous,
      coalesce(r.reply_count, c.reply_count) as thread_replies,
      seat.alias_id, seat.alias, c.audience, c.audience_group_id as group_id, c.audience_owner_id as owner_id,
      (select g.name from groups g where g.id = coalesce(c.audience_group_id, ${input.scope?.groupId ?? null}::uuid)) as group_name
    from classrooms k
    left join section_versions v on v.version_id = k.guide_version_id and v.section_id = ${input.sectionId}::uuid
    left join paragraph_versions pv on pv.version_id = k.guide_version_id and pv.section_id = v.section_id
      and pv.paragraph_id = ${input.paragraphId}::uuid
    left join comments c on c.id = ${input.parentId}::uuid and c.classroom_id = k.id and ${visibleTo(actor)}
    left join comments r on r.id = c.root_id
    left join classroom_members pm on pm.classroom_id = c.classroom_id and pm.user_id = c.author_id
    left join prompts t on t.assignment_id = c.section_id and c.audience = 'discussion'
    left join seats seat on seat.assignment_id = t.assignment_id and seat.user_id = ${actor.userId}::uuid
    where k.id = ${actor.classroomId}::uuid`);
  if (!ground) throw notFound();
  return ground;
}

/**
 * Adds a comment, or a reply, to a section or a paragraph of what the class reads.
 *
 * One transaction: the row, the counts, the change and the bell are committed together or not at all. Calling twice
 * with the same id and words stores one comment, so a browser may send again until it hears.
 *
 * @param tx     opened by `asActor` for the same person
 * @param actor  who writes, with the role held in this classroom
 * @param input  parsed by `CreateComment`: `text` is Markdown, trimmed, 1 to TEXT_MAX_CHARS UTF-16 units
 * @returns the comment as `comment.list` would show it to `actor`, abilities included
 * @throws {DomainError} NOT_FOUND     section, paragraph or parent is absent, or `actor` may not read it
 * @throws {DomainError} CLOSED        the class is archived, the part not open yet, the thread locked, or the parent removed
 * @throws {DomainError} CONFLICT      `input.id` is taken by other words
 * @throws {DomainError} RATE_LIMITED  more than POSTS_PER_MINUTE in the last minute
 * @see domain/policy.ts 'comment.create'
 */
export async function createComment(
  tx: Queries,
  actor: ClassroomActor,
  input: NewComment,
): Promise<CommentView> {
  authorize(actor, "guide.readText", { sectionId: input.sectionId });
  // Sent together: the turn is waited for first, and the ground is read when it is had.
  const [seq, ground] = await Promise.all([takeTurn(tx, actor.classroomId), readGround(tx, actor, input)]);
  if (ground.existing) return sameAsBefore(tx, actor, input);
  const isReply = input.parentId !== null;
  // Where a passage stands was judged with its text. That and a place may be of an edition that the class has left
  // meanwhile: what was written there is kept, and listed with what lost its line.
  // A reply stands where its parent does.
  const isPlaced = isReply || input.mark !== undefined || input.isAnswer === true || ground.is_place;
  if (!isPlaced || (isReply && !ground.parent_id)) throw notFound();
  if (
    isReply &&
    (ground.parent_section_id !== input.sectionId || ground.parent_paragraph_id !== input.paragraphId)
  )
    throw notFound();
  authorize(actor, "comment.create", {
    lockedAt: ground.locked_at,
    hiddenAt: ground.hidden_at,
    deletedAt: ground.deleted_at,
  });
  if (ground.posts >= POSTS_PER_MINUTE)
    throw new DomainError(
      "RATE_LIMITED",
      "You are posting very fast. What you wrote is kept; send it in a minute.",
      {
        retryAfterSeconds: 60,
      },
    );
  const scope: Scope = isReply
    ? {
        audience: ground.audience ?? "class",
        groupId: ground.group_id,
        // Who has lost the discussion again keeps their own words of it, and not the others' below their answer.
        ownerId: ground.audience === "discussion" ? actor.userId : ground.owner_id,
      }
    : (input.scope ?? FOR_THE_CLASS);
  const isPrivate = scope.audience === "private";
  const html = input.text === "" ? "" : renderMarkdown(input.text);
  const rootId = isReply ? ground.root_id : null;
  const takesUp = isReply
    ? { starter: input.starter ?? null, quote: quoteFrom(ground, input.quote ?? null) }
    : { starter: null, quote: null };
  const alias = isReply ? await aliasFor(tx, actor, input, ground) : (input.alias ?? null);
  const { parts, bell } = publishing(
    actor.classroomId,
    seq,
    sql`select 'comment' as kind, w.id as subject_id, false as was_visible from written w
      union all select 'comment', ${rootId}::uuid, true from written w where ${rootId}::uuid is not null`,
    sql`null, null, null, ${isPrivate ? actor.userId : null}::uuid, ${isPrivate ? input.sectionId : null}::uuid`,
  );
  const [written] = await tx.execute<{ created_at: string }>(sql`
    with written as (
      insert into comments (id, classroom_id, section_id, paragraph_id, root_id, parent_id, author_id,
        audience, audience_group_id, audience_owner_id, text, html, html_version, seq, alias_id, alias, starter, quote,
        created_at, written_at)
      values (${input.id}::uuid, ${actor.classroomId}::uuid, ${input.sectionId}::uuid, ${input.paragraphId}::uuid, ${rootId}::uuid,
        ${input.parentId}::uuid, ${actor.userId}::uuid, ${scope.audience}::note_audience, ${scope.groupId}::uuid,
        ${scope.ownerId}::uuid, ${input.text}, ${html}, ${HTML_VERSION}::int, ${seq}::bigint,
        ${alias?.id ?? null}::uuid, ${alias?.name ?? null}, ${takesUp.starter}::reply_starter, ${takesUp.quote},
        ${momentOf(input, ground)})
      on conflict (id) do nothing returning id, created_at
    ), counted as (
      insert into comment_counts (classroom_id, section_id, place_id, count)
      select ${actor.classroomId}::uuid, ${input.sectionId}::uuid, ${input.paragraphId ?? input.sectionId}::uuid, 1
      from written where ${isCounted({ audience: scope.audience, text: input.text })}::boolean
      on conflict (classroom_id, section_id, place_id) do update set count = comment_counts.count + 1
    ), answered as (
      update comments r set reply_count = r.reply_count + 1,
        answered_at = case when r.author_id = ${actor.userId}::uuid then r.answered_at else coalesce(r.answered_at, w.created_at) end
      from written w where r.id = ${rootId}::uuid
    ), ${input.mark ? marking(actor, input.sectionId, input.mark) : sql``}${parts}
    select ${iso(sql`w.created_at`)} as created_at, ${bell} from written w`);
  if (!written) return sameAsBefore(tx, actor, input);
  // Everything of it is known here: reading it back would be a statement more while the class waits for its turn.
  return viewComment(actor, {
    id: input.id,
    section_id: input.sectionId,
    paragraph_id: input.paragraphId,
    root_id: rootId,
    author_id: actor.userId,
    author_name: actor.memberName,
    author_role: actor.role,
    answers_id: input.parentId === rootId ? null : input.parentId,
    answers_name: ground.parent_name,
    html,
    version: 1,
    seq: String(seq),
    created_at: written.created_at,
    edited_at: null,
    is_deleted: false,
    is_hidden: false,
    hidden_reason: null,
    is_pinned: false,
    is_locked: false,
    thread_locked: ground.locked_at !== null,
    thread_gone: false,
    reply_count: 0,
    is_answered: false,
    seen_seq: String(seq),
    audience: scope.audience,
    group_id: scope.groupId,
    owner_id: scope.ownerId,
    group_name: ground.group_name,
    alias_id: alias?.id ?? null,
    alias: alias?.name ?? null,
    ...takesUp,
    reaction_counts: {},
    my_reactions: null,
    endorsed_by: null,
    motivation: input.mark?.motivation ?? null,
    theme_ids: input.mark?.themeIds ?? null,
    exact: input.mark?.selectors.exact ?? "",
    start: input.mark?.selectors.start ?? 0,
    end: input.mark?.selectors.end ?? 0,
    quoted: input.mark?.quoted ?? null,
    is_lost: input.mark?.anchor.how === "lost",
    imported_from: null,
  });
}

/** @throws {DomainError} INVALID  the words do not stand in what is answered */
function quoteFrom({ parent_html: html }: Ground, quote: string | null): string | null {
  if (quote === null || plainTextOf(html ?? "").includes(quote)) return quote;
  const message = "These words do not stand in what you answer. Select them again.";
  throw new DomainError("INVALID", message, { quote: message });
}

/**
 * When it is said to be written, and when it was. Where classmates may not know who writes, they hear the day: answers of
 * a day stand in no order of their coming, and replies in the order of the talk, whoever speaks.
 */
function momentOf({ alias }: NewComment, ground: Ground): SQL {
  const now = sql`date_trunc('milliseconds', clock_timestamp())`;
  if (!alias && !ground.is_anonymous) return sql`${now}, null`;
  return sql`date_trunc('day', clock_timestamp(), 'UTC') + make_interval(secs => ${(ground.thread_replies ?? -1) + 1}::int / 1000.0), ${now}`;
}

/** The made-up name that the actor replies under, where classmates may not know; teachers speak as themselves. */
async function aliasFor(
  tx: Queries,
  actor: ClassroomActor,
  { sectionId }: NewComment,
  ground: Ground,
): Promise<Alias | null> {
  if (!ground.is_anonymous || actor.role === "teacher") return null;
  if (ground.alias_id && ground.alias) return { id: ground.alias_id, name: ground.alias };
  return takeAlias(tx, actor, sectionId);
}

/** The name that the actor goes by in an anonymous prompt; drawn now, if there is none yet. */
export async function takeAlias(tx: Queries, actor: ClassroomActor, assignmentId: string): Promise<Alias> {
  await tx.execute(sql`select app.take_seat(${assignmentId}::uuid, ${actor.userId}::uuid, null)`);
  const [seat] = await tx.execute<Alias>(sql`
    select alias_id as id, alias as name from seats
    where assignment_id = ${assignmentId}::uuid and user_id = ${actor.userId}::uuid`);
  if (!seat) throw new Error("a seat has a name");
  return { id: seat.id, name: seat.name };
}

/** Writing what a root marks, as parts of the statement that writes the root. */
function marking(actor: ClassroomActor, sectionId: string, mark: NewMark): SQL {
  const { selectors: at } = mark;
  return sql`marked as (
      insert into annotations (comment_id, classroom_id, section_id, motivation, version_id, anchor, score, quoted, lost_at,
        exact, prefix, suffix, start, "end", paragraph_id, paragraph_offset)
      select w.id, ${actor.classroomId}::uuid, ${sectionId}::uuid, ${mark.motivation}::annotation_motivation,
        ${mark.versionId}::uuid, ${mark.anchor.how}::annotation_anchor, ${mark.anchor.score}::real, ${mark.quoted},
        ${mark.anchor.how === "lost" ? sql`now()` : sql`null`}, ${at.exact}, ${at.prefix}, ${at.suffix},
        ${at.start}::int, ${at.end}::int, ${at.paragraphId}::uuid, ${at.offset}::int
      from written w
    ), themed as (
      insert into annotation_themes (comment_id, theme_id, classroom_id)
      select w.id, t.id, ${actor.classroomId}::uuid from written w
      cross join unnest(${sql.param(`{${mark.themeIds.join(",")}}`)}::uuid[]) as t(id)
    ), `;
}

/** Answers a repeated id: as the first time when the words are the same, else with a conflict. */
async function sameAsBefore(tx: Queries, actor: ClassroomActor, input: NewComment): Promise<CommentView> {
  // A mark that was put elsewhere since stands where it was put.
  const isMoved = sql`(${input.mark !== undefined}::boolean and exists (
    select 1 from annotations a where a.comment_id = c.id and a.anchor not in ('made', 'imported')))`;
  const [row] = await tx.execute<{ same: boolean }>(sql`
    select c.author_id = ${actor.userId}::uuid and c.parent_id is not distinct from ${input.parentId}::uuid
      and (c.section_id = ${input.sectionId}::uuid and c.paragraph_id is not distinct from ${input.paragraphId}::uuid or ${isMoved})
      and (c.text = ${input.text} or exists (select 1 from comment_revisions v
        where v.comment_id = c.id and v.version = 1 and v.text = ${input.text}))
      and ((select a.start from annotations a where a.comment_id = c.id) is not distinct from ${input.mark?.selectors.start ?? null}::int
        or ${isMoved}) as same
    from comments c where c.id = ${input.id}::uuid and c.classroom_id = ${actor.classroomId}::uuid`);
  if (!row?.same)
    throw new DomainError(
      "CONFLICT",
      "This was sent before with other words. Reload, and post it as a new comment.",
    );
  const [comment] = await findComments(tx, actor, [input.id]);
  if (!comment) throw new DomainError("CLOSED", "This was posted before and has been removed since.");
  return comment;
}
