import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ClaimView } from "#domain/debate/claim";
import type { PhaseKind } from "#domain/debate/phases";
import type { LiveItem } from "#domain/live";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Held, moveTo, openDebate, sayAs, seatOn, voteAs } from "../testing/debates";
import {
  type Classroom,
  callerOf,
  join,
  makeClassroom,
  makePerson,
  type Person,
  writeComment,
} from "../testing/factories";
import { Follower } from "../testing/follower";
import { groupOf } from "../testing/notes";

// Who hears what of a debate, and of what nobody hears.

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let priya: Person;
let omar: Person;
let stranger: Person;
let classroom: Classroom;
let on: Held;
let followers: Follower[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  priya = await makePerson(db, "Priya N.");
  omar = await makePerson(db, "Omar Z.");
  stranger = await makePerson(db, "Nora E.");
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '2 days'`;
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya, omar]) await join(db, classroom, student);
  const other = await makeClassroom(db, await makePerson(db, "Mr Reed", { role: "teacher" }));
  await join(db, other, stranger);
  on = await openDebate(db, classroom);
  await seatOn(db, on, maya, "for");
  await seatOn(db, on, priya, "against");
  await seatOn(db, on, omar, "against");
});
afterEach(async () => {
  await Promise.all(followers.map((one) => one.close()));
  followers = [];
});
afterAll(() => db.close());

async function follow(...people: Person[]): Promise<Follower[]> {
  const opened = await Promise.all(people.map((person) => new Follower(db.context, db.bus, person).start()));
  followers.push(...opened);
  return opened;
}

const steer = async (to: "begin" | "pause" | "resume" | "next") => {
  const { version, phase } = (await callerOf(db, teacher).debate.get(on)).debate;
  await callerOf(db, teacher).debate.steer({ ...on, version, phase, steer: { to } });
};
/** Ends one phase after another by the teacher's hand. */
const steerTo = async (phase: PhaseKind | "closed") => {
  for (;;) {
    const { debate } = await callerOf(db, teacher).debate.get(on);
    if (phase === "closed" ? debate.state === "closed" : debate.phases[debate.phase]?.kind === phase) return;
    await steer(debate.state === "waiting" ? "begin" : "next");
  }
};

const claimsIn = (items: readonly LiveItem[]): ClaimView[] =>
  items.flatMap((item) => (item.type === "claim" ? [item.claim] : []));
const hears = (follower: Follower, commentId: string, holds: (claim: ClaimView) => boolean = () => true) =>
  follower.until(() => claimsIn(follower.items).some((claim) => claim.id === commentId && holds(claim)));
const hearsOfDebate = (follower: Follower) =>
  follower.until(() => follower.items.some(({ type }) => type === "debate"));
/** What was heard, item by item. */
const told = ({ items }: Follower): string[] =>
  items.map((item) => {
    if (item.type === "claim") return `claim ${item.claim.id}`;
    if (item.type === "comment") return `comment ${item.comment.id}`;
    return item.type === "gone" ? `gone ${item.commentId}` : item.type;
  });
/** Something that all hear: what rang before has been heard when this has. */
async function afterAllOfIt(open: readonly Follower[]): Promise<string> {
  const { id } = await writeComment(db, classroom, teacher, { text: "And now look up." });
  await Promise.all(open.map((one) => one.has(id)));
  return `comment ${id}`;
}

describe("a debate in the stream", () => {
  it("tells the class that its clock has changed, with nothing but its name, and no other class", async () => {
    const [guide, hers, theirs, elsewhere] = await follow(teacher, maya, priya, stranger);
    const open = [guide, hers, theirs] as Follower[];
    await steer("begin");
    await Promise.all(open.map(hearsOfDebate));
    for (const { items } of open) expect(items).toEqual([{ type: "debate", ...on }]);
    await steer("pause");
    await Promise.all(open.map((one) => one.until(() => one.items.length === 2)));
    for (const { items } of open) expect(items.at(-1)).toEqual({ type: "debate", ...on });
    expect(elsewhere?.items).toEqual([]);
  });

  it("brings a claim to everybody, as each may see it, and to nobody as a comment of a section", async () => {
    await moveTo(db, on, "opening");
    const [guide, hers, other, theirs, elsewhere] = await follow(teacher, maya, maya, priya, stranger);
    const open = [guide, hers, other, theirs] as Follower[];
    const said = await sayAs(db, maya, on, { side: "for" });
    await Promise.all(open.map((one) => hears(one, said.id)));
    for (const one of open) expect(told(one)).toEqual([`claim ${said.id}`]);
    const [first] = guide?.items ?? [];
    expect(first).toMatchObject({ type: "claim", classroomId: classroom.id, debateId: on.debateId });
    const views = open.map((one) => claimsIn(one.items)[0]);
    for (const view of views) {
      expect(view).toMatchObject({ kind: "claim", side: "for", number: 1, isAnswered: false, marks: [] });
      expect(view?.cited).toHaveLength(1);
      expect(view?.comment).toMatchObject({ author: { name: "Maya L." }, html: said.comment.html });
    }
    expect(views.map((view) => view?.isMine)).toEqual([false, true, true, false]);
    // What each hears is what each would read.
    for (const [at, person] of [teacher, maya, maya, priya].entries())
      expect((await callerOf(db, person).debate.get(on)).claims).toEqual([views[at]]);
    expect(elsewhere?.items).toEqual([]);
  });

  it("tells of an answer and of a teacher's mark, whoever's claim it is", async () => {
    await moveTo(db, on, "opening");
    const said = await sayAs(db, maya, on, { side: "for" });
    await moveTo(db, on, "rebuttal");
    const [hers, theirs] = (await follow(maya, priya)) as [Follower, Follower];
    const answer = await sayAs(db, priya, on, { kind: "rebuttal", side: "against", answersId: said.id });
    for (const one of [hers, theirs]) {
      await hears(one, answer.id);
      // With what it answers, which is answered from now on.
      await hears(one, said.id, ({ isAnswered }) => isAnswered);
      expect(claimsIn(one.items).find(({ id }) => id === answer.id)).toMatchObject({ answersId: said.id });
    }
    const mark = { classroomId: classroom.id, commentId: said.id, mark: "unclear", on: true } as const;
    await callerOf(db, teacher).debate.mark(mark);
    await Promise.all([hers, theirs].map((one) => hears(one, said.id, ({ marks }) => marks.length === 1)));
  });

  it("takes a hidden claim from the class, and its words where it was answered; it stays its writer's", async () => {
    await moveTo(db, on, "opening");
    const [lone, answered] = [
      await sayAs(db, maya, on, { side: "for", text: "Secret words, alone." }),
      await sayAs(db, maya, on, { side: "for", text: "Secret words, answered." }),
    ];
    await moveTo(db, on, "rebuttal");
    await sayAs(db, priya, on, { kind: "rebuttal", side: "against", answersId: answered.id });
    const [guide, hers, theirs] = (await follow(teacher, maya, omar)) as [Follower, Follower, Follower];
    for (const { id } of [lone, answered])
      await callerOf(db, teacher).moderation.hide({
        classroomId: classroom.id,
        commentId: id,
        reason: "Unkind.",
      });
    for (const one of [guide, hers])
      for (const { id } of [lone, answered])
        await hears(one, id, ({ comment }) => comment.state === "hidden" && comment.html.includes("Secret"));
    await theirs.until(() => told(theirs).includes(`gone ${lone.id}`));
    await hears(theirs, answered.id);
    const hole = claimsIn(theirs.items).find(({ id }) => id === answered.id);
    expect(hole).toMatchObject({ side: "for", number: 2, isMine: false, cited: [], marks: [] });
    expect(hole?.comment).toMatchObject({ author: null, html: "" });
    expect(JSON.stringify(theirs.items)).not.toContain("Secret");
  });

  it("tells who was away the same when they are back", async () => {
    const { cursor } = await callerOf(db, priya).debate.get(on);
    await steerTo("opening");
    const said = await sayAs(db, maya, on, { side: "for" });
    const { items } = await callerOf(db, priya).live.since({ cursor });
    expect(items.map(({ type }) => type).sort()).toEqual(["claim", "debate"]);
    expect(claimsIn(items)).toEqual((await callerOf(db, priya).debate.get(on)).claims);
    expect(claimsIn(items)[0]?.id).toBe(said.id);
  });
});

describe("nobody hears", () => {
  it("of a ballot, of how many there are, or of a tally, from the first vote to the close", async () => {
    const open = await follow(teacher, maya, priya, omar);
    await steer("begin");
    await Promise.all(open.map(hearsOfDebate));
    await voteAs(db, maya, on, "against", { confidence: 5 });
    await voteAs(db, priya, on, "undecided", { confidence: 2 });
    await voteAs(db, maya, on, "for", { confidence: 1 });
    const voted = await afterAllOfIt(open);
    for (const one of open) expect(told(one)).toEqual(["debate", voted]);

    await steerTo("opening");
    const said = await sayAs(db, priya, on, { side: "against" });
    await Promise.all(open.map((one) => hears(one, said.id)));
    await steerTo("exit_vote");
    // Twice: what rang with the first may stand behind it in the same batch.
    await afterAllOfIt(open);
    const before = await afterAllOfIt(open);
    for (const voter of [maya, priya, omar]) await voteAs(db, voter, on, "against", { movedBy: said.id });
    const after = await afterAllOfIt(open);
    // Between the two nothing rang: three votes were no news.
    for (const one of open) expect(told(one).slice(told(one).indexOf(before))).toEqual([before, after]);
    await steerTo("closed");
    await callerOf(db, omar).debate.results(on);
    await afterAllOfIt(open);
    for (const { items } of open) {
      expect(new Set(items.map(({ type }) => type))).toEqual(new Set(["debate", "claim", "comment"]));
      for (const item of items) if (item.type === "debate") expect(item).toEqual({ type: "debate", ...on });
      const whole = JSON.stringify(items);
      for (const word of ["ballot", "confidence", "movedBy", "turnout", "swing", "undecided", "voters"])
        expect(whole).not.toContain(word);
    }
  });

  it("what another group writes together, not even that it writes; a text of the whole class is read afresh", async () => {
    const mate = await makePerson(db, "Mate");
    await join(db, classroom, mate);
    const group = await groupOf(db, classroom, maya, mate);
    await groupOf(db, classroom, priya);
    await moveTo(db, on, "joint");
    const open = await follow(priya, omar);
    const own = await follow(mate, teacher);
    const state = (who: Person, text: string, groupId: string | null = null) =>
      callerOf(db, who).debate.state({ ...on, groupId, text, version: 0 });
    const { cursor } = await callerOf(db, priya).debate.get(on);
    const { cursor: mates } = await callerOf(db, mate).debate.get(on);
    expect((await state(maya, "Secret words of a group.", group)).id).toBe(group);
    // Of their own group's text they hear at once, and of none of its words; so do who comes back later.
    await Promise.all(own.map(hearsOfDebate));
    for (const { items } of own) expect(items).toEqual([{ type: "debate", ...on }]);
    expect((await callerOf(db, mate).live.since({ cursor: mates })).items).toEqual([
      { type: "debate", ...on },
    ]);
    expect((await callerOf(db, priya).live.since({ cursor })).items).toEqual([]);
    const first = await afterAllOfIt(open);
    for (const one of open) expect(told(one)).toEqual([first]);

    // Who is in no group writes the class's text: that there is a new one is told, and none of its words.
    await state(omar, "Words of the class.");
    await Promise.all(open.map(hearsOfDebate));
    for (const one of open) {
      expect(told(one)).toEqual([first, "debate"]);
      expect(JSON.stringify(one.items)).not.toMatch(/Secret words|Words of the class/);
    }
  });

  it("of words that a closed phase has kept for their writer", async () => {
    await moveTo(db, on, "rebuttal");
    const open = await follow(teacher, maya, priya);
    const late = { id: randomUUID(), side: "for" as const, text: "Secret words." };
    await expect(sayAs(db, maya, on, late)).rejects.toMatchObject({ cause: { code: "CLOSED" } });
    const after = await afterAllOfIt(open);
    for (const one of open) expect(told(one)).toEqual([after]);
  });

  it("who weighed a claim, or which draft somebody wants", async () => {
    const voted = await openDebate(db, classroom, { joint: "vote" });
    await seatOn(db, voted, maya, "for");
    await moveTo(db, voted, "opening");
    const said = await sayAs(db, maya, voted, { side: "for" });
    await moveTo(db, voted, "joint");
    const { id } = await callerOf(db, maya).debate.state({
      ...voted,
      groupId: null,
      text: "A draft.",
      version: 0,
    });
    const open = await follow(teacher, maya, priya);
    await callerOf(db, priya).debate.back({ ...voted, statementId: id });
    await moveTo(db, voted, "closed");
    const weight = {
      classroomId: classroom.id,
      commentId: said.id,
      quality: "convincing",
      on: true,
    } as const;
    await callerOf(db, priya).debate.weigh(weight);
    const after = await afterAllOfIt(open);
    for (const one of open) expect(told(one)).toEqual([after]);
  });
});
