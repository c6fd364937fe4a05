import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";

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
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya]) await join(db, classroom, student);
});
afterAll(() => db.close());

const sectionAt = (at: number) => {
  const section = classroom.sections.at(at);
  if (!section) throw new Error(`no section ${at}`);
  return section;
};

/** Keeps by places counted from one, as a reader would say them. */
function keep(person: Person, at: number, place: { here: number; reached?: number; agoMs?: number }) {
  const { id, paragraphIds } = sectionAt(at);
  return callerOf(db, person).reading.keep({
    classroomId: classroom.id,
    sectionId: id,
    paragraphId: paragraphIds.at(place.here - 1) ?? "",
    reachedId: place.reached ? paragraphIds[place.reached - 1] : null,
    agoMs: place.agoMs,
  });
}

const lastOf = (at: number) => sectionAt(at).paragraphIds.length;

const progressOf = async (person: Person, at: number) => {
  const { path, paragraphIds } = sectionAt(at);
  const { progress } = await callerOf(db, person).guide.section({ classroomId: classroom.id, path });
  if (!progress) throw new Error("no progress");
  const here = progress.here ? paragraphIds.indexOf(progress.here.paragraphId) + 1 : 0;
  return { ...progress, here };
};

const continuationOf = async (person: Person) =>
  (await callerOf(db, person).classroom.home({ classroomId: classroom.id })).reading;

const lockPartOf = (at: number, until = "now() + interval '1 day'") => db.owner`
  insert into part_locks (classroom_id, part_key, until, set_by_id)
  values (${classroom.id}, ${sectionAt(at).path.split("/")[0] ?? ""}, ${db.owner.unsafe(until)}, ${teacher.userId})`;

