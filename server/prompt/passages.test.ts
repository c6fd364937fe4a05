import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getSectionText } from "../guide/text";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { markAs, themesOf } from "../testing/notes";
import { askPrompt, SUBSTANCE } from "../testing/prompts";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let priya: Person;
let classroom: Classroom;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  priya = await makePerson(db, "Priya N.");
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya]) await join(db, classroom, student);
});
afterAll(() => db.close());

/** The first words of the guide as a browser would cite them. */
async function firstWords() {
  const sectionId = classroom.sections[0]?.id as string;
  const [row] = await db.owner<
    { id: string }[]
  >`select guide_version_id as id from classrooms where id = ${classroom.id}`;
  const versionId = row?.id as string;
  const { text } = await getSectionText(db.context.database.queries, versionId, sectionId);
  return {
    sectionId,
    versionId,
    exact: text.slice(0, text.indexOf(" ", 20)),
    start: 0,
    end: text.indexOf(" ", 20),
  };
}

describe("what an answer rests on", () => {
  it("is shown with it to who hears it, where it stands", async () => {
    const on = await askPrompt(db, classroom, { passagesMin: 1 });
    const passage = await firstWords();
    const commit = (person: Person, passages: object[]) =>
      callerOf(db, person).answer.commit({
        ...on,
        id: randomUUID(),
        text: SUBSTANCE,
        passages: passages as never,
      });
    await expect(commit(maya, [])).rejects.toThrow("asks for a passage");
    await expect(commit(maya, [{ ...passage, exact: "Words that are not there" }])).rejects.toMatchObject({
      cause: { code: "INVALID" },
    });
    const { id } = await commit(maya, [passage]);
    expect((await callerOf(db, priya).prompt.get(on)).cited).toEqual({});
    await commit(priya, [passage]);
    const { cited } = await callerOf(db, priya).prompt.get(on);
    expect(cited[id]).toEqual([
      expect.objectContaining({
        exact: passage.exact,
        start: 0,
        path: classroom.sections[0]?.path,
        number: 1,
      }),
    ]);
  });

  it("is replaced with the answer that is handed in anew", async () => {
    const on = await askPrompt(db, classroom);
    const passage = await firstWords();
    const commit = (passages: object[]) =>
      callerOf(db, maya).answer.commit({
        ...on,
        id: randomUUID(),
        text: `${SUBSTANCE} ${passages.length}.`,
        passages: passages as never,
      });
    const { id } = await commit([passage, passage]);
    await callerOf(db, teacher).answer.sendBack({ classroomId: on.classroomId, commentId: id, why: "" });
    await commit([passage]);
    expect((await callerOf(db, maya).prompt.get(on)).cited[id]).toHaveLength(1);
  });

  it("goes under the theme that the class marks it with most, by what everybody may see", async () => {
    const on = await askPrompt(db, classroom, { hasGate: false });
    await callerOf(db, maya).answer.commit({
      ...on,
      id: randomUUID(),
      text: SUBSTANCE,
      passages: [await firstWords()] as never,
    });
    const theme = async () => Object.values((await callerOf(db, maya).prompt.get(on)).cited)[0]?.[0]?.themeId;
    expect(await theme()).toBeNull();
    const [first, second] = (await themesOf(db, classroom)).map(({ id }) => id);
    const mark = (who: Person, themeId: string | undefined, audience: "class" | "private" | "teachers") =>
      markAs(db, classroom, who, { themeIds: [themeId ?? ""], audience });
    // What not everybody sees moves nothing, not even for who wrote it.
    for (const audience of ["private", "teachers"] as const) await mark(maya, first, audience);
    expect(await theme()).toBeNull();
    await mark(priya, second, "class");
    expect(await theme()).toBe(second);
    for (const who of [maya, teacher]) await mark(who, first, "class");
    expect(await theme()).toBe(first);
  });
});
