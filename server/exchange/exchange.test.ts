import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportLine, Incoming, WebAnnotation } from "#domain/exchange";
import { readNotesFile } from "#domain/exchange-file";
import { unpackMarks } from "#domain/packed-marks";
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
import { faultsOf } from "../testing/web-annotation";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let priya: Person;
let first: Classroom;
let other: Classroom;

beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  priya = await makePerson(db, "Priya N.");
  first = await makeClassroom(db, teacher, "Year 11");
  other = await makeClassroom(db, teacher, "Year 12");
  for (const room of [first, other]) for (const student of [maya, priya]) await join(db, room, student);
});
afterAll(() => db.close());

/** Marks the first standing of some words in the first section. */
async function mark(by: Person, words: string, more: object = {}): Promise<string> {
  const sectionId = first.sections[0]?.id ?? "";
  const [row] = await db.owner`
    select c.guide_version_id as version, (select string_agg(text, chr(10) order by position) from paragraph_versions p
      where p.version_id = c.guide_version_id and p.section_id = ${sectionId}) as text,
      array(select id from themes t where t.classroom_id = c.id order by position) as themes from classrooms c where c.id = ${first.id}`;
  const start = String(row?.text).indexOf(words);
  const id = randomUUID();
  await callerOf(db, by).annotation.create({
    classroomId: first.id,
    id,
    sectionId,
    versionId: row?.version,
    selectors: { start, end: start + words.length, exact: words },
    motivation: "commenting",
    themeIds: [row?.themes[0]],
    audience: "class",
    text: "A note.",
    ...more,
  });
  return id;
}

type File = { items: WebAnnotation[]; text: string };

