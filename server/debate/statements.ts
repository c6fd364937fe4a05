import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { iso } from "../comment/view";
import { type Debate, holdDebate, readDebate, tellDebate } from "./hold";

/** A joint statement, or a draft of one. */
export type StatementView = {
  /** Whose it is: a group's id, the class's, or its writer's. */
  id: string;
  /** The group's name, or its writer's; null where the class writes one together. */
  by: string | null;
  isMine: boolean;
  text: string;
  version: number;
  savedAt: string;
  savedBy: string;
  /** How many want it; null before the debate is over, and where nobody chooses. */
  backs: number | null;
  /** The actor wants it. */
  isBacked: boolean;
};

/** The group that the actor writes with; null where the class writes together, and where each writes a draft. */
export const writesWith = (actor: ClassroomActor, { joint }: Debate): string | null =>
  joint === "vote" ? null : actor.groupId;

/** Whose statement the actor writes at: the group's, the class's where they are in none, or their own draft. */
const ownerOf = (actor: ClassroomActor, debate: Debate): string =>
  writesWith(actor, debate) ?? (debate.joint === "vote" ? actor.userId : actor.classroomId);

/** @throws {DomainError} CLOSED  it is not the time for a joint statement */
function mustBeTime({ standing }: Debate): void {
  if (standing.state === "running" && standing.kind === "joint") return;
  throw new DomainError(
    "CLOSED",
    standing.state === "paused"
      ? "Your teacher has paused the debate. What you wrote is kept on this page."
      : "The joint statement is not open now. What you wrote is kept on this page.",
  );
}

/**
 * Saves the joint statement of the actor's group, or the actor's draft of one. Each text that is saved stays to be read;
 * where somebody saved another meanwhile nothing is overwritten.
 *
 * @param input  `version` is the one it goes on from, 0 for the first; `groupId` is whose text the actor's page shows
 * @returns the version it has now
 * @throws {DomainError} NOT_FOUND  no debate of the class
 * @throws {DomainError} FORBIDDEN  a teacher
 * @throws {DomainError} CLOSED     the class is archived, or it is not the time
 * @throws {DomainError} CONFLICT   it was changed meanwhile: `details` holds that text and its version; or the actor is in another
 *                                  group than their page shows
 */
export async function saveStatement(
  tx: Queries,
  actor: ClassroomActor,
  input: { debateId: string; groupId: string | null; text: string; version: number },
): Promise<{ id: string; version: number }> {
  const debate = await holdDebate(tx, actor, input.debateId);
  authorize(actor, "debate.state");
  mustBeTime(debate);
  if (input.groupId !== writesWith(actor, debate))
    throw new DomainError(
      "CONFLICT",
      "Your group has changed meanwhile, so nothing was saved. Look at the text of the group you are in now, and save again.",
    );
  const ownerId = ownerOf(actor, debate);
  const [saved] = await tx.execute<{ version: number }>(sql`
    with saved as (
      insert into debate_statements as s (assignment_id, classroom_id, owner_id, text, version, saved_at, saved_by_id)
      values (${debate.id}::uuid, ${actor.classroomId}::uuid, ${ownerId}::uuid, ${input.text}, 1,
        date_trunc('milliseconds', clock_timestamp()), ${actor.userId}::uuid)
      on conflict (assignment_id, owner_id) do update set text = excluded.text, version = s.version + 1,
        saved_at = excluded.saved_at, saved_by_id = excluded.saved_by_id
      where s.version = ${input.version}::int and s.text <> excluded.text
      returning version, text, saved_at, saved_by_id
    ), kept as (
      insert into statement_versions (assignment_id, owner_id, version, classroom_id, text, saved_by_id, saved_at)
      select ${debate.id}::uuid, ${ownerId}::uuid, version, ${actor.classroomId}::uuid, text, saved_by_id, saved_at from saved)
    select version from saved`);
  if (saved) {
    // What one group writes is no news to the others, not even that it wrote.
    await tellDebate(tx, actor, debate, ownerId === actor.groupId ? ownerId : null);
    return { id: ownerId, version: saved.version };
  }
  const [now] = await tx.execute<{ text: string; version: number }>(sql`
    select text, version from debate_statements
    where assignment_id = ${debate.id}::uuid and owner_id = ${ownerId}::uuid`);
  if (now?.text === input.text) return { id: ownerId, version: now.version };
  throw new DomainError(
    "CONFLICT",
    "Another text was saved meanwhile. Both are kept: put them together and save again.",
    { text: now?.text ?? "", version: now?.version ?? 0 },
  );
}

