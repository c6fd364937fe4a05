import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WINDOW_COMMENTS, WINDOW_REPLIES } from "#domain/comment";
import { fillSection } from "../testing/crowd";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { readAll } from "../testing/talk";

let db: TestDatabase;
let classroom: Classroom;
let teacher: Person;
let maya: Person;
let where: { classroomId: string; sectionId: string };

beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, maya);
  where = { classroomId: classroom.id, sectionId: classroom.sections[0]?.id as string };
  // Threads of several shapes, one after the other: single comments, short ones, and one longer than a window.
  await fillSection(db, classroom, [teacher, maya], { threads: 70, replies: 0 });
  await fillSection(db, classroom, [teacher, maya], { threads: 20, replies: 4 });
  await fillSection(db, classroom, [maya, teacher], { threads: 2, replies: 75 });
  // More are pinned than a window holds, among them the long ones.
  await db.owner`
    update comments set pinned_at = now() where id in (
      (select id from comments where root_id is null order by seq limit 12) union all
      (select id from comments where root_id is null order by seq desc limit 12))`;
});
afterAll(() => db.close());

describe("the windows of a list", () => {
  it.each(["newest", "oldest"] as const)("show every comment once and in order, %s first", async (order) => {
    const shown = await readAll(db, maya, { ...where, order });
    const roots = await db.owner<{ id: string }[]>`
      select id from comments where root_id is null
      order by pinned_at is not null desc, created_at ${order === "newest" ? db.owner`desc` : db.owner``}, id`;
    expect(shown.filter((one) => one.rootId === null).map((one) => one.id)).toEqual(
      roots.map((row) => row.id),
    );
    const replies = await db.owner<{ id: string; root_id: string }[]>`
      select id, root_id from comments where root_id is not null order by created_at, id`;
    for (const root of roots)
      expect(shown.filter((one) => one.rootId === root.id).map((one) => one.id)).toEqual(
        replies.filter((row) => row.root_id === root.id).map((row) => row.id),
      );
  });

  it("hold at least what fills a page, and not much more", async () => {
    const { comments } = await callerOf(db, maya).comment.list(where);
    expect(comments.length).toBeGreaterThanOrEqual(WINDOW_COMMENTS);
    expect(comments.length).toBeLessThanOrEqual(WINDOW_COMMENTS + WINDOW_REPLIES);
  });

  it("say of which threads there is more", async () => {
    const { comments, partial } = await callerOf(db, maya).comment.list(where);
    for (const root of comments.filter((one) => one.rootId === null))
      expect(partial.includes(root.id)).toBe(root.replyCount > WINDOW_REPLIES);
  });

  it("open a long thread at one of its comments", async () => {
    const replies = await db.owner<{ id: string; root_id: string }[]>`
      select c.id, c.root_id from comments c join comments r on r.id = c.root_id
      where r.reply_count = 75 order by c.root_id, c.created_at, c.id`;
    const [first, middle, last] = [replies[0], replies[40], replies[74]];
    const at = (id: string | undefined) =>
      callerOf(db, maya).comment.threadAt({ classroomId: classroom.id, commentId: id ?? "" });
    expect(await at(first?.id)).toMatchObject({ hasEarlier: false });
    const opened = await at(middle?.id);
    expect(opened.hasEarlier).toBe(true);
    expect(opened.comments.map((one) => one.id)).toEqual([
      middle?.root_id,
      ...replies.slice(40, 71).map((row) => row.id),
    ]);
    const rest = await callerOf(db, maya).comment.replies({
      classroomId: classroom.id,
      rootId: middle?.root_id ?? "",
      cursor: opened.nextCursor ?? "",
    });
    expect(rest.comments.map((one) => one.id)).toEqual(replies.slice(71, 75).map((row) => row.id));
    expect(rest.nextCursor).toBeNull();
    expect(await at(last?.id)).toMatchObject({ hasEarlier: true, nextCursor: null });
  });

  it("end at a cursor that is none of ours with a sentence", async () => {
    for (const cursor of ["x", "bm90aGluZw", Buffer.from("2026-13-01T00:00:00.000Z|x").toString("base64url")])
      await expect(callerOf(db, maya).comment.list({ ...where, cursor })).rejects.toMatchObject({
        cause: { code: "INVALID" },
      });
  });
});
