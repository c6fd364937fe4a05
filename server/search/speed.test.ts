import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { explain, type Plan } from "../testing/plans";
import { search } from "./query";

// What a search touches among 100,000 comments, by PostgreSQL's own account, as the runtime role behind the fence and
// in the plans that the pool uses. The class that is asked holds 20,000 of them, more than any class will.

const HERE = 20_000;
const ELSEWHERE = 80_000;
/** Of the comments here: one says it, a tenth do, all do; elsewhere all do. */
const RARE = "periwinkle";
const TENTH = "melancholy";
const COMMON = "remembers";
const FOREIGN = "sassafras";
const HIDDEN = "unspeakable";

let db: TestDatabase;
let maya: Person;
let classroom: Classroom;

/** Comments of a class, past the services; each says other words of a vocabulary, and those the test looks for. */
const fill = (target: Classroom, many: number, words: string) => db.owner`
  insert into comments (id, classroom_id, section_id, author_id, text, html, html_version, seq, created_at, hidden_at)
  select gen_random_uuid(), ${target.id}, (${target.sections.map((section) => section.id)}::uuid[])[1 + n % ${target.sections.length}::int],
    ${target.owner.userId}, t.words, '<p>' || t.words || '</p>', 1, n, date_trunc('milliseconds', now() - n * interval '1 second'),
    case when n % 100 = 7 then now() end
  from generate_series(1, ${many}::int) n cross join lateral (
    select ${words}::text || ' the past calmly, word' || n % 997 || ' thing' || n % 4001 || ' turn' || n % 89
      || case when n % 10 = 0 then ${` ${TENTH}`}::text else '' end || case when n % 100 = 7 then ${` ${HIDDEN}`}::text else '' end
      || case when n = 12345 then ${` ${RARE}`}::text else '' end as words) t`;

beforeAll(async () => {
  db = await openTestDatabase();
  const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, maya);
  const elsewhere = await makeClassroom(db, teacher, "Year 12");
  await fill(classroom, HERE, `She ${COMMON}`);
  await fill(elsewhere, ELSEWHERE, `He ${COMMON} ${FOREIGN}`);
  await db.owner`vacuum analyze comments`;
}, 120_000);
afterAll(() => db.close());

/** Plans of all statements of a search, and that of its threads. */
async function plansOf(q: string, more: object = {}): Promise<{ all: Plan[]; threads: Plan }> {
  const all = await explain(db, maya, classroom.id, "force_generic_plan", (tx, actor) =>
    search(tx, actor, { q, ...more }),
  );
  const threads = all.find((plan) => plan.query.includes("searchable_comments"));
  if (!threads) throw new Error("the search looked for no threads");
  if (process.env.SHOW_FIGURES)
    console.log(
      q,
      all.map((plan) => `${plan.ms.toFixed(1)} ms, ${plan.buffers} pages, ${plan.rowsMax} rows`),
    );
  return { all, threads };
}

describe("a search among 100,000 comments", () => {
  it.each([
    ["a word that one comment says", RARE, 12],
    ["the beginning of such a word", RARE.slice(0, 5), 12],
    ["a word that only another class says", FOREIGN, 12],
    ["the beginning of such a word", FOREIGN.slice(0, 4), 12],
    ["a word that nobody says", "nonesuch", 12],
    ["a word that only hidden comments say", HIDDEN, HERE / 100],
    ["words of which the rarer decides", `${COMMON} ${RARE}`, 12],
    ["a word that every tenth comment says", TENTH, HERE / 10],
    ["a word that every comment says", COMMON, HERE],
    ["a phrase", `"${COMMON} the past calmly"`, HERE],
    ["a misspelt name", "Hailshem", 12],
  ])("reads no more rows than match: %s", async (_, q, rows) => {
    const { all, threads } = await plansOf(q);
    expect(all.flatMap((plan) => plan.scanned)).not.toContain("comments");
    // A match is met at most once by the index and once by the sort, and only in this class.
    expect(threads.rowsMax).toBeLessThanOrEqual(rows);
    for (const plan of all) if (plan !== threads) expect(plan.rowsMax).toBeLessThan(2_000);
  });

  it("touches a handful of pages for a rare word, wherever else it is said", async () => {
    expect((await plansOf(RARE)).threads.buffers).toBeLessThan(120);
    expect((await plansOf(FOREIGN)).threads.buffers).toBeLessThan(120);
    expect((await plansOf(`${COMMON} ${RARE}`)).threads.buffers).toBeLessThan(160);
  });

  it("takes no longer further down the list", async () => {
    const cursor = Buffer.from(`${new Date(Date.now() - 15_000_000).toISOString()}|${classroom.id}`).toString(
      "base64url",
    );
    const { all, threads } = await plansOf(COMMON, { group: "threads", cursor });
    expect(all.flatMap((plan) => plan.scanned)).not.toContain("comments");
    expect(threads.rowsMax).toBeLessThanOrEqual(HERE);
  });
});
