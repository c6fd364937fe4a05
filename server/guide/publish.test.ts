import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { callerOf, makeClassroom, makePerson, type Person } from "../testing/factories";
import type { GuideSource } from "./format";
import type { Fragment } from "./fragment";
import { publishGuide } from "./publish";
import { readGuide } from "./source";

const SLUG = "never-let-me-go";

let db: TestDatabase;
let source: GuideSource;
let teacher: Person;

beforeAll(async () => {
  db = await openTestDatabase();
  source = await readGuide(join(import.meta.dirname, "..", "..", "content", "guides", SLUG));
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
});
afterAll(() => db.close());

const publish = (what: GuideSource) => drizzle(db.owner).transaction((tx) => publishGuide(tx, SLUG, what));

/** The guide with its first paragraph in other words, and a new paragraph before it. */
function edited(): GuideSource {
  const copy = structuredClone(source);
  const [section] = copy.sections;
  const [first] = section?.paragraphs ?? [];
  if (!section || !first) throw new Error("the guide has no text");
  first.html = "Other words.";
  first.text = "Other words.";
  section.paragraphs.unshift({ ...structuredClone(first), key: "quite-new", text: "New.", html: "New." });
  section.paragraphs.forEach((paragraph, index) => {
    if (paragraph.number !== null) paragraph.number = index + 1;
  });
  return copy;
}

const content = (number: number) => db.owner`
  select md5(string_agg(t::text, '|' order by t::text)) as sum from (
    select p.*::text as t from paragraph_versions p join guide_versions v on v.id = p.version_id where v.number = ${number}
    union all
    select s.*::text from section_versions s join guide_versions v on v.id = s.version_id where v.number = ${number}
    union all
    select q.*::text from question_versions q join guide_versions v on v.id = q.version_id where v.number = ${number}
    union all
    select g.*::text from guide_versions g where g.number = ${number}) x`;

describe("publishGuide", () => {
  it("adds nothing for the same content", async () => {
    expect(await publish(source)).toEqual({ number: 1, isNew: false });
    expect(await publish(structuredClone(source))).toEqual({ number: 1, isNew: false });
  });

  it("makes a new version of changed content, and leaves the old one and its classes as they were", async () => {
    const before = await makeClassroom(db, teacher, "Before");
    const [section] = source.sections;
    const path = section?.path ?? "";
    const read = async (classroomId: string) =>
      (await callerOf(db, teacher).guide.section({ classroomId, path })).section as Fragment;
    const printed = await read(before.id);
    const first = await content(1);

    expect(await publish(edited())).toEqual({ number: 2, isNew: true });
    expect(await publish(edited())).toEqual({ number: 2, isNew: false });

    expect(await content(1)).toEqual(first);
    expect(await read(before.id)).toEqual(printed);
    const after = await makeClassroom(db, teacher, "After");
    const renewed = await read(after.id);
    expect(renewed.html).toContain("Other words.");
    expect(renewed.sectionId).toBe(printed.sectionId);
    // A paragraph is its key and not its number: what was written beside it stays beside it.
    expect(renewed.paragraphs.slice(1).map(({ id, key }) => ({ id, key }))).toEqual(
      printed.paragraphs.map(({ id, key }) => ({ id, key })),
    );
    expect(renewed.paragraphs[0]).toMatchObject({ key: "quite-new", number: 1 });
    expect(renewed.paragraphs[1]?.number).toBe(2);
  });

  it("goes back to a version that was published before without making another", async () => {
    expect(await publish(source)).toEqual({ number: 1, isNew: false });
  });

  it("stores each claim as a section of its own kind, bound to the paragraphs it is about", async () => {
    const rows = await db.owner`
      select s.path, k.number, k.statement, v.title, v.part_key, array_length(k.paragraph_ids, 1) as pointers
      from claim_versions k join sections s on s.id = k.section_id
      join section_versions v on v.version_id = k.version_id and v.section_id = k.section_id
      join guide_versions g on g.id = k.version_id where g.number = 1 and s.kind = 'claim' order by k.number`;
    expect(rows.map(({ path, title, pointers }) => ({ path, title, pointers }))).toEqual(
      source.claims.map((claim) => ({
        path: `claims/${claim.key}`,
        title: claim.statement,
        pointers: claim.paragraphs.length,
      })),
    );
  });

  it("gives its claims to a version that was published before claims were stored", async () => {
    await db.owner`delete from claim_versions where version_id = (select id from guide_versions where number = 1)`;
    await db.owner`delete from section_versions v using sections s where s.id = v.section_id and s.kind = 'claim'
      and v.version_id = (select id from guide_versions where number = 1)`;
    expect(await publish(source)).toEqual({ number: 1, isNew: false });
    const [row] = await db.owner`
      select count(*)::int as n from claim_versions k join guide_versions v on v.id = k.version_id where v.number = 1`;
    expect(row?.n).toBe(source.claims.length);
  });

  it("cannot be changed by the server afterwards", async () => {
    const { sql } = db.context.database;
    await expect(sql`update paragraph_versions set html = ''`).rejects.toMatchObject({ code: "42501" });
    await expect(sql`delete from guide_versions`).rejects.toMatchObject({ code: "42501" });
  });
});
