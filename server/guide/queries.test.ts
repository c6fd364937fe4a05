import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";

let db: TestDatabase;
let classroom: Classroom;
let maya: Person;

beforeAll(async () => {
  db = await openTestDatabase();
  classroom = await makeClassroom(db, await makePerson(db, "Ms Okafor", { role: "teacher" }));
  maya = await makePerson(db, "Maya L.");
  await join(db, classroom, maya);
});
afterAll(() => db.close());

const read = async (path: string) => {
  const answer = await callerOf(db, maya).guide.section({ classroomId: classroom.id, path });
  if (!answer.section) throw new Error(`${path} is locked`);
  return answer;
};

const readsText = (query: string) => query.includes("v.html");

describe("getSection", () => {
  it("prints every section in the order of the contents, each leading to the next", async () => {
    const paths = classroom.sections.map((section) => section.path);
    db.statements();
    for (const [index, path] of paths.entries()) {
      const { section } = await read(path);
      expect(section.previous?.path ?? null).toBe(paths[index - 1] ?? null);
      expect(section.next?.path ?? null).toBe(paths[index + 1] ?? null);
      expect(section.contents.parts.flatMap((part) => part.sections.map((one) => one.path))).toEqual(paths);
      expect(section.paragraphs.map((one) => one.id)).toEqual(classroom.sections[index]?.paragraphIds);
      for (const { key } of section.paragraphs) expect(section.html).toContain(`id="${key}"`);
    }
    expect(db.statements().filter(readsText)).toHaveLength(paths.length);
  });

  it("numbers paragraphs from one and quotations not at all", async () => {
    for (const { path } of classroom.sections) {
      const { section } = await read(path);
      const numbers = section.paragraphs.filter((one) => one.kind === "paragraph").map((one) => one.number);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      for (const one of section.paragraphs.filter((p) => p.kind === "quotation"))
        expect(one.number).toBeNull();
    }
  });

  it("finds nothing under a path that the version lacks", async () => {
    await expect(read("plot/nowhere")).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
  });

  it("reads the text once a process and the class every time", async () => {
    const path = classroom.sections[0]?.path ?? "";
    await read(path);
    db.statements();
    await read(path);
    expect(db.statements().filter(readsText)).toHaveLength(0);
  });
});

describe("listQuestions", () => {
  it("lists them in order, without the guide's own answers", async () => {
    const { items } = await callerOf(db, maya).guide.questions({ classroomId: classroom.id });
    expect(items.map((item) => item.number)).toEqual(items.map((_, index) => index + 1));
    const answers = await db.owner<{ answer_html: string }[]>`select answer_html from question_versions`;
    expect(answers.length).toBe(items.length);
    const sent = JSON.stringify(items);
    for (const { answer_html } of answers)
      expect(sent).not.toContain(JSON.stringify(answer_html).slice(1, 60));
  });
});