/** Whose statements the actor may read: teachers all, students their own until the debate is over, drafts all. */
const readable = (actor: ClassroomActor, debate: Debate): SQL =>
  actor.role === "teacher" || debate.joint === "vote" || debate.standing.state === "closed"
    ? sql``
    : sql`and s.owner_id = ${ownerOf(actor, debate)}::uuid`;

/** The statements of a debate that the actor may read now, those most wanted first once it is over. One statement. */
export async function listStatements(
  tx: Queries,
  actor: ClassroomActor,
  debate: Debate,
): Promise<StatementView[]> {
  const isOver = debate.standing.state === "closed";
  const rows = await tx.execute<Omit<StatementView, "backs"> & { backs: number }>(sql`
    select s.owner_id as id, coalesce(g.name, w.name) as by, s.owner_id = ${ownerOf(actor, debate)}::uuid as "isMine", s.text, s.version,
      ${iso(sql`s.saved_at`)} as "savedAt", m.name as "savedBy",
      ${isOver ? sql`(select count(*)::int from statement_backs b where b.assignment_id = s.assignment_id and b.owner_id = s.owner_id)` : sql`0`} as backs,
      exists (select 1 from statement_backs b where b.assignment_id = s.assignment_id and b.owner_id = s.owner_id and b.user_id = ${actor.userId}::uuid) as "isBacked"
    from debate_statements s
    join classroom_members m on m.classroom_id = s.classroom_id and m.user_id = s.saved_by_id
    left join groups g on g.id = s.owner_id
    left join classroom_members w on w.classroom_id = s.classroom_id and w.user_id = s.owner_id
    where s.assignment_id = ${debate.id}::uuid ${readable(actor, debate)}
    order by backs desc, lower(coalesce(g.name, w.name)), s.owner_id limit 400`);
  return rows.map((row) => ({ ...row, backs: isOver && debate.joint === "vote" ? row.backs : null }));
}

/**
 * Chooses the draft that one wants as the joint statement, or none; changeable until the phase ends. How many want which
 * is told when the debate is over.
 *
 * @throws {DomainError} NOT_FOUND  no debate of the class, or no such draft in it
 * @throws {DomainError} FORBIDDEN  a teacher
 * @throws {DomainError} CLOSED     the class is archived, it is not the time, or groups write theirs together
 */
export async function backStatement(
  tx: Queries,
  actor: ClassroomActor,
  { debateId, statementId }: { debateId: string; statementId: string | null },
): Promise<void> {
  const debate = await holdDebate(tx, actor, debateId);
  authorize(actor, "debate.state");
  mustBeTime(debate);
  if (debate.joint !== "vote")
    throw new DomainError("CLOSED", "In this debate each group writes its statement together.");
  if (statementId === null) {
    await tx.execute(sql`
      delete from statement_backs where assignment_id = ${debateId}::uuid and user_id = ${actor.userId}::uuid`);
    return;
  }
  const backed = await tx.execute(sql`
    insert into statement_backs (assignment_id, user_id, classroom_id, owner_id)
    select s.assignment_id, ${actor.userId}::uuid, s.classroom_id, s.owner_id from debate_statements s
    where s.owner_id = ${statementId}::uuid and s.assignment_id = ${debateId}::uuid
    on conflict (assignment_id, user_id) do update set owner_id = excluded.owner_id returning 1`);
  if (backed.length === 0) throw notFound();
}

/** A text that a statement had. */
export type StatementVersion = { version: number; text: string; savedBy: string; savedAt: string };

/**
 * What a statement said each time it was saved, the latest first.
 *
 * @throws {DomainError} NOT_FOUND  none such that the actor may read
 */
export async function listVersions(
  tx: Queries,
  actor: ClassroomActor,
  { debateId, statementId }: { debateId: string; statementId: string },
): Promise<StatementVersion[]> {
  const debate = await readDebate(tx, actor, debateId);
  const rows = await tx.execute<StatementVersion>(sql`
    select v.version, v.text, m.name as "savedBy", ${iso(sql`v.saved_at`)} as "savedAt"
    from debate_statements s join statement_versions v on v.assignment_id = s.assignment_id and v.owner_id = s.owner_id
    join classroom_members m on m.classroom_id = v.classroom_id and m.user_id = v.saved_by_id
    where s.owner_id = ${statementId}::uuid and s.assignment_id = ${debate.id}::uuid ${readable(actor, debate)}
    order by v.version desc limit 200`);
  if (rows.length === 0) throw notFound();
  return [...rows];
}
