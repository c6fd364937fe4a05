import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checksum } from "../testing/checksum";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { publishAs, smallGuide } from "../testing/editions";
import { type Classroom, callerOf, join, makePerson, type Person } from "../testing/factories";

const PATH = "plot/first";
const TEXT = "She said 😀 and no more. She drove on.\nNobody asked.";
const TEXTS = { [PATH]: { one: "She said 😀 and no more. She drove on.", two: "Nobody asked." } };

/** A class of its own that reads a guide of its own. */
type Room = { classroom: Classroom; versionId: string; sectionId: string; themeId: string; slug: string };

let db: TestDatabase;
let maya: Person;
let here: Room;
let there: Room;
let laterId: string;
let claimId: string;
let retiredId: string;
let noteId: string;
let lostId: string;

async function makeRoom(owner: Person, slug: string): Promise<Room> {
  const versionId = await publishAs(db.ownerUrl, slug, await smallGuide(TEXTS));
  const id = randomUUID();
  await callerOf(db, owner).classroom.create({
    id,
    name: "A class",
    guideSlug: slug,
    displayName: owner.name,
  });
  const { code } = await callerOf(db, owner).classroom.code({ classroomId: id });
  const [row] = await db.owner`
    select v.section_id as section, (select t.id from themes t where t.classroom_id = ${id} order by position limit 1) as theme
    from section_versions v where v.version_id = ${versionId}`;
  const classroom = { id, code: code ?? "", owner, sections: [] };
  return { classroom, versionId, sectionId: row?.section, themeId: row?.theme, slug };
}

