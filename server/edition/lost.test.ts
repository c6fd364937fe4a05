import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { moveTo, openDebate, sayAs, seatOn } from "../testing/debates";
import { EditionRoom } from "../testing/edition-room";
import { callerOf, type Person } from "../testing/factories";

const POND = "plot/pond";
const MARSH = "plot/marsh";
const GONE = "Nobody asked who had told the story first, or why it was told.";
const TEXTS = {
  [POND]: { lead: "Kathy drives alone along the fields.", tale: GONE },
  [MARSH]: { boat: "The boat lay in the marsh, its paint coming off in the sun." },
};
/** The line is gone; something like it stands elsewhere. */
const LATER = {
  [POND]: {
    lead: "Kathy drives alone along the fields.",
    other: "It rained. By then nobody asked any more who had told that story, or why.",
  },
  [MARSH]: TEXTS[MARSH],
};

let db: TestDatabase;
let room: EditionRoom;
let maya: Person;
let priya: Person;

beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => {
  room = await EditionRoom.open(db, TEXTS);
  [maya, priya] = [await room.member("Maya L."), await room.member("Priya N.")];
});
afterAll(() => db.close());

const api = (person: Person) => callerOf(db, person);
const inClass = () => ({ classroomId: room.classroomId });
const lost = async (person: Person) => {
  const { items, frame } = await api(person).edition.lost(inClass());
  expect(frame.lostNotes).toBe(items.length);
  return items.map(({ comment }) => comment.id);
};

describe("edition.state", () => {
  it("tells by section what changed and what becomes of the notes the teacher may see, and of no other", async () => {
    expect((await api(room.teacher).edition.state(inClass())).newer).toBeNull();
    await room.mark("Kathy drives alone", { by: maya, path: POND });
    await room.mark("Nobody asked", { by: maya, path: POND });
    await room.mark("The boat", { by: maya, path: MARSH });
    await room.publish(LATER);
    const before = await api(room.teacher).edition.state(inClass());
    expect(before.newer).toMatchObject({
      notes: { stay: 2, followed: 0, lost: 1, found: 0 },
      unplaced: 0,
      sections: [
        { title: POND, way: "edited", edited: 0, added: 1, removed: 1, notes: { stay: 1, lost: 1 } },
      ],
    });
    expect(before.newer?.sections[0]?.paragraphs.map(({ after }) => after === null)).toEqual([true, false]);
    for (const words of ["Kathy", "Nobody asked"])
      await room.mark(words, { by: priya, path: POND, audience: "private" });
    expect(await api(room.teacher).edition.state(inClass())).toEqual(before);
    expect((await api(room.teacher).classroom.home(inClass())).hasNewerEdition).toBe(true);
    expect((await api(maya).classroom.home(inClass())).hasNewerEdition).toBe(false);
  });
});

describe("notes that lost their line", () => {
  it("are listed for their writers, and for teachers what they may see", async () => {
    const shared = await room.mark("Nobody asked", { by: maya, path: POND });
    const own = await room.mark("Nobody asked", { by: priya, path: POND, audience: "private" });
    const plain = randomUUID();
    await api(priya).comment.create({
      ...inClass(),
      id: plain,
      sectionId: await room.sectionId(POND),
      paragraphId: await room.paragraphId(POND, "tale"),
      parentId: null,
      text: "About the whole paragraph.",
    });
    await room.moveTo(LATER);
    expect(await lost(maya)).toEqual([shared]);
    expect((await lost(priya)).sort()).toEqual([own, plain].sort());
    expect((await lost(room.teacher)).sort()).toEqual([shared, plain].sort());
    // Hidden from the class it is its writer's still, and its teachers'; removed it is nobody's.
    await api(room.teacher).moderation.hide({ ...inClass(), commentId: plain, reason: "Not here." });
    expect((await lost(priya)).sort()).toEqual([own, plain].sort());
    expect((await lost(room.teacher)).sort()).toEqual([shared, plain].sort());
    await api(priya).comment.delete({ ...inClass(), commentId: plain });
    expect(await lost(priya)).toEqual([own]);
    expect(await lost(room.teacher)).toEqual([shared]);
  });

  it("are none of what is said in a debate, and that is moved nowhere", async () => {
    const held = await openDebate(db, { id: room.classroomId, owner: room.teacher });
    await moveTo(db, held, "opening");
    await seatOn(db, held, maya, "for");
    const { id: commentId } = await sayAs(db, maya, held, { side: "for" });
    expect(await lost(maya)).toEqual([]);
    expect(await lost(room.teacher)).toEqual([]);
    const place = { sectionId: await room.sectionId(MARSH), versionId: room.first };
    const selectors = { start: 4, end: 8, exact: "boat" };
    await expect(
      api(maya).annotation.reattach({ ...inClass(), commentId, ...place, selectors }),
    ).rejects.toMatchObject({ message: "This stands in the text already. Reload the page to see where." });
  });

  it("are put where their writer says, thread and counts with them, and pages hear of it", async () => {
    const id = await room.mark(GONE, { by: maya, path: POND });
    await api(room.teacher).comment.create({
      ...inClass(),
      id: randomUUID(),
      sectionId: await room.sectionId(POND),
      paragraphId: await room.paragraphId(POND, "tale"),
      parentId: id,
      text: "Who did?",
    });
    const versionId = await room.moveTo(LATER);
    const pond = await room.sectionId(POND);
    const { cursor } = await api(priya).comment.list({ ...inClass(), sectionId: pond });
    const { choice } = await api(maya).edition.places({ ...inClass(), commentId: id });
    expect(choice.sectionId).toBe(pond);
    // Nothing is anchored there by itself; it is only shown as likely.
    expect(choice.likely[0]?.exact).toContain("nobody asked any more who had told that story");
    const sectionId = await room.sectionId(MARSH);
    const back = await api(maya).annotation.reattach({
      ...inClass(),
      commentId: id,
      sectionId,
      versionId,
      selectors: { start: 4, end: 8, exact: "boat" },
    });
    expect(back).toMatchObject({ sectionId, annotation: { exact: "boat", start: 4, quoted: GONE } });
    expect(await room.counts()).toEqual({ boat: 2 });
    expect(await lost(maya)).toEqual([]);
    const { items } = await api(priya).live.since({ cursor });
    const told = items.flatMap((item) => (item.type === "comment" ? [item.comment.sectionId] : []));
    expect(told).toEqual([sectionId, sectionId]);
    const page = await api(priya).comment.list({ ...inClass(), sectionId });
    expect(page.comments.map(({ rootId }) => rootId)).toEqual([null, id]);
  });

  it("in private are their writer's alone to put anywhere", async () => {
    const id = await room.mark("Nobody asked", { by: maya, path: POND, audience: "private" });
    const versionId = await room.moveTo(LATER);
    const input = {
      ...inClass(),
      commentId: id,
      sectionId: await room.sectionId(POND),
      versionId,
      selectors: { start: 0, end: 5, exact: "Kathy" },
    };
    for (const other of [priya, room.teacher])
      await expect(api(other).annotation.reattach(input)).rejects.toThrow("nothing here for you");
    expect((await api(maya).annotation.reattach(input)).annotation).toMatchObject({ exact: "Kathy" });
  });

  it("may be threads without a mark: they come to stand beside a paragraph", async () => {
    const id = randomUUID();
    await api(maya).comment.create({
      ...inClass(),
      id,
      sectionId: await room.sectionId(POND),
      paragraphId: await room.paragraphId(POND, "tale"),
      parentId: null,
      text: "About the whole paragraph.",
    });
    const versionId = await room.moveTo(LATER);
    const back = await api(room.teacher).annotation.reattach({
      ...inClass(),
      commentId: id,
      sectionId: await room.sectionId(POND),
      versionId,
      selectors: { start: 0, end: 5, exact: "Kathy" },
    });
    expect(back).toMatchObject({ annotation: null, paragraphId: await room.paragraphId(POND, "lead") });
    expect(await room.counts()).toEqual({ lead: 1 });
  });
});

