import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wordsOf } from "#domain/query";
import type { SearchAnswer, Segment } from "#domain/search";
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
  for (const student of [maya, priya]) await join(db, classroom, student);
});
afterAll(() => db.close());

const find = (q: string, by = maya, more: object = {}) =>
  callerOf(db, by).search.query({ classroomId: classroom.id, q, ...more });
const plain = (segments: Segment[]) => segments.map(({ text }) => text).join("");
const marked = (segments: Segment[]) => segments.filter(({ hit }) => hit).map(({ text }) => text);
const said = (answer: SearchAnswer) => answer.threads.items.map(({ snippet }) => plain(snippet));
const write = (text: string, by = priya, more: object = {}) =>
  writeComment(db, classroom, by, { text, ...more });
const isNothing = ({ sections, questions, claims, threads }: SearchAnswer) =>
  [sections, questions, claims, threads].every((group) => group.items.length === 0 && !group.nextCursor);

describe("a word", () => {
  it("is found by its stem, as typed and by its beginning, and marked where it stands", async () => {
    await write("She **zorbled** the zorbling, [truly](https://example.org/x).");
    for (const q of ["zorbling", "zorbles", "ZORBLED", "zor", "zorbl"]) {
      const answer = await find(q);
      expect(said(answer), q).toEqual(["She zorbled the zorbling, truly."]);
      expect(marked(answer.threads.items[0]?.snippet ?? []), q).toEqual(["zorbled", "zorbling"]);
    }
    expect(isNothing(await find("orbl"))).toBe(true);
    // Only the last word may go on.
    expect(isNothing(await find("zorb truly"))).toBe(true);
    expect(said(await find("truly zorb"))).toHaveLength(1);
  });

  it("must be there with all the others, but for those that stand everywhere", async () => {
    await write("A quibberish remark on swans.");
    expect(said(await find("quibberish swans"))).toHaveLength(1);
    expect(said(await find("the quibberish and a swan"))).toHaveLength(1);
    expect(isNothing(await find("quibberish herons"))).toBe(true);
  });

  it("is found as a phrase in the order that was typed, whatever the signs", async () => {
    await write("Nothing is plainer, is it? Plainer than glass.");
    for (const q of ['"is plainer"', "“is it, PLAINER”", '"plainer than glass" nothing']) {
      const answer = await find(q);
      expect(said(answer), q).toHaveLength(1);
    }
    expect(marked((await find('"is it plainer"')).threads.items[0]?.snippet ?? [])).toEqual([
      "is it? Plainer",
    ]);
    expect(isNothing(await find('"plainer nothing"'))).toBe(true);
    // In quotation marks nothing is taken for something like it.
    expect(isNothing(await find('"zorbles"'))).toBe(true);
  });

  it.each([
    ["Hailshem", ["Hailsham"]],
    ["hailsam", ["Hailsham"]],
    ["Tomy", ["Tommy"]],
    ["Norfork", ["Norfolk"]],
    ["Rodny", ["Rodney"]],
    ["emilly", ["Emily"]],
    ["deferal", ["deferral"]],
    ["Kathey", ["Kath", "Kathy"]],
  ])("that is near a name finds the name too: %s", async (typed, names) => {
    const answer = await find(typed);
    expect(answer.also).toEqual(names);
    const hits = answer.sections.items.flatMap(({ title, snippet }) => [
      ...marked(title),
      ...marked(snippet),
    ]);
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.join(" ").toLowerCase()).toContain(names.at(-1)?.toLowerCase().slice(0, 5));
  });

  it.each(["truth", "Hailsham", "Hails", "Tommy", "cottage", "change", "nation", "modest", "lucky"])(
    "that is no misspelling is left alone: %s",
    async (typed) => {
      expect((await find(typed)).also).toEqual([]);
    },
  );
});

