import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { CATCH_UP_MAX_CHANGES, type LiveItem } from "#domain/live";
import { findComments } from "../comment/queries";

/** What changed in a class between two numbers, and who wrote what changed. */
export type ChangedSubjects = {
  seq: number;
  tooMany: boolean;
  comments: { id: string; wasVisible: boolean; authorId: string; seq: number; sectionId: string }[];
  hasReports: boolean;
};

/** The class's change sequence now. */
export async function readSeq(tx: Queries, classroomId: string): Promise<number> {
  const [row] = await tx.execute<{ seq: string }>(
    sql`select seq from change_counters where classroom_id = ${classroomId}::uuid`,
  );
  return Number(row?.seq ?? 0);
}

/** Reads which subjects changed after `from`, each once. Ids only; nothing of it may be sent as it is. */
export async function readChanges(tx: Queries, classroomId: string, from: number): Promise<ChangedSubjects> {
  const seq = await readSeq(tx, classroomId);
  const none = { seq, tooMany: false, comments: [], hasReports: false };
  if (seq <= from) return none;
  const rows = await tx.execute<{
    kind: "comment" | "report";
    subject_id: string;
    was_visible: boolean;
    author_id: string | null;
    created_seq: string | null;
    section_id: string | null;
  }>(sql`
    select x.kind, x.subject_id, x.was_visible, c.author_id, c.seq as created_seq, c.section_id from (
      select kind, subject_id, bool_or(was_visible) as was_visible from changes
      where classroom_id = ${classroomId}::uuid and seq > ${from}::bigint and seq <= ${seq}::bigint
      group by kind, subject_id limit ${CATCH_UP_MAX_CHANGES + 1}::int) x
    left join comments c on x.kind = 'comment' and c.id = x.subject_id`);
  // Nothing where the sequence says there was something: pruned. Too much: not worth telling one by one.
  if (rows.length === 0 || rows.length > CATCH_UP_MAX_CHANGES) return { ...none, tooMany: true };
  return {
    seq,
    tooMany: false,
    hasReports: rows.some((row) => row.kind === "report"),
    comments: rows
      .filter((row) => row.kind === "comment" && row.author_id !== null)
      .map((row) => ({
        id: row.subject_id,
        wasVisible: row.was_visible,
        authorId: row.author_id ?? "",
        seq: Number(row.created_seq),
        sectionId: row.section_id ?? "",
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
  if (changed.tooMany) return [{ type: "reload", classroomId }];
  const ids = changed.comments.map((comment) => comment.id);
  const visible = await findComments(tx, actor, ids);
  const seen = new Set(visible.map((comment) => comment.id));
  const items: LiveItem[] = visible.map((comment) => ({ type: "comment", classroomId, comment }));
  for (const comment of changed.comments)
    if (!seen.has(comment.id) && comment.wasVisible && mayHaveSeen(comment))
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
  const changed = await readChanges(tx, actor.classroomId, from);
  const items = await itemsFor(tx, actor, changed, (comment) => comment.seq <= from);
  return { seq: changed.seq, items };
}