beforeAll(async () => {
  db = await openTestDatabase();
  const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  const stranger = await makePerson(db, "Mr Lund", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  here = await makeRoom(teacher, "bad-input");
  there = await makeRoom(stranger, "bad-input-elsewhere");
  await join(db, here.classroom, maya);
  laterId = await publishAs(db.ownerUrl, here.slug, await smallGuide({ [PATH]: { one: "Other words." } }));
  const [claim] = await db.owner`select id from sections where kind = 'claim' limit 1`;
  claimId = claim?.id;
  const [retired] = await db.owner`
    update themes set retired_at = now() where id = (select id from themes where classroom_id = ${here.classroom.id}
      and id <> ${here.themeId} limit 1) returning id`;
  retiredId = retired?.id;
  noteId = (await callerOf(db, maya).annotation.create(note())).id;
  lostId = (await callerOf(db, maya).annotation.create(note())).id;
  await db.owner`update annotations set lost_at = now(), anchor = 'lost' where comment_id = ${lostId}`;
});
afterAll(() => db.close());

/** A note that is good, with what is wrong with it instead. */
const note = (wrong: Record<string, unknown> = {}) =>
  ({
    classroomId: here.classroom.id,
    id: randomUUID(),
    sectionId: here.sectionId,
    versionId: here.versionId,
    selectors: passage(0, 8),
    motivation: "commenting",
    themeIds: [here.themeId],
    audience: "class",
    text: "A thought.",
    ...wrong,
  }) as Parameters<ReturnType<typeof callerOf>["annotation"]["create"]>[0];

const passage = (start: number, end: number, exact = TEXT.slice(start, end)) => ({ start, end, exact });

const SELECT_AGAIN = /Select the passage again/;
/** What each is refused with. Where there is nothing of the kind in the class, that is all that is said. */
const PASSAGES: [string, unknown, RegExp][] = [
  ["words that stand nowhere", passage(0, 8, "Nothing "), SELECT_AGAIN],
  ["words that stand elsewhere", passage(0, 8, "Nobody a"), SELECT_AGAIN],
  ["half an emoji at its end", passage(0, 10), /cuts a character in two/],
  ["half an emoji at its beginning", passage(10, 14), /cuts a character in two/],
  ["an end beyond the text", passage(40, 400, "Nobody asked."), SELECT_AGAIN],
  ["all beyond the text", passage(5_000, 5_004, "more"), SELECT_AGAIN],
  ["a beginning before the text", passage(-3, 4, "She"), SELECT_AGAIN],
  ["the end before the beginning", passage(8, 4, "said"), SELECT_AGAIN],
  ["nothing", passage(4, 4, "x"), /Mark some words first|Select the passage again/],
  ["space alone", passage(3, 4), /Mark some words first/],
  ["a number past all numbers", passage(0, 2 ** 60, "She"), SELECT_AGAIN],
  ["half a number", passage(0.5, 8.5, "She said"), SELECT_AGAIN],
  ["no number", passage(Number.NaN, 8, "She said"), SELECT_AGAIN],
  [
    "a passage of 100 kB",
    passage(0, 100_000, "x".repeat(100_000)),
    /too much to mark|Select the passage again/,
  ],
];

async function refused(work: () => Promise<unknown>, sentence: RegExp): Promise<void> {
  const before = await checksum(db);
  const error = await work().then(
    () => null,
    (thrown: Error) => thrown,
  );
  expect(error).not.toBeNull();
  expect(error?.message).toMatch(sentence);
  // A sentence for a person: no code, no column, no JSON.
  expect(error?.message).not.toMatch(/[{}_[\]]|undefined|null|NaN/);
  expect(await checksum(db)).toEqual(before);
}

describe("a note that is wrong", () => {
  const api = () => callerOf(db, maya).annotation;

  it.each(PASSAGES)("is refused on %s", async (_, selectors, sentence) => {
    await refused(() => api().create(note({ selectors })), sentence);
    await refused(
      () =>
        api().reattach({
          classroomId: here.classroom.id,
          commentId: lostId,
          sectionId: here.sectionId,
          versionId: here.versionId,
          selectors: selectors as { start: number; end: number; exact: string },
        }),
      sentence,
    );
  });

  const WRONG: [string, () => Record<string, unknown>, RegExp][] = [
    ["a theme of another class", () => ({ themeIds: [there.themeId] }), /not a theme of this class/],
    ["a theme that is none", () => ({ themeIds: [randomUUID()] }), /not a theme of this class/],
    ["a theme twice", () => ({ themeIds: [here.themeId, here.themeId] }), /not a theme of this class/],
    ["a theme out of use", () => ({ themeIds: [retiredId] }), /not in use any more/],
    ["more themes than can be", () => ({ themeIds: Array.from({ length: 13 }, randomUUID) }), /more themes/],
    ["100 kB of words", () => ({ text: "word ".repeat(20_000) }), /./],
    ["a question without words", () => ({ motivation: "questioning", text: null }), /Write your question/],
    ["no kind of note", () => ({ motivation: "shouting" }), /./],
    ["a section of another guide", () => ({ sectionId: there.sectionId }), /nothing here for you/],
    [
      "another guide's section and version",
      () => ({ sectionId: there.sectionId, versionId: there.versionId }),
      /edition/,
    ],
    ["a version of another guide", () => ({ versionId: there.versionId }), /another edition/],
    ["a version that the class does not read yet", () => ({ versionId: laterId }), /another edition/],
    ["a version that is none", () => ({ versionId: randomUUID() }), /another edition/],
    ["a claim", () => ({ sectionId: claimId }), /nothing here for you/],
    ["a group, being in none", () => ({ audience: "group" }), /in no group/],
  ];
  it.each(WRONG)("is refused with %s", async (_, wrong, sentence) => {
    await refused(() => api().create(note(wrong())), sentence);
  });

  it.each(WRONG.slice(0, 4))("is not changed into one with %s", async (_, wrong, sentence) => {
    const { themeIds } = wrong() as { themeIds: string[] };
    await refused(
      () => api().update({ classroomId: here.classroom.id, commentId: noteId, themeIds }),
      sentence,
    );
  });

  it.each([
    ["a version that the class does not read", () => ({ versionId: laterId }), /newer edition/],
    ["a section of another guide", () => ({ sectionId: there.sectionId }), /nothing here for you/],
    ["a claim", () => ({ sectionId: claimId }), /nothing here for you/],
    ["a note that has its line", () => ({ commentId: noteId }), /stands in the text already/],
    ["no note", () => ({ commentId: randomUUID() }), /nothing here for you/],
  ])("is given no line with %s", async (_, wrong, sentence) => {
    const input = {
      classroomId: here.classroom.id,
      commentId: lostId,
      sectionId: here.sectionId,
      versionId: here.versionId,
      selectors: passage(0, 8),
    };
    await refused(() => api().reattach({ ...input, ...wrong() }), sentence);
  });
});

describe("a note that is good", () => {
  it("keeps a theme that was taken out of use after it was marked", async () => {
    await db.owner`insert into annotation_themes (comment_id, theme_id, classroom_id)
      values (${noteId}, ${retiredId}, ${here.classroom.id})`;
    const changed = await callerOf(db, maya).annotation.update({
      classroomId: here.classroom.id,
      commentId: noteId,
      themeIds: [retiredId, here.themeId],
    });
    expect(changed.annotation?.themeIds.sort()).toEqual([retiredId, here.themeId].sort());
  });

  it("keeps HTML and scripts as the words they are", async () => {
    const text = `<img src=x onerror="alert(1)"><script>alert(2)</script> [a](javascript:alert(3))`;
    const sent = await callerOf(db, maya).annotation.create(note({ text, themeIds: [] }));
    expect(sent.html).not.toMatch(/<img|<script|href="javascript/i);
    const { text: source } = await callerOf(db, maya).comment.source({
      classroomId: here.classroom.id,
      commentId: sent.id,
    });
    expect(source).toBe(text);
  });

  it("may be sent twice, and is there once", async () => {
    const input = note({ themeIds: [] });
    await callerOf(db, maya).annotation.create(input);
    await callerOf(db, maya).annotation.create(input);
    const [row] =
      await db.owner`select count(*)::int as count from annotations where comment_id = ${input.id}`;
    expect(row?.count).toBe(1);
    await refused(
      () => callerOf(db, maya).annotation.create({ ...input, selectors: passage(25, 34) }),
      /sent before with other words/,
    );
  });
});
