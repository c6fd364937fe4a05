import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor, MemberRole } from "#domain/actor";
import { type Audience, isFor, type Scope } from "#domain/audience";
import { CATCH_UP_MAX_CHANGES, type LiveItem } from "#domain/live";
import type { Reaction } from "#domain/note";
import { findComments } from "../comment/queries";
import { inAudience, inOpenPart, isShown, isTakenBack, standsTakenBack } from "../comment/visibility";
import { findClaims } from "../debate/claims";

/** What changed in a class between two numbers, and whose it is to know. */
export type ChangedSubjects = {
  seq: number;
  /** More than can be told one by one. */
  isTooMuch: boolean;
  comments: ChangedComment[];
  hasReports: boolean;
  /** What is asked of the whole class. */
  hasAsked: boolean;
  /** Debates that are not as they were; with a group where that is the group's alone to know. */
  debates: ChangedDebate[];
};

export type ChangedComment = {
  id: string;
  /** Those it was for could see it before. */
  wasVisible: boolean;
  authorId: string;
  /** When it was posted, as the class's sequence. */
  seq: number;
  sectionId: string;
  scope: Scope;
  /** Whom it was for before, where that changed. */
  wasFor: Scope[];
};

type ChangedDebate = { id: string; groupId: string | null };

/** The change sequences of classes now; without those that the reader is not in. */
export async function readSeqs(tx: Queries, classroomIds: string[]): Promise<Map<string, number>> {
  const rows = await tx.execute<{ classroom_id: string; seq: string }>(sql`
    select classroom_id, seq from change_counters
    where classroom_id = any (${sql.param(`{${classroomIds.join(",")}}`)}::uuid[])`);
  return new Map(rows.map((row) => [row.classroom_id, Number(row.seq)]));
}

/** The class's change sequence now; 0 for who is not in the class. */
export const readSeq = async (tx: Queries, classroomId: string): Promise<number> =>
  (await readSeqs(tx, [classroomId])).get(classroomId) ?? 0;

/** Who is in the class now, and as what. */
export async function readRoles(tx: Queries, classroomId: string): Promise<Map<string, MemberRole>> {
  const rows = await tx.execute<{ user_id: string; role: MemberRole }>(
    sql`select user_id, role from classroom_members where classroom_id = ${classroomId}::uuid and removed_at is null`,
  );
  return new Map(rows.map((row) => [row.user_id, row.role]));
}

type ChangedRow = {
  now_seq: string;
  is_kept: boolean;
  has_reports: boolean;
  has_asked: boolean;
  debates: ChangedDebate[];
  subject_id: string | null;
  was_visible: boolean;
  author_id: string;
  created_seq: string | null;
  section_id: string;
  audience: Audience;
  group_id: string | null;
  owner_id: string | null;
  was_for: { audience: Audience; groupId: string | null }[] | null;
};

/** Whether a change of subject `x`, comment `c`, may be the actor's to know: as it is now, or as it was. */
function mayConcern(actor: ClassroomActor, from: number): SQL {
  const wasFor = (audience: Audience, groupId: string | null) =>
    sql`coalesce(x.was_for @> ${JSON.stringify([{ audience, groupId }])}::jsonb, false)`;
  const heard = actor.openDiscussions.map((id) => wasFor("discussion", id));
  const before = sql`(${sql.join([wasFor("class", null), wasFor("group", actor.groupId), ...heard], sql` or `)})`;
  if (actor.role === "teacher") return sql`(${inAudience(actor)} or x.was_for is not null)`;
  return sql`((${inAudience(actor)} or ${before}) and (${isShown()} or (x.was_visible and coalesce(x.was_seq, c.seq) <= ${from}::bigint)
    or coalesce(c.author_id = ${actor.userId}::uuid, false))${inOpenPart(actor, sql`x`)} and not ${standsTakenBack(actor, sql`x`)})`;
}

/**
 * Reads which subjects changed after `from`, each once. Ids only; nothing of it may be sent as it is.
 *
 * @param actor  through whose eyes it is judged what is too much to tell, so that no number of what is hidden shows;
 *               null reads for everybody, and then too much only says that each has to be asked
 * @returns `seq` is the class's sequence now, in the same snapshot; 0 for who is not in the class
 */
