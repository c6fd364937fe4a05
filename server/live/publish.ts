import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { CATCH_UP_MAX_CHANGES, type ChangeKind } from "#domain/live";

/** One thing that changed. `wasVisible`: the whole class could see it before. */
export type Change = { kind: ChangeKind; subjectId: string; wasVisible: boolean };

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
 * @param changed  selects (kind text, subject_id, was_visible); where it selects nothing, nothing is told
 * @returns `parts` for the `with` of the statement, `bell` to be selected from `told`
 */
export function publishing(classroomId: string, seq: number, changed: SQL): { parts: SQL; bell: SQL } {
  return {
    parts: sql`changed as (${changed}
    ), spent as (
      update change_counters set seq = ${seq}::bigint
      where classroom_id = ${classroomId}::uuid and exists (select 1 from changed)
    ), told as (
      insert into changes (classroom_id, seq, kind, subject_id, was_visible)
      select ${classroomId}::uuid, ${seq}::bigint, x.kind::change_kind, x.subject_id, x.was_visible from changed x
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
    changes.map((c) => ({ kind: c.kind, subject_id: c.subjectId, was_visible: c.wasVisible })),
  );
  const more = also ? sql`union all (${also} limit ${sql.raw(String(CATCH_UP_MAX_CHANGES + 1))})` : sql``;
  const { parts, bell } = publishing(
    classroomId,
    seq,
    sql`select kind, subject_id, was_visible
      from jsonb_to_recordset(${rows}::jsonb) as given(kind text, subject_id uuid, was_visible boolean) ${more}`,
  );
  await tx.execute(sql`with ${parts} select ${bell}`);
}
