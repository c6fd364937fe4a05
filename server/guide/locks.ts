import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DomainError, notFound } from "#domain/errors";
import { LOCK_MAX_DAYS } from "#domain/guide";
import { authorize } from "#domain/policy";

/**
 * Locks a part of the guide for the class's students until a moment, or opens it. Students' open streams end, so that
 * their pages ask again what they may read.
 *
 * @param until  ISO 8601; null opens it now
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CLOSED     the class is archived
 * @throws {DomainError} NOT_FOUND  the class's guide has no such part
 * @throws {DomainError} INVALID    the moment is past, or further away than LOCK_MAX_DAYS
 */
export async function lockPart(
  tx: Queries,
  actor: ClassroomActor,
  input: { partKey: string; until: string | null },
): Promise<void> {
  authorize(actor, "guide.lockPart");
  const [part] = await tx.execute<{ is_past: boolean; is_far: boolean }>(sql`
    select ${input.until}::timestamptz <= now() as is_past,
      ${input.until}::timestamptz > now() + make_interval(days => ${LOCK_MAX_DAYS}::int) as is_far
    from classrooms c join section_versions v on v.version_id = c.guide_version_id
    join sections s on s.id = v.section_id and s.kind = 'section'
    where c.id = ${actor.classroomId}::uuid and v.part_key = ${input.partKey} limit 1`);
  if (!part) throw notFound();
  const refuse = (message: string) => {
    throw new DomainError("INVALID", message, { until: message });
  };
  if (part.is_past) refuse("Choose a moment that is still to come, or open the part now.");
  if (part.is_far) refuse("Choose a day within the next thirteen months.");
  if (input.until === null)
    await tx.execute(sql`
      update part_locks set until = now(), set_by_id = ${actor.userId}::uuid
      where classroom_id = ${actor.classroomId}::uuid and part_key = ${input.partKey} and until > now()`);
  else
    await tx.execute(sql`
      insert into part_locks (classroom_id, part_key, until, set_by_id)
      values (${actor.classroomId}::uuid, ${input.partKey}, ${input.until}::timestamptz, ${actor.userId}::uuid)
      on conflict (classroom_id, part_key) do update set until = excluded.until, set_by_id = excluded.set_by_id`);
  await tx.execute(sql`
    select pg_notify('access', user_id::text) from classroom_members
    where classroom_id = ${actor.classroomId}::uuid and role = 'student' and removed_at is null`);
}