describe("keepProgress", () => {
  it("remembers where one is and how far one has read, for oneself alone", async () => {
    expect(await keep(maya, 0, { here: 3, reached: 3 })).toEqual({ state: "part" });
    expect(await progressOf(maya, 0)).toEqual({
      sections: { [sectionAt(0).path]: "part" },
      here: 3,
      reached: 3,
    });
    for (const other of [priya, teacher])
      expect(await progressOf(other, 0)).toEqual({ sections: {}, here: 0, reached: 0 });
  });

  it("goes back as well as on, while what was reached stays", async () => {
    await keep(maya, 0, { here: 4, reached: 4 });
    await keep(maya, 0, { here: 2, reached: 2 });
    expect(await progressOf(maya, 0)).toMatchObject({ here: 2, reached: 4 });
    await keep(maya, 0, { here: 1 });
    expect(await progressOf(maya, 0)).toMatchObject({ here: 1, reached: 4 });
  });

  it("leaves the place where it was last, when an older one arrives late", async () => {
    await keep(maya, 0, { here: 2, reached: 2, agoMs: 60_000 });
    await keep(maya, 0, { here: 4, reached: 4, agoMs: 30_000 });
    await keep(maya, 0, { here: 3, reached: 3, agoMs: 45_000 });
    await keep(maya, 0, { here: 2, reached: 2, agoMs: 60_000 });
    expect(await progressOf(maya, 0)).toMatchObject({ here: 4, reached: 4 });
    // What was read there counts all the same.
    await keep(maya, 0, { here: 5, reached: 5, agoMs: 86_400_000 });
    expect(await progressOf(maya, 0)).toMatchObject({ here: 4, reached: 5 });
    await keep(maya, 1, { here: 1, agoMs: 3_600_000 });
    expect((await continuationOf(maya)).continuation?.path).toBe(sectionAt(0).path);
  });

  it("takes a section for read when its last paragraph is reached, and not when one only stands there", async () => {
    expect(await keep(maya, 0, { here: lastOf(0) })).toEqual({ state: "part" });
    expect(await keep(maya, 0, { here: lastOf(0), reached: lastOf(0) })).toEqual({ state: "read" });
    expect(await keep(maya, 0, { here: 1 })).toEqual({ state: "read" });
    expect((await progressOf(maya, 1)).sections).toEqual({ [sectionAt(0).path]: "read" });
  });

  it("is the same however often and in whatever order it comes", async () => {
    const steps = fc.array(
      fc.record({
        here: fc.integer({ min: 1, max: lastOf(0) }),
        reached: fc.integer({ min: 0, max: lastOf(0) }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (places) => {
        await db.owner`delete from section_progress where user_id = ${maya.userId}`;
        let [reached, readAt] = [0, null as string | null];
        for (const place of places) {
          await keep(maya, 0, place);
          const [row] = await db.owner`
            select reached, read_at::text as read_at, paragraph_id from section_progress
            where user_id = ${maya.userId} and section_id = ${sectionAt(0).id}`;
          reached = Math.max(reached, place.reached);
          expect(row?.reached).toBe(reached);
          expect(row?.read_at !== null).toBe(reached === lastOf(0));
          if (readAt !== null) expect(row?.read_at).toBe(readAt);
          readAt = row?.read_at;
          expect(row?.paragraph_id).toBe(sectionAt(0).paragraphIds[place.here - 1]);
        }
        const backwards = [...places].reverse();
        for (const place of backwards) await keep(maya, 0, place);
        expect((await progressOf(maya, 0)).reached).toBe(reached);
      }),
      { numRuns: 25 },
    );
  });

  it("lets two devices keep at once and loses nothing", async () => {
    await Promise.all(
      Array.from({ length: lastOf(0) }, (_, at) => keep(maya, 0, { here: at + 1, reached: at + 1 })),
    );
    expect((await progressOf(maya, 0)).reached).toBe(lastOf(0));
  });

  it("finds nothing where the place is none of the text", async () => {
    const [claim] = await db.owner`
      select section_id from section_versions v join sections s on s.id = v.section_id where s.kind = 'claim' limit 1`;
    const here = sectionAt(0);
    const wrong: [string, { sectionId: string; paragraphId: string; reachedId?: string }][] = [
      [
        "another section's paragraph",
        { sectionId: here.id, paragraphId: sectionAt(1).paragraphIds[0] ?? "" },
      ],
      ["a claim", { sectionId: claim?.section_id, paragraphId: here.paragraphIds[0] ?? "" }],
      ["no section", { sectionId: crypto.randomUUID(), paragraphId: here.paragraphIds[0] ?? "" }],
      [
        "reached in another section",
        {
          sectionId: here.id,
          paragraphId: here.paragraphIds[0] ?? "",
          reachedId: sectionAt(1).paragraphIds[0] ?? "",
        },
      ],
    ];
    for (const [what, place] of wrong)
      await expect(
        callerOf(db, maya).reading.keep({ classroomId: classroom.id, ...place }),
        what,
      ).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    expect(await db.owner`select 1 from section_progress where classroom_id = ${classroom.id}`).toHaveLength(
      0,
    );
  });

  it("is closed to students in a part that is locked, and open to teachers", async () => {
    await lockPartOf(0);
    await expect(keep(maya, 0, { here: 1 })).rejects.toMatchObject({ cause: { code: "CLOSED" } });
    expect(await keep(teacher, 0, { here: 1, reached: 1 })).toEqual({ state: "part" });
  });

  it("goes on in a class that is over", async () => {
    await db.owner`update classrooms set archived_at = now() where id = ${classroom.id}`;
    expect(await keep(maya, 0, { here: 2, reached: 2 })).toEqual({ state: "part" });
  });

  it("keeps what was read when the class moves to a version with a longer section", async () => {
    await keep(maya, 0, { here: lastOf(0), reached: lastOf(0) });
    const [next] = await db.owner`
      with v as (insert into guide_versions (guide_id, number, origin, content_hash)
        select guide_id, number + 100, 'teacher', gen_random_uuid()::text from guide_versions limit 1 returning id)
      select id from v`;
    await db.owner`insert into section_versions
      select ${next?.id}, v.section_id, v.position, v.part_key, v.part_title, v.title, v.lead, v.words, v.minutes
      from section_versions v join classrooms c on c.guide_version_id = v.version_id where c.id = ${classroom.id}`;
    await db.owner`insert into paragraph_versions (version_id, section_id, paragraph_id, position, number, kind, text, html)
      select ${next?.id}, v.section_id, v.paragraph_id, v.position + 1, v.number, v.kind, v.text, v.html
      from paragraph_versions v join classrooms c on c.guide_version_id = v.version_id where c.id = ${classroom.id}`;
    await db.owner`update classrooms set guide_version_id = ${next?.id} where id = ${classroom.id}`;
    expect((await progressOf(maya, 0)).sections).toEqual({ [sectionAt(0).path]: "read" });
    expect(await keep(maya, 0, { here: 1, reached: 1 })).toEqual({ state: "read" });
  });
});

describe("findReading", () => {
  it("begins at the beginning", async () => {
    expect(await continuationOf(maya)).toMatchObject({
      read: 0,
      sections: classroom.sections.length,
      continuation: { way: "begin", path: sectionAt(0).path, paragraph: { number: 1 } },
    });
  });

  it("goes on where one stopped, with what is left of the section", async () => {
    await keep(maya, 4, { here: 1, reached: 1 });
    await keep(maya, 1, { here: 3, reached: 3 });
    const { continuation } = await continuationOf(maya);
    expect(continuation).toMatchObject({ way: "stopped", path: sectionAt(1).path });
    const [row] = await db.owner`
      select p.key, v.html from paragraphs p join paragraph_versions v on v.paragraph_id = p.id
      where p.id = ${sectionAt(1).paragraphIds[2] ?? ""} limit 1`;
    // Its words lead nowhere from here.
    const html = row?.html.replace(/<\/?a\b[^>]*>/g, "");
    expect(html).not.toBe(row?.html);
    expect(continuation?.paragraph).toMatchObject({ key: row?.key, html });
    expect(continuation?.minutesLeft).toBeGreaterThan(0);
    expect(continuation?.minutesLeft).toBeLessThanOrEqual(continuation?.minutes ?? 0);
    await keep(maya, 1, { here: lastOf(1) });
    expect((await continuationOf(maya)).continuation?.minutesLeft).toBe(1);
  });

  it("leads to the next section that is not read, and round to what was left out", async () => {
    const count = classroom.sections.length;
    const finish = (at: number) => keep(maya, at, { here: lastOf(at), reached: lastOf(at) });
    await finish(2);
    expect(await continuationOf(maya)).toMatchObject({
      read: 1,
      continuation: { way: "next", path: sectionAt(3).path, paragraph: { number: 1 } },
    });
    await finish(count - 1);
    expect((await continuationOf(maya)).continuation).toMatchObject({ way: "next", path: sectionAt(0).path });
    await keep(maya, 3, { here: 2, reached: 2 });
    await finish(2);
    expect((await continuationOf(maya)).continuation).toMatchObject({
      way: "stopped",
      path: sectionAt(3).path,
    });
  });

  it("offers the beginning again when all is read", async () => {
    for (const at of classroom.sections.keys())
      await keep(maya, at, { here: lastOf(at), reached: lastOf(at) });
    expect(await continuationOf(maya)).toMatchObject({
      read: classroom.sections.length,
      continuation: { way: "again", path: sectionAt(0).path, paragraph: { number: 1 } },
    });
  });

  it("passes over what is locked", async () => {
    await lockPartOf(0);
    const [part] = sectionAt(0).path.split("/");
    const open = classroom.sections.find(({ path }) => !path.startsWith(`${part}/`));
    expect((await continuationOf(maya)).continuation?.path).toBe(open?.path);
    expect((await continuationOf(teacher)).continuation?.path).toBe(sectionAt(0).path);
  });

  it("knows nothing of anybody else", async () => {
    const before = await continuationOf(priya);
    await keep(maya, 2, { here: 3, reached: 3 });
    await keep(teacher, 1, { here: 3, reached: 3 });
    expect(await continuationOf(priya)).toEqual(before);
  });
});
