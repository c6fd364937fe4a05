import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import type { KeepProgress, SectionState } from "#domain/reading";

/**
 * Keeps where the actor is in a section and how far they have read it. May be repeated and may come in any order:
 * the place is where they were last, how far was read never falls, and what was read stays read.
 *
 * @returns whether the section is read to its end now
 * @throws {DomainError} CLOSED     the section is locked for the actor
 * @throws {DomainError} NOT_FOUND  no section of the text the class reads, or no paragraph of that section
 */
export async function keepProgress(
  tx: Queries,
  actor: ClassroomActor,
  input: KeepProgress,
): Promise<{ state: SectionState }> {
  authorize(actor, "progress.keep", { sectionId: input.sectionId });
  const reachedId = input.reachedId ?? null;
  const at = sql`(now() - make_interval(secs => ${(input.agoMs ?? 0) / 1000}::float8))`;
  const [row] = await tx.execute<{ is_read: boolean }>(sql`
    insert into section_progress (classroom_id, user_id, section_id, paragraph_id, reached, read_at, updated_at)
    select k.id, ${actor.userId}::uuid, v.section_id, h.paragraph_id, coalesce(r.position, 0),
      case when r.position = (select max(e.position) from paragraph_versions e
        where e.version_id = v.version_id and e.section_id = v.section_id) then now() end, ${at}
    from classrooms k
    join section_versions v on v.version_id = k.guide_version_id and v.section_id = ${input.sectionId}::uuid
    join sections s on s.id = v.section_id and s.kind = 'section'
    join paragraph_versions h on h.version_id = v.version_id and h.section_id = v.section_id
      and h.paragraph_id = ${input.paragraphId}::uuid
    left join paragraph_versions r on r.version_id = v.version_id and r.section_id = v.section_id
      and r.paragraph_id = ${reachedId}::uuid
    where k.id = ${actor.classroomId}::uuid and (${reachedId}::uuid is null or r.paragraph_id is not null)
    on conflict (classroom_id, user_id, section_id) do update set
      paragraph_id = case when section_progress.updated_at <= excluded.updated_at then excluded.paragraph_id
        else section_progress.paragraph_id end,
      reached = greatest(section_progress.reached, excluded.reached),
      read_at = coalesce(section_progress.read_at, excluded.read_at),
      updated_at = greatest(section_progress.updated_at, excluded.updated_at)
    returning read_at is not null as is_read`);
  if (!row) throw notFound();
  return { state: row.is_read ? "read" : "part" };
}
