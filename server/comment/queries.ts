import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import {
  type CappedCount,
  COUNT_CAP,
  type CommentView,
  type ReplyWindow,
  type ThreadAt,
  type ThreadSummary,
  type ThreadWindow,
  WINDOW_COMMENTS,
  WINDOW_REPLIES,
  WINDOW_THREADS,
} from "#domain/comment";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { type CommentRow, commentColumns, commentJoins, viewComment } from "./view";
import { isTakenBack, mayBeNews, sectionSeen, seenOf, threadSeen, visibleTo } from "./visibility";

/**
 * How many comments after the section's mark the unread count looks at. What is seen without a gap lies before the
 * mark, so this many are met only by who reads on and on and leaves something old aside; that count says "or more".
 */
const COUNT_LOOK = 500;

/** What a list is asked for; parsed by `ListComments`. */
export type ListInput = {
  sectionId: string;
  paragraphId?: string | null | undefined;
  order: "newest" | "oldest";
  filter: "all" | "unread" | "needsReply";
  /** One discussion of a prompt. */
  discussionId?: string | undefined;
  cursor?: string | undefined;
};

/** How much one window holds at most: threads, and comments over all of them. */
type WindowSize = { threads: number; comments: number };
const USUAL: WindowSize = { threads: WINDOW_THREADS, comments: WINDOW_COMMENTS };

type Place = { createdAt: string; id: string; pinned?: boolean };

/** A place in a list ordered by time and id. It names a row the asker has seen, so it needs no seal. */
export const writePlace = (place: Place): string =>
  Buffer.from(`${place.createdAt}|${place.id}${place.pinned ? "|pinned" : ""}`).toString("base64url");

/** Reads such a place. @throws {DomainError} INVALID  it is none */
export function readPlace(cursor: string): Place {
  const [createdAt = "", id = "", pinned] = Buffer.from(cursor, "base64url").toString().split("|");
  if (
    // Year 0, a day 31 of June or a second 61 would be the database's to refuse, which is a defect.
    !/^(?!0000)\d{4}-/.test(createdAt) ||
    Number.isNaN(Date.parse(createdAt)) ||
    new Date(createdAt).toISOString() !== createdAt ||
    !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  )
    throw new DomainError("INVALID", "This list has moved on. Load it again.");
  return { createdAt, id, pinned: pinned === "pinned" };
}

/** A bound of ours, written out: PostgreSQL plans a prepared statement once, and has to know how little is wanted. */
const constant = (count: number): SQL => sql.raw(String(count));

/** Whether the thread of root `c` holds something the actor has not seen. */
function hasUnread(actor: ClassroomActor): SQL {
  const seen = sql`greatest(${sectionSeen(actor)}, ${threadSeen(actor)})`;
  return sql`((${mayBeNews(actor)} and c.seq > ${seen}) or exists (select 1 from comments u
    where u.root_id = c.id and ${mayBeNews(actor, sql.raw("u"))} and u.seq > ${seen}))`;
}

const NEEDS_REPLY = sql`c.answered_at is null and c.deleted_at is null and c.hidden_at is null
  and c.audience = 'class' and c.text <> ''`;

function rootCondition(actor: ClassroomActor, input: ListInput): SQL {
  const parts = [
    sql`c.classroom_id = ${actor.classroomId}::uuid and c.section_id = ${input.sectionId}::uuid and c.root_id is null`,
    visibleTo(actor),
    // A mark without words stands in the text; a list of threads has nothing of it to say.
    sql`(c.text <> '' or c.reply_count > 0)`,
  ];
  if (input.paragraphId === null) parts.push(sql`c.paragraph_id is null`);
  else if (input.paragraphId) parts.push(sql`c.paragraph_id = ${input.paragraphId}::uuid`);
  if (input.discussionId) parts.push(sql`c.audience_group_id = ${input.discussionId}::uuid`);
  if (input.filter === "needsReply") parts.push(NEEDS_REPLY);
  if (input.filter === "unread") parts.push(hasUnread(actor));
  return sql.join(parts, sql` and `);
}

/**
 * One window of a section's threads: pinned ones first, then by time, each root with its first replies. About
 * `WINDOW_COMMENTS` comments in at most `WINDOW_THREADS` threads, by index, whatever the length of the list.
 *
 * @param size  of the window, where it is not the usual one
 * @throws {DomainError} INVALID  the cursor is none of ours
 */
