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
export const OTHER_CLASS_SIZE = 30;
const THIRTY = { roots: 15, replies: [0, 1, 2] };
const TEXT_WORDS = 60;

/** A comment of sixty words, for posting. */
export const SIXTY_WORDS = Array.from(
  { length: TEXT_WORDS / 12 },
  () => "what strikes me is how quietly everybody goes along with it here",
).join(", ");

export async function addPeople(owner: postgres.Sql, count: number, word: string): Promise<string[]> {
  const rows = await owner<{ id: string }[]>`
    insert into users (id, username, name, role)
    select gen_random_uuid(), ${word} || n, ${`${word} `} || n, 'student' from generate_series(1, ${count}::int) n returning id`;
  return rows.map((row) => row.id);
}

/** Makes classes of so many of these people each; the first of each teaches it. */
export async function addClasses(owner: postgres.Sql, people: string[], size: number): Promise<string[]> {
  return owner.begin(async (sql) => {
    await sql`create temp table seats on commit drop as
      select user_id, n, gen.id as classroom_id from unnest(${people}::uuid[]) with ordinality as p(user_id, n)
      join (select gen_random_uuid() as id, k from generate_series(0, ${Math.ceil(people.length / size) - 1}::int) k) gen
        on gen.k = (p.n - 1) / ${size}::int`;
    const rows = await sql<{ id: string }[]>`
      insert into classrooms (id, name, guide_version_id, owner_id)
      select distinct on (classroom_id) classroom_id, 'Class ' || n, (select id from guide_versions order by number desc limit 1), user_id
      from seats order by classroom_id, n returning id`;
    await sql`insert into classroom_members (classroom_id, user_id, role, name)
      select s.classroom_id, s.user_id, (case when c.owner_id = s.user_id then 'teacher' else 'student' end)::member_role, u.name
      from seats s join classrooms c on c.id = s.classroom_id join users u on u.id = s.user_id`;
    await sql`insert into change_counters (classroom_id, seq) select distinct classroom_id, 0 from seats`;
    return rows.map((row) => row.id);
  }) as Promise<string[]>;
}

/** Moments and change numbers leave so much room to each section of a class. */
const SECTION_ROOM = 5_000;

/**
 * Fills one section of some classes with threads, written by the members in turn.
 *
 * @param section  and its place among the sections filled
 * @param shape    how many roots, and how many replies they have in turn
 */
export async function fill(
  owner: postgres.Sql,
  classroomIds: string[],
  section: { id: string; place: number },
  shape: { roots: number; replies: number[] },
): Promise<void> {
  const room = Math.max(1, ...shape.replies) + 1;
  const from = section.place * SECTION_ROOM;
  await owner.begin(async (sql) => {
    await sql`create temp table seats on commit drop as
      select classroom_id, user_id, row_number() over (partition by classroom_id order by user_id) - 1 as n,
        count(*) over (partition by classroom_id) as total
      from classroom_members where classroom_id = any (${classroomIds}::uuid[])`;
    await sql`create temp table places on commit drop as
      select paragraph_id, row_number() over (order by position) as n, count(*) over () as total from paragraph_versions
      where section_id = ${section.id} and version_id = (select id from guide_versions order by number desc limit 1)`;
    await sql`create temp table roots on commit drop as
      select gen_random_uuid() as id, k as classroom_id, n, (${shape.replies}::int[])[1 + n % ${shape.replies.length}::int] as replies,
        (select paragraph_id from places p where p.n = 1 + r.n % (p.total + 1)) as paragraph_id
      from unnest(${classroomIds}::uuid[]) k, generate_series(0, ${shape.roots - 1}::int) as r(n)`;
    // Sixty words each out of the guide, so that they are as hard to compress as what people write.
    await sql`create temp table texts on commit drop as
      select array_to_string(w.words[1 + k * ${TEXT_WORDS}::int : (k + 1) * ${TEXT_WORDS}::int], ' ') as text,
        row_number() over () - 1 as n, count(*) over () as total
      from (select regexp_split_to_array(string_agg(regexp_replace(text, '[<>&]', '', 'g'), ' '), '\\s+') as words
        from paragraph_versions) w, generate_series(0, array_length(w.words, 1) / ${TEXT_WORDS}::int - 1) k`;
    await sql`analyze seats, roots, texts`;
    const columns = sql`id, classroom_id, section_id, paragraph_id, root_id, parent_id, author_id, text, html, html_version, seq,
      created_at, reply_count, answered_at`;
    const words = sql`t.text, '<p>' || t.text || '</p>'`;
    const at = (place: postgres.Fragment) => sql`${from}::bigint + ${place},
      now() - interval '20 days' + (${from}::int + ${place}) * interval '100 ms'`;
    await sql`insert into comments (${columns})
      select r.id, r.classroom_id, ${section.id}::uuid, r.paragraph_id, null, null, s.user_id, ${words}, 1,
        ${at(sql`r.n * ${room}::int`)}, r.replies, case when r.replies > 0 then now() end
      from roots r join seats s on s.classroom_id = r.classroom_id and s.n = (r.n * 7) % s.total
      join texts t on t.n = (r.n * 5) % t.total`;
    await sql`insert into comments (${columns})
      select gen_random_uuid(), r.classroom_id, ${section.id}::uuid, r.paragraph_id, r.id, r.id, s.user_id, ${words}, 1,
        ${at(sql`(r.n * ${room}::int + k)`)}, 0, null
      from roots r cross join lateral generate_series(1, r.replies) k
      join seats s on s.classroom_id = r.classroom_id and s.n = (r.n * 7 + k * 3 + 1) % s.total
      join texts t on t.n = (r.n * 5 + k) % t.total`;
    await sql`insert into comment_counts (classroom_id, section_id, place_id, count)
      select classroom_id, section_id, coalesce(paragraph_id, section_id), count(*) from comments
      where classroom_id = any (${classroomIds}::uuid[]) and section_id = ${section.id} group by 1, 2, 3`;
    await sql`update change_counters set seq = ${from + SECTION_ROOM} where classroom_id = any (${classroomIds}::uuid[])`;
  });
}

