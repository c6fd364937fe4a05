import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { FOR_THE_CLASS, type Scope } from "#domain/audience";
import { type CommentView, POSTS_PER_MINUTE } from "#domain/comment";
import { DomainError, notFound } from "#domain/errors";
import { plainTextOf } from "#domain/plain";
import { authorize } from "#domain/policy";
import { publishing, takeTurn } from "../live/publish";
import { aliasFor, momentOf } from "./alias";
import { type Ground, type NewComment, type NewMark, readGround } from "./ground";
import { isCounted } from "./hold";
import { HTML_VERSION, renderMarkdown } from "./markdown";
import { findComments } from "./queries";
import { iso, viewComment } from "./view";

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
  const turn = input.turn ?? takeTurn(tx, actor.classroomId);
  const [seq, ground] = await Promise.all([turn, readGround(tx, actor, input)]);
  if (ground.existing) return sameAsBefore(tx, actor, input);
  const isReply = input.parentId !== null;
  // Where a passage stands was judged with its text. That and a place may be of an edition that the class has left
  // meanwhile: what was written there is kept, and listed with what lost its line.
  // A reply stands where its parent does.
  const isPlaced =
    isReply ||
    input.mark !== undefined ||
    input.isAnswer === true ||
    input.isMove === true ||
    ground.is_place;
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
    isMove: ground.audience === "debate" && !input.isMove,
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
    ), ${input.mark ? marking(actor, input.sectionId, input.mark) : sql``}${input.besides ?? sql``}${parts}
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
