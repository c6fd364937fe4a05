import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signOutEverywhere } from "../account/service";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import {
  type Classroom,
  callerOf,
  join,
  makeClassroom,
  makePerson,
  type Person,
  signInAs,
  writeComment,
} from "../testing/factories";
import { Follower } from "../testing/follower";
import { type Bus, STREAMS_PER_USER_MAX } from "./bus";
import { openPositions } from "./cursor";

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
const on = (commentId: string) => ({ classroomId: classroom.id, commentId });
const told = (follower: Follower) =>
  follower.items.map((item) =>
    item.type === "comment"
      ? `${item.comment.state} ${item.comment.id}`
      : item.type === "gone"
        ? `gone ${item.commentId}`
        : item.type,
  );

describe("the stream", () => {
  it("brings what one person writes to the others and to that person's other pages", async () => {
    const [one, other, third] = await Promise.all([follow(maya), follow(maya), follow(priya)]);
    const { id } = await writeComment(db, classroom, maya, { text: "Here." });
    await Promise.all([one, other, third].map((follower) => follower.has(id)));
    expect(one?.comments(id)[0]?.abilities).toMatchObject({ edit: true, report: false });
    expect(third?.comments(id)[0]).toMatchObject({ unread: true, abilities: { edit: false, report: true } });
    expect(other?.comments(id)).toEqual(one?.comments(id));
  });

  it("tells each what they themselves said to a comment without words, whoever changed it last", async () => {
    const { id } = await writeComment(db, classroom, maya);
    const [hers, theirs] = await Promise.all([follow(priya), follow(teacher)]);
    await callerOf(db, priya).comment.react({ ...on(id), reaction: "agree", on: true });
    await Promise.all([hers, theirs].map((follower) => follower.has(id)));
    expect(hers.comments(id).at(-1)?.reactions).toEqual({ counts: { agree: 1 }, mine: ["agree"] });
    expect(theirs.comments(id).at(-1)?.reactions).toEqual({ counts: { agree: 1 }, mine: [] });
    await callerOf(db, teacher).comment.react({ ...on(id), reaction: "look_again", on: true });
    await hers.until(() => hers.comments(id).at(-1)?.reactions?.counts.look_again === 1);
    expect(hers.comments(id).at(-1)?.reactions?.mine).toEqual(["agree"]);
  });

  it("tells of a reply with its root, whose counts it changed", async () => {
    const root = await writeComment(db, classroom, maya);
    const follower = await follow(priya);
    const reply = await writeComment(db, classroom, teacher, { parentId: root.id });
    await follower.has(reply.id);
    expect(follower.comments(root.id).at(-1)).toMatchObject({ replyCount: 1, needsReply: false });
  });

  it("takes a hidden comment from the class, and leaves it to its writer and the teachers", async () => {
    const { id } = await writeComment(db, classroom, maya);
    const [writer, classmate, guide] = await Promise.all([follow(maya), follow(priya), follow(teacher)]);
    await callerOf(db, teacher).moderation.hide({ ...on(id), reason: "Off the text." });
    await classmate.until(() => classmate.items.length > 0);
    await Promise.all([writer.has(id), guide.has(id)]);
    expect(told(classmate)).toEqual([`gone ${id}`]);
    expect(writer.comments(id).at(-1)).toMatchObject({ state: "hidden", hiddenReason: "Off the text." });
    expect(guide.comments(id).at(-1)?.abilities.moderate).toBe(true);
    await callerOf(db, teacher).moderation.restore(on(id));
    await classmate.has(id);
  });

  it("wakes nobody with a change that they may not see", async () => {
    const hidden = await writeComment(db, classroom, maya);
    await callerOf(db, teacher).moderation.hide({ ...on(hidden.id), reason: "Off the text." });
    const classmate = await follow(priya);
    const guide = await follow(teacher);
    await callerOf(db, teacher).moderation.hide({ ...on(hidden.id), reason: "Off the text, and unkind." });
    await guide.has(hidden.id);
    await callerOf(db, maya).comment.delete(on(hidden.id));
    await guide
      .until(() => told(guide).includes(`gone ${hidden.id}`) || guide.items.length > 1)
      .catch(() => {});
    const { id } = await writeComment(db, classroom, teacher);
    await classmate.has(id);
    expect(told(classmate)).toEqual([`shown ${id}`]);
    expect(classmate.batches).toBe(1);
  });

  it("tells teachers of reports, and nobody else", async () => {
    const { id } = await writeComment(db, classroom, maya);
    const [guide, writer, reporter] = await Promise.all([follow(teacher), follow(maya), follow(priya)]);
    await callerOf(db, priya).moderation.report({ ...on(id), id: randomUUID(), reason: "Unkind." });
    await guide.until(() => guide.items.length > 0);
    expect(guide.items).toEqual([{ type: "reports", classroomId: classroom.id, open: 1 }]);
    const after = await writeComment(db, classroom, teacher);
    await Promise.all([writer.has(after.id), reporter.has(after.id)]);
    expect([told(writer), told(reporter)]).toEqual([[`shown ${after.id}`], [`shown ${after.id}`]]);
  });

  it("closes a thread's replies with the thread, and names no removed comment", async () => {
    const root = await writeComment(db, classroom, maya);
    const first = await writeComment(db, classroom, priya, { parentId: root.id });
    const second = await writeComment(db, classroom, teacher, { parentId: first.id });
    const follower = await follow(maya);
    await callerOf(db, teacher).comment.lock({ ...on(root.id), locked: true });
    await follower.has(second.id);
    expect(follower.comments(second.id).at(-1)).toMatchObject({
      answers: { id: first.id },
      abilities: { reply: false },
    });
    await callerOf(db, priya).comment.delete(on(first.id));
    await follower.until(() => follower.comments(second.id).length > 1);
    expect(follower.comments(second.id).at(-1)?.answers).toBeNull();
  });

  it("carries all of a person's classes", async () => {
    const other = await makeClassroom(db, await makePerson(db, "Mr Reed", { role: "teacher" }));
    await join(db, other, maya);
    const follower = await follow(maya);
    const here = await writeComment(db, classroom, priya);
    const there = await writeComment(db, other, other.owner);
    await Promise.all([follower.has(here.id), follower.has(there.id)]);
    expect(new Set(follower.items.map((item) => item.classroomId))).toEqual(
      new Set([classroom.id, other.id]),
    );
    expect([...(openPositions(db.context.env.secret, follower.cursor ?? "")?.keys() ?? [])]).toEqual(
      expect.arrayContaining([classroom.id, other.id]),
    );
  });
});

