import { randomUUID } from "node:crypto";
import { readSeq } from "../feed/read";
import { tableNames } from "./checksum";
import { openTestDatabase, type TestDatabase } from "./database";
import {
  asMember,
  type Classroom,
  cursorAt,
  join,
  makeClassroom,
  makePerson,
  type Person,
} from "./factories";
import type { Role } from "./matrix";

/** Stands in everything that belongs to the first class: a body that holds it tells of that class. */
export const MARKER = "Quince";
/** Stands in everything that belongs to the second class. */
export const OTHER_MARKER = "Medlar";

/** A comment's state as a test wants it; set behind the services, so that each state takes one statement. */
export type CommentState = Partial<{
  author: Person;
  rootId: string;
  hidden: boolean;
  deleted: boolean;
  locked: boolean;
  edited: boolean;
  text: string;
  /** In the second class. */
  elsewhere: boolean;
}>;

/** Two classes that read different guides, and everybody the matrix knows. */
export type World = {
  db: TestDatabase;
  people: Record<Exclude<Role, "anon">, Person>;
  /** A second student of the first class. */
  peer: Person;
  here: Classroom;
  there: Classroom;
  cookieOf(role: Role): string | null;
  /** Who writes for a role: the person, or a member where that person never was in the first class. */
  authorFor(role: Role): Person;
  comment(state?: CommentState): Promise<string>;
  report(commentId: string): Promise<string>;
  /** A cursor as `comment.list` would hand it out in the first class now, to a student or to a teacher. */
  cursor(role?: Role): Promise<string>;
  /** Puts everything back to how it was when the world was made. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

// Children before parents, as foreign keys want it.
const MUTABLE = [
  "ballots",
  "ballot_secrets",
  "statement_backs",
  "statement_versions",
  "debate_statements",
  "kept_moves",
  "claim_weights",
  "debate_claims",
  "debate_seats",
  "debates",
  "feedback",
  "stances",
  "citations",
  "answer_drafts",
  "answers",
  "seats",
  "discussions",
  "prompts",
  "reactions",
  "annotation_themes",
  "annotations",
  "themes",
  "reading_assignments",
  "assignments",
  "weighings",
  "section_progress",
  "part_locks",
  "thread_reads",
  "section_reads",
  "comment_reports",
  "comment_counts",
  "comment_revisions",
  "comments",
  "group_members",
  "groups",
  "changes",
  "change_counters",
  "classroom_members",
  "classrooms",
  "invitations",
  "throttles",
  "sessions",
  "identities",
  "users",
];

/** Gives the second class a guide of its own, so that its section and paragraph ids are foreign to the first. */
async function giveOtherGuide(db: TestDatabase, classroom: Classroom): Promise<Classroom> {
  const [row] = await db.owner`
    with g as (insert into guides (slug, title, author) values ('other', 'Another guide', 'Nobody') returning id),
      v as (insert into guide_versions (guide_id, number, origin, content_hash) select id, 1, 'content', 'x' from g returning id),
      s as (insert into sections (guide_id, path) select id, 'plot/other' from g returning id),
      p as (insert into paragraphs (section_id, key) select id, 'only' from s returning id),
      sv as (insert into section_versions (version_id, section_id, position, part_key, part_title, title, words, minutes)
        select v.id, s.id, 1, 'plot', 'Plot', 'Other', 10, 1 from v, s),
      pv as (insert into paragraph_versions (version_id, section_id, paragraph_id, position, number, kind, text, html)
        select v.id, s.id, p.id, 1, 1, 'paragraph', 'Words.', 'Words.' from v, s, p)
    select v.id as version, s.id as section, p.id as paragraph from v, s, p`;
  await db.owner`update classrooms set guide_version_id = ${row?.version} where id = ${classroom.id}`;
  return {
    ...classroom,
    sections: [{ id: row?.section, path: "plot/other", paragraphIds: [row?.paragraph] }],
  };
}

async function makePeople(db: TestDatabase) {
  const teacher = { role: "teacher" as const };
  return {
    student: await makePerson(db, `Sam ${MARKER}`),
    removed: await makePerson(db, `Remy ${MARKER}`),
    owner: await makePerson(db, `Ola ${MARKER}`, teacher),
    coteacher: await makePerson(db, `Cato ${MARKER}`, teacher),
    ex_coteacher: await makePerson(db, `Exa ${MARKER}`, teacher),
    other_student: await makePerson(db, `Osk ${OTHER_MARKER}`),
    other_teacher: await makePerson(db, `Otto ${OTHER_MARKER}`, teacher),
    admin: await makePerson(db, "Ada", { ...teacher, isAdmin: true }),
  };
}

async function insertComment(db: TestDatabase, classroom: Classroom, author: Person, state: CommentState) {
  const id = randomUUID();
  const section = classroom.sections[0];
  const words = state.text ?? `${state.elsewhere ? OTHER_MARKER : MARKER} words`;
  const now = new Date().toISOString();
  const [counter] = await db.owner`
    update change_counters set seq = seq + 1 where classroom_id = ${classroom.id} returning seq`;
  const when = (is: boolean | undefined) => (is ? now : null);
  await db.owner`
    insert into comments (id, classroom_id, section_id, root_id, parent_id, author_id, text, html, html_version, seq, version,
      hidden_at, hidden_reason, deleted_at, locked_at, edited_at)
    values (${id}, ${classroom.id}, ${section?.id ?? ""}, ${state.rootId ?? null}, ${state.rootId ?? null}, ${author.userId},
      ${words}, ${`<p>${words}</p>`}, 1, ${counter?.seq}, ${state.edited ? 2 : 1}, ${when(state.hidden)},
      ${state.hidden ? `${words}: a reason` : null}, ${when(state.deleted)}, ${when(state.locked)}, ${when(state.edited)})`;
  await db.owner`insert into changes (classroom_id, seq, kind, subject_id, was_visible)
    values (${classroom.id}, ${counter?.seq}, 'comment', ${id}, false)`;
  if (state.edited)
    await db.owner`insert into comment_revisions (comment_id, version, classroom_id, html, text, written_at)
      values (${id}, 1, ${classroom.id}, ${`<p>${words} before</p>`}, ${`${words} before`}, ${now})`;
  return id;
}

/** Builds the world of the access test on a database of its own. */
export async function makeWorld(overrides: Record<string, string> = {}): Promise<World> {
  const db = await openTestDatabase(overrides);
  const people = await makePeople(db);
  const peer = await makePerson(db, `Petra ${MARKER}`);
  const here = await makeClassroom(db, people.owner, `${MARKER} class`);
  const there = await giveOtherGuide(
    db,
    await makeClassroom(db, people.other_teacher, `${OTHER_MARKER} class`),
  );
  for (const person of [people.student, people.removed, peer]) await join(db, here, person);
  for (const person of [people.coteacher, people.ex_coteacher]) await join(db, here, person, "teacher");
  await join(db, there, people.other_student);
  for (const person of [people.removed, people.ex_coteacher])
    await db.owner`update classroom_members set removed_at = now()
      where classroom_id = ${here.id} and user_id = ${person.userId}`;

  const missing = tableNames().filter(
    (name) => !MUTABLE.includes(name) && !/^(guide|section|claim|paragraph|question)/.test(name),
  );
  if (missing.length > 0) throw new Error(`the world does not know the tables ${missing}`);
  await db.owner.unsafe(MUTABLE.map((name) => `create table kept_${name} as table ${name}`).join(";"));
  const putBack = [
    ...MUTABLE.map((name) => `delete from ${name}`),
    ...[...MUTABLE].reverse().map((name) => `insert into ${name} select * from kept_${name}`),
  ].join(";");

  const authorFor = (role: Role): Person =>
    role in people && !/^(other_|admin)/.test(role) ? people[role as keyof typeof people] : peer;
  return {
    db,
    people,
    peer,
    here,
    there,
    authorFor,
    cookieOf: (role) => (role === "anon" ? null : people[role].cookie),
    comment: (state = {}) =>
      insertComment(
        db,
        state.elsewhere ? there : here,
        state.author ?? (state.elsewhere ? people.other_student : peer),
        state,
      ),
    async report(commentId) {
      const id = randomUUID();
      await db.owner`insert into comment_reports (id, classroom_id, comment_id, reporter_id, reason)
        select ${id}, c.classroom_id, c.id, m.user_id, m.name || ' does not like it' from comments c
        join classroom_members m on m.classroom_id = c.classroom_id and m.user_id <> c.author_id and m.role = 'student'
        where c.id = ${commentId} limit 1`;
      return id;
    },
    async cursor(role) {
      // Somebody with the same rights, who is still there where the role's own person has just left.
      const reader = role === "student" ? peer : people.owner;
      const seq = await asMember(db, reader, here.id, (tx) => readSeq(tx, here.id));
      return cursorAt(db, reader, here.id, seq);
    },
    async reset() {
      await db.owner.unsafe(putBack);
    },
    close: () => db.close(),
  };
}