async function sectionsOf(owner: postgres.Sql): Promise<{ id: string; path: string }[]> {
  return owner<{ id: string; path: string }[]>`
    select s.id, s.path from section_versions v join sections s on s.id = v.section_id
    where v.version_id = (select id from guide_versions order by number desc limit 1) and s.kind = 'section' order by v.position`;
}

/**
 * Adds classes of thirty with thirty comments in each of their sections, until the site has so many more threads.
 *
 * @param threads  discussions of thirty comments to add
 */
export async function addThreads(owner: postgres.Sql, threads: number, word: string): Promise<void> {
  const sections = await sectionsOf(owner);
  const classes = Math.ceil(threads / sections.length);
  const people = await addPeople(owner, classes * OTHER_CLASS_SIZE, word);
  const ids = await addClasses(owner, people, OTHER_CLASS_SIZE);
  for (const [place, section] of sections.entries()) {
    // The last class has threads in some of its sections only.
    const filled = Math.ceil((threads - place) / sections.length);
    await fill(owner, ids.slice(0, filled), { id: section.id, place }, THIRTY);
  }
}

/** Makes the class that the rows measure. */
export async function seedClass(owner: postgres.Sql, env: Env): Promise<Site> {
  const people = await addPeople(owner, CLASS_SIZE, "reader");
  const [classroomId = ""] = await addClasses(owner, people, CLASS_SIZE);
  const sections = await sectionsOf(owner);
  const at = (index: number): Thread => {
    const section = sections[index];
    if (!section) throw new Error("the bench needs a guide of four sections");
    return { classroomId, sectionId: section.id, path: section.path };
  };
  const site = { thirty: at(0), wide: at(1), deep: at(2), posts: at(3) };
  const here = (thread: Thread, place: number) => ({ id: thread.sectionId, place });
  await fill(owner, [classroomId], here(site.thirty, 0), THIRTY);
  await fill(owner, [classroomId], here(site.wide, 1), { roots: 1_500, replies: [0, 1, 2] });
  await fill(owner, [classroomId], here(site.deep, 2), { roots: 1, replies: [2_999] });
  const readers = await signIn(owner, env, people.slice(1));
  return { ...site, readers, ownerId: people[0] ?? "" };
}

/**
 * Makes two classes of the same readers without a comment: one on the guide, and one on a version of it in which the
 * first section is one short paragraph. Whatever else a page holds is the same in both.
 *
 * @returns the two classes, and their readers
 */
export async function seedBriefText(
  owner: postgres.Sql,
  env: Env,
): Promise<{ whole: Thread; brief: Thread; readers: Reader[] }> {
  const people = await addPeople(owner, OTHER_CLASS_SIZE, "skimmer");
  const sections = await sectionsOf(owner);
  const first = sections[0];
  if (!first) throw new Error("the bench needs a guide");
  const [whole = ""] = await addClasses(owner, people, OTHER_CLASS_SIZE);
  const [brief = ""] = await addClasses(owner, people, OTHER_CLASS_SIZE);
  const versionId = await addBriefVersion(owner, first.id);
  await owner`update classrooms set guide_version_id = ${versionId} where id = ${brief}`;
  const at = (classroomId: string): Thread => ({ classroomId, sectionId: first.id, path: first.path });
  return { whole: at(whole), brief: at(brief), readers: await signIn(owner, env, people) };
}

/** Notes of a section that thirty students have read closely: twenty each. */
export const NOTES_EACH = 20;

/**
 * Makes two classes of the same readers: in one nobody has written, in the other each of thirty has marked twenty
 * passages of the first section, all over it, with a theme and twelve words.
 */
