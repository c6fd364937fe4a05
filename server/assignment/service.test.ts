import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeNoteAs } from "../testing/class-notes";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { LEDGER_WINDOW } from "./queries";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let classroom: Classroom;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya");
});
beforeEach(async () => {
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, maya);
});
afterAll(() => db.close());

const here = () => ({ classroomId: classroom.id });
const as = (person: Person) => callerOf(db, person).assignment;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const ruleOf = (more: object = {}) => ({
  sectionIds: [classroom.sections[0]?.id as string],
  notesMin: 2,
  needsTheme: true,
  needsReason: true,
  instructions: "Point at something.",
  dueAt: inDays(2),
  ...more,
});
async function ask(more: object = {}) {
  const rule = ruleOf(more);
  const assignmentId = randomUUID();
  await as(teacher).createReading({ ...here(), id: assignmentId, ...rule });
  return { on: { ...here(), assignmentId }, rule };
}
const tallyOf = async (on: { classroomId: string; assignmentId: string }) => {
  const { assignment } = await as(maya).get(on);
  const { lines } = await as(teacher).ledger(on);
  // The student and the teacher are told the same.
  expect(lines.find(({ userId }) => userId === maya.userId)?.tally).toEqual(assignment.tally);
  const { lastAt, ...counts } = assignment.tally ?? {};
  return counts;
};

