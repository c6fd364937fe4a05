import { afterAll, beforeAll, expect, it } from "vitest";
import { fillSection, makeClaims } from "../testing/crowd";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Held, openDebate } from "../testing/debates";
import { type Classroom, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { explain, touched } from "../testing/plans";
import { listClaims, listNewestClaims } from "./claims";
import { listDebates } from "./list";

// What a debate and the list of debates cost where the class has written much elsewhere.

let db: TestDatabase;
let maya: Person;
let classroom: Classroom;
let on: Held;
const CLAIMS = 30;
beforeAll(async () => {
  db = await openTestDatabase();
  const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya Lindqvist");
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, maya);
  on = await openDebate(db, classroom);
  await fillSection(db, classroom, [teacher], { threads: CLAIMS / 5, replies: 4, sectionId: on.debateId });
  await makeClaims(db, on.debateId);
  await fillSection(db, classroom, [teacher, maya], { threads: 300, replies: 19 });
  await db.owner`vacuum analyze`;
}, 60_000);
afterAll(() => db.close());

const plansOf = (mode: "force_custom_plan" | "force_generic_plan", read: Parameters<typeof explain>[4]) =>
  explain(db, maya, classroom.id, mode, read);

it.each(["force_custom_plan", "force_generic_plan"] as const)(
  "reads what was said in a debate, and not what was said elsewhere: %s",
  async (mode) => {
    const claims = await plansOf(mode, (tx, actor) => listClaims(tx, actor, { debateId: on.debateId }));
    const newest = await plansOf(mode, (tx, actor) => listNewestClaims(tx, actor, on.debateId));
    const list = await plansOf(mode, (tx, actor) => listDebates(tx, actor, 0));
    for (const plans of [claims, newest, list]) {
      expect(plans.flatMap((plan) => plan.scanned)).not.toContain("comments");
      expect(Math.max(...plans.map((plan) => plan.rowsMax))).toBeLessThanOrEqual(2 * CLAIMS);
    }
    expect(touched(list)).toBeLessThan(600);
  },
);
