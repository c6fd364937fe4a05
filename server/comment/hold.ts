import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { Audience, Scope } from "#domain/audience";
import type { CommentView } from "#domain/comment";
import { notFound } from "#domain/errors";
import { type Change, publish, takeTurn } from "../live/publish";
import { getComment } from "./queries";
import { isAnswer } from "./view";
import { isShown, visibleTo } from "./visibility";

/** A comment that is about to be changed, its class's turn taken. */
export type Held = {
  /** The number of the change to come. */
  seq: number;
  author_id: string;
  section_id: string;
  paragraph_id: string | null;
  root_id: string | null;
  text: string;
  version: number;
  hidden_at: string | null;
  deleted_at: string | null;
  locked_at: string | null;
  audience: Audience;
  group_id: string | null;
  owner_id: string | null;
  reply_count: number;
  /** The number it was posted under. */
  posted_seq: string;
};

/**
 * Takes the class's turn and loads a comment the actor may read. Holes are nothing to act on.
 *
 * @throws {DomainError} NOT_FOUND  absent, removed, or not the actor's to know of
 */
export async function holdComment(tx: Queries, actor: ClassroomActor, id: string): Promise<Held> {
  const [seq, [found]] = await Promise.all([
    takeTurn(tx, actor.classroomId),
    tx.execute<Omit<Held, "seq">>(sql`
      select c.author_id, c.section_id, c.paragraph_id, c.root_id, c.text, c.version, c.hidden_at, c.deleted_at,
        coalesce((select r.locked_at from comments r where r.id = c.root_id), c.locked_at) as locked_at,
        c.audience, c.audience_group_id as group_id, c.audience_owner_id as owner_id, c.reply_count, c.seq as posted_seq
      from comments c where c.id = ${id}::uuid and c.classroom_id = ${actor.classroomId}::uuid and ${visibleTo(actor)}`),
  ]);
  if (!found) throw notFound();
  const row = { seq, ...found };
  const isMine = row.author_id === actor.userId;
  if (row.deleted_at || (row.hidden_at && !isMine && actor.role !== "teacher")) throw notFound();
  return row;
}

/** What the policy looks at. */
export const subjectOf = (row: Held) => ({
  authorId: row.author_id,
  hiddenAt: row.hidden_at,
  deletedAt: row.deleted_at,
  lockedAt: row.locked_at,
  scope: scopeOf(row),
  isAnswer: isAnswer(row),
  isMove: row.audience === "debate",
});

/** Whom it is for. */
export const scopeOf = (row: Held): Scope => ({
  audience: row.audience,
  groupId: row.group_id,
  ownerId: row.owner_id,
});

/** That a held comment changed. */
export const changeOf = (commentId: string, row: Held): Change => ({
  kind: "comment",
  subjectId: commentId,
  wasVisible: row.hidden_at === null,
  isPrivate:
    row.audience === "private"
      ? { ownerId: row.owner_id ?? row.author_id, sectionId: row.section_id }
      : undefined,
});

/** What a change has to tell: its number, what changed, and what changed with it. */
export type Told = { seq: number; changes: Change[]; also?: SQL | undefined };

/** Tells what changed and reads the comment as it is now, in one round trip. */
export async function publishAndGet(
  tx: Queries,
  actor: ClassroomActor,
  commentId: string,
  told: Told,
): Promise<CommentView> {
  const [, comment] = await Promise.all([
    publish(tx, actor.classroomId, told.seq, told.changes, told.also),
    getComment(tx, actor, commentId),
  ]);
  return comment;
}

/** Whether the comment is one of those the class counts: words for everybody. */
export const isCounted = (row: Pick<Held, "audience" | "text">): boolean =>
  row.audience === "class" && row.text !== "";

/**
 * Counts a comment in or out of what is shown: the place's count where it is words for the class, and the root's
 * replies and first answer. By the step and by index, so that it costs the same in a long thread.
 *
 * @param step  1 when it is shown again, -1 when not any more
 */
async function recount(tx: Queries, actor: ClassroomActor, row: Held, step: 1 | -1): Promise<void> {
  await tx.execute(sql`
    with counted as (
      update comment_counts set count = count + ${isCounted(row) ? step : 0}::int where classroom_id = ${actor.classroomId}::uuid
        and section_id = ${row.section_id}::uuid and place_id = ${row.paragraph_id ?? row.section_id}::uuid)
    update comments r set reply_count = r.reply_count + ${step}::int, answered_at = (
      select c.created_at from comments c where c.root_id = r.id and c.author_id <> r.author_id and ${isShown()}
      order by c.created_at, c.id limit 1)
    where r.id = ${row.root_id}::uuid`);
}

/** What a change of one comment changes on others: its answers no longer name it, and a closed thread closes its replies. */
const followers = (commentId: string, row: Held): SQL => {
  const column = row.root_id === null ? sql.raw("c.root_id") : sql.raw("c.parent_id");
  return sql`select 'comment', c.id, c.hidden_at is null from comments c
    where ${column} = ${commentId}::uuid and c.deleted_at is null`;
};

/**
 * Writes a change of who may see a comment or add to its thread, and counts and tells it. A change that the class
 * does not see (of what is hidden already) is told as such, and follows nowhere.
 */
export async function changeState(
  tx: Queries,
  actor: ClassroomActor,
  commentId: string,
  row: Held,
  set: { step: 1 | -1 | 0; closes?: boolean; columns: SQL },
): Promise<Told> {
  await tx.execute(sql`update comments set ${set.columns} where id = ${commentId}::uuid`);
  if (set.step !== 0) await recount(tx, actor, row, set.step);
  const changes = [changeOf(commentId, row)];
  if (row.root_id && set.step !== 0) changes.push({ ...changeOf(row.root_id, row), wasVisible: true });
  const also = set.step !== 0 || set.closes ? followers(commentId, row) : undefined;
  return { seq: row.seq, changes, also };
}