export async function listThreads(
  tx: Queries,
  actor: ClassroomActor,
  input: ListInput,
  size: WindowSize = USUAL,
): Promise<ThreadWindow> {
  authorize(actor, "comment.list", { sectionId: input.sectionId });
  const place = input.cursor ? readPlace(input.cursor) : null;
  const newest = input.order === "newest";
  const direction = newest ? sql.raw("desc") : sql.raw("asc");
  const beyond = place
    ? sql`and (c.created_at, c.id) ${newest ? sql.raw("<") : sql.raw(">")} (${place.createdAt}::timestamptz, ${place.id}::uuid)`
    : sql``;
  const condition = rootCondition(actor, input);
  const rootsOf = (pinned: boolean, from: SQL) => sql`(
    select c.id, c.created_at, c.reply_count, ${pinned}::boolean as pinned from comments c
    where ${condition} and c.pinned_at is ${pinned ? sql.raw("not null") : sql.raw("null")} ${from}
    order by c.created_at ${direction}, c.id ${direction} limit ${constant(size.threads + 1)})`;
  const found = !place
    ? sql`${rootsOf(true, sql``)} union all ${rootsOf(false, sql``)}`
    : place.pinned
      ? sql`${rootsOf(true, beyond)} union all ${rootsOf(false, sql``)}`
      : rootsOf(false, beyond);
  const rows = await tx.execute<CommentRow & { found: string }>(sql`
    with found as (${found}), ranked as (
      select id, row_number() over w as rank, count(*) over () as found,
        sum(1 + least(reply_count, ${constant(WINDOW_REPLIES)})) over w - 1 - least(reply_count, ${constant(WINDOW_REPLIES)}) as before
      from found window w as (order by pinned desc, created_at ${direction}, id ${direction})
    )
    select k.found, ${commentColumns(actor)}
    from ranked k cross join lateral (
      (select 0 as depth, c.* from comments c where c.id = k.id)
      union all
      (select 1 as depth, c.* from comments c where c.root_id = k.id and ${visibleTo(actor)}
        order by c.created_at, c.id limit ${constant(WINDOW_REPLIES + 1)})) c
    ${commentJoins()}
    where k.before < ${constant(size.comments)} and k.rank <= ${constant(size.threads)}
    order by k.rank, c.depth, c.created_at, c.id`);
  return windowOf(actor, rows);
}

/** Writes the window, and says where the list and its threads go on. */
function windowOf(actor: ClassroomActor, rows: readonly (CommentRow & { found: string })[]): ThreadWindow {
  const comments: CommentView[] = [];
  const partial: string[] = [];
  let threads = 0;
  let replies = 0;
  let lastRoot: CommentView | undefined;
  for (const row of rows) {
    const comment = viewComment(actor, row);
    if (comment.rootId === null) {
      threads++;
      replies = 0;
      lastRoot = comment;
    } else if (++replies > WINDOW_REPLIES) {
      // One more than is shown was read, only to know that there is more.
      partial.push(comment.rootId);
      continue;
    }
    comments.push(comment);
  }
  const isMore = Number(rows[0]?.found ?? 0) > threads;
  return { comments, nextCursor: isMore && lastRoot ? writePlace(lastRoot) : null, partial };
}

/**
 * Counts of a section for the actor, and the class's change sequence at this moment: read it before the window, so
 * that nothing falls between the two.
 */
export async function summarizeThreads(
  tx: Queries,
  actor: ClassroomActor,
  sectionId: string,
): Promise<ThreadSummary & { seq: number }> {
  authorize(actor, "comment.list", { sectionId });
  const here = sql`c.classroom_id = ${actor.classroomId}::uuid and c.section_id = ${sectionId}::uuid`;
  const [row] = await tx.execute<{
    seq: string;
    unread: number;
    is_beyond: boolean;
    needs: number;
    counts: Record<string, number>;
  }>(sql`
    with news as (
      select c.id, c.root_id, c.seq, row_number() over (order by c.seq) as n from comments c
      where ${here} and ${mayBeNews(actor)}
        and c.seq > ${seenOf(actor, sql`${actor.classroomId}::uuid`, sql`${sectionId}::uuid`)}
      order by c.seq limit ${constant(COUNT_LOOK)}
    ), unseen as (
      select c.n, c.seq > ${threadSeen(actor)} as is_unread from news c offset 0
    ), counted as (select * from unseen where is_unread or n = ${constant(COUNT_LOOK)} limit ${constant(COUNT_CAP)})
    select (select seq from change_counters where classroom_id = ${actor.classroomId}::uuid) as seq,
      (select count(*) filter (where is_unread)::int from counted) as unread,
      (select count(*) filter (where n = ${constant(COUNT_LOOK)}) > 0 from counted) as is_beyond,
      (select count(*)::int from (select 1 from comments c
        where ${here} and c.root_id is null and ${NEEDS_REPLY} limit ${constant(COUNT_CAP)}) x) as needs,
      (select coalesce(jsonb_object_agg(case when n.place_id = n.section_id then 'section' else n.place_id::text end, n.count), '{}')
        from comment_counts n where n.classroom_id = ${actor.classroomId}::uuid and n.section_id = ${sectionId}::uuid and n.count > 0) as counts`);
  return {
    seq: Number(row?.seq ?? 0),
    unread: capped(row?.unread ?? 0, row?.is_beyond),
    needsReply: capped(row?.needs ?? 0),
    counts: row?.counts ?? {},
  };
}