describe("what is no word", () => {
  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["?!… — & | ! ( ) : * ' \\ <->", "empty"],
    ["👩‍👩‍👧‍👧", "empty"],
    ["\u0000", "empty"],
    ["\ud800", "empty"],
    ['"', "empty"],
    ['""', "empty"],
    ["a", "short"],
    ["the", "common"],
    ["what is it", "common"],
  ] as const)("is told as such: %j", async (q, unusable) => {
    const answer = await find(q);
    expect(answer.unusable).toBe(unusable);
    expect(isNothing(answer)).toBe(true);
  });

  it.each([
    "' & | !",
    "foo:*",
    "a' || 'b",
    "x');drop table comments;--",
    "null",
    "{a,b}",
    '{"a"}',
    "a\u0000b",
    "x\ud800y",
    "爱 人",
    "<b>x</b>",
    '"unclosed phrase',
    "x".repeat(200),
    "ab ".repeat(66),
    '" a "" b "',
    "don't won’t",
    "3.14 -5 1e9",
  ])("or strange is never a defect: %j", async (q) => {
    expect(await find(q)).toBeDefined();
  });

  it("or too long is refused with a sentence", async () => {
    await expect(find("x".repeat(201))).rejects.toThrow("Search for at most 200 characters.");
    await expect(find("x".repeat(10_000))).rejects.toThrow("Search for at most 200 characters.");
  });

  it("keeps to letters of every kind", async () => {
    await write("Das Zürcher Café hört nie auf.");
    expect(said(await find("zürcher"))).toHaveLength(1);
    expect(said(await find("Café hör"))).toHaveLength(1);
    expect(said(await find('"café hört"'))).toHaveLength(1);
  });
});

