import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fillSection, makeAnswers, makeClaims, openTo } from "./testing/crowd";
import { openTestDatabase, type TestDatabase } from "./testing/database";
import { moveTo, openDebate, passageOf, seatOn } from "./testing/debates";
import {
  type Classroom,
  callerOf,
  cursorAt,
  join,
  makeClassroom,
  makePerson,
  type Person,
} from "./testing/factories";
import { askPrompt } from "./testing/prompts";

// How many SQL statements a request costs, in classes of 30 and of 3,000 comments alike. Beside them each request
// has the session's own four: begin, the name, who this is, commit.
const SESSION = 4;

type Room = {
  classroom: Classroom;
  teacher: Person;
  maya: Person;
  rootId: string;
  /** As the page of each would hold it, five changes ago. */
  cursors: { maya: string; teacher: string };
};

let db: TestDatabase;
const rooms = new Map<number, Room>();

async function makeRoom(comments: number): Promise<Room> {
  const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  const maya = await makePerson(db, "Maya L.");
  const classroom = await makeClassroom(db, teacher);
  await join(db, classroom, maya);
  await fillSection(db, classroom, [teacher, maya], { threads: comments / 30, replies: 29 });
  const [root] = await db.owner`
    select id from comments where classroom_id = ${classroom.id} and root_id is null limit 1`;
  await db.owner`
    insert into comment_reports (id, classroom_id, comment_id, reporter_id, reason)
    select gen_random_uuid(), classroom_id, id, ${maya.userId}, 'Off the text.' from comments
    where classroom_id = ${classroom.id} limit ${comments / 10}`;
  const cursors = {
    maya: await cursorAt(db, maya, classroom.id, comments - 5),
    teacher: await cursorAt(db, teacher, classroom.id, comments - 5),
  };
  return { classroom, teacher, maya, rootId: root?.id as string, cursors };
}

/** Comments, and half as many weighings by people of their own, under one claim. */
async function fillClaim(classroomId: string, sectionId: string, comments: number): Promise<void> {
  await db.owner`
    insert into comments (id, classroom_id, section_id, author_id, text, html, html_version, seq)
    select gen_random_uuid(), ${classroomId}, ${sectionId}, owner_id, 'A thought.', '<p>A thought.</p>', 1, n
    from classrooms, generate_series(1, ${comments}) n where id = ${classroomId}`;
  await db.owner`
    with people as (insert into users (name, username, role)
      select 'Reader ' || n, left(${classroomId}, 8) || n, 'student' from generate_series(1, ${comments / 2}) n returning id, name),
    joined as (insert into classroom_members (classroom_id, user_id, role, name)
      select ${classroomId}, id, 'student', name || left(id::text, 8) from people returning user_id)
    insert into weighings (classroom_id, section_id, user_id, position, chapter, weighed_at)
    select ${classroomId}, ${sectionId}, user_id, 'holds', 3, now() from joined`;
}

beforeAll(async () => {
  db = await openTestDatabase();
  for (const comments of [30, 3_000]) rooms.set(comments, await makeRoom(comments));
  // The first request of a process reads the guide's text and the types of the database.
  for (const { classroom, teacher } of rooms.values())
    await callerOf(db, teacher).guide.section({
      classroomId: classroom.id,
      path: classroom.sections[0]?.path ?? "",
    });
  await db.owner`update comments set created_at = created_at - interval '1 day'`;
});
beforeEach(() => {
  db.statements();
});
afterAll(() => db.close());

/** Sends one request and counts what the runtime role sent for it, less the session's own. */
async function count(request: Promise<unknown>): Promise<number> {
  await request;
  const sent = db.statements().filter((query) => !query.includes("pg_catalog.pg_type"));
  expect(sent.filter((query) => /^(begin|commit)/.test(query.trim()))).toHaveLength(2);
  return sent.length - SESSION;
}