const capped = (count: number, isBeyond = false): CappedCount =>
  count >= COUNT_CAP ? { count: COUNT_CAP - 1, more: true } : { count, more: isBeyond && count > 0 };

/** Replies of one thread after a place, oldest first; none for a thread that is absent or not the actor's to know of. */
export async function listReplies(
  tx: Queries,
  actor: ClassroomActor,
  input: { rootId: string; cursor?: string | undefined },
): Promise<ReplyWindow> {
  authorize(actor, "comment.list");
  const place = input.cursor ? readPlace(input.cursor) : null;
  const beyond = place
    ? sql`and (c.created_at, c.id) > (${place.createdAt}::timestamptz, ${place.id}::uuid)`
    : sql``;
  const rows = await tx.execute<CommentRow>(sql`
    select ${commentColumns(actor)} from (
      select c.* from comments c
      where c.classroom_id = ${actor.classroomId}::uuid and c.root_id = ${input.rootId}::uuid and ${visibleTo(actor)} ${beyond}
      order by c.created_at, c.id limit ${constant(WINDOW_REPLIES + 1)}) c
    ${commentJoins()} order by c.created_at, c.id`);
  const comments = rows.slice(0, WINDOW_REPLIES).map((row) => viewComment(actor, row));
  const last = comments.at(-1);
  return { comments, nextCursor: rows.length > WINDOW_REPLIES && last ? writePlace(last) : null };
}

/** Reads comments by id, as the actor may see them; what is not for the actor is left out. */
export async function findComments(
  tx: Queries,
  actor: ClassroomActor,
  ids: string[],
): Promise<CommentView[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<CommentRow>(sql`
    select ${commentColumns(actor)} from comments c ${commentJoins()}
    where c.classroom_id = ${actor.classroomId}::uuid and c.id = any (${sql.param(`{${ids.join(",")}}`)}::uuid[]) and ${visibleTo(actor)}
    order by c.created_at, c.id`);
  return rows.map((row) => viewComment(actor, row));
}

/** Reads one comment. @throws {DomainError} NOT_FOUND  absent, or not the actor's to know of */
export async function getComment(tx: Queries, actor: ClassroomActor, id: string): Promise<CommentView> {
  const [comment] = await findComments(tx, actor, [id]);
  if (!comment) throw notFound();
  return comment;
}

/**
 * Opens a thread at one of its comments, for a permalink: the root, then up to a window of replies from that one on.
 *
 * @throws {DomainError} NOT_FOUND  absent, a hole, or not the actor's to know of
 */
export async function getThreadAt(tx: Queries, actor: ClassroomActor, commentId: string): Promise<ThreadAt> {
  const target = await getComment(tx, actor, commentId);
  if (!target.author) throw notFound();
  const isAlone = isTakenBack(actor, target.sectionId);
  const root = target.rootId && !isAlone ? await getComment(tx, actor, target.rootId) : target;
  const [section] = await tx.execute<{ path: string; earlier: boolean }>(sql`
    select s.path, exists (select 1 from comments c where c.root_id = ${root.id}::uuid and ${visibleTo(actor)}
      and (c.created_at, c.id) < (${target.createdAt}::timestamptz, ${target.id}::uuid)) as earlier
    from sections s where s.id = ${root.sectionId}::uuid`);
  const sectionPath = section?.path ?? "";
  if (isAlone)
    return { comments: [target], nextCursor: null, sectionPath, hasEarlier: false, isTakenBack: true };
  const later = await listReplies(tx, actor, {
    rootId: root.id,
    ...(target.rootId ? { cursor: writePlace(target) } : {}),
  });
  return {
    comments: target.rootId ? [root, target, ...later.comments] : [root, ...later.comments],
    nextCursor: later.nextCursor,
    sectionPath,
    hasEarlier: Boolean(target.rootId && section?.earlier),
    isTakenBack: false,
  };
}
