import { afterAll, beforeAll, expect, it } from "vitest";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { getFrameAndVersion } from "../classroom/queries";
import { markSection } from "../testing/crowd";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { explain, type Plan, touched } from "../testing/plans";
import { getBoard, getBoards } from "./boards";
import { listMyNotes } from "./mine";

// Ten thousand marks of a class, and as many of another one that no statement may touch.

let db: TestDatabase;
let classroom: Classroom;
let maya: Person;
let reading: { versionId: string; themes: Awaited<ReturnType<typeof getFrameAndVersion>>["notes"]["themes"] };

beforeAll(async () => {
  db = await openTestDatabase();
  const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  const priya = await makePerson(db, "Priya N.");
  classroom = await makeClassroom(db, teacher);
  const other = await makeClassroom(db, teacher, "Year 12");
  for (const student of [maya, priya]) await join(db, classroom, student);
  for (const student of [maya, priya]) await join(db, other, student);
  for (const room of [classroom, other])
    for (const section of room.sections)
      await markSection(db, room, [maya, priya], {
        marks: Math.ceil(10_000 / room.sections.length),
        sectionId: section.id,
      });
  await db.owner`vacuum analyze`;
  await explain(db, maya, classroom.id, "force_generic_plan", async (tx, actor) => {
    const { versionId, notes } = await getFrameAndVersion(tx, actor);
    reading = { versionId, themes: notes.themes };
    // What is read once a process.
    await getBoards(tx, actor, reading);
  });
}, 60_000);
afterAll(() => db.close());

async function plansOf(work: (tx: Queries, actor: ClassroomActor) => Promise<unknown>): Promise<Plan[]> {
  const plans = await explain(db, maya, classroom.id, "force_generic_plan", work);
  if (process.env.SHOW_FIGURES) console.log(plans.map(({ buffers, ms, rowsMax }) => [buffers, ms, rowsMax]));
  return plans;
}

it("counts ten thousand marks by theme and paragraph in one statement", async () => {
  const plans = await plansOf((tx, actor) => getBoards(tx, actor, reading));
  expect(plans).toHaveLength(1);
  expect(touched(plans)).toBeLessThanOrEqual(10_000 * 12);
});

it("shows one page of a theme and its counts in two", async () => {
  const plans = await plansOf(async (tx, actor) => {
    const first = await getBoard(tx, actor, { themeId: reading.themes[0]?.id ?? "" }, reading);
    expect(first.items).toHaveLength(30);
  });
  expect(plans).toHaveLength(2);
});

it("lists my own five thousand, searched, in two", async () => {
  const plans = await plansOf(async (tx, actor) => {
    const found = await listMyNotes(tx, actor, { q: "calmly" }, reading.versionId);
    expect(found.total).toBeGreaterThan(4_000);
  });
  expect(plans).toHaveLength(2);
});
