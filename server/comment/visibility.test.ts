import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClassroomActor } from "#domain/actor";
import { AUDIENCES, type Audience, isFor } from "#domain/audience";
import { can } from "#domain/policy";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { asMember, type Classroom, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { groupOf } from "../testing/notes";
import { askPrompt } from "../testing/prompts";
import { inAudience, mayBeNews, visibleTo, visibleToAll } from "./visibility";

let db: TestDatabase;
let classroom: Classroom;
let teacher: Person;
let maya: Person;
let priya: Person;

type Row = {
  id: string;
  author_id: string;
  root_id: string | null;
  is_deleted: boolean;
  is_hidden: boolean;
  reply_count: number;
};

beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
  priya = await makePerson(db, "Priya N.");
  classroom = await makeClassroom(db, teacher);
  for (const student of [maya, priya]) await join(db, classroom, student);
  // Every state there is: removed or not, hidden or not, a root with none or with two shown replies, or a reply, by each.
  await db.owner`
    with states as (
      select *, gen_random_uuid() as id, row_number() over () as n from
        unnest(${[teacher.userId, maya.userId, priya.userId]}::uuid[]) author_id,
        unnest(array[true, false]) is_deleted, unnest(array[true, false]) is_hidden, unnest(array[-1, 0, 2]) replies
    ), root as (select id from states where replies = 2 and not is_deleted and not is_hidden limit 1)
    insert into comments (id, classroom_id, section_id, author_id, text, html, html_version, seq, root_id, parent_id,
      deleted_at, hidden_at, reply_count)
    select id, ${classroom.id}, ${classroom.sections[0]?.id as string}, author_id, 'A thought.', '<p>A thought.</p>', 1, n,
      case when replies < 0 then (select id from root) end, case when replies < 0 then (select id from root) end,
      case when is_deleted then now() end, case when is_hidden then now() end, greatest(replies, 0)
    from states order by replies desc`;
});
afterAll(() => db.close());

const read = (person: Person, condition: (actor: ClassroomActor) => ReturnType<typeof sql>) =>
  asMember(db, person, classroom.id, async (tx, actor) => {
    const rows = await tx.execute<Row & { holds: boolean }>(sql`
      select c.id, c.author_id, c.root_id, c.deleted_at is not null as is_deleted, c.hidden_at is not null as is_hidden,
        c.reply_count, ${condition(actor)} as holds from comments c`);
    return { rows: [...rows], actor };
  });

const people = (): [string, Person][] => [
  ["a teacher", teacher],
  ["a writer", maya],
  ["a classmate", priya],
];

/** The read rule in words, as the policy's neighbour in docs/security/authz.csv says it. */
function maySee(actor: ClassroomActor, row: Row): boolean {
  if (row.root_id === null && row.reply_count > 0) return true;
  if (row.is_deleted) return false;
  return !row.is_hidden || actor.role === "teacher" || row.author_id === actor.userId;
}

describe("the read rule in SQL", () => {
  it("says of every state what the words say, for every reader", async () => {
    for (const [name, person] of people()) {
      const { rows, actor } = await read(person, (one) => visibleTo(one));
      expect(rows).toHaveLength(36);
      for (const row of rows) expect(row.holds, `${name} ${JSON.stringify(row)}`).toBe(maySee(actor, row));
    }
  });

  it("lets nobody act on what they may not see", async () => {
    for (const [name, person] of people()) {
      const { rows, actor } = await read(person, (one) => visibleTo(one));
      for (const row of rows.filter((one) => !one.holds))
        for (const action of ["comment.create", "comment.update", "comment.report", "comment.pin"] as const)
          expect(
            can(actor, action, {
              authorId: row.author_id,
              deletedAt: row.is_deleted ? "2026-01-01" : null,
              hiddenAt: row.is_hidden ? "2026-01-01" : null,
            }),
            `${name} ${action}`,
          ).toBe(false);
    }
  });

  it("shows everybody what the shared counts count, and news only of others", async () => {
    const { rows } = await read(maya, () => visibleToAll());
    for (const row of rows) expect(row.holds).toBe(!row.is_deleted && !row.is_hidden);
    const news = await read(maya, (actor) => mayBeNews(actor));
    for (const row of news.rows)
      expect(row.holds).toBe(!row.is_deleted && !row.is_hidden && row.author_id !== maya.userId);
  });
});

/** A discussion that is open to these, as their answers would have opened it. */
async function hear(...people: Person[]): Promise<string> {
  const { assignmentId } = await askPrompt(db, classroom);
  const [row] = await db.owner<
    { id: string }[]
  >`select id from discussions where assignment_id = ${assignmentId}`;
  for (const { userId } of people)
    await db.owner`insert into seats (assignment_id, user_id, classroom_id, discussion_id, alias, opened_at)
      values (${assignmentId}, ${userId}, ${classroom.id}, ${row?.id as string}, ${userId}, now())`;
  return row?.id as string;
}

