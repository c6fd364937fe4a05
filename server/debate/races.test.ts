import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Held, moveTo, openDebate, passageOf, sayAs, seatOn, voteAs } from "../testing/debates";
import { EditionRoom } from "../testing/edition-room";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";

// What happens in the same moment, at the end of a phase, or behind somebody's back.

const CLASS_SIZE = 30;

let db: TestDatabase;
let teacher: Person;
let students: Person[];
let classroom: Classroom;
let on: Held;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  students = [];
  for (let n = 0; n < CLASS_SIZE; n++) students.push(await makePerson(db, `Student ${n}`));
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '2 days'`;
  classroom = await makeClassroom(db, teacher);
  for (const student of students) await join(db, classroom, student);
  on = await openDebate(db, classroom);
  for (const [at, student] of students.entries())
    await seatOn(db, on, student, at % 2 === 0 ? "for" : "against");
});
afterAll(() => db.close());

const person = (n: number): Person => students[n] as Person;
const page = (who: Person, held: Held = on) => callerOf(db, who).debate.get(held);
const ballots = () => db.owner`select before, after from ballots where assignment_id = ${on.debateId}`;
/** Puts the end of the phase that is on so many milliseconds from now. */
const endIn = async (phase: number, milliseconds: number) =>
  db.owner`update debates set phases = jsonb_set(phases, ${[String(phase), "endsAt"]}::text[],
      to_jsonb(floor(extract(epoch from clock_timestamp()) * 1000)::bigint + ${milliseconds}::bigint))
    where assignment_id = ${on.debateId}`;

describe("votes", () => {
  it("fifty by one student from as many pages are one ballot", async () => {
    await moveTo(db, on, "entry_vote");
    const cast = await Promise.all(
      Array.from({ length: 50 }, (_, n) => voteAs(db, person(0), on, n % 2 === 0 ? "for" : "against")),
    );
    const rows = await ballots();
    expect(rows).toHaveLength(1);
    expect(cast.map(({ before }) => before)).toContain(rows[0]?.before);
  });

  it("of two in the same instant are both in", async () => {
    await moveTo(db, on, "entry_vote");
    await Promise.all([voteAs(db, person(0), on, "for"), voteAs(db, person(1), on, "against")]);
    expect((await ballots()).map(({ before }) => before).sort()).toEqual(["against", "for"]);
  });

  it("at the closing second are in, or are told that the vote is closed, and never half", async () => {
    await moveTo(db, on, "entry_vote");
    await endIn(0, 40);
    const voted: boolean[] = [];
    for (let n = 0; n < CLASS_SIZE; n++)
      voted.push(
        await voteAs(db, person(n), on, "for").then(
          () => true,
          (error) => {
            expect(error.message).toContain("The vote is closed");
            return false;
          },
        ),
      );
    // Once it is closed for one it is closed for all who come after.
    expect(voted.join().replace(/^(true,?)*(false,?)*$/, "")).toBe("");
    expect(voted).toContain(false);
    expect(await ballots()).toHaveLength(voted.filter(Boolean).length);
  });

  it("race with the sealing: whoever is refused has changed nothing, and the sealed ballots stay as they are", async () => {
    await moveTo(db, on, "exit_vote");
    for (let n = 0; n < 8; n++) await voteAs(db, person(n), on, "for");
    await endIn(6, 40);
    const all = await Promise.allSettled([
      ...Array.from({ length: 8 }, (_, n) => voteAs(db, person(n), on, "against")),
      ...Array.from({ length: 8 }, (_, n) => page(person(n + 8))),
    ]);
    const changed = all.slice(0, 8).filter(({ status }) => status === "fulfilled").length;
    await expect.poll(async () => (await page(teacher)).debate.phase, { timeout: 4_000 }).toBe(7);
    const rows = await ballots();
    expect(rows).toHaveLength(8);
    expect(rows.filter(({ after }) => after === "against")).toHaveLength(changed);
    expect(await db.owner`select 1 from ballot_secrets where assignment_id = ${on.debateId}`).toHaveLength(0);
    await expect(voteAs(db, person(0), on, "against")).rejects.toMatchObject({ cause: { code: "CLOSED" } });
    const sides =
      await db.owner`select side, count(*)::int as n from ballots where assignment_id = ${on.debateId} group by side order by side`;
    expect(sides.map(({ side, n }) => [side, n])).toEqual([
      ["for", 4],
      ["against", 4],
    ]);
  });
});

describe("claims", () => {
  it("as the phase ends are said, or their words are kept for their writer, and once", async () => {
    await moveTo(db, on, "opening");
    await endIn(2, 30);
    const said: boolean[] = [];
    const ids = Array.from({ length: 12 }, () => randomUUID());
    for (const [n, id] of ids.entries())
      said.push(
        await sayAs(db, person(n), on, {
          id,
          side: n % 2 === 0 ? "for" : "against",
          text: `Point ${n}.`,
        }).then(
          () => true,
          (error) => {
            expect(error).toMatchObject({ cause: { code: "CLOSED" } });
            expect(error.message).toContain("Your text is saved in My notes.");
            return false;
          },
        ),
      );
    expect(said).toContain(false);
    for (const [n, wasSaid] of said.entries()) {
      const { debate } = await page(person(n));
      expect(debate.mine?.kept.map(({ text }) => text)).toEqual(wasSaid ? [] : [`Point ${n}.`]);
    }
    const last = CLASS_SIZE - 1;
    const late = said.lastIndexOf(false);
    // Sent again, as a browser does that has not heard: kept once, and nobody else's to read.
    await sayAs(db, person(late), on, {
      id: ids[late] as string,
      side: late % 2 === 0 ? "for" : "against",
      text: `Point ${late}.`,
    }).catch(() => {});
    const { kept } = await callerOf(db, person(late)).debate.kept({ classroomId: classroom.id });
    expect(kept).toHaveLength(1);
    expect(kept[0]?.passages).toHaveLength(1);
    for (const other of [teacher, person(last)])
      expect((await callerOf(db, other).debate.kept({ classroomId: classroom.id })).kept).toEqual([]);
    await callerOf(db, person(late)).debate.discard({ classroomId: classroom.id, keptId: kept[0]?.id ?? "" });
    expect((await page(person(late))).debate.mine?.kept).toEqual([]);
  });

  it("by thirty while the teacher pauses are said before it or kept after it, and each is numbered once", async () => {
    await moveTo(db, on, "opening");
    const { version, phase } = (await page(teacher)).debate;
    const passages = [await passageOf(db, classroom)];
    const sent = await Promise.allSettled([
      ...students.slice(0, 15).map((student, n) => say(student, n, passages)),
      callerOf(db, teacher).debate.steer({ ...on, version, phase, steer: { to: "pause" } }),
      ...students.slice(15).map((student, n) => say(student, n + 15, passages)),
    ]);
    expect(sent[15]?.status).toBe("fulfilled");
    const refused = sent.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
    for (const { reason } of refused) expect(reason).toMatchObject({ cause: { code: "CLOSED" } });
    const { claims, debate } = await page(teacher);
    expect(debate.state).toBe("paused");
    expect(claims.length + refused.length).toBe(CLASS_SIZE);
    const [kept] =
      await db.owner`select count(*)::int as n from kept_moves where assignment_id = ${on.debateId}`;
    expect(kept?.n).toBe(refused.length);
    for (const side of ["for", "against"]) {
      const numbers = claims.filter((claim) => claim.side === side).map(({ number }) => number);
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    }
  });

  const say = (student: Person, n: number, passages: Awaited<ReturnType<typeof passageOf>>[]) =>
    callerOf(db, student).debate.say({
      ...on,
      id: randomUUID(),
      kind: "claim",
      side: n % 2 === 0 ? "for" : "against",
      answersId: null,
      text: `Point ${n}.`,
      passages,
    });

  it("sent twice are said once, and answered alike when the phase has closed meanwhile", async () => {
    await moveTo(db, on, "opening");
    const id = randomUUID();
    const first = await sayAs(db, person(0), on, { id, side: "for" });
    await Promise.all([0, 1, 2].map(() => sayAs(db, person(0), on, { id, side: "for" })));
    await moveTo(db, on, "rebuttal");
    expect(await sayAs(db, person(0), on, { id, side: "for" })).toEqual(first);
    expect((await page(teacher)).claims).toHaveLength(1);
    await expect(sayAs(db, person(0), on, { id, side: "for", text: "Other words." })).rejects.toMatchObject({
      cause: { code: "CONFLICT" },
    });
  });

  it("of somebody who is removed stay with their name, their ballot stays, and they say no more", async () => {
    await moveTo(db, on, "entry_vote");
    await voteAs(db, person(0), on, "for");
    await moveTo(db, on, "opening");
    const claim = await sayAs(db, person(0), on, { side: "for" });
    await callerOf(db, teacher).classroom.removeMember({
      classroomId: classroom.id,
      userId: person(0).userId,
      keepOut: false,
    });
    await expect(sayAs(db, person(0), on, { side: "for" })).rejects.toMatchObject({
      cause: { code: "NOT_FOUND" },
    });
    const { claims, debate } = await page(person(1));
    expect(claims.map(({ id, comment }) => [id, comment.author?.name])).toEqual([[claim.id, "Student 0"]]);
    expect(debate.seats.map(({ userId }) => userId)).not.toContain(person(0).userId);
    expect(await ballots()).toHaveLength(1);
    const late = await makePerson(db, "Late");
    await join(db, classroom, late);
    expect((await callerOf(db, late).debate.takeSeat({ ...on })).side).toBe("for");
  });
});

describe("the clock", () => {
  it("is not steered by who still saw the phase that time has ended", async () => {
    await moveTo(db, on, "closing");
    const { version, phase } = (await page(teacher)).debate;
    // Time alone passes: nobody steers, so the version is the same.
    await moveTo(db, on, "exit_vote");
    for (const to of ["next", "pause", "back"] as const)
      await expect(
        callerOf(db, teacher).debate.steer({ ...on, version, phase, steer: { to } }),
      ).rejects.toMatchObject({ cause: { code: "CONFLICT" } });
    expect((await page(teacher)).debate).toMatchObject({ state: "running", phase: phase + 1, version });
    expect(await voteAs(db, person(0), on, "against")).toMatchObject({ after: "against" });
  });

  it("is the server's: what a killed one had passed is known to the next that asks", async () => {
    await moveTo(db, on, "entry_vote");
    await voteAs(db, person(0), on, "for");
    // Nothing is kept in memory: another process would read the same row.
    await moveTo(db, on, "closed");
    const { debate } = await page(person(3));
    expect(debate).toMatchObject({ state: "closed", phase: 8 });
    expect(Math.abs(Date.parse(debate.now) - Date.now())).toBeLessThan(60_000);
  });

  it("is steered once by two teachers who press in the same moment", async () => {
    const other = await makePerson(db, "Mr Bell", { role: "teacher" });
    await join(db, classroom, other, "teacher");
    await moveTo(db, on, "opening");
    const { version, phase } = (await page(teacher)).debate;
    const both = await Promise.allSettled(
      [teacher, other].map((who) =>
        callerOf(db, who).debate.steer({ ...on, version, phase, steer: { to: "next" } }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await page(person(0))).debate.phase).toBe(3);
  });
});

describe("a passage that has since changed", () => {
  const LEAD = "Kathy drives alone, and remembers what was said at the pond that day.";
  const PATH = "plot/pond";

  it("is cited where it stands now, and where it is gone it is kept as it was", async () => {
    const room = await EditionRoom.open(db, {
      [PATH]: { lead: LEAD, after: "Nobody asked who had told it." },
    });
    const reader = await room.member("Rosa B.");
    const held = await openDebate(db, { id: room.classroomId, owner: room.teacher });
    await seatOn(db, held, reader, "for");
    await moveTo(db, held, "opening");
    const sectionId = await room.sectionId(PATH);
    const cite = (exact: string, start: number) => ({
      sectionId,
      versionId: room.first,
      exact,
      start,
      end: start + exact.length,
    });
    // The text moves on while the page that was read stays open.
    await room.moveTo({
      [PATH]: { lead: `It begins in the car. ${LEAD}`, late: "And much later they laughed." },
    });
    const claim = await callerOf(db, reader).debate.say({
      ...held,
      id: randomUUID(),
      kind: "claim",
      side: "for",
      answersId: null,
      text: "She was told, and did not ask.",
      passages: [cite("Kathy drives alone", 0), cite("Nobody asked", LEAD.length + 1)],
    });
    expect(claim.cited).toEqual([
      expect.objectContaining({ exact: "Kathy drives alone", start: 22 }),
      expect.objectContaining({ exact: "Nobody asked", start: null }),
    ]);
  });
});
