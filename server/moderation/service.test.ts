import { randomUUID } from "node:crypto";
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
import { REPORTS_WINDOW } from "./service";

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

const refused = (code: string) => ({ cause: { code } });
const report = (person: Person, commentId: string, id: string = randomUUID()) =>
  callerOf(db, person).moderation.report({ classroomId: classroom.id, commentId, id, reason: "Unkind." });
const reports = (cursor?: string) =>
  callerOf(db, teacher).moderation.reports({ classroomId: classroom.id, ...(cursor ? { cursor } : {}) });
const on = (commentId: string) => ({ classroomId: classroom.id, commentId });

describe("reportComment", () => {
  it("brings a comment before the teachers, with its place and who asks", async () => {
    const paragraphId = classroom.sections[0]?.paragraphIds[0] as string;
    const { id } = await writeComment(db, classroom, maya, { paragraphId, text: "Nonsense." });
    await report(priya, id);
    const { items, frame } = await reports();
    expect(items).toMatchObject([
      {
        commentId: id,
        author: "Maya L.",
        reporter: "Priya N.",
        reason: "Unkind.",
        excerptHtml: "<p>Nonsense.</p>",
        state: "shown",
        paragraphNumber: 1,
        resolvedAt: null,
        abilities: { resolve: true, hide: true, restore: false },
      },
    ]);
    expect(frame.openReports).toBe(1);
  });

  it("counts a person's report of a comment once, however often it is sent", async () => {
    const { id } = await writeComment(db, classroom, maya);
    const reportId = randomUUID();
    await Promise.all([report(priya, id, reportId), report(priya, id, reportId), report(priya, id)]);
    expect((await reports()).items).toHaveLength(1);
  });

  it("refuses one's own comment, and finds none that is hidden or removed", async () => {
    const { id } = await writeComment(db, classroom, maya);
    await expect(report(maya, id)).rejects.toMatchObject(refused("FORBIDDEN"));
    await callerOf(db, teacher).moderation.hide({ ...on(id), reason: "Off the text." });
    await expect(report(priya, id)).rejects.toMatchObject(refused("NOT_FOUND"));
    await expect(report(priya, randomUUID())).rejects.toMatchObject(refused("NOT_FOUND"));
  });
});

describe("listReports", () => {
  it("is the teachers' alone", async () => {
    await expect(callerOf(db, maya).moderation.reports({ classroomId: classroom.id })).rejects.toMatchObject(
      refused("FORBIDDEN"),
    );
  });

  it("lists open ones first, then the newest, and shows no words that were removed", async () => {
    const written = [];
    for (const text of ["One.", "Two.", "Three."])
      written.push(await writeComment(db, classroom, maya, { text }));
    for (const { id } of written) await report(priya, id);
    const [first, second, third] = written.map((one) => one.id);
    const newest = (await reports()).items[0];
    await callerOf(db, teacher).moderation.resolve({
      classroomId: classroom.id,
      reportId: newest?.id ?? "",
    });
    await callerOf(db, maya).comment.delete(on(second ?? ""));
    await callerOf(db, teacher).moderation.hide({ ...on(first ?? ""), reason: "Off the text." });
    const { items } = await reports();
    expect(items.map((item) => [item.commentId, item.state, item.excerptHtml])).toEqual([
      [second, "deleted", ""],
      [first, "hidden", "<p>One.</p>"],
      [third, "shown", "<p>Three.</p>"],
    ]);
    expect(items.map((item) => item.abilities)).toEqual([
      { resolve: true, hide: false, restore: false },
      { resolve: true, hide: false, restore: true },
      { resolve: false, hide: true, restore: false },
    ]);
  });

  it("pages to the end, each report once", async () => {
    const { id } = await writeComment(db, classroom, maya);
    await db.owner`
      with more as (
        insert into comments (id, classroom_id, section_id, author_id, text, html, html_version, seq)
        select gen_random_uuid(), classroom_id, section_id, author_id, text, html, 1, seq + n
        from comments, generate_series(1, ${REPORTS_WINDOW * 2 + 5}) n where id = ${id} returning id)
      insert into comment_reports (id, classroom_id, comment_id, reporter_id, reason)
      select gen_random_uuid(), ${classroom.id}, id, ${priya.userId}, 'Unkind.' from more`;
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await reports(cursor);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(REPORTS_WINDOW * 2 + 5);
    expect(seen).toHaveLength(REPORTS_WINDOW * 2 + 5);
  });
});

describe("resolveReport", () => {
  it("closes a report once, and only one of this class", async () => {
    const { id } = await writeComment(db, classroom, maya);
    await report(priya, id);
    const [item] = (await reports()).items;
    const resolve = (where: Classroom, who: Person) =>
      callerOf(db, who).moderation.resolve({ classroomId: where.id, reportId: item?.id ?? "" });
    const other = await makeClassroom(db, await makePerson(db, "Mr Reed", { role: "teacher" }));
    await expect(resolve(other, other.owner)).rejects.toMatchObject(refused("NOT_FOUND"));
    await expect(resolve(classroom, maya)).rejects.toMatchObject(refused("FORBIDDEN"));
    await resolve(classroom, teacher);
    const at = (await reports()).items[0]?.resolvedAt;
    await resolve(classroom, teacher);
    expect((await reports()).items[0]?.resolvedAt).toBe(at);
    expect((await reports()).frame.openReports).toBe(0);
  });
});
