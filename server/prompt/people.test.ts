import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { type Asked, answerAs, askPrompt, inDays, SUBSTANCE } from "../testing/prompts";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let priya: Person;
let tomasz: Person;
let classroom: Classroom;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  [maya, priya, tomasz] = [
    await makePerson(db, "Maya"),
    await makePerson(db, "Priya"),
    await makePerson(db, "Tomasz"),
  ];
});
beforeEach(async () => {
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya, tomasz]) await join(db, classroom, student);
});
afterAll(() => db.close());

const grant = (on: Asked, person: Person, more: object) =>
  callerOf(db, teacher).prompt.grant({ ...on, userId: person.userId, ...more });
const get = async (on: Asked, person: Person) => (await callerOf(db, person).prompt.get(on)).prompt;
const lineOf = async (on: Asked, person: Person) =>
  (await callerOf(db, teacher).prompt.ledger(on)).lines.find(({ userId }) => userId === person.userId);
const overFor = (on: Asked) =>
  db.owner`update assignments set due_at = now() - interval '1 hour' where id = ${on.assignmentId}`;

describe("what one student is granted", () => {
  it("is another deadline, which is theirs alone, and taken back", async () => {
    const on = await askPrompt(db, classroom, { takesLate: false });
    await overFor(on);
    await expect(answerAs(db, maya, on)).rejects.toThrow();
    const dueAt = inDays(3);
    await grant(on, maya, { dueAt });
    expect((await get(on, maya)).dueAt).toBe(dueAt);
    expect(await lineOf(on, maya)).toMatchObject({ dueAt, state: "none" });
    await answerAs(db, maya, on);
    expect(await lineOf(on, maya)).toMatchObject({ state: "in", isLate: false });
    await grant(on, priya, { dueAt });
    await grant(on, priya, { dueAt: null });
    await expect(answerAs(db, priya, on)).rejects.toThrow();
  });

  it("is an excuse, and leave to hand in less, each without the other", async () => {
    const on = await askPrompt(db, classroom, { wordsMin: 200 });
    await grant(on, maya, { isExcused: true });
    expect((await get(on, maya)).mine?.isExcused).toBe(true);
    expect(await lineOf(on, maya)).toMatchObject({ state: "excused", isLetIn: false });
    await callerOf(db, priya).answer.ask({ ...on, why: "My hand is in plaster." });
    expect((await lineOf(on, priya))?.asks).toBe("My hand is in plaster.");
    await expect(answerAs(db, priya, on)).rejects.toThrow("This asks for at least 200 words");
    await grant(on, priya, { isLetIn: true });
    expect(await lineOf(on, priya)).toMatchObject({ asks: null, isLetIn: true });
    await answerAs(db, priya, on, { text: SUBSTANCE });
    expect(await lineOf(on, priya)).toMatchObject({ state: "in" });
  });

  it("is another group until there is an answer in one", async () => {
    const groups = [maya, priya].map(({ userId, name }) => ({ name: `${name}'s`, userIds: [userId] }));
    const on = await askPrompt(db, classroom, { people: { who: "groups", groups } });
    const { discussions } = await callerOf(db, teacher).prompt.ledger(on);
    expect(discussions.map(({ name }) => name)).toEqual(["Maya's", "Priya's"]);
    const to = discussions[1]?.id ?? "";
    await grant(on, maya, { discussionId: to });
    expect((await lineOf(on, maya))?.discussionId).toBe(to);
    await answerAs(db, maya, on);
    await expect(grant(on, maya, { discussionId: discussions[0]?.id })).rejects.toThrow(
      "has answered already",
    );
    const elsewhere = await askPrompt(db, classroom);
    await expect(grant(elsewhere, maya, { discussionId: to })).rejects.toThrow();
  });

  it("is being asked at all, where only some were; without a gate such a one hears the others at once", async () => {
    const on = await askPrompt(db, classroom, {
      hasGate: false,
      people: { who: "students", userIds: [maya.userId] },
    });
    await answerAs(db, maya, on);
    await expect(get(on, priya)).rejects.toThrow();
    await grant(on, priya, {});
    expect((await get(on, priya)).mine?.hears).toBe(true);
    expect((await callerOf(db, priya).prompt.get(on)).threads?.comments).toHaveLength(1);
    const gated = await askPrompt(db, classroom, { people: { who: "students", userIds: [maya.userId] } });
    await answerAs(db, maya, gated);
    await grant(gated, priya, {});
    expect((await callerOf(db, priya).prompt.get(gated)).threads).toBeNull();
    await expect(get(gated, tomasz)).rejects.toThrow();
  });
});
