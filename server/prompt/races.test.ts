import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { EditionRoom } from "../testing/edition-room";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { type Asked, answerAs, askPrompt, inDays, SUBSTANCE, termsOf } from "../testing/prompts";

// What happens between the moment somebody begins to write and the moment it is handed in.

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let priya: Person;
let sam: Person;
let classroom: Classroom;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  [maya, priya, sam] = (await Promise.all(
    ["Maya L.", "Priya N.", "Sam T."].map((name) => makePerson(db, name)),
  )) as [Person, Person, Person];
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '2 days', written_at = written_at - interval '2 days'`;
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya]) await join(db, classroom, student);
});
afterAll(() => db.close());

const pageOf = async (person: Person, on: Asked) => (await callerOf(db, person).prompt.get(on)).prompt;
const draft = (person: Person, on: Asked, text: string, version = 0) =>
  callerOf(db, person).answer.saveDraft({ ...on, text, passages: [], version });
const withdraw = (on: Asked) => callerOf(db, teacher).assignment.withdraw(on);
const answersTo = (on: Asked) => db.owner<{ author_id: string; is_late: boolean }[]>`
  select author_id, is_late from answers where assignment_id = ${on.assignmentId} and removed_at is null`;

/** Other terms for a question that was asked with `termsOf()`. */
async function change(on: Asked, more: Partial<ReturnType<typeof termsOf>>): Promise<void> {
  const { opensAt, dueAt } = await pageOf(teacher, on);
  const before = { ...termsOf(), opensAt, dueAt };
  await callerOf(db, teacher).prompt.change({ ...on, ...before, ...more, before });
}

describe("while somebody writes an answer", () => {
  it("the deadline moves: the one that stands when it is handed in counts", async () => {
    const on = await askPrompt(db, classroom);
    await draft(maya, on, "I think");
    await change(on, { dueAt: inDays(5), takesLate: false });
    expect(Date.parse((await pageOf(maya, on)).dueAt)).toBeGreaterThan(Date.now() + 4 * 86_400_000);
    await db.owner`update assignments set due_at = now() - interval '1 second' where id = ${on.assignmentId}`;
    await expect(answerAs(db, maya, on)).rejects.toMatchObject({ cause: { code: "CLOSED" } });
    expect((await pageOf(maya, on)).mine?.draft?.text).toBe("I think");
  });

  it("more is asked: what was handed in before stays, and what comes now has to reach it", async () => {
    const on = await askPrompt(db, classroom);
    await answerAs(db, maya, on);
    await change(on, { wordsMin: 50 });
    expect((await pageOf(maya, on)).mine?.state).toBe("in");
    await expect(answerAs(db, priya, on)).rejects.toThrow("at least 50 words");
  });

  it("the question is withdrawn: it is refused, and the draft is kept", async () => {
    const on = await askPrompt(db, classroom);
    await draft(maya, on, "I was not finished");
    await withdraw(on);
    await expect(answerAs(db, maya, on)).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    const kept = await db.owner`select text from answer_drafts where assignment_id = ${on.assignmentId}`;
    expect(kept.map(({ text }) => text)).toEqual(["I was not finished"]);
  });

  it("both happen in the same instant: it is in, or it is refused, and never half", async () => {
    for (let turn = 0; turn < 6; turn++) {
      const on = await askPrompt(db, classroom);
      const [handed] = await Promise.allSettled([answerAs(db, maya, on), withdraw(on)]);
      expect((await answersTo(on)).length).toBe(handed.status === "fulfilled" ? 1 : 0);
      await db.owner`update comments set created_at = created_at - interval '1 day'`;
    }
  });

  it("two send different answers in one moment from two pages: one is the answer, and the other is told", async () => {
    const on = await askPrompt(db, classroom);
    const sent = await Promise.allSettled(
      ["This was the phone.", "This was the laptop."].map((end) =>
        answerAs(db, maya, on, { text: `${SUBSTANCE} ${end}` }),
      ),
    );
    expect(sent.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(sent.find((one) => one.status === "rejected")?.reason).toMatchObject({
      cause: { code: "CONFLICT" },
    });
    expect(await answersTo(on)).toHaveLength(1);
  });

  it("the due moment passes: by the server's clock, whatever the device says", async () => {
    const on = await askPrompt(db, classroom);
    const { now } = await pageOf(maya, on);
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
    await db.owner`update assignments set due_at = now() - interval '1 second' where id = ${on.assignmentId}`;
    await answerAs(db, maya, on);
    expect(await answersTo(on)).toEqual([{ author_id: maya.userId, is_late: true }]);
  });
});

describe("people", () => {
  it("who come later answer too, where the whole class is asked, and are told of it", async () => {
    const on = await askPrompt(db, classroom);
    await answerAs(db, maya, on);
    await join(db, classroom, sam);
    expect(await pageOf(sam, on)).toMatchObject({ waiting: 1, mine: { state: "none" } });
    await answerAs(db, sam, on);
    const { lines } = await callerOf(db, teacher).prompt.ledger(on);
    expect(lines.map(({ name, state }) => [name, state])).toEqual([
      ["Maya L.", "in"],
      ["Priya N.", "none"],
      ["Sam T.", "in"],
    ]);
  });

  it("who leave midway hand in nothing any more; what they said stays with who heard it", async () => {
    const on = await askPrompt(db, classroom);
    const hers = await answerAs(db, maya, on);
    await draft(priya, on, "Half of it");
    const { classroom: api } = callerOf(db, teacher);
    for (const { userId } of [maya, priya])
      await api.removeMember({ classroomId: classroom.id, userId, keepOut: false });
    await expect(answerAs(db, priya, on)).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    await expect(pageOf(maya, on)).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    const { threads, prompt } = await callerOf(db, teacher).prompt.get(on);
    expect(threads?.comments.map(({ id }) => id)).toEqual([hers.id]);
    expect(prompt.students).toBe(0);
  });

  it("who is moved while writing answers where they sit then", async () => {
    const groups = [
      { name: "One", userIds: [maya.userId] },
      { name: "Two", userIds: [priya.userId] },
    ];
    const on = await askPrompt(db, classroom, { people: { who: "groups", groups } });
    await draft(priya, on, "Half of it");
    const [one] =
      await db.owner`select id from discussions where assignment_id = ${on.assignmentId} and name = 'One'`;
    await callerOf(db, teacher).prompt.grant({ ...on, userId: priya.userId, discussionId: one?.id });
    const hers = await answerAs(db, maya, on);
    await answerAs(db, priya, on);
    const { threads } = await callerOf(db, priya).prompt.get(on);
    expect(threads?.comments.map(({ id }) => id)).toContain(hers.id);
    await expect(
      callerOf(db, teacher).prompt.grant({ ...on, userId: priya.userId, discussionId: randomUUID() }),
    ).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
  });
});

describe("a passage that has since changed", () => {
  const LEAD = "Kathy drives alone, and remembers what was said at the pond that day.";
  const PATH = "plot/pond";

  it("is cited where it stands now, with what it said; and where it is gone, it is kept as it was", async () => {
    const room = await EditionRoom.open(db, {
      [PATH]: { lead: LEAD, after: "Nobody asked who had told it." },
    });
    const reader = await room.member("Rosa B.");
    const id = randomUUID();
    await callerOf(db, room.teacher).prompt.create({
      classroomId: room.classroomId,
      id,
      ...termsOf({ passagesMin: 1 }),
      source: { from: "own" },
      people: { who: "class" },
      isPublished: true,
    });
    const sectionId = await room.sectionId(PATH);
    const cite = (exact: string, start: number) => ({
      sectionId,
      versionId: room.first,
      exact,
      start,
      end: start + exact.length,
    });
    // The text moves on while the page that was read stays open.
    await room.moveTo({
      [PATH]: { lead: `It begins in the car. ${LEAD}`, late: "And much later they laughed." },
    });
    const { id: answerId } = await callerOf(db, reader).answer.commit({
      classroomId: room.classroomId,
      assignmentId: id,
      id: randomUUID(),
      text: SUBSTANCE,
      passages: [cite("Kathy drives alone", 0), cite("Nobody asked", LEAD.length + 1)],
    });
    const { cited } = await callerOf(db, reader).prompt.get({
      classroomId: room.classroomId,
      assignmentId: id,
    });
    expect(cited[answerId]).toEqual([
      expect.objectContaining({ exact: "Kathy drives alone", start: 22, path: PATH }),
      expect.objectContaining({ exact: "Nobody asked", start: null }),
    ]);
  });
});
