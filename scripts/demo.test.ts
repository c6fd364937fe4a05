import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "#server/testing/database";
import { seedDemo } from "./demo";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await db.close();
});

test("the demo's class is made through the services, with questions answered behind their gates", async () => {
  vi.stubEnv("NEXTAUTH_SECRET", "a secret of the tests, long enough to be one");
  const accounts = await seedDemo(db.owner, db.runtimeUrl, join(import.meta.dirname, ".."));
  expect(accounts.map(({ role }) => role)).toEqual(["teacher", "student", "student"]);
  const prompts = await db.owner<
    { title: string; is_draft: boolean; answers: number; waiting: number; replies: number }[]
  >`
    select p.title, p.published_at is null as is_draft,
      (select count(*)::int from answers x where x.assignment_id = p.assignment_id) as answers,
      (select count(*)::int from answers x where x.assignment_id = p.assignment_id and x.state = 'waiting') as waiting,
      (select count(*)::int from comments c where c.section_id = p.assignment_id and c.root_id is not null) as replies
    from prompts p order by p.title`;
  expect([...prompts]).toEqual([
    // Of those with made-up names three have come in together, and one waits for company.
    { title: "Is Ruth the villain?", is_draft: false, answers: 4, waiting: 1, replies: 0 },
    { title: "Nobody runs. Why not?", is_draft: false, answers: 6, waiting: 0, replies: 4 },
    {
      title: "What would you have asked Miss Lucy at the pavilion?",
      is_draft: true,
      answers: 0,
      waiting: 0,
      replies: 0,
    },
  ]);
  // A second start leaves it as it is.
  await seedDemo(db.owner, db.runtimeUrl, join(import.meta.dirname, ".."));
  const [count] = await db.owner`select count(*)::int as n from prompts`;
  expect(count?.n).toBe(3);
});
