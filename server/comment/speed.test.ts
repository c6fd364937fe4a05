import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { getFrameAndVersion } from "../classroom/queries";
import { readChanges } from "../feed/read";
import { getHome } from "../home/queries";
import { fillSection } from "../testing/crowd";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { asMember, type Classroom, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { explain, type Plan, touched } from "../testing/plans";
import { listReplies, listThreads, summarizeThreads } from "./queries";
import { markSeen } from "./seen";

// What a read touches, by PostgreSQL's own account and never by the clock: pages of tables and indexes, as the runtime
// role with row-level security on, in the plans that the pool uses.

type Room = { classroom: Classroom; sectionId: string; maya: Person; comments: number };
type Read = (tx: Queries, actor: ClassroomActor, room: Room) => Promise<unknown>;

let db: TestDatabase;
let small: Room;
let manyThreads: Room;
let oneThread: Room;

async function makeRoom(threads: number, replies: number): Promise<Room> {
  const people: Person[] = [];
  for (const name of ["Ms Okafor", "Maya L.", "Priya N.", "Tom B.", "Ana R."])
    people.push(await makePerson(db, name, { role: people.length === 0 ? "teacher" : "student" }));
  const [teacher, ...students] = people as [Person, Person, ...Person[]];
  const classroom = await makeClassroom(db, teacher);
  for (const student of students) await join(db, classroom, student);
  await fillSection(db, classroom, students, { threads, replies });
  return {
    classroom,
    sectionId: classroom.sections[0]?.id as string,
    maya: students[0] as Person,
    comments: threads * (replies + 1),
  };
}

/** The rest of the site: classes of twenty threads each, over eight sections. */
async function fillSite(classes: number): Promise<void> {
  await db.owner`
    with teacher as (select owner_id, guide_version_id from classrooms limit 1),
    classes as (
      insert into classrooms (id, name, guide_version_id, owner_id)
      select gen_random_uuid(), 'Class ' || n, guide_version_id, owner_id from teacher, generate_series(1, ${classes}::int) n returning id, owner_id
    ), members as (
      insert into classroom_members (classroom_id, user_id, role, name) select id, owner_id, 'teacher', 'T' from classes
    ), counters as (insert into change_counters (classroom_id, seq) select id, 20 from classes)
    insert into comments (id, classroom_id, section_id, author_id, text, html, html_version, seq)
    select gen_random_uuid(), c.id, s.id, c.owner_id, 'A thought.', '<p>A thought.</p>', 1, n
    from classes c cross join generate_series(1, 20) n
    join (select id, row_number() over (order by path) as at from sections) s on s.at = 1 + n % 8`;
}

let hundredThreads: number;
let twoThousand: Plan[];

beforeAll(async () => {
  db = await openTestDatabase();
  small = await makeRoom(6, 4);
  await db.owner`vacuum analyze`;
  await fillSite(5);
  await db.owner`vacuum analyze`;
  hundredThreads = touched(await plansOf(small, firstWindow));
  await fillSite(95);
  await db.owner`vacuum analyze`;
  twoThousand = await plansOf(small, firstWindow);
  manyThreads = await makeRoom(600, 4);
  oneThread = await makeRoom(1, 2_999);
  await db.owner`vacuum analyze`;
}, 60_000);
afterAll(() => db.close());

const plansOf = (room: Room, read: Read): Promise<Plan[]> =>
  explain(db, room.maya, room.classroom.id, "force_generic_plan", (tx, actor) => read(tx, actor, room));

const listing =
  (options: Partial<Parameters<typeof listThreads>[2]> = {}): Read =>
  (tx, actor, room) =>
    listThreads(tx, actor, { sectionId: room.sectionId, order: "newest", filter: "all", ...options });
const summary: Read = (tx, actor, room) => summarizeThreads(tx, actor, room.sectionId);
const firstWindow: Read = async (tx, actor, room) => {
  await summary(tx, actor, room);
  await listing()(tx, actor, room);
};

/** Marks as the page would: what stood on the screen, at most sixty threads at a time. */
async function see(room: Room, which: (roots: string[]) => string[]): Promise<void> {
  const rows = await db.owner<{ id: string }[]>`
    select id from comments where classroom_id = ${room.classroom.id} and root_id is null order by seq`;
  const seen = which(rows.map((row) => row.id));
  for (let at = 0; at < seen.length; at += 60)
    await asMember(db, room.maya, room.classroom.id, (tx, actor) =>
      markSeen(tx, actor, {
        sectionId: room.sectionId,
        rootIds: seen.slice(at, at + 60),
        all: false,
        upTo: room.comments,
      }),
    );
  await db.owner`vacuum analyze thread_reads, section_reads`;
}

async function forget(): Promise<void> {
  await db.owner`truncate thread_reads, section_reads`;
  await db.owner`vacuum analyze thread_reads, section_reads`;
}

/** At most about twice what the small class touches, and no table of comments read from end to end. */
async function staysNear(read: Read, rooms = [manyThreads, oneThread], times = 2): Promise<void> {
  const base = touched(await plansOf(small, read));
  for (const room of rooms) {
    const plans = await plansOf(room, read);
    if (process.env.SHOW_FIGURES)
      console.log(
        expect.getState().currentTestName,
        base,
        plans.map((plan) => [plan.buffers, plan.ms, plan.rowsMax]),
      );
    expect(plans.flatMap((plan) => plan.scanned)).not.toContain("comments");
    expect(touched(plans)).toBeLessThanOrEqual(base * times + 20);
  }
}

describe("a site of two thousand threads in a hundred classes", () => {
  it("touches for the same window what a site of a hundred does, but for an index that is a level deeper", () => {
    expect(twoThousand.flatMap((plan) => plan.scanned)).not.toContain("comments");
    expect(touched(twoThousand)).toBeLessThanOrEqual(hundredThreads * 1.7);
  });
});

describe("three thousand comments in a section cost what thirty cost", () => {
  it("in the first window, all unread", () => staysNear(firstWindow));

  it("in the first window, all seen thread by thread", async () => {
    for (const room of [small, manyThreads, oneThread]) await see(room, (roots) => roots);
    try {
      await staysNear(firstWindow);
      // What was gathered into the section's mark is not looked at again.
      for (const plan of await plansOf(manyThreads, summary)) expect(plan.rowsMax).toBeLessThan(100);
    } finally {
      await forget();
    }
  });

  it("in the first window, when the newest hundred threads are seen", async () => {
    await see(manyThreads, (roots) => roots.slice(-100));
    try {
      await staysNear(firstWindow);
    } finally {
      await forget();
    }
  });

  it("stays within bounds when one old thread alone is left unread", async () => {
    await see(manyThreads, (roots) => roots.slice(1));
    try {
      // The one count that walks: over index entries and marks, not over text.
      await staysNear(firstWindow, [manyThreads], 8);
    } finally {
      await forget();
    }
  });

  it.each([
    { filter: "unread" as const },
    { filter: "needsReply" as const },
    { order: "oldest" as const },
    { paragraphId: null },
  ])("in a list of %o", (options) => staysNear(listing(options)));

  it("in a page of replies", async () => {
    const replies: Read = async (tx, actor, room) => {
      const [root] = await db.owner`
        select id from comments where classroom_id = ${room.classroom.id} and root_id is null limit 1`;
      return listReplies(tx, actor, { rootId: root?.id as string });
    };
    // Thirty-one replies instead of four.
    const base = touched(await plansOf(small, listing()));
    const plans = await plansOf(oneThread, replies);
    if (process.env.SHOW_FIGURES) console.log("replies", base, touched(plans));
    expect(plans.flatMap((plan) => plan.scanned)).not.toContain("comments");
    expect(touched(plans)).toBeLessThanOrEqual(base * 2);
  });

  it("on the home page", () =>
    staysNear(async (tx, actor) => getHome(tx, actor, await getFrameAndVersion(tx, actor))));

  it("in the feed", () =>
    staysNear((tx, actor, room) => readChanges(tx, actor.classroomId, room.comments - 10, actor)));
});

describe("the pool", () => {
  it("plans a statement once", async () => {
    const [row] = await db.context.database.sql`select current_setting('plan_cache_mode') as mode`;
    expect(row?.mode).toBe("force_generic_plan");
  });
});
