import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { COUNT_CAP } from "#domain/comment";
import { fillSection } from "../testing/crowd";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import {
  asMember,
  type Classroom,
  callerOf,
  cursorAt,
  join,
  makeClassroom,
  makePerson,
  type Person,
  writeComment,
} from "../testing/factories";
import { markSeen } from "./seen";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let classroom: Classroom;

beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '1 day'`;
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, maya);
});
afterAll(() => db.close());

const here = () => ({ classroomId: classroom.id, sectionId: classroom.sections[0]?.id as string });
const list = () => callerOf(db, maya).comment.list(here());
const see = async (rootIds: string[], upTo?: string) =>
  callerOf(db, maya).comment.markSeen({
    ...here(),
    rootIds,
    all: rootIds.length === 0,
    upTo: upTo ?? (await list()).cursor,
  });
const marks = () => db.owner`
  select 'thread' as of, seen_seq::int from thread_reads where user_id = ${maya.userId} and classroom_id = ${classroom.id}
  union all
  select 'section', seen_seq::int from section_reads where user_id = ${maya.userId} and classroom_id = ${classroom.id}`;

describe("markSeen", () => {
  it("marks the threads that were on the screen and leaves the others", async () => {
    const [first, second, third] = [
      await writeComment(db, classroom, teacher),
      await writeComment(db, classroom, teacher),
      await writeComment(db, classroom, teacher),
    ];
    await see([second.id]);
    const { comments, unread } = await list();
    expect(unread).toEqual({ count: 2, more: false });
    expect(comments.filter((one) => one.unread).map((one) => one.id)).toEqual([third.id, first.id]);
  });

  it("counts what comes into a thread afterwards", async () => {
    const root = await writeComment(db, classroom, teacher);
    await see([root.id]);
    expect((await list()).unread.count).toBe(0);
    await writeComment(db, classroom, teacher, { parentId: root.id });
    expect((await list()).unread.count).toBe(1);
    await writeComment(db, classroom, maya, { parentId: root.id });
    expect((await list()).unread.count).toBe(1);
  });

  it("gathers the marks of threads into the section's, once nothing unseen stands before them", async () => {
    const [first, second] = [
      await writeComment(db, classroom, teacher),
      await writeComment(db, classroom, teacher),
    ];
    await see([second.id]);
    expect(await marks()).toEqual([{ of: "thread", seen_seq: 2 }]);
    await see([first.id]);
    expect(await marks()).toEqual([{ of: "section", seen_seq: 2 }]);
  });

  it("never lowers a mark, whichever page is the slower", async () => {
    const root = await writeComment(db, classroom, teacher);
    const older = (await list()).cursor;
    await writeComment(db, classroom, teacher, { parentId: root.id });
    await see([root.id]);
    await see([root.id], older);
    expect((await list()).unread.count).toBe(0);
    await see([]);
    await see([], older);
    expect((await list()).unread.count).toBe(0);
    expect(await marks()).toEqual([{ of: "section", seen_seq: 2 }]);
  });

  it("leaves a comment that came after the page was read unread", async () => {
    await writeComment(db, classroom, teacher);
    const { cursor } = await list();
    const later = await writeComment(db, classroom, teacher);
    await see([], cursor);
    const { comments } = await list();
    expect(comments.filter((one) => one.unread).map((one) => one.id)).toEqual([later.id]);
  });

  it("takes no mark for another class, nor a cursor of another", async () => {
    const other = await makeClassroom(db, await makePerson(db, "Mr Reed", { role: "teacher" }));
    const there = await writeComment(db, other, other.owner);
    await writeComment(db, classroom, teacher);
    await see([there.id]);
    expect(await db.owner`select 1 from thread_reads where root_id = ${there.id}`).toHaveLength(0);
    const foreign = await cursorAt(db, other.owner, other.id, 1);
    await expect(see([], foreign)).rejects.toMatchObject({ cause: { code: "INVALID" } });
    await asMember(db, maya, classroom.id, (tx, actor) =>
      markSeen(tx, actor, { sectionId: crypto.randomUUID(), rootIds: [], all: true, upTo: 1 }),
    );
    expect(await marks()).toEqual([]);
  });

  it("is one's own: nobody else's page changes", async () => {
    await writeComment(db, classroom, teacher);
    const priya = await makePerson(db, "Priya N.");
    await join(db, classroom, priya);
    await see([]);
    expect((await callerOf(db, priya).comment.list(here())).unread.count).toBe(1);
  });

  it("keeps apart two pages that mark at once", async () => {
    const roots = [];
    for (let n = 0; n < 6; n++) roots.push(await writeComment(db, classroom, teacher));
    const { cursor } = await list();
    await Promise.all(roots.map((root) => see([root.id], cursor)));
    expect((await list()).unread.count).toBe(0);
  });
});

describe("the counts of a section", () => {
  it("stop at the cap and say that there is more", async () => {
    await fillSection(db, classroom, [teacher], { threads: COUNT_CAP - 1, replies: 0, words: "Word." });
    expect((await list()).unread).toEqual({ count: COUNT_CAP - 1, more: false });
    expect((await list()).needsReply).toEqual({ count: COUNT_CAP - 1, more: false });
    await writeComment(db, classroom, teacher);
    expect((await list()).unread).toEqual({ count: COUNT_CAP - 1, more: true });
    expect((await list()).needsReply).toEqual({ count: COUNT_CAP - 1, more: true });
  });

  it("say 'or more' when much was read beyond something left aside", async () => {
    await fillSection(db, classroom, [teacher], { threads: 520, replies: 0, words: "Word." });
    const roots = await db.owner<{ id: string }[]>`
      select id from comments where classroom_id = ${classroom.id} order by seq`;
    const { cursor } = await list();
    for (let at = 1; at < roots.length; at += 60)
      await see(
        roots.slice(at, at + 60).map((row) => row.id),
        cursor,
      );
    expect((await list()).unread).toEqual({ count: 1, more: true });
    await see([roots[0]?.id as string], cursor);
    expect((await list()).unread).toEqual({ count: 0, more: false });
    expect(await marks()).toHaveLength(1);
  });
});
