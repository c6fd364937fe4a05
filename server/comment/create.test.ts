import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POSTS_PER_MINUTE } from "#domain/comment";
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
const read = async (person: Person, id: string) =>
  (await as(person).comment.threadAt(on(id))).comments.find((comment) => comment.id === id);

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

  it("answers with what a list shows its writer: of a root, a reply, an answer to one, and in a locked thread", async () => {
    const root = await writeComment(db, classroom, maya, { paragraphId: section().paragraphIds[1] ?? null });
    const place = { paragraphId: root.paragraphId };
    const reply = await writeComment(db, classroom, priya, { ...place, parentId: root.id });
    const answer = await writeComment(db, classroom, maya, { ...place, parentId: reply.id, text: "*So?*" });
    const locked = await writeComment(db, classroom, maya);
    await as(teacher).comment.lock({ ...on(locked.id), locked: true });
    const late = await writeComment(db, classroom, teacher, { parentId: locked.id });
    expect(await read(priya, reply.id)).toEqual(reply);
    expect(await read(maya, answer.id)).toEqual(answer);
    expect(await read(teacher, late.id)).toEqual(late);
    const alone = await writeComment(db, classroom, priya);
    expect(await read(priya, alone.id)).toEqual(alone);
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

  it("names whom a reply answers, and hangs a reply to a reply on the root", async () => {
    const root = await writeComment(db, classroom, maya, { text: "The first line." });
    const first = await writeComment(db, classroom, priya, { parentId: root.id });
    const second = await writeComment(db, classroom, teacher, { parentId: first.id });
    expect(first).toMatchObject({ rootId: root.id, answers: null });
    expect(second).toMatchObject({ rootId: root.id, answers: { id: first.id, name: "Priya N." } });
    await as(teacher).moderation.hide({ ...on(first.id), reason: "Off the text." });
    // The same for everybody: what is hidden is named to nobody.
    for (const person of [teacher, maya, priya]) expect((await read(person, second.id))?.answers).toBeNull();
  });

  it("stores one comment when the same post arrives twenty times at once", async () => {
    const id = randomUUID();
    const text = "Sent again and again.";
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => writeComment(db, classroom, maya, { id, text })),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const [stored] = await db.owner`
      select (select count(*)::int from comments where id = ${id}) as comments,
        (select count(*)::int from changes where subject_id = ${id}) as changes`;
    expect(stored).toEqual({ comments: 1, changes: 1 });
  });

  it("spends no number of the class's sequence on what is not posted", async () => {
    const seqOf = async () =>
      Number((await db.owner`select seq from change_counters where classroom_id = ${classroom.id}`)[0]?.seq);
    const id = randomUUID();
    await writeComment(db, classroom, maya, { id });
    const before = await seqOf();
    await writeComment(db, classroom, maya, { id });
    await expect(writeComment(db, classroom, maya, { parentId: randomUUID() })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await seqOf()).toBe(before);
  });

  it("says that a repeated post has been removed since", async () => {
    const id = randomUUID();
    await writeComment(db, classroom, maya, { id });
    await as(maya).comment.delete(on(id));
    await expect(writeComment(db, classroom, maya, { id })).rejects.toMatchObject({ code: "CLOSED" });
  });

  it("refuses another's id, also one of another class", async () => {
    const id = randomUUID();
    await writeComment(db, classroom, maya, { id });
    const other = await makeClassroom(db, await makePerson(db, "Mr Stone", { role: "teacher" }));
    for (const [where, who] of [
      [classroom, priya],
      [other, other.owner],
    ] as const)
      await expect(writeComment(db, where, who, { id })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("refuses a section, a paragraph or a parent from elsewhere", async () => {
    const other = await makeClassroom(db, await makePerson(db, "Mr Reed", { role: "teacher" }));
    const [foreign] = await db.owner`
      insert into sections (guide_id, path) select guide_id, ${`x/${randomUUID()}`} from sections limit 1 returning id`;
    const there = await writeComment(db, other, other.owner);
    const here = await writeComment(db, classroom, maya);
    const next = classroom.sections[1] as Classroom["sections"][number];
    const wrong: Parameters<typeof writeComment>[3][] = [
      { sectionId: foreign?.id },
      { sectionId: randomUUID() },
      { paragraphId: next.paragraphIds[0] as string },
      { paragraphId: randomUUID() },
      { parentId: there.id },
      { parentId: randomUUID() },
      { parentId: here.id, sectionId: next.id },
      { parentId: here.id, paragraphId: section().paragraphIds[0] as string },
    ];
    for (const input of wrong)
      await expect(writeComment(db, classroom, maya, input), JSON.stringify(input)).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
  });

  it("refuses a reply to what is hidden, removed or locked, and lets teachers answer in a locked thread", async () => {
    const refuse = (who: Person, parentId: string, code: string) =>
      expect(writeComment(db, classroom, who, { parentId })).rejects.toMatchObject({ code });
    const root = await writeComment(db, classroom, maya);
    const reply = await writeComment(db, classroom, priya, { parentId: root.id });
    await as(teacher).comment.lock({ ...on(root.id), locked: true });
    await refuse(priya, root.id, "CLOSED");
    await refuse(maya, reply.id, "CLOSED");
    await writeComment(db, classroom, teacher, { parentId: reply.id });
    await as(teacher).comment.lock({ ...on(root.id), locked: false });
    await as(teacher).moderation.hide({ ...on(reply.id), reason: "Off the text." });
    await refuse(maya, reply.id, "NOT_FOUND");
    await refuse(priya, reply.id, "CLOSED");
    await refuse(teacher, reply.id, "CLOSED");
    await as(maya).comment.delete(on(root.id));
    for (const who of [maya, priya, teacher]) await refuse(who, root.id, "CLOSED");
  });

  it("keeps one person's pace, and nobody else's with it", async () => {
    for (let n = 0; n < POSTS_PER_MINUTE; n++) await writeComment(db, classroom, maya);
    await expect(writeComment(db, classroom, maya)).rejects.toMatchObject({
      code: "RATE_LIMITED",
      details: { retryAfterSeconds: 60 },
    });
    await writeComment(db, classroom, priya);
  });

  it("keeps the pace of posts that arrive together", async () => {
    const sent = await Promise.allSettled(
      Array.from({ length: POSTS_PER_MINUTE + 10 }, () => writeComment(db, classroom, priya)),
    );
    expect(sent.filter((one) => one.status === "fulfilled")).toHaveLength(POSTS_PER_MINUTE);
  });

  it("lets writers of one thread wait for each other without a deadlock", async () => {
    const root = await writeComment(db, classroom, maya);
    const reply = await writeComment(db, classroom, priya, { parentId: root.id });
    const at = on(root.id);
    await Promise.all(
      [
        ...Array.from({ length: 8 }, () => writeComment(db, classroom, priya, { parentId: root.id })),
        ...[true, false, true].map((pinned) => as(teacher).comment.pin({ ...at, pinned })),
        as(maya).comment.update({ ...at, version: 1, text: "Better words." }),
        as(teacher).moderation.hide({ ...on(reply.id), reason: "Off the text." }),
        as(priya).comment.delete(on(reply.id)),
      ].map((one) =>
        one.catch((error) => {
          // Hidden after it was removed: whoever came second finds nothing.
          if (error.cause?.code !== "NOT_FOUND") throw error;
        }),
      ),
    );
    expect(await read(maya, root.id)).toMatchObject({ replyCount: 8, version: 2 });
  });
});
