import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { NoteAudience } from "#domain/audience";
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
import { Follower } from "../testing/follower";
import { groupOf, markAs, themesOf } from "../testing/notes";

let db: TestDatabase;
let classroom: Classroom;
let teacher: Person;
let maya: Person;
let priya: Person;
let tom: Person;
let followers: Follower[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  priya = await makePerson(db, "Priya N.");
  tom = await makePerson(db, "Tom B.");
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '1 day'`;
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya, tom]) await join(db, classroom, student);
  await groupOf(db, classroom, maya, priya);
});
afterEach(async () => {
  await Promise.all(followers.map((one) => one.close()));
  followers = [];
});
afterAll(() => db.close());

const on = (commentId: string) => ({ classroomId: classroom.id, commentId });
const here = () => ({ classroomId: classroom.id, sectionId: classroom.sections[0]?.id ?? "" });
const follow = async (person: Person) => {
  const follower = await new Follower(db.context, db.bus, person).start();
  followers.push(follower);
  return follower;
};
const change = (person: Person, id: string, to: { audience?: NoteAudience; themeIds?: string[] }) =>
  callerOf(db, person).annotation.update({ ...on(id), ...to });
const sees = async (person: Person, id: string) => {
  const { marks } = await callerOf(db, person).annotation.marks(here());
  const { comments } = await callerOf(db, person).comment.list(here());
  const isMark = marks.some((mark) => mark.id === id);
  expect(comments.some((comment) => comment.id === id)).toBe(isMark);
  return isMark;
};
const counted = async () => (await callerOf(db, tom).comment.list(here())).counts;
const told = (follower: Follower, id: string) =>
  follower.items.flatMap((item) =>
    item.type === "gone" && item.commentId === id
      ? ["gone"]
      : item.type === "comment" && item.comment.id === id
        ? ["shown"]
        : [],
  );

describe("whom a note is for", () => {
  it.each<[NoteAudience, boolean, boolean, boolean]>([
    ["class", true, true, true],
    ["group", true, false, true],
    ["teachers", false, false, true],
    ["private", false, false, false],
  ])("a note for %s is seen by those alone", async (audience, inGroup, outside, byTeacher) => {
    const { id, scope } = await markAs(db, classroom, maya, { audience });
    expect(scope?.audience ?? "class").toBe(audience);
    expect(await Promise.all([maya, priya, tom, teacher].map((person) => sees(person, id)))).toEqual([
      true,
      inGroup,
      outside,
      byTeacher,
    ]);
  });

  it("is of the group one is in when one writes, and a refusal says so to who is in none", async () => {
    await expect(markAs(db, classroom, tom, { audience: "group" })).rejects.toMatchObject({
      message: "You are in no group of this class. Choose somebody else to show it to.",
    });
  });

  it("is counted for the class alone, before and after it is changed", async () => {
    const { id, paragraphId } = await markAs(db, classroom, maya);
    expect(await counted()).toEqual({ [paragraphId ?? ""]: 1 });
    await change(maya, id, { audience: "private" });
    expect(await counted()).toEqual({});
    await change(maya, id, { audience: "group" });
    expect(await counted()).toEqual({});
    await change(maya, id, { audience: "class" });
    await change(maya, id, { audience: "class" });
    expect(await counted()).toEqual({ [paragraphId ?? ""]: 1 });
  });

  it("of a mark without words counts nothing, until it has a reason", async () => {
    const mark = await markAs(db, classroom, maya, { text: null });
    await change(maya, mark.id, { audience: "private" });
    await change(maya, mark.id, { audience: "class" });
    expect(await counted()).toEqual({});
    const given = await callerOf(db, maya).comment.update({ ...on(mark.id), text: "Because.", version: 1 });
    expect(given).toMatchObject({ editedAt: null, annotation: { motivation: "commenting" } });
    expect(await counted()).toEqual({ [mark.paragraphId ?? ""]: 1 });
  });
});

describe("changing whom a note is for", () => {
  it("is told as gone to those who lose it, and to those who never had it not at all", async () => {
    const { id } = await markAs(db, classroom, maya, { audience: "group" });
    const [mayas, priyas, toms, teachers] = await Promise.all([maya, priya, tom, teacher].map(follow));
    await change(maya, id, { audience: "private" });
    const last = await writeComment(db, classroom, teacher);
    await Promise.all([mayas, priyas, toms, teachers].map((one) => one?.has(last.id)));
    expect([mayas, priyas, toms, teachers].map((one) => one && told(one, id))).toEqual([
      ["shown"],
      ["gone"],
      [],
      ["gone"],
    ]);
    // Not even that there was something.
    expect(JSON.stringify(toms?.items)).not.toContain(id);
  });

  it("is told as news to those who gain it", async () => {
    const { id } = await markAs(db, classroom, maya, { audience: "private", text: "Now for all." });
    const [priyas, toms] = await Promise.all([priya, tom].map(follow));
    await change(maya, id, { audience: "class" });
    await Promise.all([priyas, toms].map((one) => one?.has(id)));
    expect(toms?.comments(id)[0]).toMatchObject({ unread: true, scope: null });
  });

  it("from one wider to another tells those who keep it nothing but the change", async () => {
    const { id } = await markAs(db, classroom, maya);
    const [priyas, toms] = await Promise.all([priya, tom].map(follow));
    await change(maya, id, { audience: "group" });
    const last = await writeComment(db, classroom, teacher);
    await Promise.all([priyas, toms].map((one) => one?.has(last.id)));
    expect([priyas, toms].map((one) => one && told(one, id))).toEqual([["shown"], ["gone"]]);
  });

  it("is refused when somebody has answered, and everything stays", async () => {
    const { id, paragraphId } = await markAs(db, classroom, maya, { audience: "group" });
    await writeComment(db, classroom, priya, { parentId: id, paragraphId });
    await expect(change(maya, id, { audience: "class" })).rejects.toMatchObject({
      message: "Somebody has answered this, so it stays for whom it was written.",
      cause: { code: "CLOSED" },
    });
    expect(await sees(tom, id)).toBe(false);
    // Its themes are another matter.
    const [theme] = await themesOf(db, classroom);
    const after = await change(maya, id, { themeIds: [theme?.id ?? ""], audience: "group" });
    expect(after).toMatchObject({ scope: { audience: "group" }, annotation: { themeIds: [theme?.id] } });
  });

  it("is its writer's alone", async () => {
    const { id } = await markAs(db, classroom, maya);
    for (const other of [priya, teacher])
      await expect(change(other, id, { audience: "private" })).rejects.toMatchObject({
        cause: { code: "FORBIDDEN" },
      });
    const secret = await markAs(db, classroom, maya, { audience: "private" });
    for (const other of [priya, teacher])
      await expect(change(other, secret.id, { themeIds: [] })).rejects.toMatchObject({
        cause: { code: "NOT_FOUND" },
      });
  });
});

describe("the themes of a note", () => {
  it("are the class's own, each once", async () => {
    const other = await makeClassroom(db, teacher, "Year 12");
    const [theirs] = await themesOf(db, other);
    const [first, second] = await themesOf(db, classroom);
    const note = await markAs(db, classroom, maya, { themeIds: [first?.id ?? ""] });
    for (const themeIds of [[theirs?.id ?? ""], [first?.id ?? "", first?.id ?? ""]])
      await expect(change(maya, note.id, { themeIds })).rejects.toMatchObject({ cause: { code: "INVALID" } });
    const after = await change(maya, note.id, { themeIds: [second?.id ?? ""] });
    expect(after.annotation?.themeIds).toEqual([second?.id]);
    expect((await change(maya, note.id, { themeIds: [] })).annotation?.themeIds).toEqual([]);
  });
});
