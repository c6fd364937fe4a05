import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import {
  asMember,
  type Classroom,
  callerOf,
  join,
  makeClassroom,
  makePerson,
  type Person,
  writeComment,
} from "../testing/factories";
import { getSection } from "./queries";

// Words that stand in no guide.
const PEOPLE = ["Zebedee Quillfeather", "Oriel Xanthopoulos"];
const ROOMS = ["Year Quokka", "Year Wombat"];
const SAID = ["My aardvark says so.", "A pangolin disagrees."];

let db: TestDatabase;
const rooms: { classroom: Classroom; reader: Person; versionId: string }[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  for (const [at, name] of PEOPLE.entries()) {
    const classroom = await makeClassroom(
      db,
      await makePerson(db, `Ms ${name}`, { role: "teacher" }),
      ROOMS[at],
    );
    const reader = await makePerson(db, name);
    await join(db, classroom, reader);
    const paragraphId = classroom.sections[0]?.paragraphIds[0];
    await writeComment(db, classroom, reader, { paragraphId, text: SAID[at] });
    const [row] = await db.owner`select guide_version_id as id from classrooms where id = ${classroom.id}`;
    rooms.push({ classroom, reader, versionId: row?.id as string });
  }
});
afterAll(() => db.close());

const read = async ({ classroom, reader }: (typeof rooms)[number], at: number) => {
  const answer = await callerOf(db, reader).guide.section({
    classroomId: classroom.id,
    path: classroom.sections[at]?.path ?? "",
  });
  if (answer.locked) throw new Error("the part is locked");
  return answer;
};

describe("the fragment of a section", () => {
  it("is one object for everybody who reads the version, with nobody's data in it", async () => {
    const [one, other] = rooms as [(typeof rooms)[number], (typeof rooms)[number]];
    for (const at of one.classroom.sections.keys()) {
      const [mine, theirs] = [await read(one, at), await read(other, at)];
      expect(theirs.section).toBe(mine.section);
      const words = JSON.stringify(mine.section);
      const people = [...PEOPLE, ...ROOMS, ...SAID, one.reader.username, other.reader.username];
      const ids = rooms.flatMap(({ classroom, reader }) => [
        classroom.id,
        classroom.owner.userId,
        reader.userId,
      ]);
      for (const secret of [...people, ...ids]) expect(words).not.toContain(secret);
      // What the answer says about the class stands beside it.
      if (at === 0) expect(JSON.stringify(mine.threads)).toContain("aardvark");
    }
  });

  it("cannot be written to", async () => {
    const { section } = await read(rooms[0] as (typeof rooms)[number], 0);
    expect(() => Object.assign(section, { html: "mine" })).toThrow(TypeError);
    expect(() => section.paragraphs.push({} as never)).toThrow(TypeError);
    expect(() => Object.assign(section.contents.parts[0] ?? {}, { title: "mine" })).toThrow(TypeError);
    expect(() => Object.assign(section.entries[0] ?? {}, { name: "mine" })).toThrow(TypeError);
  });

  it("is not served where the part is locked for the reader, though it is kept", async () => {
    const [room] = rooms as [(typeof rooms)[number]];
    const { id: locked = "", path = "" } = room.classroom.sections[0] ?? {};
    const elsewhere = room.classroom.sections[1]?.path ?? "";
    await read(room, 0);
    db.statements();
    await asMember(db, room.reader, room.classroom.id, async (tx, actor) => {
      const student = { ...actor, lockedSections: [locked] };
      await expect(getSection(tx, student, room.versionId, path)).rejects.toMatchObject({ code: "CLOSED" });
      expect((await getSection(tx, student, room.versionId, elsewhere)).path).toBe(elsewhere);
      expect((await getSection(tx, actor, room.versionId, path)).path).toBe(path);
    });
  });

  it("lists each term, person and place that the text points at, once, and points at nothing else", async () => {
    const [room] = rooms as [(typeof rooms)[number]];
    let linked = 0;
    for (const at of room.classroom.sections.keys()) {
      const { section } = await read(room, at);
      const pointed = new Set(
        [...section.html.matchAll(/href="#((?:term|person|place)-[^"]+)"/g)].map((m) => m[1]),
      );
      const listed = [...section.wordsHtml.matchAll(/<dt id="([^"]+)"/g)].map((m) => m[1]);
      expect(listed).toEqual([...pointed]);
      expect(section.entries.map(({ kind, key }) => `${kind}-${key}`)).toEqual(listed);
      linked += listed.length;
      for (const { firstIn } of section.entries)
        expect(room.classroom.sections.findIndex(({ path }) => path === firstIn?.path)).toBeLessThanOrEqual(
          at,
        );
    }
    expect(linked).toBeGreaterThan(20);
  });

  it("leaves the letters of each paragraph as they are counted", async () => {
    const [room] = rooms as [(typeof rooms)[number]];
    const { section } = await read(room, 0);
    const rows = await db.owner<{ id: string; text: string }[]>`
      select paragraph_id as id, text from paragraph_versions
      where version_id = ${room.versionId} and section_id = ${section.sectionId}`;
    for (const { id, text } of rows) {
      const [, html = ""] =
        new RegExp(`data-paragraph="${id}">(?:<p>|<a class="pn"[^>]*>\\d+</a>)(.*?)</p>`).exec(
          section.html,
        ) ?? [];
      const plain = html.replace(/<[^>]*>/g, "").replace(/&amp;/g, "&");
      expect(plain.replace(/\s+/g, " ").trim()).toBe(text);
    }
  });
});
