import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import type { Stance } from "#domain/prompt";
import { getContents } from "../guide/contents";
import { getStanding } from "./seat";

/**
 * Says what the actor makes of the guide's own answer, and on which paragraph that rests. Said again it replaces what
 * was said.
 *
 * @throws {DomainError} NOT_FOUND  no prompt for the actor, the guide's answer is not open to them, or no such paragraph
 * @throws {DomainError} FORBIDDEN  a teacher
 * @throws {DomainError} CLOSED     the class is archived, or the paragraph's part is not open yet
 */
export async function takeStance(
  tx: Queries,
  actor: ClassroomActor,
  input: { assignmentId: string; stance: Stance; paragraphId: string; why: string },
): Promise<void> {
  const standing = await getStanding(tx, actor, input.assignmentId);
  authorize(actor, "answer.write");
  if (!standing.hears || !standing.opensGuide) throw notFound();
  const [place] = await tx.execute<{ section_id: string }>(sql`
    select section_id from paragraph_versions
    where version_id = ${actor.guideVersionId}::uuid and paragraph_id = ${input.paragraphId}::uuid limit 1`);
  const { lines } = await getContents(tx, actor.guideVersionId);
  if (!place || !lines.some(({ id }) => id === place.section_id)) throw notFound();
  authorize(actor, "guide.readText", { sectionId: place.section_id });
  await tx.execute(sql`
    insert into stances (assignment_id, user_id, classroom_id, stance, paragraph_id, why, taken_at)
    values (${standing.id}::uuid, ${actor.userId}::uuid, ${actor.classroomId}::uuid, ${input.stance}::stance,
      ${input.paragraphId}::uuid, ${input.why}, date_trunc('milliseconds', clock_timestamp()))
    on conflict (assignment_id, user_id) do update set stance = excluded.stance, paragraph_id = excluded.paragraph_id,
      why = excluded.why, taken_at = excluded.taken_at`);
}
