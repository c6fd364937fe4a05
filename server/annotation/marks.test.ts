import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { markAs, themesOf } from "../testing/notes";

// What PostgreSQL packs is unpacked as it was written.

let db: TestDatabase;
let classroom: Classroom;
let maya: Person;

beforeAll(async () => {
  db = await openTestDatabase();
  const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, maya);
});
afterAll(() => db.close());

const LONG = "She says it as if it were nothing, and that is it. ".repeat(6).trim();
const ADDRESS = `https://example.org/${"a".repeat(300)}`;

it.each([
  ['It\'s *so* calm & "kind"\n\nTo whom?', 'It\'s so calm & "kind" To whom?'],
  [LONG, LONG.slice(0, 120)],
  [`[A page](${ADDRESS}) on it`, "A page on it"],
])("a mark carries the beginning of its note's words: %s", async (text, excerpt) => {
  const themeIds = (await themesOf(db, classroom)).slice(1, 3).map((theme) => theme.id);
  const { id } = await markAs(db, classroom, maya, { text, themeIds });
  const { marks } = await callerOf(db, maya).annotation.marks({
    classroomId: classroom.id,
    sectionId: classroom.sections[0]?.id ?? "",
  });
  const mark = marks.find((one) => one.id === id);
  expect(mark).toMatchObject({ excerpt, authorId: maya.userId, audience: "class", replyCount: 0 });
  expect(new Set(mark?.themeIds)).toEqual(new Set(themeIds));
});