describe("a reading assignment", () => {
  it("is asked once for an id, and said to the class", async () => {
    const { on, rule } = await ask();
    await as(teacher).createReading({ ...here(), id: on.assignmentId, ...rule });
    await expect(
      as(teacher).createReading({ ...here(), id: on.assignmentId, ...rule, notesMin: 5 }),
    ).rejects.toThrow("This was saved once before");
    const { items } = await as(maya).list(here());
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ notesMin: 2, teacherName: "Ms Okafor", done: null, isPast: false });
    expect((await as(teacher).list(here())).items[0]?.done).toEqual({ students: 0, of: 1 });
  });

  it("counts what has all that is asked, and that a teacher can see", async () => {
    const { on } = await ask();
    expect(await tallyOf(on)).toEqual({ inTime: 0, late: 0, withoutTheme: 0, withoutReason: 0 });
    await makeNoteAs(db, classroom, maya);
    await makeNoteAs(db, classroom, maya, { audience: "teachers" });
    await makeNoteAs(db, classroom, maya, { text: null });
    await makeNoteAs(db, classroom, maya, { themed: false });
    await makeNoteAs(db, classroom, maya, { audience: "private" });
    await makeNoteAs(db, classroom, maya, { section: 1 });
    const hidden = await makeNoteAs(db, classroom, maya);
    await callerOf(db, teacher).moderation.hide({ ...here(), commentId: hidden, reason: "Unkind." });
    const removed = await makeNoteAs(db, classroom, maya);
    await callerOf(db, maya).comment.delete({ ...here(), commentId: removed });
    expect(await tallyOf(on)).toEqual({ inTime: 2, late: 0, withoutTheme: 1, withoutReason: 1 });
    expect((await as(teacher).list(here())).items[0]?.done).toEqual({ students: 1, of: 1 });
    const { inTime, late, total } = await as(teacher).ledger(on);
    expect({ inTime, late, total }).toEqual({ inTime: 1, late: 0, total: 1 });
  });

  it("does not count what was there before it, and tells what came late", async () => {
    const early = await makeNoteAs(db, classroom, maya);
    await db.owner`update comments set created_at = now() - interval '1 hour' where id = ${early}`;
    const { on } = await ask();
    await makeNoteAs(db, classroom, maya);
    await makeNoteAs(db, classroom, maya);
    const [last] = await db.owner`select max(created_at) as at from comments`;
    await db.owner`update assignments set due_at = ${last?.at}::timestamptz - interval '1 millisecond', opens_at = now() - interval '30 minutes'
      where id = ${on.assignmentId}`;
    await db.owner`update comments set created_at = ${last?.at}::timestamptz - interval '1 minute'
      where id = (select id from comments where author_id = ${maya.userId} and id <> ${early} order by created_at limit 1)`;
    expect(await tallyOf(on)).toMatchObject({ inTime: 1, late: 1 });
    const ledger = await as(teacher).ledger(on);
    expect({ inTime: ledger.inTime, late: ledger.late }).toEqual({ inTime: 0, late: 1 });
  });

  it("is changed, and what was done still counts", async () => {
    const { on, rule } = await ask();
    await makeNoteAs(db, classroom, maya, { text: null });
    const change = { ...on, ...rule, needsReason: false, notesMin: 1 };
    await as(teacher).changeReading({ ...change, before: rule });
    expect(await tallyOf(on)).toMatchObject({ inTime: 1, withoutReason: 0 });
    await expect(as(teacher).changeReading({ ...change, notesMin: 4, before: rule })).rejects.toThrow(
      "Another teacher has changed this assignment meanwhile.",
    );
    // Its words can be put right when its deadline is over.
    const over = inDays(-1);
    await db.owner`update assignments set due_at = ${over} where id = ${on.assignmentId}`;
    const now = { ...rule, needsReason: false, notesMin: 1, dueAt: over };
    await as(teacher).changeReading({ ...on, ...now, instructions: "Two lines.", before: now });
    await expect(
      as(teacher).changeReading({
        ...on,
        ...now,
        dueAt: inDays(-2),
        before: { ...now, instructions: "Two lines." },
      }),
    ).rejects.toThrow("That moment is past.");
  });

  it("is withdrawn, and students do not see it any more", async () => {
    const { on } = await ask();
    await as(teacher).withdraw(on);
    await as(teacher).withdraw(on);
    expect((await as(maya).list(here())).items).toEqual([]);
    expect((await as(maya).due(here())).items).toEqual([]);
    await expect(as(maya).get(on)).rejects.toThrow();
    expect((await as(teacher).get(on)).assignment.withdrawnAt).not.toBeNull();
  });

  it("is refused for a moment that is past, a strange section, and one that opens later", async () => {
    await expect(ask({ dueAt: inDays(-1) })).rejects.toThrow("That moment is past.");
    await expect(ask({ dueAt: inDays(500) })).rejects.toThrow("within the next thirteen months");
    await expect(ask({ sectionIds: [randomUUID()] })).rejects.toThrow(
      "One of these sections is not in the guide",
    );
    await expect(ask({ sectionIds: [] })).rejects.toThrow("Choose at least one section.");
    const { items } = await callerOf(db, teacher).guide.parts(here());
    const partKey = items[0]?.key ?? "";
    await callerOf(db, teacher).guide.lockPart({ ...here(), partKey, until: inDays(3) });
    await expect(ask({ dueAt: inDays(2) })).rejects.toThrow("is locked for students until after that.");
    const { on } = await ask({ dueAt: inDays(4) });
    const { assignment } = await as(maya).get(on);
    expect(assignment.sections[0]?.opensAt).not.toBeNull();
    expect(
      (await db.owner`select count(*)::int as n from assignments where classroom_id = ${classroom.id}`)[0]?.n,
    ).toBe(1);
  });

  it("has a ledger in windows", async () => {
    await db.owner`
      with people as (insert into users (name, username, role)
        select 'Reader ' || n, left(${classroom.id}, 8) || n, 'student' from generate_series(1, ${LEDGER_WINDOW}) n returning id, name)
      insert into classroom_members (classroom_id, user_id, role, name)
      select ${classroom.id}, id, 'student', name || left(id::text, 8) from people`;
    const { on } = await ask();
    const first = await as(teacher).ledger(on);
    expect(first.lines).toHaveLength(LEDGER_WINDOW);
    expect(first.total).toBe(LEDGER_WINDOW + 1);
    const rest = await as(teacher).ledger({ ...on, cursor: first.nextCursor ?? "" });
    expect(rest.lines).toHaveLength(1);
    expect(rest.nextCursor).toBeNull();
  });
});