export async function seedNotes(
  owner: postgres.Sql,
  env: Env,
): Promise<{ noted: Thread; clean: Thread; readers: Reader[] }> {
  const people = await addPeople(owner, OTHER_CLASS_SIZE, "annotator");
  const first = (await sectionsOf(owner))[0];
  if (!first) throw new Error("the bench needs a guide");
  const [noted = ""] = await addClasses(owner, people, OTHER_CLASS_SIZE);
  const [clean = ""] = await addClasses(owner, people, OTHER_CLASS_SIZE);
  for (const id of [noted, clean]) await owner`select app.give_themes(${id}::uuid)`;
  await owner`
    with places as (
      select v.version_id, v.paragraph_id, v.text, row_number() over (order by v.position) - 1 as n, count(*) over () as total,
        coalesce(sum(length(v.text) + 1) over (order by v.position rows between unbounded preceding and 1 preceding), 0)::int as before
      from classrooms c join paragraph_versions v on v.version_id = c.guide_version_id and v.section_id = ${first.id}
      where c.id = ${noted}
    ), made as (
      select n, gen_random_uuid() as id, (${people}::uuid[])[1 + n % ${people.length}::int] as author_id
      from generate_series(1, ${NOTES_EACH * OTHER_CLASS_SIZE}::int) n
    ), placed as (
      select m.*, p.version_id, p.paragraph_id, p.before, p.text, (m.n * 37) % greatest(1, length(p.text) - 40) as at
      from made m join places p on p.n = m.n % p.total
    ), written as (
      insert into comments (id, classroom_id, section_id, paragraph_id, author_id, text, html, html_version, seq, created_at)
      select id, ${noted}::uuid, ${first.id}::uuid, paragraph_id, author_id, ${NOTE_WORDS}, ${`<p>${NOTE_WORDS}</p>`}, 1, n,
        date_trunc('milliseconds', now() - interval '9 days') + n * interval '1 second' from placed
    ), marked as (
      insert into annotations (comment_id, classroom_id, section_id, motivation, version_id, exact, prefix, suffix, start, "end",
        paragraph_id, paragraph_offset)
      select id, ${noted}::uuid, ${first.id}::uuid, 'commenting', version_id, substr(text, at + 1, 40), '', '', before + at,
        before + at + 40, paragraph_id, at from placed
    ), themed as (
      insert into annotation_themes (comment_id, theme_id, classroom_id)
      select m.id, t.id, ${noted}::uuid from made m
      join (select id, row_number() over (order by position) - 1 as n, count(*) over () as total from themes
        where classroom_id = ${noted}) t on t.n = m.n % t.total
    ), counted as (
      insert into comment_counts (classroom_id, section_id, place_id, count)
      select ${noted}::uuid, ${first.id}::uuid, paragraph_id, count(*) from placed group by paragraph_id)
    update change_counters set seq = ${SECTION_ROOM} where classroom_id = ${noted}`;
  await owner`analyze comments, annotations, annotation_themes`;
  const at = (classroomId: string): Thread => ({ classroomId, sectionId: first.id, path: first.path });
  return { noted: at(noted), clean: at(clean), readers: await signIn(owner, env, people) };
}

const NOTE_WORDS = "She says it as if it were nothing, and that is it.";

/** Copies the newest version of the guide as one before the first, which nobody takes for the newest. */
async function addBriefVersion(owner: postgres.Sql, sectionId: string): Promise<string> {
  return owner.begin(async (sql) => {
    const [row] = await sql<{ id: string; old: string }[]>`
      insert into guide_versions (guide_id, number, origin, content_hash)
      select guide_id, 0, 'teacher', 'brief' from guide_versions order by number desc limit 1
      returning id, (select id from guide_versions order by number desc limit 1) as old`;
    if (!row) throw new Error("the guide has no version");
    const { id, old } = row;
    for (const table of ["section_versions", "question_versions", "guide_entries"]) {
      const columns = await sql<{ name: string }[]>`
        select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and column_name <> 'version_id'
          and is_generated = 'NEVER'`;
      const names = columns.map(({ name }) => name).join(", ");
      await sql.unsafe(
        `insert into ${table} (version_id, ${names}) select $1::uuid, ${names} from ${table} where version_id = $2::uuid`,
        [id, old],
      );
    }
    await sql`insert into paragraph_versions (version_id, section_id, paragraph_id, position, number, kind, text, html)
      select ${id}, section_id, paragraph_id, position, number, kind, 'A short one.', 'A short one.'
      from paragraph_versions where version_id = ${old} and section_id = ${sectionId} and position = 1`;
    return id;
  }) as Promise<string>;
}

export async function signIn(owner: postgres.Sql, env: Env, people: string[]): Promise<Reader[]> {
  const rows = await owner<{ id: string; user_id: string }[]>`
    insert into sessions (user_id, label) select id, 'the bench' from unnest(${people}::uuid[]) as id returning id, user_id`;
  return Promise.all(
    rows.map(async (row) => ({
      userId: row.user_id,
      token: await tokenOf(env, { userId: row.user_id, sessionId: row.id, epoch: 1 }),
    })),
  );
}
