import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { Position, Spread, Weighing } from "#domain/claim";
import { notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { getClaim, getSpread, getWeighing } from "./queries";

/** What a member makes of a claim; parsed by `WeighIn`. */
export type NewWeighing = {
  key: string;
  position: Position;
  paragraphId: string | null;
  chapter: number | null;
};

/**
 * Says what the actor makes of a claim, and on what that rests. Said again with other words it replaces what was said;
 * said again with the same it changes nothing, not the time either.
 *
 * @param tx     opened by `asActor` for the same person
 * @param input  parsed by `WeighIn`: at most one place, and one unless undecided
 * @returns what is kept now, and the class's spread, which the actor may see from here on
 * @throws {DomainError} NOT_FOUND  the claim or the paragraph is absent, of another guide, or locked for the actor
 * @throws {DomainError} CLOSED     the class is archived
 * @see domain/policy.ts 'claim.weighIn'
 */
export async function weighIn(
  tx: Queries,
  actor: ClassroomActor,
  input: NewWeighing,
): Promise<{ mine: Weighing | null; spread: Spread | null }> {
  const [classroom] = await tx.execute<{ version_id: string }>(
    sql`select guide_version_id as version_id from classrooms where id = ${actor.classroomId}::uuid`,
  );
  if (!classroom) throw notFound();
  const page = await getClaim(tx, actor, classroom.version_id, input.key);
  const { sectionId } = page.claim;
  const isNamed = input.paragraphId === null || page.places.some(({ id }) => id === input.paragraphId);
  if (!isNamed) throw notFound();
  authorize(actor, "claim.weighIn", { sectionId });
  await tx.execute(sql`
    insert into weighings as w (classroom_id, section_id, user_id, position, paragraph_id, chapter, weighed_at)
    values (${actor.classroomId}::uuid, ${sectionId}::uuid, ${actor.userId}::uuid, ${input.position}::claim_position,
      ${input.paragraphId}::uuid, ${input.chapter}::int, date_trunc('milliseconds', clock_timestamp()))
    on conflict (classroom_id, section_id, user_id) do update
      set position = excluded.position, paragraph_id = excluded.paragraph_id, chapter = excluded.chapter,
        weighed_at = excluded.weighed_at
      where (w.position, w.paragraph_id, w.chapter)
        is distinct from (excluded.position, excluded.paragraph_id, excluded.chapter)`);
  const mine = await getWeighing(tx, actor, page);
  return { mine, spread: await getSpread(tx, actor, page, mine) };
}
