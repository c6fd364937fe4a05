import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
import { groupOf, markAs } from "../testing/notes";

let db: TestDatabase;
let classroom: Classroom;
let teacher: Person;
let maya: Person;
let priya: Person;
let tom: Person;

beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  priya = await makePerson(db, "Priya N.");
  tom = await makePerson(db, "Tom B.");
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya, tom]) await join(db, classroom, student);
  await groupOf(db, classroom, maya, priya);
});
afterAll(() => db.close());

const on = (commentId: string) => ({ classroomId: classroom.id, commentId });
const react = (person: Person, id: string, isOn = true, reaction: "agree" | "look_again" = "agree") =>
  callerOf(db, person).comment.react({ ...on(id), reaction, on: isOn });
const endorse = (person: Person, id: string, isOn = true) =>
  callerOf(db, person).comment.endorse({ ...on(id), on: isOn });

describe("reacting", () => {
  it("counts everybody once, and tells each what is theirs", async () => {
    const { id } = await markAs(db, classroom, maya);
    await react(priya, id);
    await react(priya, id);
    await react(priya, id, true, "look_again");
    const told = await react(tom, id);
    expect(told.reactions).toEqual({ counts: { agree: 2, look_again: 1 }, mine: ["agree"] });
    const [mayas] = (await callerOf(db, maya).comment.threadAt(on(id))).comments;
    expect(mayas?.reactions).toEqual({ counts: { agree: 2, look_again: 1 }, mine: [] });
  });

  it("is taken back, and nothing is left of it", async () => {
    const { id } = await markAs(db, classroom, maya);
    await react(priya, id);
    expect((await react(priya, id, false)).reactions).toBeNull();
    expect((await react(priya, id, false)).reactions).toBeNull();
    expect(await db.owner`select 1 from reactions where comment_id = ${id}`).toHaveLength(0);
  });

  it("reaches replies and plain comments too, and no edit comes of it", async () => {
    const { id } = await writeComment(db, classroom, maya);
    const reply = await writeComment(db, classroom, priya, { parentId: id });
    for (const one of [id, reply.id]) {
      const told = await react(tom, one);
      expect(told).toMatchObject({ editedAt: null, version: 1, reactions: { counts: { agree: 1 } } });
    }
  });

  it("is told live to whom the note is for, and to nobody else", async () => {
    const { id } = await markAs(db, classroom, maya, { audience: "group" });
    const [inGroup, outside] = await Promise.all(
      [priya, tom].map((person) => new Follower(db.context, db.bus, person).start()),
    );
    await react(priya, id);
    await inGroup?.until(() => inGroup.comments(id).some(({ reactions }) => reactions?.counts.agree === 1));
    const last = await writeComment(db, classroom, teacher);
    await outside?.has(last.id);
    expect(JSON.stringify(outside?.items)).not.toContain(id);
    await Promise.all([inGroup, outside].map((one) => one?.close()));
  });

  it("is not for who may not see the note, as if there were none", async () => {
    const group = await markAs(db, classroom, maya, { audience: "group" });
    const hidden = await markAs(db, classroom, maya);
    const removed = await markAs(db, classroom, maya);
    await callerOf(db, teacher).moderation.hide({ ...on(hidden.id), reason: "Off the text." });
    await callerOf(db, maya).comment.delete(on(removed.id));
    for (const { id } of [group, hidden, removed])
      await expect(react(tom, id)).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    // Its writer and the teacher know of it, and that it is closed.
    await expect(react(maya, hidden.id)).rejects.toMatchObject({ cause: { code: "CLOSED" } });
    expect(await db.owner`select 1 from reactions where comment_id = ${hidden.id}`).toHaveLength(0);
  });
});

describe("endorsing", () => {
  it("names the teacher who did first, and is taken back", async () => {
    const { id } = await markAs(db, classroom, maya);
    expect((await endorse(teacher, id)).endorsedBy).toBe("Ms Okafor");
    const second = await makePerson(db, "Mr Bell", { role: "teacher" });
    await join(db, classroom, second, "teacher");
    expect((await endorse(second, id)).endorsedBy).toBe("Ms Okafor");
    const [seen] = (await callerOf(db, priya).comment.threadAt(on(id))).comments;
    expect(seen).toMatchObject({ endorsedBy: "Ms Okafor", editedAt: null, abilities: { endorse: false } });
    expect((await endorse(second, id, false)).endorsedBy).toBeNull();
  });

  it("is a teacher's, of somebody else's words", async () => {
    const students = await markAs(db, classroom, maya);
    const own = await markAs(db, classroom, teacher);
    const secret = await markAs(db, classroom, maya, { audience: "private" });
    await expect(endorse(priya, students.id)).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
    await expect(endorse(teacher, own.id)).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
    await expect(endorse(teacher, secret.id)).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
  });

  it("goes with the words when they are removed", async () => {
    const { id, paragraphId } = await markAs(db, classroom, maya);
    await writeComment(db, classroom, priya, { parentId: id, paragraphId });
    await endorse(teacher, id);
    await react(priya, id);
    await callerOf(db, maya).comment.delete(on(id));
    const { comments } = await callerOf(db, priya).comment.list({
      classroomId: classroom.id,
      sectionId: classroom.sections[0]?.id ?? "",
    });
    expect(comments.find((one) => one.id === id)).toMatchObject({
      author: null,
      annotation: null,
      reactions: null,
      endorsedBy: null,
    });
  });
});
