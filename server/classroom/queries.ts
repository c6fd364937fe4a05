import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { classroomMembers, classrooms, guides, guideVersions, users } from "#db/schema/index";
import type { Actor, ClassroomActor, MemberRole } from "#domain/actor";
import { defaultAudience, type NoteAudience } from "#domain/audience";
import { DomainError } from "#domain/errors";
import type { Theme } from "#domain/note";
import { authorize, can } from "#domain/policy";
import { openJoinCode } from "./code";

export const MEMBERS_WINDOW = 60;

/** What every page of a class shows around its own matter. */
export type Frame = {
  classroom: { id: string; name: string; guideTitle: string; timeZone: string };
  /** `reader` is the account's text settings as the cookie writes them; null until something was set. */
  me: { userId: string; name: string; role: MemberRole; reader: string | null };
  classrooms: { id: string; name: string }[];
  /** Path of the section where reading starts: the first that is open. */
  firstSection: string;
  /** Reports that wait for a teacher; null for students. */
  openReports: number | null;
  /** Notes that lost their line, of which the actor may say where they belong. */
  lostNotes: number;
  /** Whether the class can be added to. */
  isArchived: boolean;
};

/** Reads the frame of a class page: one statement, whatever the class. */
export const getFrame = async (tx: Queries, actor: ClassroomActor): Promise<Frame> =>
  (await getFrameAndVersion(tx, actor)).frame;

/** Until when parts are locked for students, ISO 8601 UTC, by the part's key; only those locked now. */
export type Locks = Record<string, string>;

/** What a note in this class is made with. */
export type NoteSettings = {
  /** In their order, those in use first. */
  themes: Theme[];
  /** Whom a new note is for unless its writer says otherwise. */
  audience: NoteAudience;
  /** The actor's group; null for teachers and who is in none. */
  groupName: string | null;
};

/**
 * Reads the frame, and with it which version of its guide the class reads, what of it is locked, and where its changes
 * stand: before anything else is read, so that a page hears from there on what it does not show.
 */
export async function getFrameAndVersion(
  tx: Queries,
  actor: ClassroomActor,
): Promise<{ frame: Frame; versionId: string; locks: Locks; notes: NoteSettings; seq: number }> {
  const [row] = await tx.execute<{
    version_id: string;
    name: string;
    guide_title: string;
    time_zone: string;
    classrooms: { id: string; name: string }[];
    first_section: string;
    open_reports: number | null;
    lost_notes: number;
    locks: Locks;
    reader: string | null;
    themes: Theme[];
    note_audience: NoteAudience;
    group_name: string | null;
    seq: string | null;
  }>(sql`
    select c.guide_version_id as version_id, c.name, g.title as guide_title, c.time_zone,
      (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name), '[]') from
        (select o.id, o.name from classroom_members m join classrooms o on o.id = m.classroom_id
         where m.user_id = ${actor.userId}::uuid and m.removed_at is null and o.archived_at is null
         order by o.name limit 50) o) as classrooms,
      (select s.path from section_versions v join sections s on s.id = v.section_id
       where v.version_id = c.guide_version_id
       order by v.section_id = any (${sql.param(`{${actor.lockedSections.join(",")}}`)}::uuid[]), v.position limit 1) as first_section,
      case when ${actor.role === "teacher"}::boolean then
        (select count(*)::int from comment_reports r where r.classroom_id = c.id and r.resolved_at is null) end as open_reports,
      ${lostNotes(actor)} as lost_notes,
      (select coalesce(jsonb_object_agg(l.part_key, to_char(l.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), '{}')
       from part_locks l where l.classroom_id = c.id and l.until > now()) as locks,
      (select u.reader from users u where u.id = ${actor.userId}::uuid) as reader,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'ink', t.ink, 'letter', t.letter,
         'definition', t.definition, 'isRetired', t.retired_at is not null) order by t.retired_at is not null, t.position, t.name), '[]')
       from themes t where t.classroom_id = c.id) as themes,
      c.note_audience, (select gr.name from groups gr where gr.id = ${actor.groupId}::uuid) as group_name,
      (select n.seq from change_counters n where n.classroom_id = c.id) as seq
    from classrooms c join guide_versions v on v.id = c.guide_version_id join guides g on g.id = v.guide_id
    where c.id = ${actor.classroomId}::uuid`);
  if (!row) throw new Error("a member's classroom has no frame");
  const frame: Frame = {
    classroom: {
      id: actor.classroomId,
      name: row.name,
      guideTitle: row.guide_title,
      timeZone: row.time_zone,
    },
    me: { userId: actor.userId, name: actor.memberName, role: actor.role, reader: row.reader },
    classrooms: row.classrooms,
    firstSection: row.first_section,
    openReports: row.open_reports,
    lostNotes: row.lost_notes,
    isArchived: actor.isArchived,
  };
  const notes = {
    themes: row.themes,
    audience: defaultAudience(actor, row.note_audience),
    groupName: row.group_name,
  };
  return { frame, versionId: row.version_id, locks: row.locks, notes, seq: Number(row.seq) };
}

