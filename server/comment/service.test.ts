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
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, maya);
  await join(db, classroom, priya);
});
// What was posted by the tests before does not count towards anybody's pace.
beforeEach(() => db.owner`update comments set created_at = created_at - interval '1 day'`);
afterAll(() => db.close());

const on = (commentId: string) => ({ classroomId: classroom.id, commentId });
const as = (person: Person) => callerOf(db, person);
const refused = (code: string) => ({ cause: { code } });
const read = async (person: Person, id: string) =>
  (await as(person).comment.threadAt(on(id))).comments.find((comment) => comment.id === id);

const section = () => classroom.sections[0] as Classroom["sections"][number];
const list = (person: Person) =>
  callerOf(db, person).comment.list({ classroomId: classroom.id, sectionId: section().id });

describe("updateComment", () => {
  it("keeps what was said before, for its writer and the teachers", async () => {
    const { id } = await writeComment(db, classroom, maya, { text: "One." });
    await as(maya).comment.update({ ...on(id), version: 1, text: "Two." });
    const third = await as(maya).comment.update({ ...on(id), version: 2, text: "Three." });
    expect(third).toMatchObject({ version: 3, html: "<p>Three.</p>" });
    expect(third.editedAt).not.toBeNull();
    for (const person of [maya, teacher])
      expect((await as(person).comment.history(on(id))).map((one) => one.html)).toEqual([
        "<p>One.</p>",
        "<p>Two.</p>",
        "<p>Three.</p>",
      ]);
    await expect(as(priya).comment.history(on(id))).rejects.toMatchObject(refused("FORBIDDEN"));
    expect(await as(maya).comment.source(on(id))).toEqual({ text: "Three.", version: 3 });
  });

  it("refuses an edit of older words, and shows the newer ones", async () => {
    const { id } = await writeComment(db, classroom, maya, { text: "One." });
    await as(maya).comment.update({ ...on(id), version: 1, text: "Two." });
    await expect(as(maya).comment.update({ ...on(id), version: 1, text: "Other." })).rejects.toMatchObject({
      cause: { code: "CONFLICT", details: { version: 2, text: "Two." } },
    });
    // Sent again by a browser that did not hear the answer.
    expect(await as(maya).comment.update({ ...on(id), version: 1, text: "Two." })).toMatchObject({
      version: 2,
    });
  });

  it("keeps one of two edits that arrive together", async () => {
    const { id } = await writeComment(db, classroom, maya, { text: "One." });
    const edits = await Promise.allSettled(
      ["Two.", "Zwei."].map((text) => as(maya).comment.update({ ...on(id), version: 1, text })),
    );
    expect(edits.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await as(maya).comment.history(on(id))).toHaveLength(2);
  });
});

describe("deleteComment", () => {
  it("leaves a hole where there are replies, and nothing where there are none", async () => {
    const root = await writeComment(db, classroom, maya, { text: "To be removed." });
    const reply = await writeComment(db, classroom, priya, { parentId: root.id });
    await as(teacher).comment.pin({ ...on(root.id), pinned: true });
    await as(maya).comment.delete(on(root.id));
    const seen = await list(priya);
    const hole = seen.comments.find((comment) => comment.id === root.id);
    expect(hole).toMatchObject({ state: "deleted", author: null, html: "", pinned: false, replyCount: 1 });
    expect(Object.values(hole?.abilities ?? {})).not.toContain(true);
    expect(seen.comments.find((comment) => comment.id === reply.id)?.abilities.reply).toBe(false);
    await as(priya).comment.delete(on(reply.id));
    for (const person of [maya, priya, teacher]) {
      const ids = (await list(person)).comments.map((comment) => comment.id);
      expect(ids).not.toContain(root.id);
      expect(ids).not.toContain(reply.id);
    }
  });

  it("is for the writer alone, and once", async () => {
    const { id } = await writeComment(db, classroom, maya);
    for (const person of [priya, teacher])
      await expect(as(person).comment.delete(on(id))).rejects.toMatchObject(refused("FORBIDDEN"));
    await as(maya).comment.delete(on(id));
    await expect(as(maya).comment.delete(on(id))).rejects.toMatchObject(refused("NOT_FOUND"));
  });
});

describe("hideComment and restoreComment", () => {
  it("take a comment from the class and give it back, with its counts", async () => {
    const paragraphId = section().paragraphIds[2] as string;
    const root = await writeComment(db, classroom, maya, { paragraphId });
    const reply = await writeComment(db, classroom, priya, { paragraphId, parentId: root.id });
    const here = { classroomId: classroom.id, sectionId: section().id, paragraphId };
    await as(teacher).moderation.hide({ ...on(reply.id), reason: "Off the text." });
    const hidden = await as(maya).comment.list(here);
    expect(hidden.comments.map((comment) => comment.id)).toEqual([root.id]);
    expect(hidden.comments[0]).toMatchObject({ replyCount: 0, needsReply: true });
    expect(hidden.counts[paragraphId]).toBe(1);
    expect(await read(priya, reply.id)).toMatchObject({ state: "hidden", hiddenReason: "Off the text." });
    await as(teacher).moderation.restore(on(reply.id));
    const restored = await as(maya).comment.list(here);
    expect(restored.comments.map((comment) => comment.id)).toEqual([root.id, reply.id]);
    expect(restored.comments[0]).toMatchObject({ replyCount: 1, needsReply: false });
    expect(restored.counts[paragraphId]).toBe(2);
  });

  it("change nothing more when done twice", async () => {
    const { id } = await writeComment(db, classroom, maya);
    const before = (await list(maya)).counts;
    for (let n = 0; n < 2; n++) await as(teacher).moderation.hide({ ...on(id), reason: "Off the text." });
    for (let n = 0; n < 2; n++) await as(teacher).moderation.restore(on(id));
    expect((await list(maya)).counts).toEqual(before);
  });
});

describe("an archived class", () => {
  it("can be read and not added to", async () => {
    const root = await writeComment(db, classroom, maya);
    await db.owner`update classrooms set archived_at = now() where id = ${classroom.id}`;
    try {
      expect((await list(maya)).comments[0]?.abilities).toMatchObject({
        reply: false,
        edit: false,
        delete: false,
      });
      await expect(writeComment(db, classroom, maya)).rejects.toMatchObject({ code: "CLOSED" });
      await expect(
        as(maya).comment.update({ ...on(root.id), version: 1, text: "New." }),
      ).rejects.toMatchObject(refused("CLOSED"));
      await expect(as(maya).comment.delete(on(root.id))).rejects.toMatchObject(refused("CLOSED"));
      await expect(as(teacher).comment.pin({ ...on(root.id), pinned: true })).rejects.toMatchObject(
        refused("CLOSED"),
      );
    } finally {
      await db.owner`update classrooms set archived_at = null where id = ${classroom.id}`;
    }
  });
});
