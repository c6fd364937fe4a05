import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Held, moveTo, openDebate, sayAs, seatOn } from "../testing/debates";
import { callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";

// What somebody wrote in a debate and could not say: it is theirs, and it is not lost.

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let leo: Person;
let on: Held;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya Lindqvist");
  leo = await makePerson(db, "Leo Fontaine");
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '2 days'`;
  const classroom = await makeClassroom(db, teacher);
  for (const one of [maya, leo]) await join(db, classroom, one);
  on = await openDebate(db, classroom);
  await seatOn(db, on, maya, "for");
  await seatOn(db, on, leo, "against");
});
afterAll(() => db.close());

const standing = async (who: Person) => (await callerOf(db, who).debate.get(on)).debate.mine;
const keptOf = async (who: Person) => (await standing(who))?.kept.map(({ text }) => text);
const refused = (details: Record<string, unknown>) => ({ cause: { code: "CLOSED", details } });

describe("an answer to a claim that is not there any more", () => {
  const answer = (answersId: string) =>
    sayAs(db, leo, on, { kind: "rebuttal", side: "against", answersId, text: "But nobody watched." });

  it.each(["rebuttal", "closing"] as const)("is refused in the phase of %s, and kept", async (phase) => {
    await moveTo(db, on, "opening");
    const claim = await sayAs(db, maya, on, { side: "for" });
    await callerOf(db, maya).debate.takeBack({ classroomId: on.classroomId, commentId: claim.id });
    await moveTo(db, on, phase);
    const why = phase === "rebuttal" ? { answersId: expect.any(String) } : { phase: expect.any(String) };
    await expect(answer(claim.id)).rejects.toMatchObject(refused(why));
    expect(await keptOf(leo)).toEqual(["But nobody watched."]);
  });

  it("says no other word for a claim of another class than for none", async () => {
    await moveTo(db, on, "rebuttal");
    await expect(answer(randomUUID())).rejects.toThrow("What you answer is not there any more.");
  });
});

describe("what was half written when its phase closed", () => {
  it("is kept as it stands, once, and nobody else reads it", async () => {
    await moveTo(db, on, "rebuttal");
    const half = { ...on, id: randomUUID(), kind: "claim" as const, text: "Half a", passages: [] };
    await callerOf(db, maya).debate.keep(half);
    await callerOf(db, maya).debate.keep(half);
    expect(await keptOf(maya)).toEqual(["Half a"]);
    expect(await keptOf(leo)).toEqual([]);
    await expect(callerOf(db, teacher).debate.keep({ ...half, id: randomUUID() })).rejects.toMatchObject({
      cause: { code: "FORBIDDEN" },
    });
  });
});

describe("what is kept", () => {
  it("is what was sent last under its id", async () => {
    await moveTo(db, on, "rebuttal");
    const id = randomUUID();
    for (const text of ["Too late.", "Too late, and longer."])
      await expect(sayAs(db, maya, on, { id, side: "for", text })).rejects.toThrow("saved in My notes");
    expect(await keptOf(maya)).toEqual(["Too late, and longer."]);
    // Under an id of somebody else's nothing is kept, theirs stays, and nothing is promised.
    await expect(sayAs(db, leo, on, { id, side: "against", text: "Mine." })).rejects.toThrow("keeps no more");
    expect(await keptOf(maya)).toEqual(["Too late, and longer."]);
  });

  it("is so much and no more, and is not promised beyond it", async () => {
    await moveTo(db, on, "rebuttal");
    await db.owner`insert into kept_moves (id, assignment_id, user_id, classroom_id, kind, text, passages, kept_at)
      select gen_random_uuid(), ${on.debateId}, ${maya.userId}, ${on.classroomId}, 'claim', 'Long ago.', '[]', now()
      from generate_series(1, 199)`;
    const id = randomUUID();
    await expect(sayAs(db, maya, on, { id, side: "for" })).rejects.toThrow("saved in My notes");
    await expect(sayAs(db, maya, on, { side: "for" })).rejects.toThrow("keeps no more");
    await expect(sayAs(db, maya, on, { id, side: "for", text: "Else." })).rejects.toThrow(
      "saved in My notes",
    );
  });
});

describe("what one may say", () => {
  it("stays as it is while the clock stands, so that one can go on writing", async () => {
    await moveTo(db, on, "opening");
    await db.owner`update debates set paused_at = clock_timestamp() where assignment_id = ${on.debateId}`;
    expect(await standing(maya)).toMatchObject({ moves: ["claim"], speaksFor: "for" });
    await expect(sayAs(db, maya, on, { side: "for" })).rejects.toThrow("paused");
  });

  it("is one claim for the other side, and then none: a second is refused for that and not kept", async () => {
    await moveTo(db, on, "switch");
    await sayAs(db, maya, on, { side: "against" });
    expect(await standing(maya)).toMatchObject({ moves: [], saidInPhase: 1 });
    await expect(sayAs(db, maya, on, { side: "against", text: "And another." })).rejects.toMatchObject(
      refused({ most: expect.any(String) }),
    );
    expect(await keptOf(maya)).toEqual([]);
  });
});
