import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
import { openStream } from "../testing/http";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let priya: Person;
let classroom: Classroom;

beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  priya = await makePerson(db, "Priya N.");
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '1 day'`;
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya]) await join(db, classroom, student);
});
afterAll(() => db.close());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const lock = (partKey: string, until: string | null, who = teacher) =>
  callerOf(db, who).guide.lockPart({ classroomId: classroom.id, partKey, until });
const read = (who: Person, path: string) =>
  callerOf(db, who).guide.section({ classroomId: classroom.id, path });
const sectionOf = (part: string) => {
  const found = classroom.sections.find(({ path }) => path.startsWith(`${part}/`));
  if (!found) throw new Error(`no section in ${part}`);
  return found;
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => (error.cause?.code ?? error.code) as string,
  );

describe("a locked part", () => {
  it("sends a student its title and its day, though its text was read before by somebody else", async () => {
    const { path } = sectionOf("criticism");
    const { section } = await read(teacher, path);
    await read(maya, path);
    const until = inDays(3);
    await lock("criticism", until);
    const answer = await read(maya, path);
    expect(answer).toMatchObject({ section: null, threads: null, locked: { path, opensAt: until } });
    const text = section?.html.replace(/<[^>]*>/g, "").slice(10, 80) ?? "";
    expect(text.length).toBe(70);
    expect(JSON.stringify(answer)).not.toContain(text);
    expect((await read(teacher, path)).section?.html).toBe(section?.html);
    expect((await read(maya, sectionOf("plot").path)).locks).toEqual({ criticism: until });
  });

  it("keeps what is written there from students, and gives it back when it opens", async () => {
    const { id: sectionId } = sectionOf("criticism");
    const mine = await writeComment(db, classroom, maya, { sectionId });
    const other = await writeComment(db, classroom, priya, { sectionId });
    await lock("criticism", inDays(1));
    const { comment, classroom: api } = callerOf(db, maya);
    const on = { classroomId: classroom.id };
    expect(await refusal(comment.list({ ...on, sectionId }))).toBe("CLOSED");
    for (const { id: commentId } of [mine, other])
      expect(await refusal(comment.threadAt({ ...on, commentId }))).toBe("NOT_FOUND");
    expect(await refusal(writeComment(db, classroom, maya, { sectionId }))).toBe("CLOSED");
    expect((await api.home(on)).news).toEqual([]);
    await lock("criticism", null);
    expect((await comment.list({ ...on, sectionId })).comments).toHaveLength(2);
    expect((await api.home(on)).news).toHaveLength(1);
  });

  it("opens by itself on its day", async () => {
    const { path } = sectionOf("criticism");
    await lock("criticism", inDays(1));
    expect((await read(maya, path)).locked).not.toBeNull();
    await db.owner`update part_locks set until = now() - interval '1 second' where classroom_id = ${classroom.id}`;
    expect((await read(maya, path)).section?.path).toBe(path);
  });

  it("leads reading to what is open", async () => {
    await lock("plot", inDays(1));
    const home = await callerOf(db, maya).classroom.home({ classroomId: classroom.id });
    expect(home.frame.firstSection).toBe(sectionOf("people").path);
    expect(home.reading.continuation?.path).toBe(sectionOf("people").path);
    const teachers = await callerOf(db, teacher).classroom.home({ classroomId: classroom.id });
    expect(teachers.frame.firstSection).toBe(sectionOf("plot").path);
  });

  it("locks the claims that rest on it alone", async () => {
    const locked = async () => {
      const [row] = await db.owner<{ ids: string[] }[]>`select app.locked_sections(${classroom.id}) as ids`;
      return new Set(row?.ids);
    };
    expect((await locked()).size).toBe(0);
    await lock("criticism", inDays(1));
    const criticism = await locked();
    const rows = await db.owner<{ id: string; parts: string[] }[]>`
      select k.section_id as id, array_agg(distinct v.part_key) as parts from claim_versions k
      join classrooms c on c.guide_version_id = k.version_id and c.id = ${classroom.id}
      join paragraph_versions p on p.version_id = k.version_id and p.paragraph_id = any (k.paragraph_ids)
      join section_versions v on v.version_id = p.version_id and v.section_id = p.section_id group by 1`;
    for (const { id, parts } of rows)
      expect(criticism.has(id), String(parts)).toBe(parts.join() === "criticism");
    for (const part of ["plot", "people", "themes"]) await lock(part, inDays(1));
    const all = await locked();
    expect(rows.every(({ id }) => all.has(id))).toBe(true);
    expect(all.size).toBe(rows.length + classroom.sections.length);
  });

  it("is set by a teacher, for a part that is there, to a day to come", async () => {
    expect(await refusal(lock("plot", inDays(1), maya))).toBe("FORBIDDEN");
    expect(await refusal(lock("nowhere", inDays(1)))).toBe("NOT_FOUND");
    expect(await refusal(lock("claims", inDays(1)))).toBe("NOT_FOUND");
    expect(await refusal(lock("plot", inDays(-1)))).toBe("INVALID");
    expect(await refusal(lock("plot", inDays(500)))).toBe("INVALID");
    expect(await refusal(lock("plot", "tomorrow"))).toBe("INVALID");
    expect(await refusal(lock("plot", null))).toBe(null);
    const { items } = await callerOf(db, teacher).guide.parts({ classroomId: classroom.id });
    expect(items.map(({ key, lockedUntil }) => [key, lockedUntil])).toEqual([
      ["plot", null],
      ["people", null],
      ["themes", null],
      ["criticism", null],
    ]);
  });

  it("ends a student's stream when it is locked and when its day comes, and not a teacher's", async () => {
    const ended = async (who: Person, act: () => Promise<unknown>): Promise<boolean> => {
      const stream = await openStream(db, {}, who.cookie);
      await stream.next();
      await act();
      // Whatever comes next: a comment where everybody may read, or the end.
      await writeComment(db, classroom, priya);
      const heard = await stream.next();
      await stream.close();
      return String(heard).includes("event: return");
    };
    expect(await ended(teacher, () => lock("criticism", inDays(1)))).toBe(false);
    expect(await ended(maya, () => lock("criticism", inDays(2)))).toBe(true);
    await db.owner`update part_locks set until = now() + interval '300 milliseconds' where classroom_id = ${classroom.id}`;
    const stream = await openStream(db, {}, maya.cookie);
    await stream.next();
    expect(await stream.next()).toContain("event: return");
    await stream.close();
  });
});