/**
 * How many notes lost their line, and threads their paragraph, of which the actor may say where they belong: as many as
 * `listLost` lists. Threads are looked for only where something was counted at a place that the version does not have,
 * and a class that reads a guide's first version has none: every page of the class asks for this.
 */
const lostNotes = (actor: ClassroomActor) => sql`(
  select count(*)::int from comments n where n.id in (
    select a.comment_id from annotations a where a.classroom_id = c.id and a.lost_at is not null
    union all
    select t.id from comment_counts k join comments t on t.classroom_id = k.classroom_id and t.section_id = k.section_id
      and t.root_id is null and case when t.paragraph_id is null then t.section_id else t.paragraph_id end = k.place_id
    where v.number > 1 and k.classroom_id = c.id and case
        when not exists (select 1 from section_versions x where x.version_id = v.id and x.section_id = k.section_id) then true
        when k.place_id = k.section_id then false
        else not exists (select 1 from paragraph_versions x where x.version_id = v.id and x.section_id = k.section_id
          and x.paragraph_id = k.place_id) end
      and not exists (select 1 from annotations a where a.comment_id = t.id))
  and n.deleted_at is null
  and (n.author_id = ${actor.userId}::uuid or ${actor.role === "teacher"}::boolean and n.audience <> 'private')
  and n.section_id <> all (${sql.param(`{${actor.lockedSections.join(",")}}`)}::uuid[]))`;

/** The classrooms one belongs to now, by name. At most 100: nobody teaches more. */
export async function listMyClassrooms(tx: Queries, actor: Actor) {
  const rows = await tx
    .select({
      id: classrooms.id,
      name: classrooms.name,
      guideTitle: guides.title,
      role: classroomMembers.role,
      archivedAt: classrooms.archivedAt,
      ownerId: classrooms.ownerId,
    })
    .from(classroomMembers)
    .innerJoin(classrooms, eq(classrooms.id, classroomMembers.classroomId))
    .innerJoin(guideVersions, eq(guideVersions.id, classrooms.guideVersionId))
    .innerJoin(guides, eq(guides.id, guideVersions.guideId))
    .where(and(eq(classroomMembers.userId, actor.userId), isNull(classroomMembers.removedAt)))
    .orderBy(asc(classrooms.name), asc(classrooms.id))
    .limit(100);
  return rows.map(({ id, name, guideTitle, role, archivedAt, ownerId }) => ({
    id,
    name,
    guideTitle,
    role,
    archivedAt: archivedAt?.toISOString() ?? null,
    abilities: { leave: ownerId !== actor.userId },
  }));
}

/** What the holder of a code learns about the class before joining. */
export type Preview = { classroomId: string; name: string; teacherName: string; guideTitle: string };

/**
 * Finds the class of a join code.
 *
 * @param tx    opened by `asActor` with the code's capability
 * @param code  normalised; shown back in the sentence when there is none
 * @throws {DomainError} NOT_FOUND  no class has the code, or it has run out (the same answer)
 * @throws {DomainError} CLOSED     the class takes nobody in at present
 */
