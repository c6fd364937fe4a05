import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { NoteAudience } from "#domain/audience";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { EditionRoom, type Texts } from "../testing/edition-room";
import { publishAs, smallGuide } from "../testing/editions";
import { callerOf, type Person } from "../testing/factories";
import { askPrompt, SUBSTANCE } from "../testing/prompts";

const FIRST = "plot/first";
const SECOND = "plot/second";

/** A passage that stands twice, among others. */
const TEXT = {
  [FIRST]: {
    above: "Kathy drives alone, and she remembers what was said at the pond.",
    twice: "We told ourselves a story. The rest was silence. We told ourselves a story, and believed it.",
    below: "Nobody asked who had told it first, or why it was told at all.",
  },
  [SECOND]: {
    sea: "The boat lay in the marsh, its paint coming off in the sun.",
    road: "They walked back along the fence without a word between them.",
  },
};

let db: TestDatabase;
let room: EditionRoom;
let teacher: Person;
let maya: Person;
let classroomId: string;
let first: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => {
  room = await EditionRoom.open(db, TEXT);
  ({ teacher, classroomId, first } = room);
  maya = await room.member("Maya L.");
});
afterAll(() => db.close());

const publish = (texts: Texts) => room.publish(texts);
const adopt = (versionId: string, by = teacher) => room.adopt(versionId, by);
const sectionId = () => room.sectionId(FIRST);
const textOf = (versionId: string) => room.textOf(versionId, FIRST);
const mark = (
  exact: string,
  more: { by?: Person; nth?: number; audience?: NoteAudience; text?: string } = {},
) => room.mark(exact, { by: maya, path: FIRST, ...more });
const counts = () => room.counts();

const noteOf = async (id: string) => {
  const [row] = await db.owner`
    select a.anchor, a.score, a.exact, a.start, a."end", a.quoted, a.lost_at is not null as lost, a.version_id,
      a.paragraph_id = c.paragraph_id as stands, p.key, c.section_id
    from annotations a join comments c on c.id = a.comment_id left join paragraphs p on p.id = a.paragraph_id
    where a.comment_id = ${id}`;
  return row as Record<string, unknown>;
};

const edit = (paragraphs: Record<string, string>) => ({
  ...TEXT,
  [FIRST]: { ...TEXT[FIRST], ...paragraphs },
});
const without = (key: string) => {
  const { [key]: _, ...rest } = TEXT[FIRST] as Record<string, string>;
  return { ...TEXT, [FIRST]: rest };
};

