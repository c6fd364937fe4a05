import { afterAll, beforeAll, expect, it } from "vitest";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { markSection } from "../testing/crowd";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { explain, touched } from "../testing/plans";
import { listMarks } from "./queries";

// By PostgreSQL's own account and never by the clock, as in server/comment/speed.test.ts.

let db: TestDatabase;
let classroom: Classroom;
let maya: Person;
let versionId: string;
let themeIds: string[];

beforeAll(async () => {
  db = await openTestDatabase();
  const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  const priya = await makePerson(db, "Priya N.");
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya]) await join(db, classroom, student);
  for (const [at, section] of classroom.sections.entries())
    await markSection(db, classroom, [maya, priya], { marks: at === 0 ? 500 : 600, sectionId: section.id });
  const [row] = await db.owner`select guide_version_id as id from classrooms where id = ${classroom.id}`;
  versionId = row?.id;
  const themes = await db.owner`select id from themes where classroom_id = ${classroom.id}`;
  themeIds = themes.map(({ id }) => id);
  await db.owner`vacuum analyze`;
}, 60_000);
afterAll(() => db.close());

it("reads five hundred marks of a section among ten thousand by index, in one statement", async () => {
  const sectionId = classroom.sections[0]?.id ?? "";
  const read = (tx: Queries, actor: ClassroomActor) =>
    listMarks(tx, actor, { sectionId, versionId, themeIds });
  let found = 0;
  const plans = await explain(db, maya, classroom.id, "force_generic_plan", async (tx, actor) => {
    found = (await read(tx, actor)).length;
  });
  if (process.env.SHOW_FIGURES) console.log(plans.map(({ buffers, ms, rowsMax }) => [buffers, ms, rowsMax]));
  // Every tenth is private, and every other of those is hers.
  expect(found).toBe(450 + 25);
  expect(plans).toHaveLength(1);
  expect(plans.flatMap((plan) => plan.scanned)).not.toContain("comments");
  expect(plans.flatMap((plan) => plan.scanned)).not.toContain("annotations");
  // A mark, its comment and its theme are looked up by key: about ten pages each.
  expect(touched(plans)).toBeLessThanOrEqual(500 * 12);
});
