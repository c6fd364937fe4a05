import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DomainError, notFound } from "#domain/errors";
import { GROUPED_STUDENTS_MAX, GROUPS_MAX } from "#domain/group";
import { authorize } from "#domain/policy";

export type GroupMember = { userId: string; name: string };

/** The groups of a class, and who is in none. */
export type ClassGroups = {
  groups: { id: string; name: string; members: GroupMember[] }[];
  /** Students who are in no group, by name. */
  unplaced: GroupMember[];
};

const uuids = (ids: readonly string[]) => sql.param(`{${ids.join(",")}}`);

/**
 * The class's groups with their members, and the students in none, all by name: one statement.
 *
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function listGroups(tx: Queries, actor: ClassroomActor): Promise<ClassGroups> {
  authorize(actor, "group.read");
  const rows = await tx.execute<{ id: string | null; name: string | null; members: GroupMember[] }>(sql`
    with students as (
      select m.user_id, m.name, gm.group_id from classroom_members m
      left join group_members gm on gm.classroom_id = m.classroom_id and gm.user_id = m.user_id
      where m.classroom_id = ${actor.classroomId}::uuid and m.role = 'student' and m.removed_at is null
      order by lower(m.name), m.user_id limit ${sql.raw(String(GROUPED_STUDENTS_MAX))}),
    present as (select id, name, position from groups
      where classroom_id = ${actor.classroomId}::uuid and removed_at is null
      union all select null, null, null)
    select g.id, g.name, (select coalesce(jsonb_agg(jsonb_build_object('userId', s.user_id, 'name', s.name)
        order by lower(s.name), s.user_id), '[]') from students s where s.group_id is not distinct from g.id) as members
    from present g order by g.position nulls last, g.name`);
  return {
    groups: rows.flatMap(({ id, name, members }) => (id && name ? [{ id, name, members }] : [])),
    unplaced: rows.find(({ id }) => id === null)?.members ?? [],
  };
}

type GroupRow = { id: string; name: string; position: number };

/** The class's groups, held until the transaction ends, so that two teachers' changes come one after the other. */
async function holdGroups(tx: Queries, actor: ClassroomActor): Promise<GroupRow[]> {
  authorize(actor, "group.write");
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('groups ' || ${actor.classroomId}::text, 0))`,
  );
  return tx.execute<GroupRow>(sql`
    select id, name, position from groups where classroom_id = ${actor.classroomId}::uuid and removed_at is null
    order by position, name`);
}

/** @throws {DomainError} CONFLICT  another group goes by the name (`details.name`) */
function mustBeFree(groups: GroupRow[], name: string, besides: string): void {
  if (!groups.some((group) => group.id !== besides && group.name.toLowerCase() === name.toLowerCase()))
    return;
  const message = `There is a group called ${name} already. Choose another name.`;
  throw new DomainError("CONFLICT", message, { name: message });
}

const tooMany = () => {
  const message = `A class has at most ${GROUPS_MAX} groups. Remove one first.`;
  return new DomainError("INVALID", message, { name: message });
};

/** Makes open pages of these people ask again what they may see. */
const tellAccess = (tx: Queries, userIds: readonly string[]) =>
  userIds.length === 0
    ? null
    : tx.execute(sql`select pg_notify('access', u::text) from unnest(${uuids(userIds)}::uuid[]) as u`);

async function insertGroup(
  tx: Queries,
  actor: ClassroomActor,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const made = await tx.execute(sql`
    insert into groups (id, classroom_id, name, position)
    values (${id}::uuid, ${actor.classroomId}::uuid, ${name},
      (select coalesce(max(position), 0) + 1 from groups where classroom_id = ${actor.classroomId}::uuid))
    on conflict (id) do nothing returning id`);
  if (made.length === 0)
    throw new DomainError("CONFLICT", "This was saved once before. Reload the page to see how it stands.");
}

/**
 * Makes an empty group. Calling twice with the same `id` and name makes one.
 *
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CONFLICT   the name is another group's, or the id is
 * @throws {DomainError} INVALID    there are too many
 */
export async function createGroup(
  tx: Queries,
  actor: ClassroomActor,
  input: { id: string; name: string },
): Promise<void> {
  const groups = await holdGroups(tx, actor);
  if (groups.some(({ id, name }) => id === input.id && name === input.name)) return;
  mustBeFree(groups, input.name, input.id);
  if (groups.length >= GROUPS_MAX) throw tooMany();
  await insertGroup(tx, actor, input);
}

/**
 * Gives a group another name.
 *
 * @param input  `before` is the name its teacher saw
 * @throws {DomainError} NOT_FOUND  no group of the class
 * @throws {DomainError} CONFLICT   the name is another group's, or somebody changed it meanwhile
 */
export async function renameGroup(
  tx: Queries,
  actor: ClassroomActor,
  { groupId, name, before }: { groupId: string; name: string; before: string },
): Promise<void> {
  const groups = await holdGroups(tx, actor);
  const group = groups.find(({ id }) => id === groupId);
  if (!group) throw notFound();
  if (group.name === name) return;
  if (group.name !== before) {
    const message = `Another teacher has called this group ${group.name} meanwhile. Reload the page to go on from there.`;
    throw new DomainError("CONFLICT", message, { name: message });
  }
  mustBeFree(groups, name, groupId);
  await tx.execute(sql`update groups set name = ${name} where id = ${groupId}::uuid`);
}

/**
 * Removes groups. What was written for them stays with its writers and the teachers; nobody is in them any more.
 *
 * @returns who was in them
 */
async function removeGroups(tx: Queries, ids: readonly string[]): Promise<string[]> {
  await tx.execute(sql`update groups set removed_at = now() where id = any (${uuids(ids)}::uuid[])`);
  const rows = await tx.execute<{ user_id: string }>(
    sql`delete from group_members where group_id = any (${uuids(ids)}::uuid[]) returning user_id`,
  );
  return rows.map(({ user_id }) => user_id);
}

/** Removes one group of the class. @throws {DomainError} NOT_FOUND  there is none (any more) */
export async function removeGroup(tx: Queries, actor: ClassroomActor, groupId: string): Promise<void> {
  const groups = await holdGroups(tx, actor);
  if (!groups.some(({ id }) => id === groupId)) throw notFound();
  await tellAccess(tx, await removeGroups(tx, [groupId]));
}

/**
 * Puts a student into a group, or out of any. Their open pages read afresh.
 *
 * @param input  `from` is where the teacher saw the student
 * @throws {DomainError} NOT_FOUND  no such group, or no such student in the class
 * @throws {DomainError} CONFLICT   somebody moved the student meanwhile
 */
export async function placeStudent(
  tx: Queries,
  actor: ClassroomActor,
  { userId, groupId, from }: { userId: string; groupId: string | null; from: string | null },
): Promise<void> {
  const groups = await holdGroups(tx, actor);
  if (groupId !== null && !groups.some(({ id }) => id === groupId)) throw notFound();
  const [student] = await tx.execute<{ name: string; group_id: string | null }>(sql`
    select m.name, gm.group_id from classroom_members m
    left join group_members gm on gm.classroom_id = m.classroom_id and gm.user_id = m.user_id
    where m.classroom_id = ${actor.classroomId}::uuid and m.user_id = ${userId}::uuid and m.role = 'student'
      and m.removed_at is null`);
  if (!student) throw notFound();
  if (student.group_id === groupId) return;
  if (student.group_id !== from) {
    const where = groups.find(({ id }) => id === student.group_id)?.name ?? "no group";
    throw new DomainError(
      "CONFLICT",
      `Another teacher has moved ${student.name} meanwhile: now in ${where}. Reload the page to go on from there.`,
    );
  }
  if (groupId === null)
    await tx.execute(sql`
      delete from group_members where classroom_id = ${actor.classroomId}::uuid and user_id = ${userId}::uuid`);
  else
    await tx.execute(sql`
      insert into group_members (classroom_id, user_id, group_id)
      values (${actor.classroomId}::uuid, ${userId}::uuid, ${groupId}::uuid)
      on conflict (classroom_id, user_id) do update set group_id = excluded.group_id`);
  await tellAccess(tx, [userId]);
}

type Kept = { id: string; name: string; userIds: string[] };

/** @throws {DomainError} INVALID  somebody is in two of them, or is no student of the class */
async function mustBeStudents(tx: Queries, actor: ClassroomActor, groups: Kept[]): Promise<string[]> {
  const ids = groups.flatMap(({ userIds }) => userIds);
  const [row] = await tx.execute<{ known: number }>(sql`
    select count(*)::int as known from classroom_members where classroom_id = ${actor.classroomId}::uuid
      and role = 'student' and removed_at is null and user_id = any (${uuids(ids)}::uuid[])`);
  if (new Set(ids).size !== ids.length || row?.known !== ids.length)
    throw new DomainError(
      "INVALID",
      "Somebody has left the class meanwhile. Reload the page and deal the groups again.",
    );
  return ids;
}

/**
 * Keeps groups as they were shown before: in place of those there are, or beside and into them. Who is in a group
 * already is not moved unless the groups are replaced.
 *
 * @param input  parsed by `KeepGroups`
 * @throws {DomainError} CONFLICT  the groups, or who is in none, are not what they were when these were shown
 * @throws {DomainError} INVALID   not everybody in them is a student here, or there are too many
 */
export async function keepGroups(
  tx: Queries,
  actor: ClassroomActor,
  { groups, replaces }: { groups: Kept[]; replaces: string[] | null },
): Promise<void> {
  const present = await holdGroups(tx, actor);
  const isKept = groups.every((kept) => present.some(({ id }) => id === kept.id));
  if (replaces && isKept) return;
  const moved = () =>
    new DomainError("CONFLICT", "The groups have changed meanwhile. Reload the page and deal them again.");
  if (
    replaces &&
    [...replaces].sort().join() !==
      present
        .map(({ id }) => id)
        .sort()
        .join()
  )
    throw moved();
  const ids = await mustBeStudents(tx, actor, groups);
  const left = replaces ? [] : present;
  const told = replaces ? await removeGroups(tx, replaces) : [];
  const fresh = groups.filter((kept) => !left.some(({ id }) => id === kept.id));
  for (const { id, name } of fresh)
    mustBeFree([...left, ...fresh.map((one) => ({ ...one, position: 0 }))], name, id);
  if (left.length + fresh.length > GROUPS_MAX) throw tooMany();
  for (const group of fresh) await insertGroup(tx, actor, group);
  const rows = groups.flatMap(({ id, userIds }) => userIds.map((user_id) => ({ user_id, group_id: id })));
  const placed = await tx.execute(sql`
    insert into group_members (classroom_id, user_id, group_id)
    select ${actor.classroomId}::uuid, x.user_id, x.group_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(user_id uuid, group_id uuid)
    on conflict (classroom_id, user_id) do nothing returning user_id`);
  if (placed.length !== rows.length) throw moved();
  await tellAccess(tx, [...new Set([...told, ...ids])]);
}
