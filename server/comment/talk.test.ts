import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { callerOf, makePerson, type Person } from "../testing/factories";
import { readAll, steps, Talk } from "../testing/talk";

let db: TestDatabase;
let people: Person[];

beforeAll(async () => {
  db = await openTestDatabase();
  people = [
    await makePerson(db, "Ms Okafor", { role: "teacher" }),
    await makePerson(db, "Maya L."),
    await makePerson(db, "Priya N."),
    await makePerson(db, "Tom B."),
  ];
});
afterAll(() => db.close());

/** What stands in the tables against what the comments themselves say. */
async function miscounted(classroomId: string) {
  return db.owner`
    with truth as (
      select r.id, count(c.id)::int as replies, min(c.created_at) filter (where c.author_id <> r.author_id) as answered_at
      from comments r left join comments c on c.root_id = r.id and c.deleted_at is null and c.hidden_at is null
      where r.root_id is null and r.classroom_id = ${classroomId} group by r.id
    ), places as (
      select section_id, coalesce(paragraph_id, section_id) as place_id,
        count(*) filter (where deleted_at is null and hidden_at is null)::int as count
      from comments where classroom_id = ${classroomId} group by 1, 2
    )
    select 'thread' as what, r.id, r.reply_count, t.replies from truth t join comments r on r.id = t.id
      where r.reply_count <> t.replies or r.answered_at is distinct from t.answered_at
    union all
    select 'place', p.place_id, n.count, p.count from places p
      left join comment_counts n on n.classroom_id = ${classroomId} and n.section_id = p.section_id and n.place_id = p.place_id
      where n.count is distinct from p.count`;
}

/** Unread as the marks in the tables have it, counted one by one. */
async function unreadByMarks(talk: Talk, person: Person) {
  const [row] = await db.owner`
    select count(*)::int as n from comments c
    where c.classroom_id = ${talk.classroom.id} and c.section_id = ${talk.sectionId} and c.author_id <> ${person.userId}
      and c.deleted_at is null and c.hidden_at is null
      and not exists (select 1 from thread_reads t where t.user_id = ${person.userId}
        and t.root_id = coalesce(c.root_id, c.id) and t.seen_seq >= c.seq)
      and not exists (select 1 from section_reads s where s.user_id = ${person.userId} and s.classroom_id = c.classroom_id
        and s.section_id = c.section_id and s.seen_seq >= c.seq)`;
  return row?.n as number;
}

async function checkPerson(talk: Talk, person: Person) {
  const where = { classroomId: talk.classroom.id, sectionId: talk.sectionId };
  const newest = await readAll(db, person, { ...where, order: "newest" });
  const oldest = await readAll(db, person, { ...where, order: "oldest" });
  const expected = talk.visible(person);
  const ids = (list: { id: string }[]) => list.map((one) => one.id).sort();
  expect(ids(newest)).toEqual(ids(expected));
  expect(ids(oldest)).toEqual(ids(expected));
  const roots = (list: typeof newest) => list.filter((one) => one.rootId === null);
  const inOrder = expected.filter((one) => one.rootId === null).map((one) => one.id);
  const pinned = new Set(expected.filter((one) => one.pinned).map((one) => one.id));
  const pinnedFirst = (list: string[]) => [
    ...list.filter((id) => pinned.has(id)),
    ...list.filter((id) => !pinned.has(id)),
  ];
  expect(roots(oldest).map((one) => one.id)).toEqual(pinnedFirst(inOrder));
  expect(roots(newest).map((one) => one.id)).toEqual(pinnedFirst([...inOrder].reverse()));
  for (const one of newest) {
    const said = talk.said.find((s) => s.id === one.id);
    if (!said) throw new Error("a comment from nowhere");
    const isHole = talk.isHole(person, said);
    expect(one).toMatchObject({
      state: said.deleted ? "deleted" : said.hidden ? "hidden" : "shown",
      author: isHole ? null : { id: said.author.userId },
      rootId: said.rootId,
      replyCount: said.rootId ? 0 : talk.shownReplies(said).length,
    });
    if (isHole) expect(one.html).toBe("");
    else {
      expect(one.abilities.reply).toBe(
        talk.refusal({ do: "reply", who: people.indexOf(person), at: talk.said.indexOf(said) }) === null,
      );
      if (!said.wasHidden) expect(one.unread).toBe(!said.seenBy.has(person.userId));
    }
  }
  const summary = await callerOf(db, person).comment.list(where);
  expect(summary.unread).toEqual({ count: await unreadByMarks(talk, person), more: false });
  expect(newest.filter((one) => one.unread)).toHaveLength(summary.unread.count);
  const waiting = expected.filter(
    (one) =>
      !one.rootId &&
      talk.isShown(one) &&
      !talk.shownReplies(one).some((reply) => reply.author !== one.author),
  );
  expect(summary.needsReply).toEqual({ count: waiting.length, more: false });
  expect(ids(newest.filter((one) => one.needsReply))).toEqual(ids(waiting));
}

describe("threads, whatever is done in whatever order", () => {
  it("refuse what the rules refuse, count what is there, and show each person what is theirs to see", async () => {
    await fc.assert(
      fc.asyncProperty(steps(24), async (conversation) => {
        const talk = await Talk.begin(db, people);
        for (const step of conversation) {
          const expected = talk.refusal(step);
          expect(await talk.take(step), JSON.stringify(step)).toBe(expected);
        }
        expect(await miscounted(talk.classroom.id)).toEqual([]);
        for (const person of people) await checkPerson(talk, person);
      }),
      { numRuns: 30, seed: 20261121, endOnFailure: true },
    );
  }, 60_000);
});