export async function findByCode(tx: Queries, hmac: string, code: string): Promise<Preview> {
  const [row] = await tx.execute<{
    id: string;
    name: string;
    teacher_name: string;
    guide_title: string;
    is_closed: boolean;
  }>(sql`
    select c.id, c.name, app.teacher_of_code(c.id) as teacher_name, g.title as guide_title,
      (c.join_closed_at is not null or c.archived_at is not null) as is_closed
    from classrooms c
    join guide_versions v on v.id = c.guide_version_id join guides g on g.id = v.guide_id
    where c.join_code_hmac = ${hmac} and c.join_code_expires_at > now()`);
  if (!row) {
    const shown = code.length === 8 ? `${code.slice(0, 4)} ${code.slice(4)}` : code.slice(0, 12);
    throw new DomainError(
      "NOT_FOUND",
      `No class has the code ${shown}. Check each letter against the board.`,
    );
  }
  if (row.is_closed)
    throw new DomainError(
      "CLOSED",
      "This class is not taking anybody in at present. Ask your teacher for a new code.",
    );
  return { classroomId: row.id, name: row.name, teacherName: row.teacher_name, guideTitle: row.guide_title };
}

/** The join code for the board. @throws {DomainError} FORBIDDEN  not a teacher here */
export async function getCode(tx: Queries, secret: string, actor: ClassroomActor) {
  authorize(actor, "classroom.readCode");
  const [row] = await tx.execute<{
    sealed: string | null;
    expires_at: string | null;
    over: boolean;
    closed: boolean;
  }>(sql`
    select join_code_sealed as sealed, to_char(join_code_expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as expires_at,
      coalesce(join_code_expires_at <= now(), true) as over, join_closed_at is not null as closed
    from classrooms where id = ${actor.classroomId}::uuid`);
  const usable = row?.sealed && !row.over && !row.closed;
  return {
    code: usable && row.sealed ? openJoinCode(secret, row.sealed) : null,
    expiresAt: row?.expires_at ?? null,
    closed: row?.closed ?? true,
  };
}

/** Who was removed and is kept out, by name; at most a window of them. @throws {DomainError} FORBIDDEN */
export async function listKeptOut(tx: Queries, actor: ClassroomActor) {
  authorize(actor, "member.list");
  return tx
    .select({ userId: classroomMembers.userId, name: classroomMembers.name })
    .from(classroomMembers)
    .where(and(eq(classroomMembers.classroomId, actor.classroomId), eq(classroomMembers.isBlocked, true)))
    .orderBy(sql`lower(${classroomMembers.name})`)
    .limit(MEMBERS_WINDOW);
}

/**
 * Lists the members, teachers first, then by name.
 *
 * @param after  how many the windows before held
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function listMembers(tx: Queries, actor: ClassroomActor, after: number) {
  authorize(actor, "member.list");
  const rows = await tx
    .select({
      userId: classroomMembers.userId,
      name: classroomMembers.name,
      username: users.username,
      role: classroomMembers.role,
      joinedAt: classroomMembers.joinedAt,
      ownerId: classrooms.ownerId,
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(classroomMembers)
    .innerJoin(users, eq(users.id, classroomMembers.userId))
    .innerJoin(classrooms, eq(classrooms.id, classroomMembers.classroomId))
    .where(and(eq(classroomMembers.classroomId, actor.classroomId), isNull(classroomMembers.removedAt)))
    .orderBy(
      sql`${classroomMembers.role} = 'student'`,
      sql`lower(${classroomMembers.name})`,
      classroomMembers.userId,
    )
    .offset(after)
    .limit(MEMBERS_WINDOW);
  const total = rows[0]?.total ?? 0;
  const items = rows.map((row) => {
    const subject = {
      targetUserId: row.userId,
      targetRole: row.role,
      targetIsOwner: row.ownerId === row.userId,
    };
    return {
      userId: row.userId,
      name: row.name,
      username: row.username,
      role: row.role,
      isOwner: subject.targetIsOwner,
      joinedAt: row.joinedAt.toISOString(),
      abilities: {
        remove: can(actor, "member.remove", subject),
        setRole: can(actor, "member.setRole", subject),
        resetPassword: can(actor, "member.resetPassword", subject),
      },
    };
  });
  return { items, total, nextCursor: after + items.length < total ? String(after + items.length) : null };
}
