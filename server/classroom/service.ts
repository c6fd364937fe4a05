import { and, eq, isNull, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { changeCounters, classroomMembers, classrooms, groupMembers, users } from "#db/schema/index";
import type { Actor, ClassroomActor, MemberRole } from "#domain/actor";
import type { NoteAudience } from "#domain/audience";
import { JOIN_CODE_DAYS_DEFAULT } from "#domain/classroom";
import { DomainError, notFound } from "#domain/errors";
import { authorize, authorizeInInstallation } from "#domain/policy";
import { setPassword, violatedIndex } from "../account/service";
import { findPublishedVersion } from "../guide/queries";
import { joinCodeHmac, newJoinCode, sealJoinCode } from "./code";

const nameTaken = (name: string): DomainError => {
  const message = `${name} is taken in this class. Add more of your surname.`;
  return new DomainError("CONFLICT", message, { name: message });
};

const codeColumns = (secret: string, days: number) => {
  const code = newJoinCode();
  return {
    joinCodeHmac: joinCodeHmac(secret, code),
    joinCodeSealed: sealJoinCode(secret, code),
    joinCodeExpiresAt: sql`now() + make_interval(days => ${days}::int)`,
    joinClosedAt: null,
  };
};

/**
 * Makes a classroom that reads the newest published version of a guide, with its teacher and a join code.
 * Calling twice with the same `id` makes one.
 *
 * @param tx     opened by `asActor` for the same person
 * @param input  parsed by `CreateClassroom`
 * @throws {DomainError} FORBIDDEN  the account is no teacher's
 * @throws {DomainError} NOT_FOUND  there is no such guide
 * @throws {DomainError} CONFLICT   the id is another classroom's
 */
export async function createClassroom(
  tx: Queries,
  secret: string,
  actor: Actor,
  input: { id: string; name: string; guideSlug: string; displayName: string; timeZone: string },
): Promise<{ id: string }> {
  authorizeInInstallation(actor, "classroom.create");
  const version = await findPublishedVersion(tx, input.guideSlug);
  if (!version) throw notFound();
  const made = await tx
    .insert(classrooms)
    .values({
      id: input.id,
      name: input.name,
      guideVersionId: version.id,
      ownerId: actor.userId,
      timeZone: input.timeZone,
      ...codeColumns(secret, JOIN_CODE_DAYS_DEFAULT),
    })
    .onConflictDoNothing({ target: classrooms.id })
    .returning({ id: classrooms.id });
  if (made.length === 0) {
    const [mine] = await tx
      .select({ name: classrooms.name })
      .from(classrooms)
      .where(and(eq(classrooms.id, input.id), eq(classrooms.ownerId, actor.userId)));
    if (mine?.name === input.name) return { id: input.id };
    throw new DomainError("CONFLICT", "A class with this id exists already. Reload the page and try again.");
  }
  await tx.insert(classroomMembers).values({
    classroomId: input.id,
    userId: actor.userId,
    role: "teacher",
    name: input.displayName,
  });
  await tx.insert(changeCounters).values({ classroomId: input.id });
  await tx.execute(sql`select app.give_themes(${input.id}::uuid)`);
  return { id: input.id };
}

/**
 * Makes somebody a student of the class whose code they hold. Joining twice changes nothing.
 *
 * @param tx     opened by `asActor` for this person with the code's capability
 * @param input  `classroomId` from `findByCode`; `name` is the name in this class
 * @throws {DomainError} CONFLICT   the name is taken in this class (`details.name`)
 * @throws {DomainError} NOT_FOUND  a teacher removed this person and keeps them out
 */
export async function joinClassroom(
  tx: Queries,
  userId: string,
  input: { classroomId: string; name: string },
): Promise<void> {
  const [before] = await tx
    .select({ isBlocked: classroomMembers.isBlocked, removedAt: classroomMembers.removedAt })
    .from(classroomMembers)
    .where(and(eq(classroomMembers.classroomId, input.classroomId), eq(classroomMembers.userId, userId)));
  if (before?.isBlocked)
    throw new DomainError("NOT_FOUND", "This code does not let you in. Ask the teacher of the class.");
  if (before && !before.removedAt) return;
  try {
    if (before)
      await tx
        .update(classroomMembers)
        .set({ removedAt: null, role: "student", name: input.name, joinedAt: sql`now()` })
        .where(and(eq(classroomMembers.classroomId, input.classroomId), eq(classroomMembers.userId, userId)));
    else
      await tx
        .insert(classroomMembers)
        .values({ classroomId: input.classroomId, userId, role: "student", name: input.name })
        // Twice at once: the other one made the membership.
        .onConflictDoNothing({ target: [classroomMembers.classroomId, classroomMembers.userId] });
  } catch (error) {
    if (violatedIndex(error) === "classroom_members_name_idx") throw nameTaken(input.name);
    throw error;
  }
  await tellAccess(tx, userId);
}

/** Rings the bell that makes this person's open streams ask again what they may see. */
const tellAccess = (tx: Queries, userId: string) => tx.execute(sql`select pg_notify('access', ${userId})`);

type Target = { role: MemberRole; isOwner: boolean };

async function getTarget(tx: Queries, actor: ClassroomActor, userId: string): Promise<Target> {
  const [row] = await tx
    .select({ role: classroomMembers.role, ownerId: classrooms.ownerId })
    .from(classroomMembers)
    .innerJoin(classrooms, eq(classrooms.id, classroomMembers.classroomId))
    .where(
      and(
        eq(classroomMembers.classroomId, actor.classroomId),
        eq(classroomMembers.userId, userId),
        isNull(classroomMembers.removedAt),
      ),
    )
    .for("update", { of: classroomMembers });
  if (!row) throw notFound();
  return { role: row.role, isOwner: row.ownerId === userId };
}

const membership = (actor: ClassroomActor, userId: string) =>
  and(eq(classroomMembers.classroomId, actor.classroomId), eq(classroomMembers.userId, userId));

/** Groups are of students who are here. Who leaves of their own accord and comes back finds their group again. */
const leaveGroup = (tx: Queries, actor: ClassroomActor, userId: string) =>
  tx
    .delete(groupMembers)
    .where(and(eq(groupMembers.classroomId, actor.classroomId), eq(groupMembers.userId, userId)));

/**
 * Removes a member. What they wrote stays. Their next request and their open streams find the class gone.
 *
 * @param keepOut  the class's code does not let them in again, until `letIn`
 * @throws {DomainError} NOT_FOUND  no such member
 * @throws {DomainError} FORBIDDEN  not this actor's to remove
 */
export async function removeMember(
  tx: Queries,
  actor: ClassroomActor,
  userId: string,
  keepOut: boolean,
): Promise<void> {
  authorize(actor, "member.list");
  const target = await getTarget(tx, actor, userId);
  authorize(actor, "member.remove", {
    targetUserId: userId,
    targetRole: target.role,
    targetIsOwner: target.isOwner,
  });
  await tx
    .update(classroomMembers)
    .set({ removedAt: sql`now()`, isBlocked: keepOut })
    .where(membership(actor, userId));
  await leaveGroup(tx, actor, userId);
  await tellAccess(tx, userId);
}

/**
 * Lets somebody who was kept out come back by the class's code.
 *
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} NOT_FOUND  nobody of this class is kept out by that id
 */
export async function letIn(tx: Queries, actor: ClassroomActor, userId: string): Promise<void> {
  authorize(actor, "member.letIn");
  const rows = await tx
    .update(classroomMembers)
    .set({ isBlocked: false })
    .where(and(membership(actor, userId), eq(classroomMembers.isBlocked, true)))
    .returning({ userId: classroomMembers.userId });
  if (rows.length === 0) throw notFound();
}

/** Leaves the class. The code lets one in again. @throws {DomainError} FORBIDDEN  the class is one's own */
export async function leaveClassroom(tx: Queries, actor: ClassroomActor): Promise<void> {
  authorize(actor, "classroom.leave");
  await tx.update(classroomMembers).set({ removedAt: sql`now()` }).where(membership(actor, actor.userId));
  await tellAccess(tx, actor.userId);
}

/**
 * Makes a member a co-teacher, or a student again.
 *
 * @throws {DomainError} NOT_FOUND  no such member
 * @throws {DomainError} FORBIDDEN  only the owner of the class, and not of the owner
 */
export async function setRole(
  tx: Queries,
  actor: ClassroomActor,
  userId: string,
  role: MemberRole,
): Promise<void> {
  authorize(actor, "member.setRole");
  const target = await getTarget(tx, actor, userId);
  authorize(actor, "member.setRole", { targetIsOwner: target.isOwner });
  await tx.update(classroomMembers).set({ role }).where(membership(actor, userId));
  await leaveGroup(tx, actor, userId);
  await tellAccess(tx, userId);
}

/**
 * Gives a student of the class a new password, to be read out once. Every session of the student ends.
 *
 * Refused for accounts that could reach further than this class's students: teachers, administrators.
 *
 * @param makeHash  hashes the new password; asked only once the actor may do this
 * @throws {DomainError} NOT_FOUND  no such member
 * @throws {DomainError} FORBIDDEN  not a student, or a student here whose account is a teacher's
 */
export async function resetPassword(
  tx: Queries,
  actor: ClassroomActor,
  userId: string,
  makeHash: () => Promise<string>,
): Promise<void> {
  authorize(actor, "member.list");
  const target = await getTarget(tx, actor, userId);
  authorize(actor, "member.resetPassword", { targetRole: target.role });
  const [user] = await tx
    .select({ role: users.role, isAdmin: users.isAdmin })
    .from(users)
    .where(eq(users.id, userId));
  if (user?.role !== "student" || user.isAdmin)
    throw new DomainError(
      "FORBIDDEN",
      "This is a teacher's account. The administrator can set its password.",
    );
  await setPassword(tx, userId, await makeHash());
}

/**
 * Sets whom a new note of the class is for unless its writer says otherwise, and by which clocks the class keeps time.
 * What is written stays for whom it is, and what is due stays due at the same moment.
 *
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CLOSED     the class is archived
 */
export async function updateClassroom(
  tx: Queries,
  actor: ClassroomActor,
  { noteAudience, timeZone }: { noteAudience?: NoteAudience | undefined; timeZone?: string | undefined },
): Promise<void> {
  authorize(actor, "classroom.update");
  if (noteAudience === undefined && timeZone === undefined) return;
  await tx.update(classrooms).set({ noteAudience, timeZone }).where(eq(classrooms.id, actor.classroomId));
}

/** Replaces the join code; the old one is dead at once. @throws {DomainError} FORBIDDEN  not a teacher here */
export async function rotateCode(
  tx: Queries,
  secret: string,
  actor: ClassroomActor,
  days: number,
): Promise<void> {
  authorize(actor, "classroom.rotateCode");
  await tx.update(classrooms).set(codeColumns(secret, days)).where(eq(classrooms.id, actor.classroomId));
}

/** Closes the class to newcomers until a new code is made. @throws {DomainError} FORBIDDEN  not a teacher here */
export async function closeCode(tx: Queries, actor: ClassroomActor): Promise<void> {
  authorize(actor, "classroom.rotateCode");
  await tx.update(classrooms).set({ joinClosedAt: sql`now()` }).where(eq(classrooms.id, actor.classroomId));
}
