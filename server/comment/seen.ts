import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { authorize } from "#domain/policy";
import { visibleTo } from "./visibility";

/**
 * Remembers what the actor has seen: threads that were on the screen, or a whole section. Marks only rise.
 *
 * @param input  `upTo` is the change sequence up to which the page was shown, from its opened cursor
 */
export async function markSeen(
  tx: Queries,
  actor: ClassroomActor,
  input: { sectionId: string; rootIds: string[]; all: boolean; upTo: number },
): Promise<void> {
  authorize(actor, "comment.markSeen");
  if (input.all) {
    await tx.execute(sql`
      insert into section_reads (classroom_id, section_id, user_id, seen_seq)
      select ${actor.classroomId}::uuid, v.section_id, ${actor.userId}::uuid, ${input.upTo}::bigint
      from classrooms k join section_versions v on v.version_id = k.guide_version_id
      where k.id = ${actor.classroomId}::uuid and v.section_id = ${input.sectionId}::uuid
      on conflict (classroom_id, section_id, user_id) do update
        set seen_seq = greatest(section_reads.seen_seq, excluded.seen_seq)`);
    return;
  }
  if (input.rootIds.length === 0) return;
  await tx.execute(sql`
    insert into thread_reads (user_id, root_id, classroom_id, seen_seq)
    select ${actor.userId}::uuid, c.id, c.classroom_id, ${input.upTo}::bigint from comments c
    where c.id = any (${sql.param(`{${input.rootIds.join(",")}}`)}::uuid[]) and c.classroom_id = ${actor.classroomId}::uuid
      and c.section_id = ${input.sectionId}::uuid and c.root_id is null and ${visibleTo(actor)}
    on conflict (user_id, root_id) do update set seen_seq = greatest(thread_reads.seen_seq, excluded.seen_seq)`);
}