export async function readChanges(
  tx: Queries,
  classroomId: string,
  from: number,
  actor: ClassroomActor | null = null,
): Promise<ChangedSubjects> {
  // By id and not by number: the order of what is seen must not tell of what is not.
  const rows = await tx.execute<ChangedRow>(sql`
    with recent as (
      select kind, subject_id, bool_or(was_visible) as was_visible, min(was_seq) as was_seq, max(private_to::text)::uuid as private_to,
        max(private_section_id::text)::uuid as private_section_id,
        jsonb_agg(distinct jsonb_build_object('audience', was_for, 'groupId', was_for_group_id))
          filter (where was_for is not null and was_visible) as was_for
      from changes where classroom_id = ${classroomId}::uuid and seq > ${from}::bigint
      group by kind, subject_id
    ), placed as (
      select r.*, coalesce(c.section_id, r.private_section_id) as section_id from recent r
      left join comments c on c.id = r.subject_id where r.kind = 'comment'
    ), changed as (
      select x.subject_id, x.was_visible, x.was_for, x.section_id, coalesce(c.author_id, x.private_to) as author_id, coalesce(x.was_seq, c.seq) as created_seq,
        coalesce(c.audience, 'private') as audience, c.audience_group_id as group_id,
        coalesce(c.audience_owner_id, x.private_to) as owner_id
      from placed x left join comments c on c.id = x.subject_id
      where x.section_id is not null ${actor ? sql`and ${mayConcern(actor, from)}` : sql``}
      order by x.subject_id limit ${sql.raw(String(CATCH_UP_MAX_CHANGES + 1))}
    )
    select n.seq as now_seq, exists (select 1 from changes where classroom_id = ${classroomId}::uuid and seq <= ${from + 1}::bigint) as is_kept,
      exists (select 1 from recent where kind = 'report') as has_reports,
      exists (select 1 from recent where kind = 'asked') as has_asked,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('id', subject_id, 'groupId', was_for_group_id)), '[]') from changes
        where classroom_id = ${classroomId}::uuid and seq > ${from}::bigint and kind = 'debate') as debates, y.*
    from change_counters n left join changed y on true
    where n.classroom_id = ${classroomId}::uuid`);
  const seq = Number(rows[0]?.now_seq ?? 0);
  if (seq === 0 || seq === from)
    return { seq, isTooMuch: false, comments: [], hasReports: false, hasAsked: false, debates: [] };
  const found = rows.filter((row) => row.subject_id !== null);
  // Nothing is left from where the reader stands: pruned. Beyond the end: read before a backup was put back.
  const isGap = seq < from || rows[0]?.is_kept !== true;
  return {
    seq,
    isTooMuch: isGap || found.length > CATCH_UP_MAX_CHANGES,
    hasReports: rows[0]?.has_reports ?? false,
    hasAsked: rows[0]?.has_asked ?? false,
    debates: rows[0]?.debates ?? [],
    comments: found.map((row) => ({
      id: row.subject_id ?? "",
      wasVisible: row.was_visible,
      authorId: row.author_id,
      seq: Number(row.created_seq ?? 0),
      sectionId: row.section_id,
      scope: { audience: row.audience, groupId: row.group_id, ownerId: row.owner_id },
      wasFor: (row.was_for ?? []).map((scope) => ({ ...scope, ownerId: null })),
    })),
  };
}

/**
 * Reads changed subjects as `actor` may see them, through the same rule as any list: what is visible as it is now,
 * and the going of what was visible before.
 *
 * @param mayHaveSeen  whether the receiver could hold the comment; its going is told to nobody else
 */
