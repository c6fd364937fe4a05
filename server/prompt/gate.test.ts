import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
import { type Asked, answerAs, askPrompt, inDays, SUBSTANCE, termsOf } from "../testing/prompts";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let priya: Person;
let sam: Person;
let classroom: Classroom;
let followers: Follower[] = [];
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  priya = await makePerson(db, "Priya N.");
  sam = await makePerson(db, "Sam T.");
});
beforeEach(async () => {
  await db.owner`update comments set created_at = created_at - interval '2 days', written_at = written_at - interval '2 days'`;
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya, sam]) await join(db, classroom, student);
});
afterEach(async () => {
  await Promise.all(followers.map((one) => one.close()));
  followers = [];
});
afterAll(() => db.close());

const pageOf = (person: Person, on: Asked) => callerOf(db, person).prompt.get(on);
const reply = (person: Person, on: Asked, parentId: string, text = "Say more.") =>
  callerOf(db, person).comment.create({
    classroomId: on.classroomId,
    id: randomUUID(),
    sectionId: on.assignmentId,
    paragraphId: null,
    parentId,
    text,
  });
/** The texts of all answers and replies that a person's page shows. */
const heard = async (person: Person, on: Asked) =>
  ((await pageOf(person, on)).threads?.comments ?? []).map(({ html }) => html.replace(/<[^>]*>/g, ""));
const listed = async (person: Person, on: Asked) =>
  (
    await callerOf(db, person).comment.list({ classroomId: on.classroomId, sectionId: on.assignmentId })
  ).comments.map(({ id }) => id);