describe("open pages", () => {
  it("may comment on a paragraph that is gone meanwhile: the comment is kept, and is listed", async () => {
    await room.moveTo(LATER);
    const id = randomUUID();
    const input = {
      ...inClass(),
      id,
      sectionId: await room.sectionId(POND),
      paragraphId: await room.paragraphId(POND, "tale"),
      parentId: null,
      text: "Written before I knew.",
    };
    await api(maya).comment.create(input);
    expect(await lost(maya)).toEqual([id]);
    await expect(
      api(maya).comment.create({
        ...input,
        id: randomUUID(),
        paragraphId: await room.paragraphId(MARSH, "boat"),
      }),
    ).rejects.toThrow("nothing here for you");
  });

  it("may comment on a section that is gone altogether, and on its paragraphs: all is kept, and is listed", async () => {
    const versionId = await room.moveTo({ [MARSH]: TEXTS[MARSH] });
    const sectionId = await room.sectionId(POND);
    const on = (paragraphId: string | null, id = randomUUID()) => ({
      ...inClass(),
      id,
      sectionId,
      paragraphId,
      parentId: null,
      text: "Written before I knew.",
    });
    const [section, paragraph] = [on(null), on(await room.paragraphId(POND, "tale"))];
    await api(maya).comment.create(section);
    await api(maya).comment.create(paragraph);
    const note = await room.mark("Kathy drives", { by: maya, path: POND });
    await api(maya).comment.create({ ...on(null), parentId: section.id, text: "And more to it." });
    const { items, frame } = await api(maya).edition.lost(inClass());
    expect(frame.lostNotes).toBe(3);
    expect(new Set(items.map(({ comment }) => comment.id))).toEqual(
      new Set([section.id, paragraph.id, note]),
    );
    expect(items.map(({ passage }) => passage.sectionPath)).toEqual([null, null, null]);
    const back = await api(maya).annotation.reattach({
      ...inClass(),
      commentId: section.id,
      sectionId: await room.sectionId(MARSH),
      versionId,
      selectors: { start: 4, end: 8, exact: "boat" },
    });
    expect(back).toMatchObject({ replyCount: 1, paragraphId: await room.paragraphId(MARSH, "boat") });
    expect(await room.counts()).toEqual({ boat: 2, lead: 1, tale: 1 });
    const refused = api(maya).comment.create({ ...on(null), sectionId: randomUUID() });
    await expect(refused).rejects.toThrow("nothing here for you");
  });

  it("are told to read afresh, with the edition that the class reads now", async () => {
    const { cursor } = await api(maya).comment.list({ ...inClass(), sectionId: await room.sectionId(POND) });
    expect((await api(maya).live.since({ cursor })).items).toEqual([]);
    const guideVersionId = await room.moveTo(LATER);
    const { items } = await api(maya).live.since({ cursor });
    expect(items).toEqual([{ type: "reload", classroomId: room.classroomId, guideVersionId }]);
  });
});
