import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BATCH_MIN } from "#domain/prompt";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { type Asked, answerAs, askPrompt, SUBSTANCE, termsOf } from "../testing/prompts";

let db: TestDatabase;
let teacher: Person;
let students: Person[];
let classroom: Classroom;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  students = await Promise.all(
    ["Maya L.", "Priya N.", "Sam T.", "Rosa B.", "Quinn D."].map((name) => makePerson(db, name)),
  );
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '2 days', written_at = written_at - interval '2 days'`;
  classroom = await makeClassroom(db, teacher);
  for (const student of students) await join(db, classroom, student);
});
afterAll(() => db.close());

const nth = (n: number) => students[n] as Person;
const listed = async (person: Person, on: Asked) =>
  (await callerOf(db, person).comment.list({ classroomId: on.classroomId, sectionId: on.assignmentId }))
    .comments;
const reply = (person: Person, on: Asked, parentId: string) =>
  callerOf(db, person).comment.create({
    classroomId: on.classroomId,
    id: randomUUID(),
    sectionId: on.assignmentId,
    paragraphId: null,
    parentId,
    text: "Say more.",
  });

describe("an anonymous question", () => {
  it("shows no answer before there are three, and then all of them at once", async () => {
    const on = await askPrompt(db, classroom, { isAnonymous: true });
    await answerAs(db, nth(0), on);
    await answerAs(db, nth(1), on);
    expect(await listed(nth(0), on)).toHaveLength(1);
    await answerAs(db, nth(2), on);
    for (const person of students.slice(0, BATCH_MIN)) expect(await listed(person, on)).toHaveLength(3);
    await answerAs(db, nth(3), on);
    expect(await listed(nth(0), on)).toHaveLength(3);
    expect(await listed(nth(3), on)).toHaveLength(4);
    expect(await listed(teacher, on)).toHaveLength(4);
  });

  it("brings in those who were too few when the time is over, and who is late waits again", async () => {
    const on = await askPrompt(db, classroom, { isAnonymous: true });
    await answerAs(db, nth(0), on);
    await answerAs(db, nth(1), on);
    expect(await listed(nth(0), on)).toHaveLength(1);
    await db.owner`update answers set committed_at = committed_at - interval '2 hours' where assignment_id = ${on.assignmentId}`;
    await db.owner`update assignments set due_at = now() - interval '1 hour' where id = ${on.assignmentId}`;
    // Both look in the same moment; who has not answered is told no more than before.
    const [early] = await Promise.all([nth(2), nth(0)].map((person) => callerOf(db, person).prompt.get(on)));
    expect(early).toMatchObject({ threads: null, prompt: { waiting: 2 } });
    for (const person of [nth(0), nth(1)]) expect(await listed(person, on)).toHaveLength(2);
    await answerAs(db, nth(2), on);
    await callerOf(db, nth(0)).prompt.get(on);
    expect(await listed(nth(0), on)).toHaveLength(2);
    expect(await listed(nth(2), on)).toHaveLength(3);
  });

  it("tells classmates a made-up name and the day, and teachers who it is", async () => {
    const on = await askPrompt(db, classroom, { isAnonymous: true });
    for (const person of students.slice(0, 3))
      await answerAs(db, person, on, { text: "One two three four five six." });
    const [mine, ...others] = [...(await listed(nth(0), on))].sort(
      (a, b) => Number(b.author?.id === nth(0).userId) - Number(a.author?.id === nth(0).userId),
    );
    expect(mine).toMatchObject({
      author: { name: nth(0).name },
      alias: expect.stringMatching(/^[A-Z][a-z]+$/),
    });
    expect(others).toHaveLength(2);
    const answer = JSON.stringify(others);
    for (const person of students.slice(1, 3)) {
      expect(answer).not.toContain(person.userId);
      expect(answer).not.toContain(person.name);
    }
    for (const one of others) {
      expect(one.createdAt).toMatch(/T00:00:00\.000Z$/);
      expect(one.alias).toBeNull();
    }
    const known = await listed(teacher, on);
    expect(known.map(({ author }) => author?.name).sort()).toEqual(
      students
        .slice(0, 3)
        .map(({ name }) => name)
        .sort(),
    );
    expect(known.map(({ alias }) => alias).sort()).toEqual(
      [mine?.alias, ...others.map(({ author }) => author?.name)].sort(),
    );
  });

  it("keeps the name in replies, to whom they answer, and after names are shown again", async () => {
    const on = await askPrompt(db, classroom, { isAnonymous: true });
    for (const person of students.slice(0, 3)) await answerAs(db, person, on, { text: SUBSTANCE });
    const root = (await listed(nth(0), on)).find(({ author }) => author?.id === nth(0).userId);
    const first = await reply(nth(1), on, root?.id ?? "");
    await reply(nth(2), on, first.id);
    await reply(teacher, on, first.id);
    const { prompt } = await callerOf(db, teacher).prompt.get(on);
    const before = termsOf({ isAnonymous: true, dueAt: prompt.dueAt, opensAt: prompt.opensAt });
    await callerOf(db, teacher).prompt.change({ ...on, ...before, isAnonymous: false, before });
    const seen = await listed(nth(0), on);
    const text = JSON.stringify(seen);
    for (const person of students.slice(1, 3)) {
      expect(text).not.toContain(person.userId);
      expect(text).not.toContain(person.name);
    }
    const answered = seen.find(({ id }) => id === first.id);
    expect(seen.map(({ answers }) => answers?.name).filter(Boolean)).toEqual([
      answered?.author?.name,
      answered?.author?.name,
    ]);
    expect(text).toContain("Ms Okafor");
  });

  it("gives a name to who replies before answering, where there is no gate", async () => {
    const on = await askPrompt(db, classroom, { isAnonymous: true, hasGate: false });
    for (const person of students.slice(0, 3)) await answerAs(db, person, on, { text: SUBSTANCE });
    const [root] = await listed(nth(4), on);
    const said = await reply(nth(4), on, root?.id ?? "");
    expect(said.alias).toMatch(/^[A-Z]/);
    const seen = (await listed(nth(0), on)).find(({ id }) => id === said.id);
    expect(seen?.author).toMatchObject({ name: said.alias });
    expect(JSON.stringify(seen)).not.toContain(nth(4).userId);
  });

  it("says nothing in search that a page does not", async () => {
    const on = await askPrompt(db, classroom, { isAnonymous: true });
    for (const person of students.slice(0, 3)) await answerAs(db, person, on, { text: SUBSTANCE });
    const { search } = callerOf(db, nth(0));
    const found = JSON.stringify(await search.query({ classroomId: on.classroomId, q: "hailsham picture" }));
    expect(found).toContain("picture");
    for (const person of students.slice(1, 3)) {
      expect(found).not.toContain(person.name);
      expect(found).not.toContain(person.userId);
    }
  });
});
