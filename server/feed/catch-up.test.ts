import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CATCH_UP_MAX_CHANGES, type LiveItem } from "#domain/live";
import { fillSection } from "../testing/crowd";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import {
  type Classroom,
  callerOf,
  cursorAt,
  join,
  makeClassroom,
  makePerson,
  type Person,
  writeComment,
} from "../testing/factories";
import { Follower, fold } from "../testing/follower";
import { readAll, steps, Talk } from "../testing/talk";
import { Bus } from "./bus";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let priya: Person;
let classroom: Classroom;
let followers: Follower[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  priya = await makePerson(db, "Priya N.");
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '1 day'`;
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, maya);
  await join(db, classroom, priya);
});
afterEach(async () => {
  await Promise.all(followers.map((one) => one.close()));
  followers = [];
});
afterAll(() => db.close());

async function follow(person: Person, options: { bus?: Bus; cursor?: string; reopen?: boolean } = {}) {
  const follower = new Follower(db.context, options.bus ?? db.bus, person, options);
  followers.push(follower);
  return follower.start();
}

describe("after a gap", () => {
  it("nothing is lost when the listening connection is killed", async () => {
    const bus = new Bus(db.context);
    const follower = await follow(priya, { bus });
    const { sql } = db.context.database;
    const before = await writeComment(db, classroom, maya);
    await follower.has(before.id);
    const killed = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'commonplace-listen' and datname = current_database()`;
    expect(killed.length).toBeGreaterThan(0);
    const during = await writeComment(db, classroom, maya);
    await follower.has(during.id);
    const after = await writeComment(db, classroom, maya);
    await follower.has(after.id);
    await follower.close();
    await bus.stop();
  });

  it("nothing is lost when the server starts anew", async () => {
    const [first, second] = [new Bus(db.context), new Bus(db.context)];
    const follower = await follow(priya, { bus: first });
    follower.moveTo(second);
    await first.stop();
    const { id } = await writeComment(db, classroom, maya);
    await follower.has(id);
    expect(follower.opened).toBe(2);
    await follower.close();
    await second.stop();
  });

  it("a page that missed too much is told to read afresh", async () => {
    const cursor = await cursorAt(db, priya, classroom.id, 0);
    await fillSection(db, classroom, [maya], {
      threads: CATCH_UP_MAX_CHANGES + 10,
      replies: 0,
      words: "Word.",
    });
    const follower = await follow(priya, { cursor });
    expect(follower.items).toEqual([expect.objectContaining({ type: "reload", classroomId: classroom.id })]);
    const { items } = await callerOf(db, priya).live.since({ cursor });
    expect(items).toEqual([expect.objectContaining({ type: "reload", classroomId: classroom.id })]);
  });

  it("a page is told to read afresh when what it missed has been pruned, also in part", async () => {
    for (let n = 0; n < 3; n++) await writeComment(db, classroom, maya);
    await db.owner`delete from changes where classroom_id = ${classroom.id} and seq <= 2`;
    const since = async (seq: number) => {
      const cursor = await cursorAt(db, priya, classroom.id, seq);
      return (await callerOf(db, priya).live.since({ cursor })).items;
    };
    expect((await since(0)).map((item) => item.type)).toEqual(["reload"]);
    expect((await since(1)).map((item) => item.type)).toEqual(["reload"]);
    expect((await since(2)).map((item) => item.type)).toEqual(["comment"]);
    expect(await since(3)).toEqual([]);
    // Read before a backup was put back.
    expect((await since(4)).map((item) => item.type)).toEqual(["reload"]);
  });

  it("a cursor that is none of ours is refused, and one of another class says nothing", async () => {
    await expect(callerOf(db, priya).live.since({ cursor: "nothing" })).rejects.toMatchObject({
      cause: { code: "INVALID" },
    });
    const other = await makeClassroom(db, await makePerson(db, "Mr Stone", { role: "teacher" }));
    await writeComment(db, other, other.owner);
    const cursor = await cursorAt(db, other.owner, other.id, 0);
    expect((await callerOf(db, priya).live.since({ cursor })).items).toEqual([]);
  });
});

describe("a page that follows", () => {
  const shown = async (talk: Talk, person: Person) => {
    const where = { classroomId: talk.classroom.id, sectionId: talk.sectionId };
    return readAll(db, person, { ...where, order: "oldest" });
  };
  const withoutMarks = (page: Iterable<{ id: string }>) =>
    [...page].map((comment) => ({ ...comment, unread: null })).sort((a, b) => (a.id < b.id ? -1 : 1));

  it("shows what a fresh one shows, whatever was done meanwhile and whenever its stream was cut", async () => {
    const people = [teacher, maya, priya, await makePerson(db, "Tom B.")];
    await fc.assert(
      fc.asyncProperty(steps(10), steps(14), fc.nat({ max: 13 }), async (before, during, cutAt) => {
        const talk = await Talk.begin(db, people);
        for (const step of before) await talk.take(step);
        const pages = await Promise.all(
          people.slice(0, 3).map(async (person) => {
            const { cursor } = await callerOf(db, person).comment.list({
              classroomId: talk.classroom.id,
              sectionId: talk.sectionId,
            });
            const start = await shown(talk, person);
            return { person, start, follower: await follow(person, { cursor }) };
          }),
        );
        for (const [at, step] of during.entries()) {
          if (at === cutAt) await db.owner`select pg_notify('access', ${maya.userId})`;
          await talk.take(step);
        }
        const last = await writeComment(db, talk.classroom, people[3] as Person, { text: "The end." });
        for (const { person, start, follower } of pages) {
          await follower.has(last.id);
          const fresh = await shown(talk, person);
          const mine = follower.items.filter((item: LiveItem) => item.classroomId === talk.classroom.id);
          expect(withoutMarks(fold(start, mine).values())).toEqual(withoutMarks(fresh));
          await follower.close();
        }
      }),
      { numRuns: 15, seed: 20261121, endOnFailure: true },
    );
  }, 60_000);
});
