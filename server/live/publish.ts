import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ChangeKind } from "#domain/live";

/** One thing that changed. `wasVisible`: the whole class could see it before. */
export type Change = { kind: ChangeKind; subjectId: string; wasVisible: boolean };

/**
 * Takes the next number of the class's change sequence. The counter's row stays locked until the transaction
 * ends, so numbers become visible in their order and a reader never skips one.
 */
export async function nextSeq(tx: Queries, classroomId: string): Promise<number> {
  const [row] = await tx.execute<{ seq: string }>(
    sql`update change_counters set seq = seq + 1 where classroom_id = ${classroomId}::uuid returning seq`,
  );
  if (!row) throw new Error("the classroom has no change counter");
  return Number(row.seq);
}

/**
 * Writes what changed and rings the bell: rows and NOTIFY leave with the commit or not at all. The bell carries
 * the classroom's id and nothing of the change.
 *
 * @param seq  from `nextSeq` in the same transaction
 */
export async function publish(
  tx: Queries,
  classroomId: string,
  seq: number,
  changes: Change[],
): Promise<void> {
  await tx.execute(sql`
    with written as (
      insert into changes (classroom_id, seq, kind, subject_id, was_visible)
      select ${classroomId}::uuid, ${seq}::bigint, kind::change_kind, subject_id, was_visible
      from jsonb_to_recordset(${JSON.stringify(
        changes.map((c) => ({ kind: c.kind, subject_id: c.subjectId, was_visible: c.wasVisible })),
      )}::jsonb) as x(kind text, subject_id uuid, was_visible boolean)
      on conflict do nothing)
    select pg_notify('changes', ${classroomId})`);
}
