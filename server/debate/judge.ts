import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { ClaimView } from "#domain/debate/claim";
import type { ClaimMark, ClaimQuality } from "#domain/debate/moves";
import { notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { changeOf, holdComment } from "../comment/hold";
import { publish } from "../live/publish";
import { getClaim } from "./claims";
import { type Debate, readDebate } from "./hold";

/** The debate that a claim is made in. @throws {DomainError} NOT_FOUND  it is none, or its debate was withdrawn */
async function debateOf(tx: Queries, actor: ClassroomActor, commentId: string): Promise<Debate> {
  const [claim] = await tx.execute<{ id: string }>(
    sql`select assignment_id as id from debate_claims where comment_id = ${commentId}::uuid`,
  );
  const debate = claim && (await readDebate(tx, actor, claim.id));
  if (!debate || debate.isWithdrawn) throw notFound();
  return debate;
}

/**
 * Says what a claim lacks, or takes that back. Twice is once.
 *
 * @throws {DomainError} NOT_FOUND  no claim of the class, or its debate was withdrawn
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function markClaim(
  tx: Queries,
  actor: ClassroomActor,
  { commentId, mark, on }: { commentId: string; mark: ClaimMark; on: boolean },
): Promise<ClaimView> {
  const row = await holdComment(tx, actor, commentId);
  authorize(actor, "debate.mark");
  await debateOf(tx, actor, commentId);
  const changed = await tx.execute(sql`
    update debate_claims set marks = case when ${on} then array_append(marks, ${mark}) else array_remove(marks, ${mark}) end
    where comment_id = ${commentId}::uuid and (${mark} = any (marks)) <> ${on} returning 1`);
  if (changed.length > 0) await publish(tx, actor.classroomId, row.seq, [changeOf(commentId, row)]);
  return getClaim(tx, actor, commentId);
}

/** How a claim is weighed, and by the asker. */
export type Weight = { counts: Record<ClaimQuality, number>; mine: ClaimQuality[] };

/**
 * Says of somebody else's claim, once the debate is over, that it convinces or is to the point; or takes that back.
 *
 * @throws {DomainError} NOT_FOUND  no claim of the class, or its debate was withdrawn
 * @throws {DomainError} FORBIDDEN  the debate is not over, or it is the actor's own claim
 */
export async function weighClaim(
  tx: Queries,
  actor: ClassroomActor,
  { commentId, quality, on }: { commentId: string; quality: ClaimQuality; on: boolean },
): Promise<Weight> {
  const row = await holdComment(tx, actor, commentId);
  const { id: debateId, standing } = await debateOf(tx, actor, commentId);
  authorize(actor, "debate.weigh", { authorId: row.author_id, isOver: standing.state === "closed" });
  await (on
    ? tx.execute(sql`
        insert into claim_weights (comment_id, user_id, quality, classroom_id)
        values (${commentId}::uuid, ${actor.userId}::uuid, ${quality}::claim_quality, ${actor.classroomId}::uuid)
        on conflict do nothing`)
    : tx.execute(sql`
        delete from claim_weights where comment_id = ${commentId}::uuid and user_id = ${actor.userId}::uuid
          and quality = ${quality}::claim_quality`));
  const weights = await readWeights(tx, actor, debateId);
  return weights[commentId] ?? { counts: { convincing: 0, to_the_point: 0 }, mine: [] };
}

/** How the claims of a debate are weighed, by claim; those that nobody has weighed are left out. */
export async function readWeights(
  tx: Queries,
  actor: ClassroomActor,
  debateId: string,
): Promise<Record<string, Weight>> {
  const rows = await tx.execute<{ id: string; quality: ClaimQuality; n: number; mine: boolean }>(sql`
    select w.comment_id as id, w.quality, count(*)::int as n, bool_or(w.user_id = ${actor.userId}::uuid) as mine
    from debate_claims d join claim_weights w on w.comment_id = d.comment_id
    where d.assignment_id = ${debateId}::uuid group by w.comment_id, w.quality order by w.comment_id, w.quality`);
  const weights: Record<string, Weight> = {};
  for (const { id, quality, n, mine } of rows) {
    const weight = weights[id] ?? { counts: { convincing: 0, to_the_point: 0 }, mine: [] };
    weights[id] = weight;
    weight.counts[quality] = n;
    if (mine) weight.mine.push(quality);
  }
  return weights;
}
