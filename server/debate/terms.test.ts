import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Held, moveTo, openDebate, sayAs, seatOn, termsOfDebate, voteAs } from "../testing/debates";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let leo: Person;
let classroom: Classroom;
let on: Held;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  leo = await makePerson(db, "Leo F.");
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '2 days'`;
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, leo]) await join(db, classroom, student);
  on = await openDebate(db, classroom);
  await seatOn(db, on, maya, "for");
  await seatOn(db, on, leo, "against");
});
afterAll(() => db.close());

const as = (person: Person) => callerOf(db, person);
const here = () => ({ classroomId: classroom.id });
const page = async (who: Person, held: Held = on) => (await as(who).debate.get(held)).debate;
const withdraw = (held: Held = on) =>
  as(teacher).assignment.withdraw({ ...here(), assignmentId: held.debateId });
const refused = (code: string) => ({ cause: { code } });

describe("the terms of a debate", () => {
  const { source: _, isNamed: __, ...terms } = termsOfDebate();
  const amend = (more: object = {}, version = 1, held: Held = on) =>
    as(teacher).debate.amend({ ...held, ...terms, version, ...more });

  it("are changed before it begins, by one teacher at a time, and not once it has begun", async () => {
    await amend({ motion: "Another motion.", instructions: "Read first.", joint: "vote" });
    expect(await page(maya)).toMatchObject({
      motion: "Another motion.",
      instructions: "Read first.",
      joint: "vote",
      version: 2,
      state: "waiting",
      mine: { side: "for" },
    });
    await expect(amend({ motion: "Too late." })).rejects.toMatchObject(refused("CONFLICT"));
    await as(teacher).debate.steer({ ...on, version: 2, phase: -1, steer: { to: "begin" } });
    await expect(amend({ motion: "Too late." }, 3)).rejects.toMatchObject(refused("CLOSED"));
    expect((await page(maya)).motion).toBe("Another motion.");
  });

  it("get up who sat on a side that is gone, and deal the class where sides are dealt otherwise", async () => {
    await amend({ sides: ["One.", "Two.", "Three."], seating: "chosen" });
    // They were dealt to their sides: who is to choose has not chosen yet.
    for (const who of [maya, leo])
      expect((await page(who)).mine).toMatchObject({ side: null, seatless: "choose" });
    await as(maya).debate.takeSeat({ ...on, side: "for" });
    await as(leo).debate.takeSeat({ ...on, side: "third" });
    await amend({ seating: "chosen" }, 2);
    expect((await page(maya)).mine).toMatchObject({ side: "for", seatless: null });
    expect((await page(leo)).mine).toMatchObject({ side: null, seatless: "choose" });
    await amend({ seating: "random" }, 3);
    const sides = (await page(teacher)).seats.map(({ side }) => side);
    expect([...sides].sort()).toEqual(["against", "for"]);
  });

  it("take days instead of minutes, and refuse days that are past", async () => {
    const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString();
    const dated = (first: number) => ({
      pace: "dated",
      startsAt: day(1),
      phases: [
        { kind: "opening", endsAt: day(first) },
        { kind: "rebuttal", endsAt: day(4) },
      ],
    });
    await expect(amend({ schedule: dated(-1) })).rejects.toMatchObject(refused("INVALID"));
    await amend({ schedule: dated(2) });
    expect(await page(maya)).toMatchObject({ pace: "dated", state: "waiting", version: 2 });
    const { debates } = await as(maya).classroom.home(here());
    expect(debates).toMatchObject([{ id: on.debateId, pace: "dated", state: "waiting", side: "for" }]);
  });
});

describe("a debate that was withdrawn", () => {
  const speak = async () => {
    await moveTo(db, on, "entry_vote");
    await voteAs(db, maya, on, "for");
    await moveTo(db, on, "opening");
    const claim = await sayAs(db, maya, on, { side: "for", text: "Fences would have shown." });
    await moveTo(db, on, "rebuttal");
    const words = { kind: "rebuttal", side: "against", answersId: claim.id } as const;
    const answer = await sayAs(db, leo, on, { ...words, text: "Fences were never needed." });
    return { claim, answer };
  };
  const heard = async (who: Person) => {
    const { comments } = await as(who).comment.list({
      ...here(),
      sectionId: on.debateId,
      order: "newest",
      filter: "all",
    });
    return comments.map(({ id }) => id);
  };
  const found = async (who: Person) =>
    JSON.stringify(await as(who).search.query({ ...here(), q: "fences" })).match(
      /would have shown|never needed/g,
    );

  it("is closed to students wherever it was to be seen; each keeps their own words", async () => {
    const { claim, answer } = await speak();
    const { cursor } = await as(maya).debate.get(on);
    expect(await heard(maya)).toContain(answer.id);
    await withdraw();
    await withdraw();
    for (const ask of [
      () => as(maya).debate.get(on),
      () => as(maya).debate.claims(on),
      () => as(maya).comment.threadAt({ ...here(), commentId: answer.id }),
      () => as(leo).comment.threadAt({ ...here(), commentId: claim.id }),
      () => as(maya).debate.vote({ ...on, choice: "for", confidence: 1 }),
      () => sayAs(db, maya, on, { side: "for" }),
    ])
      await expect(ask()).rejects.toMatchObject(refused("NOT_FOUND"));
    expect(await heard(maya)).not.toContain(answer.id);
    expect(await heard(leo)).not.toContain(claim.id);
    for (const [who, { id }] of [
      [maya, claim],
      [leo, answer],
    ] as const) {
      expect((await as(who).notes.mine(here())).items).toMatchObject([
        { id, isTakenBack: true, replyCount: 0, answers: null },
      ]);
      expect(await as(who).comment.threadAt({ ...here(), commentId: id })).toMatchObject({
        comments: [{ id, replyCount: 0, answers: null }],
        isTakenBack: true,
      });
    }
    expect([await found(maya), await found(leo)]).toEqual([["would have shown"], ["never needed"]]);
    expect((await as(maya).classroom.home(here())).news).toEqual([]);
    expect((await as(maya).classroom.home(here())).debates).toEqual([]);
    const mine = await as(maya).notes.mine(here());
    expect(mine.items.map(({ id, scope }) => [id, scope])).toEqual([[claim.id, null]]);
    expect(mine.items[0]?.section.title).toContain("could have rebelled");
    const { items } = await as(maya).live.since({ cursor });
    // What the class may see has become less: whoever was away reads afresh.
    expect(items.map(({ type }) => type)).toEqual(["reload"]);
  });

  it("stays with its teachers as it stood, and nothing is added to it", async () => {
    const { claim } = await speak();
    await withdraw();
    const { debate, claims } = await as(teacher).debate.get(on);
    expect(debate).toMatchObject({ isWithdrawn: true, state: "paused" });
    expect(claims).toHaveLength(2);
    const onClaim = { ...here(), commentId: claim.id };
    await expect(as(teacher).debate.mark({ ...onClaim, mark: "unclear", on: true })).rejects.toMatchObject(
      refused("NOT_FOUND"),
    );
    await expect(
      as(teacher).debate.steer({
        ...on,
        version: debate.version,
        phase: debate.phase,
        steer: { to: "resume" },
      }),
    ).rejects.toMatchObject(refused("NOT_FOUND"));
  });

  it("has its ballots sealed, and tells no votes whatever time passes", async () => {
    await speak();
    await withdraw();
    const secrets = await db.owner`select 1 from ballot_secrets where assignment_id = ${on.debateId}`;
    expect(secrets).toHaveLength(0);
    // Days pass: every phase and the moment it was withdrawn at lie further back.
    await db.owner`update debates set starts_at = starts_at - interval '9 days', paused_at = paused_at - interval '9 days',
      phases = (select jsonb_agg(jsonb_set(p, '{endsAt}', to_jsonb((p ->> 'endsAt')::bigint - 777600000)) order by n)
        from jsonb_array_elements(phases) with ordinality x(p, n)) where assignment_id = ${on.debateId}`;
    await expect(as(teacher).debate.results(on)).rejects.toMatchObject(refused("FORBIDDEN"));
    await expect(as(maya).debate.results(on)).rejects.toMatchObject(refused("NOT_FOUND"));
  });

  it("takes a vote of the same moment before it, or refuses it", async () => {
    await moveTo(db, on, "entry_vote");
    const votes = [maya, leo].map((who) => voteAs(db, who, on, "for"));
    const [left, right, done] = await Promise.allSettled([...votes, withdraw()]);
    expect(done?.status).toBe("fulfilled");
    const cast = [left, right].filter((one) => one?.status === "fulfilled").length;
    const ballots = await db.owner`select 1 from ballots where assignment_id = ${on.debateId}`;
    expect(ballots).toHaveLength(cast);
  });
});

describe("who has no side", () => {
  it("is given none once the last vote is over by the clock, whether or not anybody has looked", async () => {
    const given = await openDebate(db, classroom, { seating: "teacher" });
    const give = () => as(teacher).debate.giveSeat({ ...given, userId: maya.userId, side: "for" });
    await moveTo(db, given, "exit_vote");
    await give();
    await moveTo(db, given, "joint");
    await expect(give()).rejects.toThrow("sealed");
    await moveTo(db, given, "closed");
    await expect(give()).rejects.toThrow("is over");
  });

  it("is told why: it is theirs to choose, or the votes are sealed", async () => {
    const chosen = await openDebate(db, classroom, { seating: "chosen" });
    expect((await page(maya, chosen)).mine?.seatless).toBe("choose");
    await moveTo(db, chosen, "joint");
    expect((await page(maya, chosen)).mine?.seatless).toBe("sealed");
    await expect(as(maya).debate.takeSeat({ ...chosen, side: "for" })).rejects.toThrow("sealed");
    await moveTo(db, chosen, "closed");
    expect((await page(maya, chosen)).mine?.seatless).toBe("over");
  });
});

describe("words that a phase closed on", () => {
  it("go out with one's own notes, and with nobody else's", async () => {
    await moveTo(db, on, "rebuttal");
    const id = randomUUID();
    await expect(sayAs(db, maya, on, { id, side: "for", text: "Too late." })).rejects.toThrow("My notes");
    const { total, items, titles } = await as(maya).notes.export({ ...here(), of: "mine" });
    expect(total).toBe(1);
    const [kept] = items;
    expect(kept?.body?.[0]?.value).toMatch(/^Too late\.\n\n> ./);
    expect(kept).toMatchObject({ creator: { name: "Maya L." }, motivation: "commenting" });
    expect(titles[String(kept?.target)]).toContain("could have rebelled");
    for (const [who, of] of [
      [leo, "mine"],
      [teacher, "mine"],
      [teacher, "class"],
    ] as const)
      expect((await as(who).notes.export({ ...here(), of })).total).toBe(0);
    expect((await as(maya).debate.kept(here())).kept).toMatchObject([{ id, isWithdrawn: false }]);
    await withdraw();
    expect((await as(maya).debate.kept(here())).kept).toMatchObject([{ id, isWithdrawn: true }]);
  });
});