describe("the gate", () => {
  it("lets nothing through but one number, and opens with one's own answer", async () => {
    const on = await askPrompt(db, classroom);
    const hers = await answerAs(db, maya, on, { text: "Hailsham gave them nowhere else to imagine." });
    await reply(teacher, on, hers.id, "Where is that shown?");
    const before = await pageOf(priya, on);
    expect(before).toMatchObject({
      threads: null,
      cited: {},
      prompt: { waiting: 1, mine: { state: "none" } },
    });
    expect(JSON.stringify(before)).not.toContain("nowhere else");
    expect(JSON.stringify(before)).not.toContain(maya.name);
    expect(await listed(priya, on)).toEqual([]);
    const { comment, search } = callerOf(db, priya);
    await expect(comment.threadAt({ classroomId: on.classroomId, commentId: hers.id })).rejects.toThrow();
    await expect(reply(priya, on, hers.id)).rejects.toThrow();
    expect(JSON.stringify(await search.query({ classroomId: on.classroomId, q: "nowhere" }))).not.toContain(
      hers.id,
    );

    const own = await answerAs(db, priya, on);
    expect(own.author?.name).toBe(priya.name);
    expect((await heard(priya, on)).sort()).toEqual(
      [
        "Hailsham gave them nowhere else to imagine.",
        "Where is that shown?",
        `${SUBSTANCE} Priya N. says so.`,
      ].sort(),
    );
    expect((await pageOf(priya, on)).prompt.mine).toMatchObject({ state: "in", hears: true });
    expect((await pageOf(sam, on)).prompt.waiting).toBe(2);
    expect(JSON.stringify(await search.query({ classroomId: on.classroomId, q: "nowhere" }))).toContain(
      hers.id,
    );
  });

  it("opens in an open page without reloading, and tells whoever hears of each answer", async () => {
    const on = await askPrompt(db, classroom);
    const hers = await answerAs(db, maya, on);
    const open = async (person: Person) => {
      const { cursor } = await callerOf(db, person).comment.list({
        classroomId: on.classroomId,
        sectionId: on.assignmentId,
      });
      const follower = new Follower(db.context, db.bus, person, { cursor });
      followers.push(follower);
      return follower.start();
    };
    const [mayas, priyas, sams, teachers] = await Promise.all([maya, priya, sam, teacher].map(open));
    const own = await answerAs(db, priya, on);
    await mayas?.has(own.id);
    await teachers?.has(own.id);
    await priyas?.until(() => priyas.items.some(({ type }) => type === "reload"));
    expect(await listed(priya, on)).toContain(hers.id);
    // Somebody who has not answered hears of what is for all, and of nothing before it.
    const { id } = await writeComment(db, classroom, teacher);
    await sams?.has(id);
    expect(sams?.items.filter(({ type }) => type !== "standing")).toHaveLength(1);
  });

  it("rings for those behind the gate when the one number they see moves, and for nobody else", async () => {
    const hear = async (person: Person) => {
      const follower = new Follower(db.context, db.bus, person);
      followers.push(follower);
      await follower.start();
      const rings = () => follower.items.filter(({ type }) => type === "standing");
      return { rings, until: (count: number) => follower.until(() => rings().length === count) };
    };
    const groups = [
      { name: "One", userIds: [maya.userId, priya.userId] },
      { name: "Two", userIds: [sam.userId] },
    ];
    const apart = await askPrompt(db, classroom, { people: { who: "groups", groups } });
    const on = await askPrompt(db, classroom);
    const named = await askPrompt(db, classroom, { isAnonymous: true });
    const open = await askPrompt(db, classroom, { hasGate: false });
    const [sams, teachers] = [await hear(sam), await hear(teacher)];
    // Of another group, of one without names, of one that is open anyway: no bell.
    await answerAs(db, maya, apart);
    await answerAs(db, maya, named);
    await answerAs(db, maya, open);
    const { id } = await answerAs(db, maya, on);
    await sams.until(1);
    expect(sams.rings()).toEqual([{ type: "standing", classroomId: classroom.id }]);
    await callerOf(db, teacher).answer.sendBack({ classroomId: classroom.id, commentId: id, why: "Again." });
    await sams.until(2);
    // Who asks to be let in is the teachers' to know.
    expect(teachers.rings()).toEqual([]);
    await callerOf(db, priya).answer.ask({ ...on, why: "I have four lines." });
    await teachers.until(1);
    expect(sams.rings()).toHaveLength(2);
    expect((await pageOf(teacher, on)).prompt.toLetIn).toBe(1);
    expect((await pageOf(sam, on)).prompt.toLetIn).toBe(0);
  });

  it("is told to open pages when it is asked of everybody, changed and taken back, and to nobody else's", async () => {
    const follower = new Follower(db.context, db.bus, sam, {
      cursor: (
        await callerOf(db, sam).comment.list({
          classroomId: classroom.id,
          sectionId: classroom.sections[0]?.id ?? "",
        })
      ).cursor,
    });
    followers.push(follower);
    await follower.start();
    const heardOf = () => follower.items.filter(({ type }) => type === "asked").length;
    await askPrompt(db, classroom, { isPublished: false });
    await askPrompt(db, classroom, { opensAt: inDays(1) });
    await askPrompt(db, classroom, { people: { who: "students", userIds: [maya.userId] } });
    const on = await askPrompt(db, classroom);
    await follower.until(() => heardOf() === 1);
    const before = termsOf((await rulesOf(on)) as ReturnType<typeof termsOf>);
    await callerOf(db, teacher).prompt.change({ ...on, ...before, title: "Who runs?", before });
    await follower.until(() => heardOf() === 2);
    await callerOf(db, teacher).assignment.withdraw(on);
    await follower.until(() => heardOf() === 3);
    // Without a gate the answers of others are open from then on: what the page holds is not all that is.
    await askPrompt(db, classroom, { hasGate: false });
    await follower.until(() => follower.items.some(({ type }) => type === "reload"));
  });

  it("takes no full stop for an answer, and no answer without what is asked", async () => {
    const on = await askPrompt(db, classroom, { wordsMin: 20, passagesMin: 1 });
    const commit = (text: string) => answerAs(db, maya, on, { text });
    await expect(commit(".")).rejects.toThrow("This asks for at least 20 words; there are 0 so far.");
    await expect(commit("again ".repeat(30))).rejects.toThrow("in a few more words of your own");
    const long =
      "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen";
    await expect(commit(`${long} seventeen eighteen nineteen twenty`)).rejects.toThrow("asks for a passage");
    expect((await pageOf(maya, on)).prompt.mine?.state).toBe("none");
    // Who cannot reach it asks, and the teacher lets them in with what they have.
    await callerOf(db, maya).answer.ask({ ...on, why: "I have only four lines." });
    const { lines } = await callerOf(db, teacher).prompt.ledger(on);
    expect(lines.find(({ userId }) => userId === maya.userId)?.asks).toBe("I have only four lines.");
    await callerOf(db, teacher).prompt.grant({ ...on, userId: maya.userId, isLetIn: true });
    await commit("They were never shown a door.");
    expect((await pageOf(maya, on)).prompt.mine?.state).toBe("in");
  });

  it("is handed in once, however often and from however many pages", async () => {
    const on = await askPrompt(db, classroom);
    const id = randomUUID();
    await Promise.all([1, 2, 3].map(() => answerAs(db, maya, on, { id })));
    const again = await answerAs(db, maya, on);
    expect(again.id).toBe(id);
    await expect(answerAs(db, maya, on, { text: `${SUBSTANCE} Other words.` })).rejects.toThrow(
      "the first answer stays",
    );
    const results = await Promise.allSettled(
      ["One tab.", "Other tab."].map((end) => answerAs(db, priya, on, { text: `${SUBSTANCE} ${end}` })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listed(maya, on)).toHaveLength(2);
  });

  it("stays as it was handed in; second thoughts stand below it", async () => {
    const on = await askPrompt(db, classroom);
    const own = await answerAs(db, maya, on);
    expect(own.abilities).toMatchObject({ edit: false, delete: false });
    const { comment } = callerOf(db, maya);
    const { classroomId } = on;
    await expect(
      comment.update({ classroomId, commentId: own.id, text: "Other words.", version: 1 }),
    ).rejects.toThrow("stays as it was handed in");
    await expect(comment.delete({ classroomId, commentId: own.id })).rejects.toThrow(
      "stays as it was handed in",
    );
    await reply(maya, on, own.id, "I see it otherwise now.");
    expect(await heard(maya, on)).toContain("I see it otherwise now.");
  });

  it("closes for who takes their answer away, and the others keep what was said below it", async () => {
    const on = await askPrompt(db, classroom);
    const hers = await answerAs(db, maya, on);
    await answerAs(db, priya, on);
    await reply(priya, on, hers.id, "Say where.");
    await callerOf(db, maya).answer.remove({ classroomId: on.classroomId, commentId: hers.id });
    expect(await pageOf(maya, on)).toMatchObject({ threads: null, prompt: { mine: { state: "none" } } });
    expect(await listed(maya, on)).toEqual([]);
    expect(await heard(priya, on)).toContain("Say where.");
    await answerAs(db, maya, on, { text: `${SUBSTANCE} Again.` });
    expect(await heard(maya, on)).toContain("Say where.");
  });

  it("closes for whom an answer is sent back to, until it is handed in anew", async () => {
    const on = await askPrompt(db, classroom);
    const hers = await answerAs(db, maya, on);
    await answerAs(db, priya, on);
    await reply(priya, on, hers.id, "Say where.");
    const { answer } = callerOf(db, teacher);
    await answer.sendBack({ classroomId: on.classroomId, commentId: hers.id, why: "Name a passage." });
    const closed = await pageOf(maya, on);
    expect(closed).toMatchObject({
      threads: null,
      prompt: { mine: { state: "sent_back", sentBackWhy: "Name a passage." } },
    });
    const { comments } = await callerOf(db, maya).comment.list({
      classroomId: on.classroomId,
      sectionId: on.assignmentId,
    });
    // Her own words, and not how many answered them meanwhile.
    expect(comments).toEqual([expect.objectContaining({ id: hers.id, replyCount: 0, reactions: null })]);
    expect(await listed(priya, on)).not.toContain(hers.id);
    const again = await answerAs(db, maya, on, { text: `${SUBSTANCE} In chapter three.` });
    expect(again).toMatchObject({ id: hers.id, version: 2 });
    expect(await heard(maya, on)).toContain("Say where.");
    expect(await heard(priya, on)).toContain(`${SUBSTANCE} In chapter three.`);
    const { comment } = callerOf(db, teacher);
    expect(await comment.history({ classroomId: on.classroomId, commentId: hers.id })).toHaveLength(2);
  });

  it("is for teachers to hold: an answer waits until one lets it in", async () => {
    const on = await askPrompt(db, classroom, { isHeld: true });
    const hers = await answerAs(db, maya, on);
    await answerAs(db, priya, on);
    expect(await listed(priya, on)).not.toContain(hers.id);
    expect((await listed(teacher, on)).length).toBe(2);
    await callerOf(db, teacher).answer.letIn({ classroomId: on.classroomId, commentId: hers.id });
    expect(await listed(priya, on)).toContain(hers.id);
    expect((await pageOf(priya, on)).prompt.mine?.state).toBe("waiting");
  });

  it("has a deadline to the moment, of the class or one's own", async () => {
    const on = await askPrompt(db, classroom, { takesLate: false });
    await db.owner`update assignments set due_at = now() - interval '1 minute' where id = ${on.assignmentId}`;
    await expect(answerAs(db, maya, on)).rejects.toThrow("late answers are not taken");
    await callerOf(db, teacher).prompt.grant({ ...on, userId: maya.userId, dueAt: inDays(1) });
    await answerAs(db, maya, on);
    await callerOf(db, teacher).prompt.change({
      ...on,
      ...termsOf({ dueAt: inDays(2) }),
      before: (await rulesOf(on)) as ReturnType<typeof termsOf>,
    });
    await answerAs(db, priya, on);
    const { lines } = await callerOf(db, teacher).prompt.ledger(on);
    expect(lines.filter(({ isLate }) => isLate)).toEqual([]);
  });

  it("is not there for who it is not set to, nor before its time, nor as a draft", async () => {
    const some = await askPrompt(db, classroom, { people: { who: "students", userIds: [maya.userId] } });
    const draft = await askPrompt(db, classroom, { isPublished: false });
    const later = await askPrompt(db, classroom, { opensAt: inDays(1) });
    await expect(pageOf(priya, some)).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    for (const on of [draft, later]) {
      await expect(pageOf(maya, on)).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
      await expect(answerAs(db, maya, on)).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
      expect((await pageOf(teacher, on)).prompt.id).toBe(on.assignmentId);
    }
    const { items } = await callerOf(db, maya).prompt.list({ classroomId: classroom.id });
    expect(items.map(({ id }) => id)).toEqual([some.assignmentId]);
    await callerOf(db, teacher).prompt.publish(draft);
    await answerAs(db, maya, draft);
  });

  it("keeps a draft for its writer alone, and says so where two pages write", async () => {
    const on = await askPrompt(db, classroom);
    const { answer } = callerOf(db, maya);
    const first = await answer.saveDraft({ ...on, text: "I think", passages: [], version: 0 });
    await answer.saveDraft({ ...on, text: "I think they", passages: [], version: first.version });
    await expect(
      answer.saveDraft({ ...on, text: "Elsewhere", passages: [], version: first.version }),
    ).rejects.toMatchObject({ cause: { code: "CONFLICT", details: { text: "I think they" } } });
    expect((await pageOf(maya, on)).prompt.mine?.draft).toMatchObject({ text: "I think they", version: 2 });
    expect(JSON.stringify(await pageOf(teacher, on))).not.toContain("I think");
    expect(JSON.stringify(await callerOf(db, teacher).prompt.ledger(on))).not.toContain("I think");
    await answerAs(db, maya, on);
    expect((await pageOf(maya, on)).prompt.mine?.draft).toBeNull();
  });

  it("opens the guide's own answer with the others', and the class's spread with one's own word", async () => {
    const [question] = (await callerOf(db, maya).guide.questions({ classroomId: classroom.id })).items;
    const key = question?.key as string;
    const on = await askPrompt(db, classroom, { source: { from: "question", key } });
    const [sealed] =
      await db.owner`select answer_html from question_versions v join questions q on q.id = v.question_id
      join classrooms c on c.guide_version_id = v.version_id and c.id = ${classroom.id} where q.key = ${key}`;
    const before = await pageOf(maya, on);
    expect(before.prompt).toMatchObject({ guide: null, source: { from: "question", key } });
    await answerAs(db, maya, on);
    await answerAs(db, priya, on);
    const opened = (await pageOf(maya, on)).prompt.guide;
    expect(opened).toMatchObject({ html: sealed?.answer_html, mine: null, spread: null });
    const paragraphId = classroom.sections[0]?.paragraphIds[0] as string;
    const say = (person: Person, stance: "agree" | "dispute") =>
      callerOf(db, person).answer.takeStance({ ...on, stance, paragraphId, why: "" });
    await say(priya, "dispute");
    expect((await pageOf(maya, on)).prompt.guide?.spread).toBeNull();
    await say(maya, "agree");
    expect((await pageOf(maya, on)).prompt.guide?.spread).toEqual({ agree: 1, qualify: 0, dispute: 1 });
    await expect(say(sam, "agree")).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
  });

  it("divides a class into discussions that do not hear each other", async () => {
    const on = await askPrompt(db, classroom, {
      people: {
        who: "groups",
        groups: [
          { name: "One", userIds: [maya.userId, priya.userId] },
          { name: "Two", userIds: [sam.userId] },
        ],
      },
    });
    const hers = await answerAs(db, maya, on);
    const his = await answerAs(db, sam, on);
    expect(await listed(sam, on)).toEqual([his.id]);
    expect((await pageOf(sam, on)).prompt.waiting).toBe(0);
    expect((await pageOf(priya, on)).prompt.waiting).toBe(1);
    await answerAs(db, priya, on);
    expect(await listed(priya, on)).toContain(hers.id);
    expect((await listed(teacher, on)).length).toBe(3);
  });
});

/** The terms of a prompt as its teacher's page shows them. */
async function rulesOf(on: Asked) {
  const { prompt } = await pageOf(teacher, on);
  const { title, instructions, opensAt, dueAt, repliesDueAt, takesLate, wordsMin, passagesMin } = prompt;
  const { repliesMin, rubric, hasGate, isAnonymous, isHeld, opensGuide } = prompt;
  return {
    title,
    instructions,
    opensAt,
    dueAt,
    repliesDueAt,
    takesLate,
    wordsMin,
    passagesMin,
    repliesMin,
    rubric,
    hasGate,
    isAnonymous,
    isHeld,
    opensGuide,
  };
}