describe("the end of a stream", () => {
  it("comes with removal from the class; asked again it is silent about that class", async () => {
    const follower = await follow(maya);
    await callerOf(db, teacher).classroom.removeMember({ classroomId: classroom.id, userId: maya.userId });
    await follower.until(() => follower.opened > 1);
    const other = await makeClassroom(db, teacher);
    await join(db, other, maya);
    await follower.until(() => follower.opened > 2);
    await writeComment(db, classroom, priya);
    const { id } = await writeComment(db, other, teacher);
    await follower.has(id);
    expect(told(follower)).toEqual([`shown ${id}`]);
  });

  it("comes with signing out everywhere, for good", async () => {
    const leaver = { ...maya, ...(await signInAs(db, maya.userId)) };
    const follower = await follow(leaver);
    await signOutEverywhere(db.context.database.queries, maya.userId);
    await follower.until(() => follower.isOver);
    expect(follower.opened).toBe(1);
    Object.assign(maya, await signInAs(db, maya.userId));
  });

  it("comes to the oldest when one person opens too many", async () => {
    const open: Follower[] = [];
    for (let n = 0; n < STREAMS_PER_USER_MAX + 2; n++) open.push(await follow(maya, { reopen: false }));
    await Promise.all(open.slice(0, 2).map((one) => one.until(() => one.isOver)));
    expect(open.filter((one) => one.isOver)).toHaveLength(2);
    const { id } = await writeComment(db, classroom, priya);
    await Promise.all(open.slice(2).map((one) => one.has(id)));
  });
});

