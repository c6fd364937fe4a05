import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import type { PromptPeople } from "#domain/prompt-inputs";
import { ringMember } from "../live/publish";

const refuse = (message: string): never => {
  throw new DomainError("INVALID", message, { people: message });
};

const uuids = (ids: readonly string[]) => sql.param(`{${ids.join(",")}}`);

/** What one student is granted; what is left out stays. */
export type Grant = {
  assignmentId: string;
  userId: string;
  dueAt?: string | null | undefined;
  isExcused?: boolean | undefined;
  isLetIn?: boolean | undefined;
  discussionId?: string | undefined;
};

/**
 * Gives a student more time, an excuse, leave to hand in less than is asked, or another discussion.
 *
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} NOT_FOUND  no prompt of the class, no student of it, or no such discussion
 * @throws {DomainError} CLOSED     the student has answered, so the discussion stays theirs
 */
export async function grantSeat(tx: Queries, actor: ClassroomActor, grant: Grant): Promise<void> {
  authorize(actor, "assignment.write");
  const { assignmentId, userId, dueAt, isExcused, isLetIn, discussionId } = grant;
  const [found] = await tx.execute<{ has_answered: boolean }>(sql`
    select exists (select 1 from answers x where x.assignment_id = p.assignment_id and x.author_id = m.user_id
      and x.removed_at is null) as has_answered
    from prompts p join assignments a on a.id = p.assignment_id
    join classroom_members m on m.classroom_id = p.classroom_id and m.user_id = ${userId}::uuid and m.role = 'student'
      and m.removed_at is null
    where p.assignment_id = ${assignmentId}::uuid and p.classroom_id = ${actor.classroomId}::uuid and a.withdrawn_at is null
      ${discussionId ? sql`and exists (select 1 from discussions d where d.id = ${discussionId}::uuid and d.assignment_id = p.assignment_id)` : sql``}`);
  if (!found) throw notFound();
  await tx.execute(sql`
    select app.take_seat(${assignmentId}::uuid, ${userId}::uuid, ${discussionId ?? null}::uuid)`);
  await openWithoutGate(tx, grant);
  if (discussionId !== undefined) await move(tx, grant, discussionId, found.has_answered);
  if (dueAt !== undefined)
    await tx.execute(sql`
      update seats set due_at = ${dueAt}::timestamptz where assignment_id = ${assignmentId}::uuid and user_id = ${userId}::uuid`);
  if (isExcused !== undefined)
    await tx.execute(sql`
      update seats set excused_at = ${isExcused ? sql`coalesce(excused_at, now())` : null}
      where assignment_id = ${assignmentId}::uuid and user_id = ${userId}::uuid`);
  if (isLetIn !== undefined)
    await tx.execute(sql`
      update seats set let_in_at = ${isLetIn ? sql`coalesce(let_in_at, now())` : null}, asked_at = null
      where assignment_id = ${assignmentId}::uuid and user_id = ${userId}::uuid`);
  await ringMember(tx, actor.classroomId, userId);
}

/** Who is asked later hears the others from the beginning too, where there is no gate. */
async function openWithoutGate(tx: Queries, { assignmentId, userId }: Grant): Promise<void> {
  await tx.execute(sql`
    with opened as (
      update seats s set opened_at = now() from prompts p
      where p.assignment_id = s.assignment_id and not p.has_gate and p.published_at is not null and s.opened_at is null
        and s.assignment_id = ${assignmentId}::uuid and s.user_id = ${userId}::uuid returning s.user_id)
    select pg_notify('access', user_id::text) from opened`);
}

/** Another discussion is other people's: who has answered in one keeps it, for what was said below the answer. */
async function move(
  tx: Queries,
  { assignmentId, userId }: Grant,
  discussionId: string,
  hasAnswered: boolean,
): Promise<void> {
  const moved = sql`assignment_id = ${assignmentId}::uuid and user_id = ${userId}::uuid
    and discussion_id <> ${discussionId}::uuid`;
  if (hasAnswered) {
    const [row] = await tx.execute(sql`select 1 from seats where ${moved}`);
    if (!row) return;
    throw new DomainError("CLOSED", "This student has answered already, and stays where the answer stands.");
  }
  await tx.execute(sql`
    with moved as (update seats set discussion_id = ${discussionId}::uuid where ${moved} returning user_id)
    select pg_notify('access', user_id::text) from moved`);
}

/** The discussions of a new prompt, and who sits in them. @throws {DomainError} INVALID  one is no student of the class */
export async function seatPeople(
  tx: Queries,
  actor: ClassroomActor,
  {
    id,
    people,
    hasGate,
    isPublished,
  }: { id: string; people: PromptPeople; hasGate: boolean; isPublished: boolean },
): Promise<void> {
  const groups =
    people.who === "groups"
      ? people.groups
      : [{ name: "", userIds: people.who === "students" ? people.userIds : [] }];
  const userIds = groups.flatMap((group) => group.userIds);
  if (new Set(userIds).size < userIds.length) refuse("Somebody is in the list twice.");
  await mustBeStudents(tx, actor, userIds);
  for (const [position, { name, userIds: members }] of groups.entries()) {
    const discussionId = randomUUID();
    const isOpen = people.who === "class" && !hasGate && isPublished;
    await tx.execute(sql`
      insert into discussions (id, assignment_id, classroom_id, position, name, is_open)
      values (${discussionId}::uuid, ${id}::uuid, ${actor.classroomId}::uuid, ${position}::int, ${name}, ${isOpen})`);
    if (members.length > 0)
      await tx.execute(sql`
        select app.take_seat(${id}::uuid, u, ${discussionId}::uuid) from unnest(${uuids(members)}::uuid[]) as u`);
  }
  if (!hasGate && isPublished) await openSeats(tx, id);
}

/** @throws {DomainError} INVALID  one of them is no student of the class */
async function mustBeStudents(tx: Queries, actor: ClassroomActor, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from classroom_members m where m.classroom_id = ${actor.classroomId}::uuid
      and m.role = 'student' and m.removed_at is null and m.user_id = any (${uuids(userIds)}::uuid[])`);
  if (row?.n !== userIds.length)
    refuse("One of these is not a student of this class any more. Reload the page and choose again.");
}

/** Without a gate those who have a seat hear the others from the beginning. */
export async function openSeats(tx: Queries, assignmentId: string): Promise<void> {
  await tx.execute(sql`
    with opened as (
      update seats set opened_at = coalesce(opened_at, now()) where assignment_id = ${assignmentId}::uuid returning user_id)
    select pg_notify('access', user_id::text) from opened`);
}
