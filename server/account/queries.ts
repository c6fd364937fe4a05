import { and, asc, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { sessions, users } from "#db/schema/index";
import type { Actor, ClassroomActor } from "#domain/actor";
import { authorizeInInstallation } from "#domain/policy";
import type { Ticket } from "./service";

export const PEOPLE_WINDOW = 50;

type ActorRow = {
  name: string;
  username: string;
  role: Actor["accountRole"];
  is_admin: boolean;
  member_role: ClassroomActor["role"] | null;
  member_name: string | null;
  owner_id: string | null;
  archived_at: string | null;
  locked_sections: string[] | null;
  group_id: string | null;
  open_discussions: string[] | null;
  withdrawn_debates: string[] | null;
  version_id: string | null;
};

/**
 * What a member cannot read now, for member `m` of class `c`: null for teachers and where nothing is locked. The
 * function costs as much as the rest of the session's check, so it is asked only where there is a lock, or where no name
 * is set and the fence would hide one.
 */
export const LOCKED_SECTIONS: SQL = sql`case when m.role = 'student' and (app.user_id() is null or exists (
  select 1 from part_locks l where l.classroom_id = c.id and l.until > now())) then app.locked_sections(c.id) end`;

/** The group of member `m`, or null. */
export const GROUP_ID: SQL = sql`(select gm.group_id from group_members gm
  where gm.classroom_id = m.classroom_id and gm.user_id = m.user_id)`;

/**
 * The discussions that are open to member `m` of class `c`, for students; null where there are none. Each is found by
 * index: those opened by an answer, and those open to the whole class.
 */
export const OPEN_DISCUSSIONS: SQL = sql`case when m.role = 'student' then (select array_agg(x.id) from (
    select s.discussion_id as id from seats s
      where s.user_id = m.user_id and s.classroom_id = m.classroom_id and s.opened_at is not null
    union select d.id from discussions d where d.classroom_id = m.classroom_id and d.is_open) x) end`;

/** The debates of a class that were taken back; null where there are none. */
export const withdrawnIn = (classroomId: SQL): SQL => sql`(select array_agg(w.id) from assignments w
  where w.classroom_id = ${classroomId} and w.kind = 'debate' and w.withdrawn_at is not null)`;

/** The same of class `c`, for member `m` who is a student. */
export const WITHDRAWN_DEBATES: SQL = sql`case when m.role = 'student' then ${withdrawnIn(sql`c.id`)} end`;

/**
 * Reads who the bearer of a token is now, and with a classroom also what that person is there: one statement, at
 * every request, so that a removed, demoted or signed-out person is so at once.
 *
 * @returns null when the session is over; `member` is null for somebody who does not belong to the classroom
 */
export async function readActor(
  queries: Queries,
  ticket: Ticket,
  classroomId: string | null,
): Promise<{ actor: Actor; member: ClassroomActor | null } | null> {
  const [row] = await queries.execute<ActorRow>(sql`
    select u.name, u.username, u.role, u.is_admin, m.role as member_role, m.name as member_name, c.owner_id, c.archived_at,
      ${LOCKED_SECTIONS} as locked_sections, ${GROUP_ID} as group_id,
      ${OPEN_DISCUSSIONS} as open_discussions, ${WITHDRAWN_DEBATES} as withdrawn_debates,
      c.guide_version_id as version_id
    from sessions s join users u on u.id = s.user_id
    left join classroom_members m on m.user_id = u.id and m.classroom_id = ${classroomId}::uuid and m.removed_at is null
    left join classrooms c on c.id = m.classroom_id
    where s.id = ${ticket.sessionId}::uuid and s.user_id = ${ticket.userId}::uuid and s.revoked_at is null
      and u.session_epoch = ${ticket.epoch}::int and u.disabled_at is null`);
  if (!row) return null;
  const actor: Actor = {
    userId: ticket.userId,
    sessionId: ticket.sessionId,
    name: row.name,
    username: row.username,
    accountRole: row.role,
    isAdmin: row.is_admin,
  };
  if (classroomId === null || row.member_role === null) return { actor, member: null };
  const member: ClassroomActor = {
    ...actor,
    classroomId,
    role: row.member_role,
    isOwner: row.owner_id === ticket.userId,
    memberName: row.member_name ?? row.name,
    isArchived: row.archived_at !== null,
    lockedSections: row.locked_sections ?? [],
    groupId: row.group_id,
    openDiscussions: row.open_discussions ?? [],
    withdrawnDebates: row.withdrawn_debates ?? [],
    guideVersionId: row.version_id ?? "",
  };
  return { actor, member };
}

/** The account's text settings as the cookie writes them; null while nothing was ever set. */
export async function readReader(queries: Queries, userId: string): Promise<string | null> {
  const [row] = await queries.select({ reader: users.reader }).from(users).where(eq(users.id, userId));
  return row?.reader ?? null;
}

/** One's own sign-ins that still hold, newest first. */
export async function listSessions(queries: Queries, actor: Actor) {
  const rows = await queries
    .select({ id: sessions.id, label: sessions.label, createdAt: sessions.createdAt })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, actor.userId),
        isNull(sessions.revokedAt),
        gt(sessions.createdAt, sql`now() - interval '30 days'`),
      ),
    )
    .orderBy(desc(sessions.createdAt))
    .limit(PEOPLE_WINDOW);
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    createdAt: row.createdAt.toISOString(),
    current: row.id === actor.sessionId,
  }));
}

/**
 * Lists the accounts of the installation by user name.
 *
 * @param after  the last user name of the window before
 * @throws {DomainError} FORBIDDEN  the actor is no administrator
 */
export async function listPeople(queries: Queries, actor: Actor, after: string | undefined) {
  authorizeInInstallation(actor, "user.list");
  const rows = await queries
    .select({
      id: users.id,
      name: users.name,
      username: users.username,
      role: users.role,
      isAdmin: users.isAdmin,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(after ? gt(users.username, after) : undefined)
    .orderBy(asc(users.username))
    .limit(PEOPLE_WINDOW + 1);
  const items = rows
    .slice(0, PEOPLE_WINDOW)
    .map((row) => ({ ...row, disabledAt: row.disabledAt?.toISOString() ?? null }));
  return { items, nextCursor: rows.length > PEOPLE_WINDOW ? (items.at(-1)?.username ?? null) : null };
}
