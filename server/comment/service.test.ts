import { randomUUID } from "node:crypto";
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
afterAll(() => db.close());

const section = () => classroom.sections[0] as Classroom["sections"][number];
const list = (person: Person) =>
  callerOf(db, person).comment.list({ classroomId: classroom.id, sectionId: section().id });

describe("createComment", () => {
  it("stores a comment and shows it to the class", async () => {
    const written = await writeComment(db, classroom, maya, { text: "She **remembers** calmly." });
    expect(written.html).toBe("<p>She <strong>remembers</strong> calmly.</p>");
    const seen = await list(priya);
    expect(seen.comments.map((comment) => comment.id)).toContain(written.id);
    expect(seen.comments.find((comment) => comment.id === written.id)).toMatchObject({
      unread: true,
      needsReply: true,
      author: { name: "Maya L.", role: "student" },
    });
  });

  it("stores one comment for the same id and words, and refuses other words", async () => {
    const id = randomUUID();
    const first = await writeComment(db, classroom, maya, { id, text: "Once." });
    expect(await writeComment(db, classroom, maya, { id, text: "Once." })).toEqual(first);
    await expect(writeComment(db, classroom, maya, { id, text: "Twice." })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const [count] = await db.owner`select count(*)::int as n from comments where id = ${id}`;
    expect(count?.n).toBe(1);
  });

  it("counts a reply by somebody else as the answer", async () => {
    const root = await writeComment(db, classroom, maya, { text: "Why the order?" });
    await writeComment(db, classroom, maya, { parentId: root.id, text: "I mean the job first." });
    let [mine] = (await list(maya)).comments.filter((comment) => comment.id === root.id);
    expect(mine).toMatchObject({ needsReply: true, replyCount: 1 });
    const reply = await writeComment(db, classroom, priya, { parentId: root.id, text: "Habit." });
    expect(reply.rootId).toBe(root.id);
    [mine] = (await list(maya)).comments.filter((comment) => comment.id === root.id);
    expect(mine).toMatchObject({ needsReply: false, replyCount: 2 });
  });
});
