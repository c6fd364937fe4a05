import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Position, Spread } from "#domain/claim";
import { refusalOf } from "../api/trpc";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import {
  type Classroom,
  callerOf,
  join,
  makeClassroom,
  makePerson,
  type Person,
  writeComment,
} from "../testing/factories";

const KEY = "c01";

let db: TestDatabase;
let room: Classroom;
let teacher: Person;
let maya: Person;
let tomasz: Person;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  tomasz = await makePerson(db, "Tomasz W.");
  room = await makeClassroom(db, teacher);
  await join(db, room, maya);
  await join(db, room, tomasz);
});
beforeEach(async () => {
  await db.owner`delete from weighings`;
  await db.owner`delete from part_locks`;
  await db.owner`update classroom_members set removed_at = null`;
});
afterAll(() => db.close());

type Choice = { position: Position; paragraphId?: string; chapter?: number };
const weigh = (who: Person, choice: Choice, key = KEY) =>
  callerOf(db, who).claim.weighIn({ classroomId: room.id, key, ...choice });
const get = (who: Person, key = KEY) => callerOf(db, who).claim.get({ classroomId: room.id, key });
const list = (who: Person) => callerOf(db, who).claim.list({ classroomId: room.id });
const paragraph = (section: number, at = 0) => room.sections[section]?.paragraphIds[at] ?? "";
const refusal = (asked: Promise<unknown>) => asked.then(() => null, refusalOf);
const counts = (spread: Spread | null) =>
  spread && [spread.holds.count, spread.fails.count, spread.undecided.count];
const lock = (part: string) =>
  db.owner`insert into part_locks (classroom_id, part_key, until, set_by_id)
    values (${room.id}, ${part}, now() + interval '1 day', ${teacher.userId})`;

describe("weighing in", () => {
  it("keeps the position with its place, at the time of the database", async () => {
    const { mine } = await weigh(maya, { position: "holds", paragraphId: paragraph(0, 1) });
    expect(mine).toMatchObject({ position: "holds", chapter: null });
    expect(mine?.paragraph).toMatchObject({ id: paragraph(0, 1), path: room.sections[0]?.path });
    expect(mine?.paragraph?.opening.split(" ").length).toBeLessThanOrEqual(10);
    const [row] =
      await db.owner`select weighed_at, now() - weighed_at < interval '1 minute' as fresh from weighings`;
    expect(row).toMatchObject({ fresh: true });
    expect(mine?.weighedAt).toBe(row?.weighed_at.toISOString());
  });

  it("is one row however often it is sent, and the same again changes nothing", async () => {
    const choice: Choice = { position: "fails", chapter: 23 };
    const first = await weigh(maya, choice);
    expect(await weigh(maya, choice)).toEqual(first);
    expect(await db.owner`select 1 from weighings`).toHaveLength(1);
  });

  it("is one row when it is sent twice at once", async () => {
    await Promise.all([
      weigh(maya, { position: "holds", chapter: 1 }),
      weigh(maya, { position: "fails", chapter: 2 }),
    ]);
    expect(await db.owner`select 1 from weighings`).toHaveLength(1);
  });

  it("can be changed at will, to a chapter, and to undecided with nothing", async () => {
    await weigh(maya, { position: "holds", paragraphId: paragraph(0) });
    const { mine } = await weigh(maya, { position: "fails", chapter: 7 });
    expect(mine).toMatchObject({ position: "fails", paragraph: null, chapter: 7 });
    const again = await weigh(maya, { position: "undecided" });
    expect(again.mine).toMatchObject({ position: "undecided", paragraph: null, chapter: null });
    expect(counts(again.spread)).toEqual([0, 0, 1]);
  });

  it.each<[string, Choice, RegExp]>([
    ["a side without a place", { position: "holds" }, /^Name what this rests on/],
    [
      "two places",
      { position: "fails", paragraphId: "11111111-1111-4111-8111-111111111111", chapter: 3 },
      /^Name one place/,
    ],
    ["chapter 0", { position: "fails", chapter: 0 }, /begin at 1/],
    ["chapter 100", { position: "fails", chapter: 100 }, /between 1 and 99/],
    ["half a chapter", { position: "fails", chapter: 2.5 }, /as a number/],
    ["no position", { position: "perhaps" as Position, chapter: 3 }, /^Choose what you make of it/],
  ])("refuses %s with a sentence", async (_, choice, sentence) => {
    const refused = await refusal(weigh(maya, choice));
    expect(refused?.code).toBe("INVALID");
    expect(refused?.message).toMatch(sentence);
    expect(await db.owner`select 1 from weighings`).toHaveLength(0);
  });

  it("finds no claim that is not there, and no paragraph of another guide or of none", async () => {
    expect((await refusal(weigh(maya, { position: "holds", chapter: 3 }, "c99")))?.code).toBe("NOT_FOUND");
    const nowhere = "11111111-1111-4111-8111-111111111111";
    expect((await refusal(weigh(maya, { position: "holds", paragraphId: nowhere })))?.code).toBe("NOT_FOUND");
  });

  it("is closed in an archived class, which shows what was said", async () => {
    await weigh(maya, { position: "holds", chapter: 3 });
    await db.owner`update classrooms set archived_at = now() where id = ${room.id}`;
    expect((await refusal(weigh(maya, { position: "fails", chapter: 3 })))?.code).toBe("CLOSED");
    expect(await get(maya)).toMatchObject({ mine: { position: "holds" }, canWeighIn: false });
    await db.owner`update classrooms set archived_at = null where id = ${room.id}`;
  });
});

