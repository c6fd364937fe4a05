import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { THEMES_PER_CLASS_MAX } from "#domain/note";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";

let db: TestDatabase;
let teacher: Person;
let second: Person;
let classroom: Classroom;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  second = await makePerson(db, "Mr Lund", { role: "teacher" });
});
beforeEach(async () => {
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, second, "teacher");
});
afterAll(() => db.close());

const here = () => ({ classroomId: classroom.id });
const as = (person: Person) => callerOf(db, person).theme;
const list = async () => (await as(teacher).list(here())).themes;
const names = async () => (await list()).map(({ name, isRetired }) => (isRetired ? `(${name})` : name));
const named = async (name: string) => {
  const found = (await list()).find((theme) => theme.name === name);
  if (!found) throw new Error(`no theme ${name}`);
  return found;
};
const add = (name: string, ink: "love" | null = null, id: string = randomUUID()) =>
  as(teacher).add({ ...here(), id, name, definition: "", ink });

describe("the themes of a class", () => {
  it("begin with the guide's, and take further ones with a plain rule and a letter of their own", async () => {
    await add("Silence");
    await add("  Memory   work ");
    const [silence, work] = [await named("Silence"), await named("Memory work")];
    expect(silence).toMatchObject({ ink: null, isRetired: false });
    // S is Symbolism's and M Memory's.
    expect([silence.letter, work.letter]).toEqual(["E", "O"]);
    expect((await names()).slice(-2)).toEqual(["Silence", "Memory work"]);
  });

  it("are added once for an id, and never two by one name", async () => {
    const id = randomUUID();
    await Promise.all([add("Silence", null, id), add("Silence", null, id)]);
    expect((await names()).filter((name) => name === "Silence")).toHaveLength(1);
    await expect(add("silence")).rejects.toThrow("“Silence” is a theme of this class already.");
  });

  it("keep what two teachers do at once", async () => {
    const love = await named("Love & Loss");
    const before = { name: love.name, definition: love.definition };
    const change = (who: Person, name: string) =>
      as(who).update({ ...here(), themeId: love.id, name, definition: before.definition, before });
    const done = await Promise.allSettled([change(teacher, "Love"), change(second, "Loss")]);
    const refused = done.find((one) => one.status === "rejected");
    expect(done.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(String(refused?.reason.message)).toMatch(
      /Another teacher changed this theme meanwhile. It is now “Lo(ve|ss)”/,
    );
    // The same words twice are no conflict.
    const now = (await list()).find(({ id }) => id === love.id);
    await change(second, now?.name ?? "");
    const order = await names();
    await Promise.all([
      as(teacher).move({ ...here(), themeId: love.id, by: "up" }),
      as(second).move({ ...here(), themeId: love.id, by: "up" }),
    ]);
    expect(await names()).toEqual([order[2], order[0], order[1], ...order.slice(3)]);
  });

  it("are retired and brought back; an ink that was taken meanwhile stays with who has it", async () => {
    const love = await named("Love & Loss");
    await as(teacher).retire({ ...here(), themeId: love.id, retired: true });
    expect(await names()).toContain("(Love & Loss)");
    await expect(add("Tenderness", "love")).resolves.toEqual({ done: true });
    expect((await list()).find(({ id }) => id === love.id)).toMatchObject({ ink: null, isRetired: true });
    await as(teacher).retire({ ...here(), themeId: love.id, retired: false });
    expect(await named("Love & Loss")).toMatchObject({ ink: null, isRetired: false, letter: "L" });
    expect(await named("Tenderness")).toMatchObject({ ink: "love" });
    await expect(add("Grief", "love")).rejects.toThrow("“Tenderness” is drawn in this ink now.");
  });

  it("are one at least and so many at most", async () => {
    for (const theme of (await list()).slice(1))
      await as(teacher).retire({ ...here(), themeId: theme.id, retired: true });
    const [last] = await list();
    await expect(as(teacher).retire({ ...here(), themeId: last?.id ?? "", retired: true })).rejects.toThrow(
      "A class keeps at least one theme.",
    );
    for (let n = 1; n < THEMES_PER_CLASS_MAX; n++) await add(`Theme ${n}`);
    await expect(add("One more")).rejects.toThrow(`A class uses at most ${THEMES_PER_CLASS_MAX} themes.`);
  });

  it("are the class's own: another class's cannot be changed", async () => {
    const other = await makeClassroom(db, teacher, "Another");
    const foreign = (await as(teacher).list({ classroomId: other.id })).themes[0];
    const themeId = foreign?.id ?? "";
    await expect(as(teacher).move({ ...here(), themeId, by: "down" })).rejects.toThrow();
    await expect(as(teacher).retire({ ...here(), themeId, retired: true })).rejects.toThrow();
    await expect(add("Stolen", null, themeId)).rejects.toThrow("This was saved once before");
  });
});
