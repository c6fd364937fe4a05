import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { tokenOf } from "#server/auth";
import type { Env } from "#server/env";

/** Somebody of the measured class, signed in. */
export type Reader = { userId: string; token: string };

/** A section with its comments, as the rows address it. */
export type Thread = { classroomId: string; sectionId: string; path: string };

/** What the rows measure: one class with threads of several lengths, and enough people to read and write them. */
export type Site = {
  readers: Reader[];
  /** The teacher, who writes nothing but what the yardsticks insert. */
  ownerId: string;
  thirty: Thread;
  /** 3,000 comments in 1,500 threads. */
  wide: Thread;
  /** 3,000 comments in one thread. */
  deep: Thread;
  /** Where the posts of the bench go, so that what is read stays as it is. */
  posts: Thread;
};

const CLASS_SIZE = 330;
const OTHER_CLASS_SIZE = 30;
const THIRTY = { roots: 15, replies: [0, 1, 2] };
const WORDS =
  "what strikes me most in this passage is how quietly everybody goes along with it and how the narrator talks past the thing that she will not name";
const TEXT = `${WORDS}, ${WORDS}. I went back to it twice.`;

/** A comment of sixty words. */
export const sixtyWords = (): string => TEXT;

async function addPeople(owner: postgres.Sql, count: number, word: string): Promise<string[]> {
  const rows = await owner<{ id: string }[]>`
    insert into users (id, username, name, role)
    select gen_random_uuid(), ${word} || n, ${`${word} `} || n, 'student' from generate_series(1, ${count}::int) n returning id`;
  return rows.map((row) => row.id);
}

async function addClass(owner: postgres.Sql, people: string[], name: string): Promise<string> {
  const id = randomUUID();
  const [teacher = ""] = people;
  await owner`insert into classrooms (id, name, guide_version_id, owner_id)
    select ${id}, ${name}, v.id, ${teacher} from guide_versions v order by v.number desc limit 1`;
  await owner`insert into classroom_members (classroom_id, user_id, role, name)
    select ${id}, u.id, (case when u.id = ${teacher} then 'teacher' else 'student' end)::member_role, u.name
    from users u where u.id = any (${people}::uuid[])`;
  await owner`insert into change_counters (classroom_id, seq) values (${id}, 0)`;
  return id;
}

/**
 * Fills one section with threads, written by the members in turn.
 *
 * @param shape  how many roots, and how many replies they have in turn
 */
async function fill(
  owner: postgres.Sql,
  at: { classroomId: string; sectionId: string },
  shape: { roots: number; replies: number[] },
): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`create temp table members on commit drop as
      select user_id, row_number() over (order by user_id) - 1 as n, count(*) over () as total
      from classroom_members where classroom_id = ${at.classroomId}`;
    await sql`create temp table places on commit drop as
      select paragraph_id, row_number() over (order by position) as n, count(*) over () as total
      from paragraph_versions p join classrooms c on c.guide_version_id = p.version_id
      where c.id = ${at.classroomId} and p.section_id = ${at.sectionId}`;
    const [counter] = await sql<{ seq: string }[]>`
      select seq from change_counters where classroom_id = ${at.classroomId}`;
    const from = Number(counter?.seq ?? 0);
    const longest = Math.max(1, ...shape.replies) + 1;
    await sql`create temp table roots on commit drop as
      select gen_random_uuid() as id, n, (${shape.replies}::int[])[1 + n % ${shape.replies.length}::int] as replies,
        (select paragraph_id from places p where p.n = 1 + r.n % (p.total + 1)) as paragraph_id
      from generate_series(0, ${shape.roots - 1}::int) as r(n)`;
    const columns = sql`id, classroom_id, section_id, paragraph_id, root_id, parent_id, author_id, text, html, html_version, seq,
      created_at, reply_count, answered_at`;
    const words = [TEXT, `<p>${TEXT}</p>`] as const;
    await sql`insert into comments (${columns})
      select r.id, ${at.classroomId}::uuid, ${at.sectionId}::uuid, r.paragraph_id, null, null, m.user_id, ${words[0]}, ${words[1]}, 1,
        ${from}::bigint + r.n * ${longest}::int, now() - interval '20 days' + (r.n * ${longest}::int) * interval '100 ms',
        r.replies, case when r.replies > 0 then now() end
      from roots r join members m on m.n = (r.n * 7) % m.total`;
    await sql`insert into comments (${columns})
      select gen_random_uuid(), ${at.classroomId}::uuid, ${at.sectionId}::uuid, r.paragraph_id, r.id, r.id, m.user_id, ${words[0]},
        ${words[1]}, 1, ${from}::bigint + r.n * ${longest}::int + k,
        now() - interval '20 days' + (r.n * ${longest}::int + k) * interval '100 ms', 0, null
      from roots r cross join lateral generate_series(1, r.replies) k join members m on m.n = (r.n * 7 + k * 3 + 1) % m.total`;
    await sql`insert into comment_counts (classroom_id, section_id, place_id, count)
      select classroom_id, section_id, coalesce(paragraph_id, section_id), count(*) from comments
      where classroom_id = ${at.classroomId} and section_id = ${at.sectionId} group by 1, 2, 3`;
    await sql`update change_counters set seq = ${from + shape.roots * longest} where classroom_id = ${at.classroomId}`;
  });
}

async function sectionsOf(owner: postgres.Sql): Promise<{ id: string; path: string }[]> {
  return owner<{ id: string; path: string }[]>`
    select s.id, s.path from section_versions v join sections s on s.id = v.section_id
    where v.version_id = (select id from guide_versions order by number desc limit 1) order by v.position`;
}

/**
 * Adds classes of thirty with thirty comments in each of their sections, until the site has so many more threads.
 *
 * @param threads  discussions of thirty comments to add
 */
export async function addThreads(owner: postgres.Sql, threads: number, word: string): Promise<void> {
  const sections = await sectionsOf(owner);
  for (let added = 0, n = 1; added < threads; n++) {
    const people = await addPeople(owner, OTHER_CLASS_SIZE, `${word}${n}x`);
    const classroomId = await addClass(owner, people, `${word} ${n}`);
    for (const section of sections.slice(0, threads - added)) {
      await fill(owner, { classroomId, sectionId: section.id }, THIRTY);
      added++;
    }
  }
}

/** Makes the class that the rows measure. */
export async function seedClass(owner: postgres.Sql, env: Env): Promise<Site> {
  const people = await addPeople(owner, CLASS_SIZE, "reader");
  const classroomId = await addClass(owner, people, "The measured class");
  const sections = await sectionsOf(owner);
  const at = (index: number): Thread => {
    const section = sections[index];
    if (!section) throw new Error("the bench needs a guide of four sections");
    return { classroomId, sectionId: section.id, path: section.path };
  };
  const site = { thirty: at(0), wide: at(1), deep: at(2), posts: at(3) };
  await fill(owner, site.thirty, THIRTY);
  await fill(owner, site.wide, { roots: 1_500, replies: [0, 1, 2] });
  await fill(owner, site.deep, { roots: 1, replies: [2_999] });
  const rows = await owner<{ id: string; user_id: string }[]>`
    insert into sessions (user_id, label) select id, 'the bench' from unnest(${people.slice(1)}::uuid[]) as id returning id, user_id`;
  const readers = await Promise.all(
    rows.map(async (row) => ({
      userId: row.user_id,
      token: await tokenOf(env, { userId: row.user_id, sessionId: row.id, epoch: 1 }),
    })),
  );
  return { ...site, readers, ownerId: people[0] ?? "" };
}
