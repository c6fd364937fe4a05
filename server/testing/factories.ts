import { randomUUID } from "node:crypto";
import { asActor } from "#db/actor";
import type { Queries } from "#db/client";
import type { ClassroomActor, MemberRole } from "#domain/actor";
import type { CommentView } from "#domain/comment";
import { readActor } from "../account/queries";
import { createAccount, type Ticket } from "../account/service";
import { createCaller } from "../api/root";
import { createContext } from "../api/trpc";
import { sessionCookieName, tokenOf } from "../auth";
import { joinCodeHmac, openJoinCode } from "../classroom/code";
import { findByCode } from "../classroom/queries";
import { joinClassroom, setRole } from "../classroom/service";
import { createComment } from "../comment/create";
import { withCursor } from "../feed/cursor";
import type { TestDatabase } from "./database";

/** Somebody with an account, signed in. */
export type Person = { userId: string; name: string; username: string; ticket: Ticket; cookie: string };

/** Makes an account without a password and signs it in. */
export async function makePerson(
  db: TestDatabase,
  name: string,
  options: { role?: "teacher" | "student"; isAdmin?: boolean } = {},
): Promise<Person> {
  const username = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "")}${randomUUID().slice(0, 6)}`;
  const { queries } = db.context.database;
  const userId = await createAccount(queries, {
    name,
    username,
    passwordHash: null,
    role: options.role ?? "student",
    isAdmin: options.isAdmin ?? false,
  });
  return { userId, name, username, ...(await signInAs(db, userId)) };
}

/** A new session of an account, as its ticket and the cookie a browser would send. */
export async function signInAs(
  db: TestDatabase,
  userId: string,
): Promise<{ ticket: Ticket; cookie: string }> {
  const [row] = await db.owner`
    insert into sessions (user_id, label) values (${userId}, 'a test') returning id,
      (select session_epoch from users where id = ${userId}) as epoch`;
  const ticket = { userId, sessionId: row?.id as string, epoch: row?.epoch as number };
  return { ticket, cookie: `${sessionCookieName(db.context.env)}=${await tokenOf(db.context.env, ticket)}` };
}

/** Calls procedures as this person, or as nobody. */
export const callerOf = (db: TestDatabase, person: Person | null) =>
  createCaller(createContext(person?.cookie ?? null, db.context));

/** Runs work in a transaction that names the person, as the member that person is now. */
export function asMember<T>(
  db: TestDatabase,
  person: Person,
  classroomId: string,
  work: (tx: Queries, actor: ClassroomActor) => Promise<T>,
): Promise<T> {
  return asActor(db.context.database, { userId: person.userId }, async (tx) => {
    const found = await readActor(tx, person.ticket, classroomId);
    if (!found?.member) throw new Error(`${person.name} is no member`);
    return work(tx, found.member);
  });
}

/** A cursor as this member's page would hold it, had it been read when the class stood at `seq`. */
export const cursorAt = (
  db: TestDatabase,
  person: Person,
  classroomId: string,
  seq: number,
): Promise<string> =>
  asMember(
    db,
    person,
    classroomId,
    async (_, actor) => withCursor({ env: db.context.env, actor }, { seq }).cursor,
  );

/** A class with its owner, its sections and paragraphs. */
export type Classroom = {
  id: string;
  code: string;
  owner: Person;
  sections: { id: string; path: string; paragraphIds: string[] }[];
};

/** Makes a class that reads the guide of the template. */
export async function makeClassroom(db: TestDatabase, owner: Person, name = "Year 11"): Promise<Classroom> {
  const id = randomUUID();
  await callerOf(db, owner).classroom.create({
    id,
    name,
    guideSlug: "never-let-me-go",
    displayName: owner.name,
  });
  const [row] = await db.owner`select join_code_sealed as sealed from classrooms where id = ${id}`;
  const sections = await db.owner<{ id: string; path: string; paragraph_ids: string[] }[]>`
    select s.id, s.path, array_agg(p.paragraph_id order by p.position) as paragraph_ids
    from classrooms c join section_versions v on v.version_id = c.guide_version_id join sections s on s.id = v.section_id
    join paragraph_versions p on p.version_id = v.version_id and p.section_id = s.id
    where c.id = ${id} group by s.id, s.path, v.position order by v.position`;
  return {
    id,
    code: openJoinCode(db.context.env.secret, row?.sealed as string) ?? "",
    owner,
    sections: sections.map((section) => ({
      id: section.id,
      path: section.path,
      paragraphIds: section.paragraph_ids,
    })),
  };
}

/** Lets somebody join by the class's code, and makes a co-teacher when asked. */
export async function join(
  db: TestDatabase,
  classroom: Classroom,
  person: Person,
  role: MemberRole = "student",
): Promise<void> {
  const hmac = joinCodeHmac(db.context.env.secret, classroom.code);
  await asActor(db.context.database, { userId: person.userId, joinCodeHmac: hmac }, async (tx) => {
    const { classroomId } = await findByCode(tx, hmac, classroom.code);
    await joinClassroom(tx, person.userId, { classroomId, name: person.name });
  });
  if (role === "teacher")
    await asMember(db, classroom.owner, classroom.id, (tx, actor) =>
      setRole(tx, actor, person.userId, "teacher"),
    );
}

/** Writes a comment as this person; by default on the first section as a whole. */
export function writeComment(
  db: TestDatabase,
  classroom: Classroom,
  person: Person,
  input: Partial<{
    id: string;
    sectionId: string;
    paragraphId: string | null;
    parentId: string | null;
    text: string;
  }> = {},
): Promise<CommentView> {
  return asMember(db, person, classroom.id, (tx, actor) =>
    createComment(tx, actor, {
      id: input.id ?? randomUUID(),
      sectionId: input.sectionId ?? classroom.sections[0]?.id ?? "",
      paragraphId: input.paragraphId ?? null,
      parentId: input.parentId ?? null,
      text: input.text ?? "A thought.",
    }),
  );
}