async function exported(by: Person, room: Classroom, of: "mine" | "class" | "section"): Promise<File> {
  const items: WebAnnotation[] = [];
  const section = of === "section" ? { section: room.sections[0]?.path ?? "" } : {};
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await callerOf(db, by).notes.export({
      classroomId: room.id,
      of,
      ...section,
      ...(cursor ? { cursor } : {}),
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return { items, text: JSON.stringify(items, null, 2) };
}

async function brought(
  by: Person,
  room: Classroom,
  file: unknown,
  more: { audience?: "private" | "file"; isTrial?: boolean } = {},
): Promise<ImportLine[]> {
  const { notes, source } = readNotesFile(typeof file === "string" ? file : JSON.stringify(file));
  const { lines } = await callerOf(db, by).notes.import({
    classroomId: room.id,
    source,
    audience: "file",
    isTrial: false,
    notes,
    ...more,
  });
  return lines;
}

const outcomes = (lines: ImportLine[]) => lines.map(({ outcome }) => outcome);

describe("a class's notes", () => {
  it("go out as the model says, come in elsewhere without loss, and go out the same", async () => {
    const asked = await mark(maya, "calmly, kindly, with one hand on the patient’s arm", {
      motivation: "questioning",
      text: "Is it *hers*?",
    });
    await mark(priya, "Nothing is hidden and nothing is said.", { motivation: "highlighting", text: null });
    await mark(priya, "girls at a window", { audience: "private", text: "Mine alone." });
    await mark(maya, "moss", { audience: "teachers", text: "For you." });
    const sectionId = first.sections[0]?.id ?? "";
    const paragraphId = first.sections[0]?.paragraphIds[0] ?? null;
    const reply = await writeComment(db, first, priya, {
      sectionId,
      paragraphId,
      parentId: asked,
      text: "It is learnt.",
    });
    await writeComment(db, first, maya, { sectionId, paragraphId, parentId: reply.id, text: "From whom?" });
    await writeComment(db, first, maya, {
      sectionId,
      paragraphId,
      parentId: null,
      text: "On the paragraph.",
    });
    await writeComment(db, first, priya, {
      sectionId,
      paragraphId: null,
      parentId: null,
      text: "On the section.",
    });

    const out = await exported(teacher, first, "class");
    expect(out.items.flatMap((item) => faultsOf(item))).toEqual([]);
    expect(out.text).not.toContain("Mine alone");

    // Again into the same class: nothing.
    expect(new Set(outcomes(await brought(teacher, first, out)))).toEqual(new Set(["there"]));
    expect((await exported(teacher, first, "class")).text).toBe(out.text);
    // A trial says it, and leaves nothing behind.
    const trial = await brought(teacher, other, out, { isTrial: true });
    expect((await exported(teacher, other, "class")).items).toEqual([]);
    // Into another class, twice.
    const lines = await brought(teacher, other, out);
    expect(lines).toEqual(trial);
    expect(outcomes(lines)).toEqual(["added", "added", "placed", "added", "added", "placed", "placed"]);
    expect((await exported(teacher, other, "class")).text).toBe(out.text);
    expect(new Set(outcomes(await brought(teacher, other, out)))).toEqual(new Set(["there"]));
    expect((await exported(teacher, other, "class")).text).toBe(out.text);
    // They are the teacher's here, and say whose they were.
    const { notes } = await readBack(other);
    expect(notes.every(({ author }) => author === teacher.userId)).toBe(true);
    expect(new Set(notes.map(({ creator }) => creator))).toEqual(new Set(["Maya L.", "Priya N."]));
    const page = await callerOf(db, maya).guide.section({
      classroomId: other.id,
      path: other.sections[0]?.path ?? "",
    });
    const themeIds = page.notes.themes.map(({ id }) => id);
    expect(unpackMarks(page.marks ?? "[]", themeIds)).toHaveLength(2);
  });

  it("go out to each as far as they see them; the whole class to its teachers", async () => {
    await expect(exported(priya, first, "class")).rejects.toThrow(/Only a teacher/);
    const section = await exported(priya, first, "section");
    expect(section.text).not.toContain("For you.");
    expect(section.items).toHaveLength(6);
    const mine = await exported(priya, first, "mine");
    expect(mine.text).toContain("Mine alone.");
    expect(mine.items.every(({ creator }) => creator.name === "Priya N.")).toBe(true);
  });
});

async function readBack(room: Classroom) {
  const notes = await db.owner<
    { author: string; creator: string; audience: string; lost: boolean; text: string }[]
  >`
    select c.author_id as author, c.imported_from ->> 'creator' as creator, c.audience, a.lost_at is not null as lost, c.text
    from comments c left join annotations a on a.comment_id = c.id
    where c.classroom_id = ${room.id} and c.imported_from is not null order by c.created_at`;
  return { notes };
}

describe("what a student brings in", () => {
  it("is theirs alone, and is added again only once", async () => {
    const mine = await exported(priya, first, "mine");
    const room = await makeClassroom(db, teacher, "Year 13");
    await join(db, room, priya);
    await join(db, room, maya);
    const lines = await brought(priya, room, mine);
    // Her reply answered somebody else's note, which is not in her file.
    expect(outcomes(lines).sort()).toEqual(["added", "placed", "placed", "refused"]);
    expect(lines.find(({ outcome }) => outcome === "refused")?.sentence).toMatch(/not in this file/);
    const { notes } = await readBack(room);
    expect(notes.map(({ audience }) => audience)).toEqual(["private", "private", "private"]);
    // The same file by somebody else tells nothing of hers.
    expect(outcomes(await brought(maya, room, mine)).sort()).toEqual([
      "added",
      "placed",
      "placed",
      "refused",
    ]);
    expect(outcomes(await brought(priya, room, mine)).sort()).toEqual(["refused", "there", "there", "there"]);
  });
});

/** One row of what the Hypothesis API answers. */
const row = (id: string, more: object = {}) => ({
  id,
  created: "2026-03-05T10:11:12.123456+00:00",
  updated: "2026-03-05T10:11:12.123456+00:00",
  user: "acct:reader_one@hypothes.is",
  user_info: { display_name: "Reader One" },
  uri: "https://school.example/classrooms/3fa85f64-5717-4562-b3fc-2c963f66afa6/sections/plot/hailsham",
  text: "Words.",
  tags: [],
  group: "__world__",
  permissions: { read: ["group:__world__"] },
  target: [{ source: "https://school.example/", selector: [] }],
  ...more,
});
const quoting = (exact: string, prefix = "", suffix = "") => ({
  target: [
    {
      source: "https://school.example/",
      selector: [
        {
          type: "RangeSelector",
          startContainer: "/p[1]",
          startOffset: 3,
          endContainer: "/p[1]",
          endOffset: 9,
        },
        { type: "TextPositionSelector", start: 90_000, end: 90_010 },
        { type: "TextQuoteSelector", exact, prefix, suffix },
      ],
    },
  ],
});

describe("an export of Hypothesis", () => {
  it("finds its lines, its themes and its threads; what finds no line is kept without one", async () => {
    const room = await makeClassroom(db, teacher, "Year 9");
    const rows = [
      row("reply1", { references: ["note1"], text: "An answer.", target: [{ source: "x" }] }),
      row("note1", {
        ...quoting("Nothing is hidden and nothing is said."),
        tags: ["memory & nostalgia", "verbs"],
      }),
      row("page1", { text: "On the whole page." }),
      row("group1", {
        ...quoting("It is how the children were taught to see."),
        group: "abc",
        permissions: { read: ["group:abc"] },
      }),
      row("lost1", quoting("A sentence that no section of this guide has ever held.")),
      row("away1", {
        ...quoting("obedience grows on its own, like moss"),
        uri: "https://elsewhere.example/post",
      }),
      row("away2", {
        ...quoting("Words of another page altogether, quite unlike."),
        uri: "https://elsewhere.example/post",
      }),
      row("empty1", { text: "" }),
    ];
    const lines = await brought(teacher, room, { total: rows.length, rows });
    const byIri = Object.fromEntries(lines.map(({ iri, outcome }) => [iri.split("/").at(-1), outcome]));
    expect(byIri).toEqual({
      note1: "placed",
      page1: "added",
      group1: "placed",
      lost1: "lost",
      away1: "placed",
      away2: "refused",
      empty1: "refused",
      reply1: "added",
    });
    const { notes } = await readBack(room);
    const said = (words: string) => notes.find(({ text }) => text.includes(words));
    expect(said("Tags: verbs")?.audience).toBe("class");
    expect(notes.filter(({ audience }) => audience === "private")).toHaveLength(1);
    expect(notes.filter(({ lost }) => lost)).toHaveLength(1);
    const [themed] =
      await db.owner`select count(*)::int as n from annotation_themes where classroom_id = ${room.id}`;
    expect(themed?.n).toBe(1);
    expect(new Set(outcomes(await brought(teacher, room, { rows })))).toEqual(new Set(["there", "refused"]));
  });
});

const incoming = (more: Partial<Incoming> & { target: Incoming["target"] }): Incoming => ({
  iri: `https://elsewhere.example/${randomUUID()}`,
  creator: "Somebody",
  motivation: "commenting",
  audience: "class",
  text: "Words.",
  tags: [],
  ...more,
});

describe("hostile files", () => {
  it("do not hold the server up, and store nothing on a wrong line", async () => {
    const room = await makeClassroom(db, teacher, "Year 8");
    const source = "https://elsewhere.example/";
    const almost = "a".repeat(7_900);
    const notes = [
      ...Array.from({ length: 20 }, (_, n) =>
        incoming({ target: { source, exact: `${almost}${n}`, prefix: "a", suffix: "a" } }),
      ),
      incoming({ target: { source, exact: "a".repeat(60_000) } }),
      incoming({ target: { source: "javascript:alert(1)", exact: "the" } }),
      incoming({ target: { source, exact: "\ud800".repeat(10) } }),
      incoming({
        text: "<script>alert(1)</script>",
        target: { source: "http://x/guides/never-let-me-go/plot/hailsham" },
      }),
      incoming({ text: "\u0000", target: { source: "http://x/guides/never-let-me-go/plot/hailsham" } }),
      incoming({
        iri: "x:\u0000\udfff",
        creator: "\u0000",
        tags: ["\ud800"],
        target: {
          source: "http://x/guides/never-let-me-go/plot/hailsham",
          exact: "a\u0000\udfff",
          prefix: "\u0000",
        },
      }),
      incoming({ motivation: "replying", target: { replyTo: first.id } }),
    ];
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const { lines } = await callerOf(db, teacher).notes.import({
      classroomId: room.id,
      source: "A file",
      audience: "file",
      isTrial: false,
      notes,
    });
    clearInterval(beat);
    if (process.env.SHOW_FIGURES) console.log(`longest hold ${longest.toFixed(0)} ms`);
    expect(outcomes(lines).filter((outcome) => outcome !== "refused")).toEqual(["added", "added", "lost"]);
    expect(longest).toBeLessThan(400);
  });

  it("of 200,000 letters are refused in a sentence before anything is looked for", async () => {
    const notes = [incoming({ target: { source: "x", exact: "a".repeat(200_000) } })];
    await expect(
      callerOf(db, teacher).notes.import({
        classroomId: first.id,
        source: "A file",
        audience: "file",
        isTrial: false,
        notes,
      }),
    ).rejects.toThrow();
    expect(() => readNotesFile("{")).toThrow(/no JSON/);
    expect(() => readNotesFile("[1, 2]")).toThrow();
    expect(() => readNotesFile('{"type":"FeatureCollection"}')).toThrow(/neither/);
  });
});