describe.each([30, 3_000])("in a section of %i comments", (comments) => {
  const here = () => {
    const room = rooms.get(comments) as Room;
    const where = { classroomId: room.classroom.id };
    const sectionId = room.classroom.sections[0]?.id as string;
    return {
      ...room,
      where,
      inSection: { ...where, sectionId },
      onRoot: { ...where, commentId: room.rootId },
      as: (person: Person) => callerOf(db, person),
    };
  };

  it("a reading page takes 6 statements", async () => {
    const { as, maya, where, classroom } = here();
    expect(await count(as(maya).guide.section({ ...where, path: classroom.sections[0]?.path ?? "" }))).toBe(
      6,
    );
  });

  it("the list of claims takes 2, one claim 4, and 5 with the spread; weighing in 4", async () => {
    const { as, maya, teacher, where } = here();
    // What is printed of the claims is read once a process, like the text.
    const key = "c01";
    expect(await count(as(maya).claim.list(where))).toBe(2);
    const { claim } = await as(maya).claim.get({ ...where, key });
    await fillClaim(where.classroomId, claim.sectionId, comments);
    db.statements();
    expect(await count(as(maya).claim.get({ ...where, key }))).toBe(4);
    expect(await count(as(teacher).claim.get({ ...where, key }))).toBe(5);
    expect(await count(as(maya).claim.list(where))).toBe(2);
    expect(await count(as(teacher).claim.weighIn({ ...where, key, position: "fails", chapter: 23 }))).toBe(4);
    expect(await count(as(teacher).claim.get({ ...where, key }))).toBe(5);
  });

  it("a window of threads takes 2", async () => {
    const { as, maya, inSection } = here();
    expect(await count(as(maya).comment.list(inSection))).toBe(2);
    expect(await count(as(maya).comment.list({ ...inSection, filter: "unread", order: "oldest" }))).toBe(2);
  });

  it("a page of replies takes 1", async () => {
    const { as, maya, where, rootId } = here();
    expect(await count(as(maya).comment.replies({ ...where, rootId }))).toBe(1);
  });

  it("a permalink to a thread takes 3", async () => {
    const { as, maya, onRoot } = here();
    expect(await count(as(maya).comment.threadAt(onRoot))).toBe(3);
  });

  it("a comment and a reply take 3 each", async () => {
    const { as, maya, inSection, rootId } = here();
    const post = (parentId: string | null) =>
      as(maya).comment.create({
        ...inSection,
        id: randomUUID(),
        paragraphId: null,
        parentId,
        text: "A thought.",
      });
    expect(await count(post(null))).toBe(3);
    expect(await count(post(rootId))).toBe(3);
  });

  it("an edit takes 5, removing and hiding at most 6", async () => {
    const { as, maya, teacher, inSection, where } = here();
    const id = randomUUID();
    await as(maya).comment.create({
      ...inSection,
      id,
      paragraphId: null,
      parentId: null,
      text: "A thought.",
    });
    db.statements();
    const on = { ...where, commentId: id };
    expect(await count(as(maya).comment.update({ ...on, version: 1, text: "Another." }))).toBe(5);
    expect(await count(as(teacher).comment.pin({ ...on, pinned: true }))).toBe(5);
    expect(await count(as(teacher).moderation.hide({ ...on, reason: "Off the text." }))).toBe(6);
    expect(await count(as(teacher).moderation.restore(on))).toBe(6);
    expect(await count(as(maya).comment.delete(on))).toBe(5);
  });

  it("marking threads as seen takes at most 3, a whole section 1", async () => {
    const { as, maya, inSection, rootId, cursors } = here();
    const seen = (rootIds: string[]) =>
      as(maya).comment.markSeen({ ...inSection, rootIds, all: rootIds.length === 0, upTo: cursors.maya });
    expect(await count(seen([rootId]))).toBeLessThanOrEqual(3);
    expect(await count(seen([]))).toBe(1);
  });

  it("keeping how far one has read takes 1", async () => {
    const { as, maya, inSection, classroom } = here();
    const paragraphId = classroom.sections[0]?.paragraphIds[1] as string;
    const keep = () => as(maya).reading.keep({ ...inSection, paragraphId, reachedId: paragraphId });
    expect(await count(keep())).toBe(1);
    expect(await count(keep())).toBe(1);
  });

  it("the home page takes 8", async () => {
    const { as, maya, where } = here();
    expect(await count(as(maya).classroom.home(where))).toBe(8);
  });

  it("a search takes 6, whatever it finds, and one that has nothing to look for 1", async () => {
    const { as, maya, where } = here();
    for (const q of ["calmly", "calm", "nowhere", '"remembers it calmly"', "Hailshem", "kathy memory"])
      expect(await count(as(maya).search.query({ ...where, q })), q).toBe(6);
    expect(await count(as(maya).search.query({ ...where, q: "calmly", group: "threads" }))).toBe(3);
    expect(await count(as(maya).search.query({ ...where, q: "calmly", frame: true }))).toBe(7);
    expect(await count(as(maya).search.query({ ...where, q: "the" }))).toBe(1);
  });

  it("the boards take 2, one of them and my notes 3", async () => {
    const { as, maya, where } = here();
    const { themes } = await as(maya).notes.boards(where);
    db.statements();
    expect(await count(as(maya).notes.boards(where))).toBe(2);
    expect(await count(as(maya).notes.board({ ...where, themeId: themes[0]?.id ?? "" }))).toBe(3);
    expect(await count(as(maya).notes.mine({ ...where, q: "calmly" }))).toBe(3);
  });

  it("members and reports take 2 each, a report 4, resolving one 3", async () => {
    const { as, teacher, maya, where } = here();
    expect(await count(as(teacher).classroom.members(where))).toBeLessThanOrEqual(3);
    expect(await count(as(teacher).moderation.reports(where))).toBe(2);
    const [free] = await db.owner`
      select c.id from comments c where c.classroom_id = ${where.classroomId} and c.author_id = ${teacher.userId}
        and not exists (select 1 from comment_reports r where r.comment_id = c.id) limit 1`;
    const id = randomUUID();
    const report = { ...where, id, commentId: free?.id as string, reason: "Off the text." };
    expect(await count(as(maya).moderation.report(report))).toBe(4);
    expect(await count(as(teacher).moderation.resolve({ ...where, reportId: id }))).toBe(3);
  });

  it("a catch-up takes 3 for a student, with reports 4 for a teacher", async () => {
    const { as, maya, teacher, cursors } = here();
    expect(await count(as(maya).live.since({ cursor: cursors.maya }))).toBe(3);
    expect(await count(as(teacher).live.since({ cursor: cursors.teacher }))).toBe(4);
  });

  // Last, since it is news to the class.
  it("a question takes 3 before one has answered, and 6 with every answer and reply", async () => {
    const { as, maya, teacher, classroom } = here();
    const on = await askPrompt(db, classroom, { title: `Of ${comments}` });
    const many = { threads: comments / 5, replies: 4, sectionId: on.assignmentId };
    await fillSection(db, classroom, [teacher], many);
    await makeAnswers(db, on.assignmentId);
    db.statements();
    expect(await count(as(maya).prompt.get(on))).toBe(3);
    await openTo(db, on.assignmentId, maya);
    db.statements();
    const page = as(maya).prompt.get(on);
    expect(await count(page)).toBe(6);
    expect((await page).threads?.comments.length).toBeGreaterThanOrEqual(30);
    expect(await count(as(teacher).prompt.ledger(on))).toBe(4);
    expect(await count(as(maya).prompt.list({ classroomId: on.classroomId }))).toBe(2);
  });

  it("a debate takes 7 for a student and 6 for a teacher, whatever was said; a claim 6, a vote 4", async () => {
    const { as, maya, teacher, classroom } = here();
    const on = await openDebate(db, classroom, { motion: `Of ${comments}` });
    const many = { threads: comments / 5, replies: 4, sectionId: on.debateId };
    await fillSection(db, classroom, [teacher], many);
    await makeClaims(db, on.debateId);
    await seatOn(db, on, maya, "for");
    await moveTo(db, on, "opening");
    const passages = [await passageOf(db, classroom)];
    db.statements();
    const page = as(maya).debate.get(on);
    expect(await count(page)).toBe(7);
    expect((await page).claims.length).toBe(Math.min(comments, 300));
    expect(await count(as(teacher).debate.get(on))).toBe(6);
    const board = as(teacher).debate.get({ ...on, newest: true });
    expect(await count(board)).toBe(6);
    const { claims: last, nextCursor } = await board;
    expect(last.length).toBe(Math.min(comments, 300));
    expect(last.at(-1)?.number).toBe((comments / 5) * 4);
    expect(nextCursor).toBeNull();
    expect(await count(as(maya).debate.list({ classroomId: on.classroomId }))).toBe(2);
    const words = { kind: "claim", side: "for", answersId: null, text: "One point." } as const;
    // The text of a section is read once a process.
    await as(maya).debate.say({ ...on, ...words, id: randomUUID(), passages });
    db.statements();
    expect(await count(as(maya).debate.say({ ...on, ...words, id: randomUUID(), passages }))).toBe(6);
    await moveTo(db, on, "entry_vote");
    db.statements();
    const vote = { ...on, choice: "for", confidence: 4, movedBy: null } as const;
    expect(await count(as(maya).debate.vote(vote))).toBe(4);
    expect(await count(as(teacher).debate.turnout(on))).toBe(2);
  });
});
