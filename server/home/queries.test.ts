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
import { excerptOf } from "./queries";

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

const home = (person: Person) => callerOf(db, person).classroom.home({ classroomId: classroom.id });
const ids = (items: { commentId: string }[]) => items.map((item) => item.commentId);
const on = (commentId: string) => ({ classroomId: classroom.id, commentId });

describe("getHome", () => {
  it("opens where the guide begins and counts the students", async () => {
    const { reading, memberCount, news, waiting } = await home(maya);
    expect(reading).toMatchObject({ read: 0, sections: classroom.sections.length });
    expect(reading.continuation).toMatchObject({ path: classroom.sections[0]?.path, way: "begin" });
    expect(reading.continuation?.paragraph.html.length).toBeGreaterThan(100);
    expect(memberCount).toBe(2);
    expect([news, waiting]).toEqual([[], []]);
  });

  it("shows what others wrote, newest first, and says what answers the reader", async () => {
    const paragraphId = classroom.sections[1]?.paragraphIds[0] as string;
    const place = { sectionId: classroom.sections[1]?.id as string, paragraphId };
    const mine = await writeComment(db, classroom, maya, place);
    const first = await writeComment(db, classroom, priya, { text: "The **first** line." });
    const answer = await writeComment(db, classroom, priya, { ...place, parentId: mine.id });
    const { news } = await home(maya);
    expect(ids(news)).toEqual([answer.id, first.id]);
    expect(news[0]).toMatchObject({
      answersMe: true,
      paragraphNumber: 1,
      sectionPath: classroom.sections[1]?.path,
    });
    expect(news[1]).toMatchObject({ answersMe: false, paragraphNumber: null, excerpt: "The first line." });
  });

  it("shows nothing that is hidden, removed or seen", async () => {
    const [hidden, removed, seen, left] = [
      await writeComment(db, classroom, priya),
      await writeComment(db, classroom, priya),
      await writeComment(db, classroom, priya),
      await writeComment(db, classroom, priya),
    ];
    await callerOf(db, teacher).moderation.hide({ ...on(hidden.id), reason: "Off the text." });
    await callerOf(db, priya).comment.delete(on(removed.id));
    const sectionId = classroom.sections[0]?.id as string;
    const { cursor } = await callerOf(db, maya).comment.list({ classroomId: classroom.id, sectionId });
    await callerOf(db, maya).comment.markSeen({
      classroomId: classroom.id,
      sectionId,
      rootIds: [seen.id],
      all: false,
      upTo: cursor,
    });
    expect(ids((await home(maya)).news)).toEqual([left.id]);
    // A teacher's news are the class's, not what was taken from it.
    expect(ids((await home(teacher)).news)).toEqual([left.id, seen.id]);
  });

  it("lists what waits for an answer, the longest waiting first, over all sections", async () => {
    const second = classroom.sections[1]?.id as string;
    const [one, two, three] = [
      await writeComment(db, classroom, priya, { sectionId: second }),
      await writeComment(db, classroom, priya),
      await writeComment(db, classroom, maya),
    ];
    expect(ids((await home(teacher)).waiting)).toEqual([one.id, two.id, three.id]);
    expect(ids((await home(maya)).waiting)).toEqual([one.id, two.id]);
    const reply = await writeComment(db, classroom, teacher, { sectionId: second, parentId: one.id });
    expect(ids((await home(maya)).waiting)).toEqual([two.id]);
    await callerOf(db, teacher).comment.delete(on(reply.id));
    expect(ids((await home(maya)).waiting)).toEqual([one.id, two.id]);
  });
});

describe("excerptOf", () => {
  it.each([
    ["<p>Plain.</p>", "Plain."],
    ["<p>One</p>\n<p>two &amp; <em>three</em></p>", "One two & three"],
    ["<p>&lt;b&gt; &quot;x&quot; &#39;y&#39;</p>", "<b> \"x\" 'y'"],
    ["", ""],
  ])("reads %j as %j", (html, text) => {
    expect(excerptOf(html)).toBe(text);
  });

  it("ends a long text at a word, and never inside a character", () => {
    expect(excerptOf(`<p>${"word ".repeat(100)}</p>`)).toMatch(/^(word )+word…$/);
    expect(excerptOf(`<p>${"😀".repeat(200)}</p>`)).toMatch(/^(😀)+…$/u);
  });
});
