import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join as joinPath } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ExportPage, Incoming, WebAnnotation } from "#domain/exchange";
import { readNotesFile } from "#domain/exchange-file";
import { writeCollection } from "#domain/exchange-json";
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

// golden.json was written by hand from https://www.w3.org/TR/annotation-model/, not copied from what the server answers.
const GOLDEN = readFileSync(joinPath(import.meta.dirname, "golden.json"), "utf8");

let db: TestDatabase;
let [teacher, maya, priya]: Person[] = [];
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  priya = await makePerson(db, "Priya N.");
});
afterAll(() => db.close());

const some = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("it is not there");
  return value;
};

async function exported(room: Classroom): Promise<string> {
  const api = callerOf(db, some(teacher)).notes;
  async function* pages(): AsyncGenerator<ExportPage> {
    yield await api.export({ classroomId: room.id, of: "class" });
  }
  let text = "";
  for await (const piece of writeCollection(pages())) text += piece;
  return text;
}

async function bring(room: Classroom, notes: Incoming[], source: string): Promise<string[]> {
  const { lines } = await callerOf(db, some(teacher)).notes.import({
    classroomId: room.id,
    source,
    audience: "file",
    isTrial: false,
    notes,
  });
  return lines.map(({ outcome }) => outcome);
}

/** Five notes, at moments that are written down. */
async function fill(room: Classroom): Promise<Record<string, string>> {
  const section = some(room.sections[0]);
  const [row] = await db.owner`
    select c.guide_version_id as version, (select string_agg(text, chr(10) order by position) from paragraph_versions p
      where p.version_id = c.guide_version_id and p.section_id = ${section.id}) as text,
      (select id from themes t where t.classroom_id = c.id order by position limit 1) as theme
    from classrooms c where c.id = ${room.id}`;
  const mark = async (by: Person | undefined, exact: string, more: object) => {
    const id = randomUUID();
    const start = String(row?.text).indexOf(exact);
    await callerOf(db, some(by)).annotation.create({
      classroomId: room.id,
      id,
      sectionId: section.id,
      versionId: row?.version,
      selectors: { start, end: start + exact.length, exact },
      motivation: "commenting",
      themeIds: [row?.theme],
      audience: "class",
      text: null,
      ...more,
    });
    return id;
  };
  const asked = await mark(maya, "calmly, kindly, with one hand on the patient’s arm", {
    motivation: "questioning",
    text: "Is it *hers*, this calm?",
  });
  const reply = await writeComment(db, room, some(priya), {
    sectionId: section.id,
    paragraphId: section.paragraphIds[0] ?? null,
    parentId: asked,
    text: "It is learnt.",
  });
  const bare = await mark(priya, "Nothing is hidden and nothing is said.", { motivation: "highlighting" });
  const note = await mark(maya, "moss", { audience: "teachers", text: "For you." });
  const [lost] = (JSON.parse(GOLDEN) as { first: { items: WebAnnotation[] } }).first.items;
  const { notes } = readNotesFile(JSON.stringify(lost));
  expect(await bring(room, notes, "elsewhere.example")).toEqual(["lost"]);
  for (const [id, minute] of [
    [asked, 0] as const,
    [reply.id, 10] as const,
    [bare, 20] as const,
    [note, 30] as const,
  ])
    await db.owner`update comments set created_at = ${new Date(Date.UTC(2026, 0, 5, 8, minute))} where id = ${id}`;
  await db.owner`update comments set edited_at = '2026-01-05T08:05:00Z' where id = ${asked}`;
  return { CLASS: room.id, QUESTION: asked, REPLY: reply.id, MARK: bare, NOTE: note };
}

it("a class's notes are the file that was written by hand, and the same again from another class", async () => {
  const first = await makeClassroom(db, some(teacher), "Year 11");
  const other = await makeClassroom(db, some(teacher), "Year 12");
  for (const student of [maya, priya]) await join(db, first, some(student));
  const names = await fill(first);
  const out = await exported(first);
  let named = out.replace(/http:\/\/localhost:\d+/g, "https://books.example");
  for (const [name, id] of Object.entries(names)) named = named.replaceAll(id, name);
  expect(named).toBe(GOLDEN);

  const { first: page } = JSON.parse(out) as { first: { items: WebAnnotation[] } };
  expect(page.items.flatMap((item) => faultsOf(item))).toEqual([]);
  const { notes, source } = readNotesFile(out);
  expect(await bring(other, notes, source)).toEqual(["lost", "placed", "added", "placed", "placed"]);
  const again = await exported(other);
  const itemsOf = (text: string) => text.slice(text.indexOf('"items"'));
  expect(itemsOf(again)).toBe(itemsOf(out));
});

it("counts its selectors in the words of the guide, by another way than the server does", () => {
  const file = readFileSync("content/guides/never-let-me-go/sections/plot/hailsham.md", "utf8");
  const [, , body = ""] = file.split("---\n");
  const words = body
    .trim()
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/ \{#[^}]*\}/g, "")
    .replaceAll("*", "")
    .replaceAll("\n\n", "\n");
  const { items } = (JSON.parse(GOLDEN) as { first: { items: WebAnnotation[] } }).first;
  const counted = items.flatMap(({ target }) => {
    if (typeof target === "string") return [];
    const [quote, place] = target.selector as unknown as [
      { exact: string; prefix: string; suffix: string },
      { start: number; end: number },
    ];
    // One of the five was brought in from an edition that nobody here has.
    if (!words.includes(quote.exact)) return [];
    const { start, end } = place;
    expect(quote).toEqual({
      type: "TextQuoteSelector",
      exact: words.slice(start, end),
      prefix: words.slice(start - 32, start),
      suffix: words.slice(end, end + 32),
    });
    return [quote.exact];
  });
  expect(counted).toHaveLength(3);
});
