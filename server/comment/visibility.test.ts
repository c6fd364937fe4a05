import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClassroomActor } from "#domain/actor";
import { can } from "#domain/policy";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { asMember, type Classroom, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { mayBeNews, visibleTo, visibleToAll } from "./visibility";

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
