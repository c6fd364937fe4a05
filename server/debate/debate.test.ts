import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Side } from "#domain/debate/sides";
import type { Steer } from "#domain/debate-inputs";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import {
  type Held,
  moveTo,
  openDebate,
  PHASES,
  sayAs,
  seatOn,
  termsOfDebate,
  voteAs,
} from "../testing/debates";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { groupOf } from "../testing/notes";

let db: TestDatabase;
let teacher: Person;
let students: Person[];
let classroom: Classroom;
let on: Held;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  students = [];
  for (let n = 1; n <= 12; n++) students.push(await makePerson(db, `Student ${String(n).padStart(2, "0")}`));
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '2 days'`;
  classroom = await makeClassroom(db, teacher);
  for (const student of students) await join(db, classroom, student);
  on = await openDebate(db, classroom);
  for (const [at, student] of students.entries()) await seatOn(db, on, student, at < 6 ? "for" : "against");
});
afterAll(() => db.close());

const person = (n: number): Person => students[n - 1] as Person;
const page = (who: Person, held: Held = on) => callerOf(db, who).debate.get(held);
const refusal = { cause: { code: "INVALID" } };

describe("a debate", () => {
  it("is opened once, whoever sends it twice, and deals the class to its sides in balance", async () => {
    const id = randomUUID();
    const input = { ...termsOfDebate({ sides: ["One.", "Two.", "Three."] }), id, classroomId: classroom.id };
    await callerOf(db, teacher).debate.create(input);
    await callerOf(db, teacher).debate.create(input);
    await expect(callerOf(db, teacher).debate.create({ ...input, motion: "Another." })).rejects.toMatchObject(
      { cause: { code: "CONFLICT" } },
    );
    const shorter = PHASES.map((kind) => ({ kind, minutes: 9 }));
    await expect(
      callerOf(db, teacher).debate.create({ ...input, schedule: { pace: "timed", phases: shorter } }),
    ).rejects.toMatchObject({ cause: { code: "CONFLICT" } });
    await expect(
      callerOf(db, teacher).debate.create({ ...input, source: { from: "question", key: "no-rebellion" } }),
    ).rejects.toMatchObject({ cause: { code: "CONFLICT" } });
    const { debate } = await page(teacher, { classroomId: classroom.id, debateId: id });
    const sizes = ["for", "against", "third"].map(
      (side) => debate.seats.filter((seat) => seat.side === side).length,
    );
    expect(sizes).toEqual([4, 4, 4]);
    expect(debate).toMatchObject({ state: "waiting", phase: -1, mine: null, source: null });
  });

  it("seats who comes late where fewest are, at their first act", async () => {
    const late = await makePerson(db, "Late");
    await join(db, classroom, late);
    await db.owner`delete from debate_seats where assignment_id = ${on.debateId} and user_id = ${person(12).userId}`;
    await moveTo(db, on, "entry_vote");
    await voteAs(db, late, on, "undecided");
    expect((await page(late)).debate.mine?.side).toBe("against");
  });

  it("is made of a question of the guide, or of a claim to test, and of none that there is not", async () => {
    const asked = await openDebate(db, classroom, { source: { from: "question", key: "no-rebellion" } });
    expect((await page(person(1), asked)).debate.source).toEqual({ from: "question", key: "no-rebellion" });
    const claimed = await openDebate(db, classroom, { source: { from: "claim", key: "c01" } });
    expect((await page(person(1), claimed)).debate.source).toEqual({ from: "claim", key: "c01" });
    await expect(openDebate(db, classroom, { source: { from: "claim", key: "none" } })).rejects.toMatchObject(
      {
        cause: { code: "NOT_FOUND" },
      },
    );
  });

  it("over days has dates that follow each other", async () => {
    const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString();
    const dated = (ends: string[]) =>
      openDebate(db, classroom, {
        schedule: {
          pace: "dated",
          startsAt: null,
          phases: ends.map((endsAt, at) => ({ kind: at === 0 ? "opening" : "rebuttal", endsAt })),
        },
      });
    expect((await page(person(1), await dated([day(1), day(2)]))).debate).toMatchObject({
      state: "running",
      phase: 0,
    });
    await expect(dated([day(2), day(1)])).rejects.toMatchObject(refusal);
    const ends = [day(1), day(2), day(3)] as const;
    const id = randomUUID();
    const set = (startsAt: string | null, endsAt: string) =>
      openDebate(db, classroom, {
        id,
        schedule: { pace: "dated", startsAt, phases: [{ kind: "opening", endsAt }] },
      });
    await set(null, ends[1]);
    await set(null, ends[1]);
    await expect(set(null, ends[2])).rejects.toMatchObject({ cause: { code: "CONFLICT" } });
    await expect(set(ends[0], ends[1])).rejects.toMatchObject({ cause: { code: "CONFLICT" } });
    await expect(dated([day(-1), day(1)])).rejects.toMatchObject(refusal);
    const { items } = await callerOf(db, person(1)).debate.list({ classroomId: classroom.id });
    expect(items.map(({ phase }) => phase)).toContain("opening");
  });

  it("is not put off beyond the days that anything is set for", async () => {
    const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString();
    const held = await openDebate(db, classroom, {
      schedule: { pace: "dated", startsAt: null, phases: [{ kind: "opening", endsAt: day(2) }] },
    });
    const steer = async (steered: Steer) => {
      const { version, phase } = (await page(teacher, held)).debate;
      await callerOf(db, teacher).debate.steer({ ...held, version, phase, steer: steered });
    };
    const end = (endsAt: string) => steer({ to: "reschedule", ends: [endsAt] });
    await expect(end("9999-12-31T00:00:00.000Z")).rejects.toMatchObject(refusal);
    await end(day(399));
    await expect(steer({ to: "extend", minutes: 7 * 24 * 60 })).rejects.toMatchObject(refusal);
    await steer({ to: "extend", minutes: 60 });
  });

  it("is begun, stopped, gone on with and steered by one teacher at a time", async () => {
    const steer = async (to: "begin" | "pause" | "resume" | "next" | "back") => {
      const { version, phase } = (await page(teacher)).debate;
      await callerOf(db, teacher).debate.steer({ ...on, version, phase, steer: { to } });
      return (await page(person(1))).debate;
    };
    expect(await steer("begin")).toMatchObject({ state: "running", phase: 0, mine: { vote: "before" } });
    expect(await steer("next")).toMatchObject({ phase: 1 });
    expect(await steer("back")).toMatchObject({ phase: 0 });
    expect(await steer("pause")).toMatchObject({ state: "paused", mine: { vote: null } });
    expect(await steer("resume")).toMatchObject({ state: "running" });
    await expect(
      callerOf(db, teacher).debate.steer({ ...on, version: 1, phase: 0, steer: { to: "next" } }),
    ).rejects.toMatchObject({ cause: { code: "CONFLICT" } });
  });
});

describe("what is said", () => {
  it("is a claim with a passage in the opening, for one's own side, and makes one point", async () => {
    await moveTo(db, on, "opening");
    const claim = await sayAs(db, person(1), on, { side: "for" });
    expect(claim).toMatchObject({ kind: "claim", side: "for", number: 1, isMine: true, isAnswered: false });
    expect(claim.cited).toHaveLength(1);
    expect((await page(person(1))).claims).toEqual([claim]);
    expect((await sayAs(db, person(2), on, { side: "for" })).number).toBe(2);
    for (const wrong of [
      { side: "for", bare: true },
      { side: "against" },
      { side: "for", text: "x".repeat(601) },
      { side: "for", text: "One point.\n\nAnother." },
      { side: "for", text: "- One\n- Two" },
      { side: "for", answersId: claim.id },
    ] as const)
      await expect(sayAs(db, person(1), on, wrong), JSON.stringify(wrong).slice(0, 60)).rejects.toMatchObject(
        refusal,
      );
    await expect(
      sayAs(db, person(7), on, { kind: "rebuttal", side: "against", answersId: claim.id }),
    ).rejects.toThrow("Answers to claims are closed");
    await expect(sayAs(db, teacher, on, { side: "for" })).rejects.toMatchObject({
      cause: { code: "FORBIDDEN" },
    });
  });

  it("is answered by the other side, rebutted or conceded, and argued for the others once the sides are switched", async () => {
    await moveTo(db, on, "opening");
    const claim = await sayAs(db, person(1), on, { side: "for" });
    await moveTo(db, on, "rebuttal");
    const answer = { kind: "rebuttal" as const, answersId: claim.id };
    const rebuttal = await sayAs(db, person(7), on, { ...answer, side: "against" });
    const conceded = { kind: "concession", side: "against", answersId: claim.id } as const;
    const granted = await sayAs(db, person(8), on, conceded);
    await expect(
      sayAs(db, person(2), on, { kind: "rebuttal", side: "for", answersId: granted.id }),
    ).rejects.toThrow("A concession is not answered");
    await expect(sayAs(db, person(2), on, { ...answer, side: "for" })).rejects.toThrow("your own side");
    await expect(
      sayAs(db, person(7), on, { kind: "rebuttal", side: "against", answersId: randomUUID() }),
    ).rejects.toMatchObject({ cause: { code: "CLOSED" } });
    const { claims } = await page(person(2));
    expect(claims.map(({ id, isAnswered }) => [id === claim.id, isAnswered])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
    expect(claims[1]).toMatchObject({ answersId: claim.id, kind: "rebuttal" });
    await sayAs(db, person(1), on, { kind: "rebuttal", side: "for", answersId: rebuttal.id });
    await moveTo(db, on, "switch");
    expect((await page(person(1))).debate.mine?.speaksFor).toBe("against");
    await sayAs(db, person(1), on, { side: "against", bare: true });
    await expect(sayAs(db, person(1), on, { side: "against", bare: true })).rejects.toThrow(
      "argued your claim",
    );
  });

  it("is changed and taken back by its writer while its phase is open and nobody has answered", async () => {
    await moveTo(db, on, "opening");
    const claim = await sayAs(db, person(1), on, { side: "for" });
    const api = callerOf(db, person(1)).debate;
    const passages = claim.cited.map(({ sectionId, exact, start, end }) => ({
      sectionId,
      versionId: "",
      exact,
      start: start ?? 0,
      end: end ?? 0,
    }));
    const { versionId } = await page(person(1));
    const words = {
      classroomId: classroom.id,
      commentId: claim.id,
      text: "Nobody checks the gate.",
      passages: passages.map((one) => ({ ...one, versionId })),
    };
    const changed = await api.change({ ...words, version: 1 });
    expect(changed.comment.html).toContain("Nobody checks");
    await expect(api.change({ ...words, text: "Else.", version: 1 })).rejects.toMatchObject({
      cause: { code: "CONFLICT" },
    });
    // Other passages alone are a change too: who goes on from before it is told, and loses nothing.
    const twice = { ...words, passages: [...words.passages, ...words.passages] };
    expect((await api.change({ ...twice, version: 2 })).comment).toMatchObject({ version: 3 });
    await expect(api.change({ ...words, version: 2 })).rejects.toMatchObject({ cause: { code: "CONFLICT" } });
    const again = await api.change({ ...twice, version: 3 });
    expect(again.cited).toHaveLength(2);
    expect(again.comment).toMatchObject({ version: 3, editedAt: changed.comment.editedAt });
    await expect(
      callerOf(db, person(2)).debate.takeBack({ classroomId: classroom.id, commentId: claim.id }),
    ).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
    await moveTo(db, on, "rebuttal");
    await expect(api.takeBack({ classroomId: classroom.id, commentId: claim.id })).rejects.toMatchObject({
      cause: { code: "CLOSED" },
    });
    const general = callerOf(db, person(7)).comment;
    await expect(
      general.create({
        classroomId: classroom.id,
        id: randomUUID(),
        sectionId: on.debateId,
        paragraphId: null,
        parentId: claim.id,
        text: "By the back door.",
      }),
    ).rejects.toThrow("It is answered and changed on the debate's page");
    await expect(
      callerOf(db, person(1)).comment.delete({ classroomId: classroom.id, commentId: claim.id }),
    ).rejects.toMatchObject({ cause: { code: "CLOSED" } });
  });

  it("is marked by the teacher, and weighed by others when all is over", async () => {
    await moveTo(db, on, "opening");
    const claim = await sayAs(db, person(1), on, { side: "for" });
    const one = { classroomId: classroom.id, commentId: claim.id };
    for (const isOn of [true, true, false, true])
      await callerOf(db, teacher).debate.mark({ ...one, mark: "unclear", on: isOn });
    expect((await page(person(2))).claims[0]?.marks).toEqual(["unclear"]);
    const weigh = (who: Person) =>
      callerOf(db, who).debate.weigh({ ...one, quality: "convincing", on: true });
    await expect(weigh(person(2))).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
    await moveTo(db, on, "closed");
    expect(await weigh(person(2))).toEqual({
      counts: { convincing: 1, to_the_point: 0 },
      mine: ["convincing"],
    });
    expect((await weigh(person(3))).counts.convincing).toBe(2);
    await expect(weigh(person(1))).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
  });

  it("is hidden like any comment: its place is left, without words, passages and marks", async () => {
    await moveTo(db, on, "opening");
    const claim = await sayAs(db, person(1), on, { side: "for" });
    await moveTo(db, on, "rebuttal");
    await sayAs(db, person(7), on, { kind: "rebuttal", side: "against", answersId: claim.id });
    const one = { classroomId: classroom.id, commentId: claim.id };
    await callerOf(db, teacher).debate.mark({ ...one, mark: "off_text", on: true });
    await callerOf(db, teacher).moderation.hide({ ...one, reason: "Unkind." });
    const { claims } = await page(person(2));
    expect(claims[0]).toMatchObject({
      side: "for",
      number: 1,
      marks: [],
      cited: [],
      comment: { author: null, html: "" },
    });
  });
});

describe("the ballots", () => {
  const vote = (n: number, choice: Side | "undecided", more = {}) => voteAs(db, person(n), on, choice, more);

  it("are cast before and after, changed until the phase ends, and sealed by who looks first", async () => {
    await moveTo(db, on, "entry_vote");
    await expect(vote(1, "third")).rejects.toMatchObject(refusal);
    await expect(vote(1, "for", { movedBy: randomUUID() })).rejects.toMatchObject(refusal);
    await vote(1, "for");
    expect(await vote(1, "against", { confidence: 5 })).toEqual({
      before: "against",
      confidenceBefore: 5,
      after: null,
      confidenceAfter: null,
      movedBy: null,
    });
    await expect(voteAs(db, teacher, on, "for")).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
    await moveTo(db, on, "opening");
    const claim = await sayAs(db, person(7), on, { side: "against" });
    await expect(vote(1, "for")).rejects.toThrow("The vote is closed");
    await moveTo(db, on, "exit_vote");
    await vote(1, "for", { movedBy: claim.id });
    expect((await page(person(1))).debate.mine?.ballot).toMatchObject({ before: "against", after: "for" });
    const [kept] = await db.owner`select key from ballots where assignment_id = ${on.debateId}`;
    await moveTo(db, on, "joint");
    expect((await page(person(2))).debate.state).toBe("running");
    expect((await page(person(1))).debate.mine?.ballot).toBeNull();
    const rows = await db.owner`select * from ballots where assignment_id = ${on.debateId}`;
    expect(rows.map(({ side, before, after, voter_id }) => ({ side, before, after, voter_id }))).toEqual([
      { side: "for", before: "against", after: "for", voter_id: null },
    ]);
    expect(rows[0]?.key).not.toBe(kept?.key);
    expect(await db.owner`select 1 from ballot_secrets where assignment_id = ${on.debateId}`).toHaveLength(0);
  });

  it.each([
    [
      "the list of debates",
      "joint",
      (who: Person) => callerOf(db, who).debate.list({ classroomId: on.classroomId }),
    ],
    [
      "the home page",
      "joint",
      (who: Person) => callerOf(db, who).classroom.home({ classroomId: on.classroomId }),
    ],
    [
      "the home page, that has it no more",
      "closed",
      (who: Person) => callerOf(db, who).classroom.home({ classroomId: on.classroomId }),
    ],
  ] as const)("are sealed by %s too, once the last vote is over", async (_, phase, look) => {
    const secrets = () => db.owner`select 1 from ballot_secrets where assignment_id = ${on.debateId}`;
    await moveTo(db, on, "exit_vote");
    await vote(1, "for");
    await look(person(2));
    expect(await secrets()).toHaveLength(1);
    await moveTo(db, on, phase);
    if (phase === "closed")
      await db.owner`update assignments set due_at = now() - interval '1 hour', opens_at = now() - interval '2 hours'
        where id = ${on.debateId}`;
    const seen = await look(person(2));
    expect(await secrets()).toHaveLength(0);
    expect(seen).not.toHaveProperty("toSeal");
    if ("debates" in seen) expect(seen.debates).toHaveLength(phase === "joint" ? 1 : 0);
  });

  it("are keyed as the standard says", async () => {
    const { createHmac } = await import("node:crypto");
    const secret = "0b".repeat(32);
    const voter = randomUUID();
    const [row] = await db.owner`select app.ballot_key(${secret}, ${voter}) as key`;
    expect(row?.key).toBe(createHmac("sha256", Buffer.from(secret, "hex")).update(voter).digest("hex"));
  });

  it("tell teachers how many there are, and nobody anything else before the close", async () => {
    await moveTo(db, on, "entry_vote");
    for (let n = 1; n <= 12; n++) await vote(n, n <= 5 ? "for" : "against");
    expect(await callerOf(db, teacher).debate.turnout(on)).toEqual({ before: 12, after: 0, students: 12 });
    for (const phase of PHASES) {
      await moveTo(db, on, phase);
      for (const who of [teacher, person(1)])
        await expect(callerOf(db, who).debate.results(on), phase).rejects.toMatchObject({
          cause: { code: "FORBIDDEN" },
        });
    }
  });

  it("say by side how the debate moved those who voted twice: as counted by hand", async () => {
    await moveTo(db, on, "entry_vote");
    // For: five against and one undecided. Against: all six for.
    for (let n = 1; n <= 12; n++) await vote(n, n <= 5 ? "against" : n === 6 ? "undecided" : "for");
    await moveTo(db, on, "opening");
    const claim = await sayAs(db, person(1), on, { side: "for" });
    await moveTo(db, on, "exit_vote");
    // All of For vote for it now; against, five have come round and one has not.
    for (let n = 1; n <= 12; n++)
      await vote(n, n <= 6 || n === 12 ? "for" : "against", n <= 6 ? { movedBy: claim.id } : {});
    await moveTo(db, on, "closed");
    const { swing } = await callerOf(db, person(3)).debate.results(on);
    expect(swing?.voters).toBe(12);
    expect(swing?.sides?.map(({ side, table }) => [side, table.voters])).toEqual([
      ["for", 6],
      ["against", 6],
    ]);
    // Before: five of For against; all six of Against for. After: six of For for; five of Against against.
    expect(swing?.sides?.map(({ table: { before, after } }) => [before, after])).toEqual([
      [
        [null, 5, null],
        [null, null, null],
      ],
      [
        [null, null, null],
        [null, 5, null],
      ],
    ]);
    expect(swing?.movedBy).toEqual([{ claimId: claim.id, count: 6 }]);
    expect(swing?.sides?.[0]?.confidence).toEqual({ before: 3, after: 3 });
    expect(await callerOf(db, teacher).debate.results(on)).toEqual(
      await callerOf(db, person(3)).debate.results(on),
    );
    await expect(callerOf(db, teacher).debate.votes(on)).rejects.toMatchObject({
      cause: { code: "FORBIDDEN" },
    });
  });

  it("of four are told in words, and by name where the class was told so", async () => {
    const named = await openDebate(db, classroom, { isNamed: true });
    for (const held of [on, named]) {
      await moveTo(db, held, "entry_vote");
      for (let n = 1; n <= 4; n++) await voteAs(db, person(n), held, "for");
      await moveTo(db, held, "exit_vote");
      for (let n = 1; n <= 4; n++) await voteAs(db, person(n), held, "against");
      await moveTo(db, held, "closed");
    }
    const { swing } = await callerOf(db, person(1)).debate.results(on);
    expect(swing).toMatchObject({ voters: null, sides: null, all: null, movedBy: [] });
    expect(swing?.words).toContain("Too few");
    const { votes } = await callerOf(db, person(9)).debate.votes(named);
    expect(votes.map(({ name, before, after }) => [name, before, after])).toEqual(
      [1, 2, 3, 4].map((n) => [person(n).name, "for", "against"]),
    );
  });
});

describe("the joint statement", () => {
  it("of a group is one text with its versions, and nobody's words are overwritten", async () => {
    await moveTo(db, on, "joint");
    const save = (n: number, text: string, version: number) =>
      callerOf(db, person(n)).debate.state({ ...on, groupId: null, text, version });
    await expect(save(1, " \n ", 0)).rejects.toThrow("Write something first.");
    expect(await save(1, "We hold", 0)).toMatchObject({ version: 1 });
    await expect(save(2, "We doubt", 0)).rejects.toMatchObject({
      cause: {
        code: "CONFLICT",
        message: expect.stringMatching(/^Another text/),
        details: { text: "We hold", version: 1 },
      },
    });
    const { id } = await save(2, "We hold, and doubt", 1);
    expect(await save(2, "We hold, and doubt", 1)).toMatchObject({ version: 2 });
    const { versions } = await callerOf(db, person(3)).debate.versions({ ...on, statementId: id });
    expect(versions.map(({ text, savedBy }) => [text, savedBy])).toEqual([
      ["We hold, and doubt", "Student 02"],
      ["We hold", "Student 01"],
    ]);
    await moveTo(db, on, "closed");
    await expect(save(1, "Later", 2)).rejects.toMatchObject({ cause: { code: "CLOSED" } });
    expect((await page(person(5))).statements.map(({ text }) => text)).toEqual(["We hold, and doubt"]);
  });

  it("is not saved over another group's by who was moved to it", async () => {
    const [first, second] = [
      await groupOf(db, classroom, person(1), person(2)),
      await groupOf(db, classroom, person(3)),
    ];
    await moveTo(db, on, "joint");
    const save = (n: number, groupId: string | null, text: string, version: number) =>
      callerOf(db, person(n)).debate.state({ ...on, groupId, text, version });
    await save(1, first, "We hold", 0);
    await save(3, second, "We doubt", 0);
    expect((await page(person(1))).debate.mine?.groupId).toBe(first);
    await db.owner`update group_members set group_id = ${second} where user_id = ${person(1).userId}`;
    // Both texts are at the same version: only their group tells them apart.
    await expect(save(1, first, "We hold, and more", 1)).rejects.toMatchObject({
      cause: { code: "CONFLICT" },
    });
    expect((await page(person(3))).statements.map(({ text }) => text)).toEqual(["We doubt"]);
    expect(await save(1, second, "We doubt, and hold", 1)).toMatchObject({ version: 2 });
    // Who is in no group any more does not write over the class's.
    await save(5, null, "The class", 0);
    await db.owner`delete from group_members where user_id = ${person(3).userId}`;
    await expect(save(3, second, "We doubt", 1)).rejects.toMatchObject({ cause: { code: "CONFLICT" } });
  });

  it("by vote is the draft that most want, told when it is over", async () => {
    const held = await openDebate(db, classroom, { joint: "vote" });
    await moveTo(db, held, "joint");
    const drafts = [];
    for (const n of [1, 2])
      drafts.push(
        await callerOf(db, person(n)).debate.state({
          ...held,
          groupId: null,
          text: `Draft ${n}`,
          version: 0,
        }),
      );
    for (const n of [3, 4, 5])
      await callerOf(db, person(n)).debate.back({ ...held, statementId: drafts[n % 2]?.id ?? null });
    expect((await page(person(3), held)).statements.map(({ backs, isBacked }) => [backs, isBacked])).toEqual([
      [null, false],
      [null, true],
    ]);
    await moveTo(db, held, "closed");
    expect((await page(person(9), held)).statements.map(({ text, backs }) => [text, backs])).toEqual([
      ["Draft 2", 2],
      ["Draft 1", 1],
    ]);
  });
});