describe("adoptEdition", () => {
  it("keeps the second of two equal passages the second, whatever is written above it", async () => {
    const id = await mark("We told ourselves a story", { nth: 2 });
    const later = await publish(
      edit({ above: "A new beginning, much longer than the one that stood here before." }),
    );
    expect(await adopt(later)).toEqual({ isNew: true });
    const note = await noteOf(id);
    const text = await textOf(later);
    expect(note).toMatchObject({
      version_id: later,
      anchor: "position",
      lost: false,
      quoted: null,
      key: "twice",
    });
    expect(note.start).toBe(text.lastIndexOf("We told ourselves a story"));
  });

  it("takes what an answer rests on along, wherever it stands by then", async () => {
    const on = await askPrompt(db, { id: classroomId, owner: teacher });
    const exact = "We told ourselves a story";
    const start = (await textOf(room.first)).lastIndexOf(exact);
    const passage = {
      sectionId: await sectionId(),
      versionId: room.first,
      exact,
      start,
      end: start + exact.length,
    };
    const { id } = await callerOf(db, maya).answer.commit({
      ...on,
      id: randomUUID(),
      text: SUBSTANCE,
      passages: [passage],
    });
    const later = await publish(
      edit({ above: "A new beginning, much longer than the one that stood here." }),
    );
    await adopt(later);
    const cited = async () => (await callerOf(db, maya).prompt.get(on)).cited[id]?.[0];
    expect(await cited()).toMatchObject({ exact, start: (await textOf(later)).lastIndexOf(exact) });
    await adopt(await publish(without("twice")));
    expect(await cited()).toMatchObject({ exact, start: null });
    await adopt(await publish({ ...TEXT, [SECOND]: { ...TEXT[SECOND], sea: "No boat." } }));
    expect(await cited()).toMatchObject({ exact, start });
  });

  it("follows edited words and says what they were, and drops that when they are put back", async () => {
    const id = await mark("Nobody asked who had told it first");
    const later = await publish(
      edit({ below: "Nobody asked who had said it first, or why it was told at all." }),
    );
    await adopt(later);
    expect(await noteOf(id)).toMatchObject({
      anchor: "edited",
      exact: "Nobody asked who had said it first",
      quoted: "Nobody asked who had told it first",
    });
    const { comments } = await callerOf(db, maya).comment.list({ classroomId, sectionId: await sectionId() });
    expect(comments[0]?.annotation).toMatchObject({ quoted: "Nobody asked who had told it first" });
    const third = await publish({ ...TEXT, [SECOND]: { ...TEXT[SECOND], sea: "No boat." } });
    await adopt(third);
    expect(await noteOf(id)).toMatchObject({ exact: "Nobody asked who had told it first", quoted: null });
  });

  it("loses what was taken out, keeps its words, and finds it when it is put back", async () => {
    const id = await mark("We told ourselves a story", { nth: 2 });
    const reply = randomUUID();
    const place = { classroomId, sectionId: await sectionId() };
    const [row] = await db.owner`select paragraph_id from comments where id = ${id}`;
    await adopt(await publish(without("twice")));
    expect(await noteOf(id)).toMatchObject({ lost: true, anchor: "lost", version_id: first, key: "twice" });
    await callerOf(db, teacher).comment.create({
      ...place,
      id: reply,
      paragraphId: row?.paragraph_id,
      parentId: id,
      text: "I remember the line.",
    });
    const third = await publish(edit({ above: "Put back, with another beginning." }));
    await adopt(third);
    expect(await noteOf(id)).toMatchObject({
      lost: false,
      anchor: "position",
      version_id: third,
      key: "twice",
    });
  });

  it("takes a thread along when its passage moves to another paragraph, its counts and private ones too", async () => {
    const ids = [
      await mark("The rest was silence."),
      await mark("The rest was silence.", { audience: "private" }),
    ];
    await callerOf(db, teacher).comment.create({
      classroomId,
      id: randomUUID(),
      sectionId: await sectionId(),
      paragraphId: (await db.owner`select paragraph_id from comments where id = ${ids[0] ?? ""}`)[0]
        ?.paragraph_id,
      parentId: ids[0] ?? null,
      text: "Was it?",
    });
    expect(await counts()).toEqual({ twice: 2 });
    const later = await publish(
      edit({
        twice: "We told ourselves a story. We told ourselves a story, and believed it.",
        below: "Nobody asked who had told it first, or why it was told at all. The rest was silence.",
      }),
    );
    await adopt(later);
    for (const id of ids) expect(await noteOf(id)).toMatchObject({ key: "below", stands: true, lost: false });
    expect(await counts()).toEqual({ below: 2 });
    const [reply] = await db.owner`
      select p.key from comments c join paragraphs p on p.id = c.paragraph_id where c.root_id = ${ids[0] ?? ""}`;
    expect(reply?.key).toBe("below");
  });

  it("happens once, for two teachers at once too, and goes only forward", async () => {
    await mark("The rest was silence.");
    const later = await publish(edit({ above: "Otherwise." }));
    const both = await Promise.all([adopt(later), adopt(later, await room.member("Mr Lund", "teacher"))]);
    expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    expect(await adopt(later)).toEqual({ isNew: false });
    await expect(adopt(first)).rejects.toThrow("newer edition");
    await expect(adopt(randomUUID())).rejects.toThrow("nothing here");
    await expect(adopt(later, maya)).rejects.toThrow("Only a teacher");
  });

  it("does all or nothing", async () => {
    const id = await mark("The rest was silence.");
    const before = await noteOf(id);
    const later = await publish(without("twice"));
    await db.owner.unsafe(`create function refuse() returns trigger language plpgsql as $$ begin
      if new.classroom_id = '${classroomId}' then raise 'refused'; end if; return new; end $$;
      create trigger refuse before update of lost_at on annotations for each row execute function refuse()`);
    await expect(adopt(later)).rejects.toThrow();
    await db.owner.unsafe("drop trigger refuse on annotations; drop function refuse()");
    expect(await noteOf(id)).toEqual(before);
    const [row] = await db.owner`select guide_version_id from classrooms where id = ${classroomId}`;
    expect(row?.guide_version_id).toBe(first);
  });

  it("moves the place where somebody stopped, and how far they came", async () => {
    const ids = await db.owner`select paragraph_id as id from paragraph_versions where version_id = ${first}
      and section_id = ${await sectionId()} order by position`;
    await callerOf(db, maya).reading.keep({
      classroomId,
      sectionId: await sectionId(),
      paragraphId: ids[1]?.id,
      reachedId: ids[1]?.id,
    });
    await adopt(await publish({ ...TEXT, [FIRST]: { new: "New.", newer: "Newer.", ...TEXT[FIRST] } }));
    const page = await callerOf(db, maya).guide.section({ classroomId, path: FIRST });
    expect(page.progress).toMatchObject({ here: { paragraphId: ids[1]?.id }, reached: 4 });
    await adopt(await publish({ ...TEXT, [FIRST]: { above: TEXT[FIRST].above, below: TEXT[FIRST].below } }));
    const after = await callerOf(db, maya).guide.section({ classroomId, path: FIRST });
    expect(after.progress).toMatchObject({ here: { paragraphId: ids[0]?.id }, reached: 1 });
  });

  it("keeps a locked part locked under another name", async () => {
    await callerOf(db, teacher).guide.lockPart({
      classroomId,
      partKey: "plot",
      until: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const source = await smallGuide(TEXT);
    for (const section of source.sections) section.partKey = "story";
    await adopt(await publishAs(db.ownerUrl, room.slug, source));
    const page = await callerOf(db, maya).guide.section({ classroomId, path: FIRST });
    expect(page.section).toBeNull();
  });
});

describe("a note from an older page", () => {
  it("is put where its words are now, with what they were where they were edited", async () => {
    const later = await publish(
      edit({ above: "New.", below: "Nobody asked who had said it first, or why." }),
    );
    await adopt(later);
    const still = await mark("We told ourselves a story", { nth: 2 });
    expect(await noteOf(still)).toMatchObject({ version_id: later, anchor: "position", lost: false });
    const followed = await mark("Nobody asked who had told it first");
    expect(await noteOf(followed)).toMatchObject({
      anchor: "edited",
      quoted: "Nobody asked who had told it first",
    });
  });

  it("is kept as lost where its line is gone, and the same when it is sent again", async () => {
    await adopt(await publish({ [SECOND]: TEXT[SECOND] }));
    const input = {
      classroomId,
      id: randomUUID(),
      sectionId: await sectionId(),
      versionId: first,
      selectors: { exact: "Kathy drives", start: 0, end: 12 },
      motivation: "commenting" as const,
      themeIds: [],
      audience: "class" as const,
      text: "Kept.",
    };
    const sent = await callerOf(db, maya).annotation.create(input);
    expect(sent.annotation).toMatchObject({ exact: "Kathy drives", start: null });
    expect((await callerOf(db, maya).annotation.create(input)).id).toBe(sent.id);
    expect(await noteOf(input.id)).toMatchObject({ lost: true, version_id: first });
  });

  it("is never lost nor refused while a class moves: each stands in the new edition or is listed", async () => {
    const writers = await Promise.all([1, 2, 3].map((n) => room.member(`Writer ${n}`)));
    const later = await publish({
      ...TEXT,
      [FIRST]: { above: "Quite another beginning of it all.", below: TEXT[FIRST].below },
    });
    const words = ["The rest was silence.", "Nobody asked", "Kathy drives alone"];
    const posts = Array.from({ length: 30 }, (_, n) =>
      mark(words[n % 3] ?? "", { by: writers[n % 3] as Person, text: `Thought ${n}.` }),
    );
    const [ids] = await Promise.all([Promise.all(posts), adopt(later)]);
    const text = await textOf(later);
    for (const [n, id] of ids.entries()) {
      const note = await noteOf(id);
      if (n % 3 === 1)
        expect(note).toMatchObject({ lost: false, version_id: later, start: text.indexOf("Nobody asked") });
      else expect(note).toMatchObject({ lost: true });
    }
  });
});