describe("whom something is for", () => {
  const FIRST = 1_000;

  /** A root of somebody's for somebody, with as many replies by others, each for whom the root is. */
  const thread = fc.record({
    by: fc.nat({ max: 4 }),
    audience: fc.constantFrom(...AUDIENCES),
    group: fc.nat({ max: 1 }),
    replies: fc.array(fc.nat({ max: 4 }), { maxLength: 3 }),
    isHidden: fc.boolean(),
    isDeleted: fc.boolean(),
  });

  it("is the same in SQL as in the policy, whoever asks, on the root and on each reply", async () => {
    const [tom, quinn] = [await makePerson(db, "Tom B."), await makePerson(db, "Quinn A.")];
    for (const student of [tom, quinn]) await join(db, classroom, student);
    const readers = [teacher, maya, priya, tom, quinn];
    // Two in a group, one in another, one in none.
    const groups = [await groupOf(db, classroom, maya, priya), await groupOf(db, classroom, tom)];
    // Two of them hear one discussion, one the other, and one neither.
    const discussions = [await hear(maya, tom), await hear(quinn)];
    let seq = FIRST;
    await fc.assert(
      fc.asyncProperty(fc.array(thread, { minLength: 1, maxLength: 8 }), async (threads) => {
        await db.owner`delete from comments where root_id is not null and seq >= ${FIRST}`;
        await db.owner`delete from comments where seq >= ${FIRST}`;
        const rows = threads.flatMap(({ by, audience, group, replies, isHidden, isDeleted }) => {
          const id = crypto.randomUUID();
          const owner = audience === "class" ? null : readers[by]?.userId;
          const scope = {
            audience,
            group_id:
              (audience === "discussion" ? discussions : audience === "group" ? groups : [])[group] ?? null,
            owner_id: owner,
          };
          const root = {
            id,
            root_id: null,
            by: readers[by]?.userId,
            replies: isDeleted ? 0 : replies.length,
          };
          const told = replies.map((who) => ({
            id: crypto.randomUUID(),
            root_id: id,
            // Nobody else can answer what is private.
            by: readers[audience === "private" ? by : who]?.userId,
            replies: 0,
          }));
          return [root, ...told].map((row) => ({
            ...row,
            ...scope,
            seq: seq++,
            is_hidden: row.root_id === null && isHidden,
            is_deleted: row.root_id === null && isDeleted,
          }));
        });
        await db.owner`
          insert into comments (id, classroom_id, section_id, author_id, text, html, html_version, seq, root_id, parent_id,
            audience, audience_group_id, audience_owner_id, reply_count, hidden_at, deleted_at)
          select x.id, ${classroom.id}, ${classroom.sections[0]?.id as string}, x.by, 'A.', '<p>A.</p>', 1, x.seq, x.root_id,
            x.root_id, x.audience, x.group_id, x.owner_id, x.replies, case when x.is_hidden then now() end,
            case when x.is_deleted then now() end
          from jsonb_to_recordset(${db.owner.json(rows as never)}::jsonb) as x(id uuid, root_id uuid, by uuid, replies int, audience note_audience,
            group_id uuid, owner_id uuid, seq bigint, is_hidden boolean, is_deleted boolean)
          order by x.seq`;
        for (const person of readers) await compare(person);
      }),
      { numRuns: 40 },
    );
  });

  type Scoped = Row & {
    audience: Audience;
    group_id: string | null;
    owner_id: string | null;
    seq: number;
    in_audience: boolean;
    is_visible: boolean;
  };

  const compare = (person: Person) =>
    asMember(db, person, classroom.id, async (tx, actor) => {
      const found = await tx.execute<Scoped>(sql`
        select c.id, c.author_id, c.root_id, c.deleted_at is not null as is_deleted, c.hidden_at is not null as is_hidden,
          c.reply_count, c.audience, c.audience_group_id as group_id, c.audience_owner_id as owner_id,
          ${inAudience(actor)} as in_audience, ${visibleTo(actor)} as is_visible
        from comments c where c.seq >= ${FIRST}`);
      for (const row of found) {
        const words = `${person.name} ${JSON.stringify(row)}`;
        const mine = isFor(actor, { audience: row.audience, groupId: row.group_id, ownerId: row.owner_id });
        expect(row.in_audience, words).toBe(mine);
        expect(row.is_visible, words).toBe(mine && maySee(actor, row));
      }
      // What the fence withholds is not for the reader either.
      const all =
        await db.owner`select id, audience, audience_owner_id as owner_id from comments where seq >= ${FIRST}`;
      const seen = new Set(found.map(({ id }) => id));
      for (const { id, audience, owner_id: owner } of all)
        if (!seen.has(id)) expect(audience === "private" && owner !== actor.userId).toBe(true);
    });
});
