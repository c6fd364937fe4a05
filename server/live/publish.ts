import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { Audience } from "#domain/audience";
import { CATCH_UP_MAX_CHANGES, type ChangeKind } from "#domain/live";

/** One thing that changed. `wasVisible`: those it was for could see it before. */
export type Change = {
  kind: ChangeKind;
  subjectId: string;
  wasVisible: boolean;
  /** Whom it was for, and the number it was posted under then, when the change is whom it is for. */
  wasFor?: { audience: Audience; groupId: string | null; seq: number };
  /** Whose it is and where it stands, when it is private now. */
  isPrivate?: { ownerId: string; sectionId: string } | undefined;
};

/**
 * Takes the turn to write in a class: locks its counter until the transaction ends.
 *
 * Whoever changes what the feed tells takes the turn before reading what it judges by. So numbers become visible
 * in their order and a reader never skips one, what was read holds until the commit, and two writers cannot wait
 * for each other.
 *
 * @returns the number of the change to come; `publish` spends it, and without `publish` it is not spent
 */
export async function takeTurn(tx: Queries, classroomId: string): Promise<number> {
  const [row] = await tx.execute<{ seq: string }>(
    sql`select seq from change_counters where classroom_id = ${classroomId}::uuid for update`,
  );
  if (!row) throw new Error("the classroom has no change counter");
  return Number(row.seq) + 1;
}

/**
 * Writing what changed and ringing the bell, as parts of a statement: rows and NOTIFY leave with the commit or not at
 * all. The bell carries the classroom's id and nothing of the change. Every number that is spent has a row: a reader
 * who finds none knows that it was pruned.
 *
 * @param seq      from `takeTurn` in the same transaction
 * @param changed  selects (kind text, subject_id, was_visible), and by `besides` what else a change may say; where it selects nothing, nothing is told
 * @returns `parts` for the `with` of the statement, `bell` to be selected from `told`
 */
export function publishing(
  classroomId: string,
  seq: number,
  changed: SQL,
  besides: SQL = sql`null, null, null, null, null`,
): { parts: SQL; bell: SQL } {
  return {
    parts: sql`changed as (${changed}
    ), spent as (
      update change_counters set seq = ${seq}::bigint
      where classroom_id = ${classroomId}::uuid and exists (select 1 from changed)
    ), told as (
      insert into changes (classroom_id, seq, kind, subject_id, was_visible, was_for, was_for_group_id, was_seq,
        private_to, private_section_id)
      select ${classroomId}::uuid, ${seq}::bigint, x.kind::change_kind, x.subject_id, x.was_visible, ${besides} from changed x
      on conflict do nothing)`,
    bell: sql`pg_notify('changes', ${classroomId})`,
  };
}

/**
 * Tells what changed, in a statement of its own.
 *
 * @param also  a select of (kind, subject_id, was_visible) for what changes with it; of many the first few only,
 *              because beyond CATCH_UP_MAX_CHANGES pages are told to read afresh
 */
export async function publish(
  tx: Queries,
  classroomId: string,
  seq: number,
  changes: Change[],
  also?: SQL,
): Promise<void> {
  const rows = JSON.stringify(
    changes.map(({ kind, subjectId, wasVisible, wasFor, isPrivate }) => ({
      kind,
      subject_id: subjectId,
      was_visible: wasVisible,
      was_for: wasFor?.audience ?? null,
      was_for_group_id: wasFor?.groupId ?? null,
      was_seq: wasFor?.seq ?? null,
      private_to: isPrivate?.ownerId ?? null,
      private_section_id: isPrivate?.sectionId ?? null,
    })),
  );
  const more = also
    ? sql`union all (select kind, subject_id, was_visible, null, null, null::bigint, null::uuid, null::uuid
        from (${also}) as also(kind, subject_id, was_visible) limit ${sql.raw(String(CATCH_UP_MAX_CHANGES + 1))})`
    : sql``;
  const { parts, bell } = publishing(
    classroomId,
    seq,
    sql`select kind, subject_id, was_visible, was_for, was_for_group_id, was_seq, private_to, private_section_id
      from jsonb_to_recordset(${rows}::jsonb) as given(kind text, subject_id uuid, was_visible boolean,
        was_for note_audience, was_for_group_id uuid, was_seq bigint, private_to uuid, private_section_id uuid) ${more}`,
    sql`x.was_for, x.was_for_group_id, x.was_seq, x.private_to, x.private_section_id`,
  );
  await tx.execute(sql`with ${parts} select ${bell}`);
}

/** Tells the class that what is asked of it is not what it was. Only of what is asked of everybody. */
export async function tellAsked(tx: Queries, classroomId: string, assignmentId: string): Promise<void> {
  const seq = await takeTurn(tx, classroomId);
  await publish(tx, classroomId, seq, [{ kind: "asked", subjectId: assignmentId, wasVisible: false }]);
}

/**
 * Rings for those behind the gate of a discussion: the one number they may see has moved. No change is written down and
 * no number spent, so nothing is caught up with later; the bell says whom it is for, and nothing else.
 */
export const ringWaiting = (tx: Queries, discussionId: string) =>
  tx.execute(sql`select app.ring_waiting(${discussionId}::uuid)`);

/** Rings for the teachers of a class: somebody stands otherwise with a question, and has written nothing. */
export const ringTeachers = (tx: Queries, classroomId: string) =>
  tx.execute(sql`
    select pg_notify('standing', classroom_id || ' ' || user_id) from classroom_members
    where classroom_id = ${classroomId}::uuid and role = 'teacher' and removed_at is null`);

/** Rings for one member of a class: what they are granted for a question is not what it was. */
export const ringMember = (tx: Queries, classroomId: string, userId: string) =>
  tx.execute(sql`select pg_notify('standing', ${`${classroomId} ${userId}`})`);