describe("rights that change before a page listens", () => {
  const reload = () => expect.objectContaining({ type: "reload", classroomId: classroom.id });
  const readPage = async () => {
    const sectionId = classroom.sections[0]?.id ?? "";
    return (await callerOf(db, maya).comment.list({ classroomId: classroom.id, sectionId })).cursor;
  };
  const missed = async (cursor: string) => callerOf(db, maya).live.since({ cursor });
  /** The last part: the page that is read is not of it, and is told all the same. */
  const lock = (until: string | null) => {
    const partKey = classroom.sections.at(-1)?.path.split("/")[0] ?? "";
    return callerOf(db, teacher).guide.lockPart({ classroomId: classroom.id, partKey, until });
  };
  const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

  it.each([
    ["a part is locked", () => lock(tomorrow())],
    [
      "somebody is made a teacher",
      () =>
        callerOf(db, teacher).classroom.setRole({
          classroomId: classroom.id,
          userId: maya.userId,
          role: "teacher",
        }),
    ],
    [
      "the class is archived",
      () => db.owner`update classrooms set archived_at = now() where id = ${classroom.id}`,
    ],
  ])("have the page read afresh: %s", async (_, change) => {
    const cursor = await readPage();
    await change();
    const follower = await follow(maya, { cursor });
    expect(follower.items).toEqual([reload()]);
    const batch = await missed(cursor);
    expect(batch.items).toEqual([reload()]);
    // Told once: what follows starts from the rights of now.
    expect((await missed(batch.cursor)).items).toEqual([]);
    expect((await missed(follower.cursor ?? "")).items).toEqual([]);
  });

  it("have the page read afresh when a part opens, and are not told where nothing changed", async () => {
    await lock(tomorrow());
    const cursor = await readPage();
    expect((await follow(maya, { cursor })).items).toEqual([]);
    expect((await missed(cursor)).items).toEqual([]);
    await lock(null);
    expect((await follow(maya, { cursor })).items).toEqual([reload()]);
    expect((await missed(cursor)).items).toEqual([reload()]);
  });

  it("take the place of what was said meanwhile, in their class alone", async () => {
    const other = await makeClassroom(db, await makePerson(db, "Mr Reed", { role: "teacher" }));
    await join(db, other, maya);
    const started = await follow(maya);
    await started.close();
    await lock(tomorrow());
    await writeComment(db, classroom, priya);
    const { id } = await writeComment(db, other, other.owner);
    const follower = await follow(maya, { cursor: started.cursor ?? "" });
    expect(told(follower).sort()).toEqual(["reload", `shown ${id}`]);
    expect(follower.items).toContainEqual(reload());
  });
});

describe("the bus", () => {
  it("reads once for each audience, however many listen", async () => {
    const open: Follower[] = [];
    for (let n = 0; n < 25; n++) {
      const student = await makePerson(db, `Student ${n}`);
      await join(db, classroom, student);
      for (let page = 0; page < 2; page++) open.push(await follow(student));
    }
    open.push(await follow(teacher), await follow(maya));
    // What rang before has been heard when this has.
    const first = await writeComment(db, classroom, maya);
    await Promise.all(open.map((one) => one.has(first.id)));
    db.statements();
    const { id } = await writeComment(db, classroom, maya);
    db.statements();
    await Promise.all(open.map((one) => one.has(id)));
    const sent = db.statements();
    // What changed once, and then for the class's students, for its teachers, and for who wrote it.
    expect(sent.filter((query) => query.includes("recent as ("))).toHaveLength(1);
    expect(sent.filter((query) => query.includes("author_name"))).toHaveLength(3);
    expect(sent.length).toBeLessThanOrEqual(4 + 3 * 5);
  });
});
