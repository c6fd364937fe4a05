import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor, MemberRole } from "#domain/actor";
import { CATCH_UP_MAX_CHANGES, type LiveItem } from "#domain/live";
import { findComments } from "../comment/queries";

/** What changed in a class between two numbers, and who wrote what changed. */
export type ChangedSubjects = {
  seq: number;
  /** More than can be told one by one: of what the class may see, and of what its teachers may see besides. */
  tooMany: { forAll: boolean; forTeachers: boolean };
  comments: { id: string; wasVisible: boolean; authorId: string; seq: number; sectionId: string }[];
  hasReports: boolean;
};

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
  subject_id: string | null;
  was_visible: boolean;
  is_known: boolean;
  author_id: string;
  created_seq: string;
  section_id: string;
};

/**
 * Reads which subjects changed after `from`, each once. Ids only; nothing of it may be sent as it is. Whether that
 * is too much to tell one by one is counted over what the class may see, so that no number of hidden changes shows.
 *
 * @param reader  whose own comments count among what is known, hidden or not
 * @returns `seq` is the class's sequence now, in the same snapshot; 0 for who is not in the class
 */
export async function readChanges(
  tx: Queries,
  classroomId: string,
  from: number,
  reader: string | null = null,
): Promise<ChangedSubjects> {
  // By id and not by number: the order of what is seen must not tell of what is not.
  const some = (known: boolean) => sql`(select * from changed where is_known = ${known}::boolean
    order by subject_id limit ${sql.raw(String(CATCH_UP_MAX_CHANGES + 1))})`;
  const rows = await tx.execute<ChangedRow>(sql`
    with locked as materialized (
      select app.locked_sections(${classroomId}::uuid) as ids
    ), recent as (
      select kind, subject_id, bool_or(was_visible) as was_visible from changes
      where classroom_id = ${classroomId}::uuid and seq > ${from}::bigint
      group by kind, subject_id
    ), changed as (
      select x.subject_id, x.was_visible, c.author_id, c.seq as created_seq, c.section_id,
        ((c.deleted_at is null and c.hidden_at is null) or (x.was_visible and c.seq <= ${from}::bigint)
          or coalesce(c.author_id = ${reader}::uuid, false)) and c.section_id <> all ((select ids from locked)::uuid[]) as is_known
      from recent x join comments c on c.id = x.subject_id where x.kind = 'comment'
    )
    select n.seq as now_seq, exists (select 1 from changes where classroom_id = ${classroomId}::uuid and seq <= ${from + 1}::bigint) as is_kept,
      exists (select 1 from recent where kind = 'report') as has_reports, y.*
    from change_counters n left join (${some(true)} union all ${some(false)}) y on true
    where n.classroom_id = ${classroomId}::uuid`);
  const seq = Number(rows[0]?.now_seq ?? 0);
  if (seq === 0 || seq === from)
    return { seq, tooMany: { forAll: false, forTeachers: false }, comments: [], hasReports: false };
  const comments = rows.filter((row) => row.subject_id !== null);
  const known = comments.filter((row) => row.is_known).length;
  // Nothing is left from where the reader stands: pruned. Beyond the end: read before a backup was put back.
  const forAll = seq < from || rows[0]?.is_kept !== true || known > CATCH_UP_MAX_CHANGES;
  return {
    seq,
    tooMany: { forAll, forTeachers: forAll || comments.length - known > CATCH_UP_MAX_CHANGES },
    hasReports: rows[0]?.has_reports ?? false,
    comments: comments.map((row) => ({
      id: row.subject_id ?? "",
      wasVisible: row.was_visible,
      authorId: row.author_id,
      seq: Number(row.created_seq),
      sectionId: row.section_id,
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
  if (actor.role === "teacher" ? changed.tooMany.forTeachers : changed.tooMany.forAll)
    return [{ type: "reload", classroomId }];
  // Teachers and its writer saw a hidden comment too, and see it go when its writer removes it.
  const isLost = (comment: ChangedSubjects["comments"][number]) =>
    comment.wasVisible || actor.role === "teacher" || comment.authorId === actor.userId;
  // What changes in a part that is not open yet is no news, not even its going.
  const comments = changed.comments.filter(({ sectionId }) => !actor.lockedSections.includes(sectionId));
  const ids = comments.map((comment) => comment.id);
  const visible = await findComments(tx, actor, ids);
  const seen = new Set(visible.map((comment) => comment.id));
  const items: LiveItem[] = visible.map((comment) => ({ type: "comment", classroomId, comment }));
  for (const comment of comments)
    if (!seen.has(comment.id) && isLost(comment) && mayHaveSeen(comment))
      items.push({ type: "gone", classroomId, commentId: comment.id, sectionId: comment.sectionId });
  if (changed.hasReports && actor.role === "teacher") {
    const [row] = await tx.execute<{ open: number }>(
      sql`select count(*)::int as open from comment_reports where classroom_id = ${classroomId}::uuid and resolved_at is null`,
    );
    items.push({ type: "reports", classroomId, open: row?.open ?? 0 });
  }
  return items;
}

/** What happened in a class after `from`, for one person: the catch-up after any gap. */
export async function catchUp(
  tx: Queries,
  actor: ClassroomActor,
  from: number,
): Promise<{ seq: number; items: LiveItem[] }> {
  const changed = await readChanges(tx, actor.classroomId, from, actor.userId);
  const items = await itemsFor(tx, actor, changed, (comment) => comment.seq <= from);
  return { seq: changed.seq, items };
}
