import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { ClaimView } from "#domain/debate/claim";
import type { ClaimMark, MoveKind } from "#domain/debate/moves";
import type { Side } from "#domain/debate/sides";
import { notFound } from "#domain/errors";
import { citedBy } from "../annotation/citations";
import { readPlace, writePlace } from "../comment/queries";
import { type CommentRow, commentColumns, commentJoins, viewComment } from "../comment/view";
import { isShown, isTakenBack, visibleTo } from "../comment/visibility";

/** Claims in one window of a debate: a lesson of thirty in one. */
export const CLAIMS_WINDOW = 300;

type ClaimRow = CommentRow & {
  kind: MoveKind;
  side: Side;
  number: number;
  phase: number;
  parent_id: string | null;
  is_answered_here: boolean;
  marks: ClaimMark[];
};

async function viewAll(tx: Queries, actor: ClassroomActor, rows: readonly ClaimRow[]): Promise<ClaimView[]> {
  const cited = await citedBy(
    tx,
    actor,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const comment = viewComment(actor, row);
    const isHole = comment.author === null;
    return {
      id: row.id,
      kind: row.kind,
      side: row.side,
      number: row.number,
      phase: row.phase,
      answersId: row.parent_id,
      isAnswered: row.is_answered_here && !isTakenBack(actor, row.section_id),
      isMine: !isHole && row.author_id === actor.userId,
      marks: isHole ? [] : row.marks,
      cited: isHole ? [] : (cited[row.id] ?? []),
      comment,
    };
  });
}

const columns = (actor: ClassroomActor) => sql`
  ${commentColumns(actor)}, d.kind, d.side, d.number, d.phase, d.marks, c.parent_id,
  exists (select 1 from comments n where n.parent_id = c.id and ${isShown(sql.raw("n"))}) as is_answered_here`;

/** Some of what was said in a debate, in the order of its saying: found by what was said in it, and not among all that a class says. */
async function readWindow(
  tx: Queries,
  actor: ClassroomActor,
  debateId: string,
  which: { beyond: SQL; from: SQL; most: number },
): Promise<ClaimRow[]> {
  return tx.execute<ClaimRow>(sql`
    select ${columns(actor)} from (
      select c.* from debate_claims x join comments c on c.id = x.comment_id
      where x.assignment_id = ${debateId}::uuid and c.classroom_id = ${actor.classroomId}::uuid and ${visibleTo(actor)} ${which.beyond}
      order by ${which.from} limit ${sql.raw(String(which.most))}) c
    join debate_claims d on d.comment_id = c.id ${commentJoins()} order by c.created_at, c.id`);
}

/**
 * What was said in a debate, in the order of its saying. Two statements a window.
 *
 * @throws {DomainError} INVALID  the cursor is none of ours
 */
export async function listClaims(
  tx: Queries,
  actor: ClassroomActor,
  { debateId, cursor }: { debateId: string; cursor?: string | undefined },
): Promise<{ claims: ClaimView[]; nextCursor: string | null }> {
  const place = cursor ? readPlace(cursor) : null;
  const beyond = place
    ? sql`and (c.created_at, c.id) > (${place.createdAt}::timestamptz, ${place.id}::uuid)`
    : sql``;
  const first = { beyond, from: sql`c.created_at, c.id`, most: CLAIMS_WINDOW + 1 };
  const rows = await readWindow(tx, actor, debateId, first);
  const claims = await viewAll(tx, actor, rows.slice(0, CLAIMS_WINDOW));
  const last = claims.at(-1)?.comment;
  return { claims, nextCursor: rows.length > CLAIMS_WINDOW && last ? writePlace(last) : null };
}

/** What was said last in a debate, as much of it as a window holds, in the order of its saying. Two statements. */
export async function listNewestClaims(
  tx: Queries,
  actor: ClassroomActor,
  debateId: string,
): Promise<{ claims: ClaimView[]; nextCursor: null }> {
  const newest = { beyond: sql``, from: sql`c.created_at desc, c.id desc`, most: CLAIMS_WINDOW };
  return {
    claims: await viewAll(tx, actor, await readWindow(tx, actor, debateId, newest)),
    nextCursor: null,
  };
}

/** Reads claims by id, as the actor may see them; what is not for the actor is left out. */
export async function findClaims(
  tx: Queries,
  actor: ClassroomActor,
  ids: readonly string[],
): Promise<ClaimView[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<ClaimRow>(sql`
    select ${columns(actor)} from comments c join debate_claims d on d.comment_id = c.id ${commentJoins()}
    where c.classroom_id = ${actor.classroomId}::uuid and c.id = any (${sql.param(`{${ids.join(",")}}`)}::uuid[])
      and ${visibleTo(actor)} order by c.created_at, c.id`);
  return viewAll(tx, actor, rows);
}

/** Reads one claim. @throws {DomainError} NOT_FOUND  absent, or not the actor's to know of */
export async function getClaim(tx: Queries, actor: ClassroomActor, id: string): Promise<ClaimView> {
  const [claim] = await findClaims(tx, actor, [id]);
  if (!claim) throw notFound();
  return claim;
}