export async function itemsFor(
  tx: Queries,
  actor: ClassroomActor,
  changed: ChangedSubjects,
  mayHaveSeen: (comment: { seq: number }) => boolean,
): Promise<LiveItem[]> {
  const { classroomId } = actor;
  if (changed.isTooMuch) return [{ type: "reload", classroomId, guideVersionId: actor.guideVersionId }];
  const couldSee = ({ scope, wasFor }: ChangedComment) =>
    isFor(actor, scope) || wasFor.some((before) => isFor(actor, before));
  // Teachers and its writer saw a hidden comment too, and see it go when its writer removes it.
  const isLost = (comment: ChangedComment) =>
    couldSee(comment) &&
    (comment.wasVisible || actor.role === "teacher" || comment.authorId === actor.userId);
  // What changes in a part that is not open yet is no news, not even its going. Nor what was said in a debate that was
  // taken back: the page it would be told to is gone.
  const comments = changed.comments.filter(
    ({ sectionId }) => !actor.lockedSections.includes(sectionId) && !isTakenBack(actor, sectionId),
  );
  const ids = comments.map((comment) => comment.id);
  const isSaid = ({ scope }: ChangedComment) => scope.audience === "debate";
  const said = comments.filter(isSaid).map((comment) => comment.id);
  const [visible, claims] = await Promise.all([
    findComments(
      tx,
      actor,
      ids.filter((id) => !said.includes(id)),
    ),
    findClaims(tx, actor, said),
  ]);
  const seen = new Set([...visible, ...claims].map(({ id }) => id));
  const items: LiveItem[] = visible.map((comment) => ({ type: "comment", classroomId, comment }));
  for (const claim of claims)
    items.push({ type: "claim", classroomId, debateId: claim.comment.sectionId, claim });
  for (const comment of comments)
    if (!seen.has(comment.id) && isLost(comment) && mayHaveSeen(comment))
      items.push({ type: "gone", classroomId, commentId: comment.id, sectionId: comment.sectionId });
  for (const debateId of debatesFor(actor, changed)) items.push({ type: "debate", classroomId, debateId });
  if (changed.hasAsked) items.push({ type: "asked", classroomId });
  if (changed.hasReports && actor.role === "teacher") {
    const [row] = await tx.execute<{ open: number }>(
      sql`select count(*)::int as open from comment_reports where classroom_id = ${classroomId}::uuid and resolved_at is null`,
    );
    items.push({ type: "reports", classroomId, open: row?.open ?? 0 });
  }
  return items;
}

/** The debates that are not as they were to the actor, each once, in an order that tells nothing. */
function debatesFor(actor: ClassroomActor, { debates }: ChangedSubjects): string[] {
  const own = debates.filter(
    ({ groupId }) => groupId === null || isFor(actor, { audience: "group", groupId, ownerId: null }),
  );
  return [...new Set(own.map(({ id }) => id))].sort();
}

/** What each person said without words to each comment: by user id, then by comment id. */
export type ReactionsByPerson = ReadonlyMap<string, ReadonlyMap<string, Reaction[]>>;

/** What `userIds` said without words to the comments of `items`: no statement where nobody said anything. */
export async function readReactions(
  tx: Queries,
  items: readonly LiveItem[],
  userIds: readonly string[],
): Promise<ReactionsByPerson> {
  const ids = items.flatMap((item) =>
    item.type === "comment" && item.comment.reactions ? item.comment.id : [],
  );
  const people = new Map<string, Map<string, Reaction[]>>();
  if (ids.length === 0) return people;
  const rows = await tx.execute<{ user_id: string; comment_id: string; kinds: Reaction[] }>(sql`
    select user_id, comment_id, array_agg(kind::text order by kind) as kinds from reactions
    where comment_id = any (${sql.param(`{${ids.join(",")}}`)}::uuid[])
      and user_id = any (${sql.param(`{${userIds.join(",")}}`)}::uuid[]) group by user_id, comment_id`);
  for (const { user_id, comment_id, kinds } of rows)
    people.set(user_id, (people.get(user_id) ?? new Map()).set(comment_id, kinds));
  return people;
}

/** Items read for many, as one of them has them: with what that person said to each comment. */
export function itemsAs(items: LiveItem[], said: ReadonlyMap<string, Reaction[]> | undefined): LiveItem[] {
  if (!said) return items;
  return items.map((item) => {
    const mine = item.type === "comment" ? said.get(item.comment.id) : undefined;
    if (item.type !== "comment" || !mine || !item.comment.reactions) return item;
    return { ...item, comment: { ...item.comment, reactions: { ...item.comment.reactions, mine } } };
  });
}

/** What happened in a class after `from`, for one person: the catch-up after any gap. */
export async function catchUp(
  tx: Queries,
  actor: ClassroomActor,
  from: number,
): Promise<{ seq: number; items: LiveItem[] }> {
  const changed = await readChanges(tx, actor.classroomId, from, actor);
  const items = await itemsFor(tx, actor, changed, (comment) => comment.seq <= from);
  return { seq: changed.seq, items };
}