describe("the groups", () => {
  it("hold titles first, paragraphs, questions and claims with where they stand", async () => {
    const answer = await find("Hailsham");
    const [first] = answer.sections.items;
    expect(first?.paragraph).toBeNull();
    expect(marked(first?.title ?? [])).toEqual(["Hailsham"]);
    const paragraph = answer.sections.items.find((item) => item.paragraph);
    expect(paragraph?.paragraph?.key).toMatch(/^[a-z-]/);
    expect(marked(paragraph?.snippet ?? [])).toContain("Hailsham");
    expect(answer.sections.items).toHaveLength(8);
    expect(answer.questions.items.length).toBeGreaterThan(0);
    expect(answer.claims.items.length).toBeGreaterThan(0);
    for (const { path } of answer.claims.items) expect(path).toMatch(/^claims\//);
    for (const { path } of answer.sections.items) expect(path).not.toMatch(/^claims\//);
  });

  it("go on by cursor without a gap and without a repetition, one group alone", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer: SearchAnswer = await find("kathy", maya, {
        group: "sections",
        ...(cursor ? { cursor } : {}),
      });
      expect(answer.questions.items).toEqual([]);
      expect(answer.threads.items).toEqual([]);
      seen.push(...answer.sections.items.map(({ path, paragraph }) => `${path}#${paragraph?.key}`));
      cursor = answer.sections.nextCursor;
    } while (cursor);
    expect(seen.length).toBeGreaterThan(30);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("never hold a word of the guide's own answers", async () => {
    const rows = await db.owner<{ answer: string; open: string }[]>`
      select regexp_replace(answer_html, '<[^>]*>', ' ', 'g') as answer,
        concat_ws(' ', question, motion, side_for, side_against, follow_up, side_third) as open from question_versions`;
    const open = new Set(rows.flatMap((row) => wordsOf(row.open)));
    const sealed = [...new Set(rows.flatMap((row) => wordsOf(row.answer)))].filter((word) => !open.has(word));
    expect(sealed.length).toBeGreaterThan(100);
    for (const word of sealed.slice(0, 40))
      expect((await find(`"${word}"`, maya, { group: "questions" })).questions.items, word).toEqual([]);
  });
});

describe("threads", () => {
  it("come newest first, ten at a time, and go on by cursor", async () => {
    for (let n = 0; n < 23; n++) await write(`Grommet ${String(n).padStart(2, "0")}`, n % 2 ? maya : teacher);
    const all: string[] = [];
    let cursor: string | null = null;
    do {
      const answer: SearchAnswer = await find("grommets", maya, {
        group: "threads",
        ...(cursor ? { cursor } : {}),
      });
      all.push(...said(answer));
      cursor = answer.threads.nextCursor;
    } while (cursor);
    expect(all).toEqual(Array.from({ length: 23 }, (_, n) => `Grommet ${String(22 - n).padStart(2, "0")}`));
  });

  it("find replies and what stands on paragraphs, and not what an edit took away", async () => {
    const paragraphId = classroom.sections[0]?.paragraphIds[0] ?? null;
    const root = await write("Flarn root.", maya, { paragraphId });
    await write("Flarn reply.", priya, { paragraphId, parentId: root.id });
    const answer = await find("flarn");
    expect(said(answer)).toEqual(["Flarn reply.", "Flarn root."]);
    expect(answer.threads.items[1]?.paragraphNumber).toBe(1);
    await callerOf(db, maya).comment.update({
      classroomId: classroom.id,
      commentId: root.id,
      version: 1,
      text: "Something else.",
    });
    expect(said(await find("flarn"))).toEqual(["Flarn reply."]);
  });

  it("show what is hidden to the teachers and its writer alone, and its hole to nobody", async () => {
    const at = { classroomId: classroom.id };
    const root = await write("Wumpus was here.");
    await write("A wumpus, really.", maya, { parentId: root.id });
    const lonely = await write("Lonely wumpus.");
    for (const { id } of [root, lonely])
      await callerOf(db, teacher).moderation.hide({ ...at, commentId: id, reason: "Off the text." });
    expect(said(await find("wumpus"))).toEqual(["A wumpus, really."]);
    expect(said(await find("wumpus", priya))).toEqual([
      "Lonely wumpus.",
      "A wumpus, really.",
      "Wumpus was here.",
    ]);
    const seen = await find("wumpus", teacher);
    expect(seen.threads.items.map(({ hidden }) => hidden)).toEqual([true, false, true]);
  });

  it("hold nothing of what its writer removed, hole or not", async () => {
    const root = await write("Snark, then gone.");
    await write("I answer.", maya, { parentId: root.id });
    await callerOf(db, priya).comment.delete({ classroomId: classroom.id, commentId: root.id });
    for (const who of [maya, priya, teacher]) expect(isNothing(await find("snark", who))).toBe(true);
  });

  it("hold nothing of another class", async () => {
    const elsewhere = await makeClassroom(db, await makePerson(db, "Mr Else", { role: "teacher" }));
    await writeComment(db, elsewhere, elsewhere.owner, { text: "Xylograph." });
    expect(isNothing(await find("xylograph"))).toBe(true);
    expect(
      said(await callerOf(db, elsewhere.owner).search.query({ classroomId: elsewhere.id, q: "xylograph" })),
    ).toEqual(["Xylograph."]);
  });

  it("keep what is written as text", async () => {
    await write("<img src=x onerror=alert(1)> blarney <b>bold</b> & more");
    expect(said(await find("blarney"))[0]).toContain(
      "<img src=x onerror=alert(1)> blarney <b>bold</b> & more",
    );
  });
});

describe("locked parts", () => {
  it("are not there for students: no title, paragraph, claim or comment", async () => {
    const { id } = classroom;
    const [part] = await db.owner<{ key: string; title: string; section: string }[]>`
      select v.part_key as key, v.title, v.section_id as section from classrooms c
      join section_versions v on v.version_id = c.guide_version_id join sections s on s.id = v.section_id and s.kind = 'section'
      where c.id = ${id} order by v.position limit 1`;
    await write("Lockjaw.", teacher, { sectionId: part?.section });
    const before = await find("Hailsham lockjaw", teacher);
    await db.owner`insert into part_locks (classroom_id, part_key, until, set_by_id)
      values (${id}, ${part?.key ?? ""}, now() + interval '1 day', ${teacher.userId})`;
    const locked = new Set(
      (await db.owner`select unnest(app.locked_sections(${id})) as id`).map((row) => row.id),
    );
    expect(said(await find("lockjaw"))).toEqual([]);
    expect(said(await find("lockjaw", teacher))).toEqual(["Lockjaw."]);
    for (const q of ["Hailsham", "Kathy", "memory", `"${part?.title}"`]) {
      const answer = await find(q);
      for (const { sectionId } of [...answer.sections.items, ...answer.claims.items])
        expect(locked.has(sectionId), q).toBe(false);
    }
    expect((await find("Hailsham lockjaw", teacher)).threads).toEqual(before.threads);
    await db.owner`delete from part_locks`;
  });
});