describe("the spread", () => {
  it("is a student's after weighing in and not before, and a teacher's at once", async () => {
    await weigh(tomasz, { position: "holds", chapter: 23 });
    expect(await get(maya)).toMatchObject({ mine: null, spread: null });
    expect(counts((await get(teacher)).spread)).toEqual([1, 0, 0]);
    await weigh(maya, { position: "undecided" });
    expect(counts((await get(maya)).spread)).toEqual([1, 0, 1]);
    expect(JSON.stringify((await get(maya)).spread)).not.toMatch(/Tomasz|Maya/);
  });

  it("counts who is in the class now", async () => {
    await weigh(tomasz, { position: "holds", chapter: 23 });
    await db.owner`update classroom_members set removed_at = now() where user_id = ${tomasz.userId}`;
    expect(counts((await get(teacher)).spread)).toEqual([0, 0, 0]);
  });

  it("names places by how many named them, then in reading order, at most eight", async () => {
    const all = room.sections.flatMap(({ paragraphIds }) => paragraphIds);
    for (let n = 0; n < 11; n++) {
      const person = await makePerson(db, `Reader ${n}`);
      await join(db, room, person);
      const choice: Choice =
        n < 2 ? { position: "holds", chapter: 22 } : { position: "holds", paragraphId: all[n] ?? "" };
      await weigh(person, choice);
    }
    const { spread } = await get(teacher);
    expect(spread?.holds.count).toBe(11);
    expect(spread?.holds.places).toHaveLength(8);
    expect(spread?.holds.places[0]).toEqual({ paragraph: null, chapter: 22, count: 2 });
    const named = spread?.holds.places.slice(1).map((place) => place.paragraph?.id);
    expect(named).toEqual(all.slice(2, 9));
  });

  it("names no paragraph of a locked part to a student", async () => {
    await weigh(teacher, { position: "holds", paragraphId: paragraph(0) });
    await weigh(maya, { position: "holds", chapter: 23 });
    await lock("plot");
    const { spread } = await get(maya);
    expect(spread?.holds).toMatchObject({ count: 2, places: [{ chapter: 23, count: 1 }] });
    expect((await get(teacher)).spread?.holds.places).toHaveLength(2);
  });
});

describe("the list", () => {
  it("has every claim with its kinds, its comments and one's own position", async () => {
    const { claim } = await get(maya);
    const post = { sectionId: claim.sectionId, paragraphId: null };
    await writeComment(db, room, maya, { ...post, text: "It is Tommy who says it." });
    const unkind = await writeComment(db, room, tomasz, { ...post, text: "Unkind." });
    await callerOf(db, teacher).moderation.hide({
      classroomId: room.id,
      commentId: unkind.id,
      reason: "Unkind.",
    });
    await weigh(maya, { position: "fails", chapter: 23 });
    const { items, sections } = await list(maya);
    expect(items).toHaveLength(39);
    expect(items[0]).toMatchObject({ key: KEY, number: 1, comments: 1, mine: "fails" });
    expect((await list(tomasz)).items[0]).toMatchObject({ comments: 1, mine: null });
    for (const { path } of sections) expect(items.some((item) => item.sections.includes(path))).toBe(true);
  });

  it("leaves out for students what is locked: claims, pointers, neighbours and places", async () => {
    await lock("criticism");
    const { items, sections } = await list(maya);
    expect(items.length).toBeLessThan(39);
    expect(items.map(({ key }) => key)).not.toContain("c26");
    expect(sections.every(({ path }) => !path.startsWith("criticism/"))).toBe(true);
    expect((await refusal(get(maya, "c26")))?.code).toBe("NOT_FOUND");
    const key = items.find((item) => item.number > 25)?.key ?? "";
    const page = await get(maya, key);
    expect(page.previous?.key).not.toBe("c26");
    for (const place of [...page.places, ...page.claim.paragraphs])
      expect(place.path).not.toMatch(/^criticism\//);
    expect((await list(teacher)).items).toHaveLength(39);
  });

  it("signs every paragraph of a section that a claim points at", async () => {
    const read = await callerOf(db, maya).guide.section({ classroomId: room.id, path: "people/tommy" });
    const key = read.section?.paragraphs.find((one) => one.key === "river")?.id;
    expect(read.claimCount).toBe(39);
    expect(read.signs).toContainEqual(expect.objectContaining({ paragraphId: key, key: KEY, number: 1 }));
  });
});
