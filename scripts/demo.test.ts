import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Phase, standingAt } from "#domain/debate/phases";
import { type Ballot, swingOf, swingWords } from "#domain/debate/swing";
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

test("the demo's class is made through the services, with questions answered behind their gates, and debates held", async () => {
  vi.stubEnv("NEXTAUTH_SECRET", "a secret of the tests, long enough to be one");
  // As prepare.ts hands it over: Drizzle leaves the writing of dates and JSON to whoever uses a connection it has had.
  drizzle(db.owner);
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
  await expectDebates();
  // A second start leaves it as it is.
  await seedDemo(db.owner, db.runtimeUrl, join(import.meta.dirname, ".."));
  const [count] = await db.owner`select count(*)::int as n from prompts`;
  expect(count?.n).toBe(3);
});

type DebateRow = {
  id: string;
  motion: string;
  phases: Phase[];
  starts_at: string;
  is_sealed: boolean;
  has_secret: boolean;
  claims: number;
  unanswered: number;
  early: number;
  statements: number;
  weights: number;
};

/** One debate is over, with a swing that is told; one is in its rebuttal. */
async function expectDebates(): Promise<void> {
  const [over, on] = await db.owner<DebateRow[]>`
    select d.assignment_id as id, d.motion, d.phases, d.starts_at, d.sealed_at is not null as is_sealed,
      exists (select 1 from ballot_secrets s where s.assignment_id = d.assignment_id) as has_secret,
      (select count(*)::int from debate_claims x where x.assignment_id = d.assignment_id) as claims,
      (select count(*)::int from debate_claims x where x.assignment_id = d.assignment_id and x.kind = 'claim'
        and not exists (select 1 from comments c where c.parent_id = x.comment_id)) as unanswered,
      -- Said before its phase was open, or after it was over.
      (select count(*)::int from debate_claims x join comments c on c.id = x.comment_id
        where x.assignment_id = d.assignment_id
          and (extract(epoch from c.created_at) * 1000 > (d.phases -> x.phase ->> 'endsAt')::numeric
            or extract(epoch from c.created_at) * 1000 < coalesce((d.phases -> (x.phase - 1) ->> 'endsAt')::numeric, 0))) as early,
      (select count(*)::int from debate_statements s where s.assignment_id = d.assignment_id) as statements,
      (select count(*)::int from claim_weights w join debate_claims x on x.comment_id = w.comment_id
        where x.assignment_id = d.assignment_id) as weights
    from debates d order by d.starts_at`;
  if (!over || !on) throw new Error("the demo holds two debates");
  const standing = ({ phases, starts_at }: DebateRow) =>
    standingAt({ pace: "timed", phases, startsAt: Date.parse(starts_at), pausedAt: null }, Date.now());
  expect(standing(over).state).toBe("closed");
  expect(standing(on)).toMatchObject({ state: "running", kind: "rebuttal" });
  expect(over).toMatchObject({
    is_sealed: true,
    has_secret: false,
    claims: 14,
    early: 0,
    statements: 2,
    weights: 11,
  });
  expect(on).toMatchObject({
    is_sealed: false,
    has_secret: true,
    claims: 10,
    early: 0,
    statements: 0,
    weights: 0,
  });
  // Blank lines are left to be filled.
  expect(on.unanswered).toBe(3);
  const rows = await db.owner<Ballot[]>`
    select side, before, after, confidence_before as "confidenceBefore", confidence_after as "confidenceAfter",
      moved_by as "movedBy" from ballots where assignment_id = ${over.id}`;
  const swing = swingOf(rows, ["for", "against"]);
  expect(swing).toMatchObject({ voters: 28, movedBy: [{ count: 7 }] });
  expect(swing.all?.before).toEqual([null, 15, null]);
  expect(swing.all?.after).toEqual([15, null, null]);
  expect(swingWords(swing)).toBe(
    "Of the 14 who were given the side “For”, 9 voted for it after. Of the 14 who were given the side “Against”, 8 voted for it before.",
  );
}
