import { randomUUID } from "node:crypto";
import { getTableColumns, getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checksum } from "#server/testing/checksum";
import type { Classroom } from "#server/testing/factories";
import { makeWorld, type World } from "#server/testing/world";
import { asActor } from "./actor";
import { GRANTS } from "./grants";
import * as schema from "./schema/index";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  for (const elsewhere of [false, true]) {
    const writer = elsewhere ? { author: world.people.other_teacher } : {};
    const id = await world.comment({ elsewhere, edited: true, ...writer });
    const author = elsewhere ? world.people.other_student : world.peer;
    const classroom = elsewhere ? world.there : world.here;
    await world.report(id);
    await world.db
      .owner`insert into comment_counts values (${classroom.id}, ${classroom.sections[0]?.id ?? ""}, ${classroom.sections[0]?.id ?? ""}, 1)`;
    await world.db
      .owner`insert into section_reads values (${classroom.id}, ${classroom.sections[0]?.id ?? ""}, ${author.userId}, 1)`;
    await world.db.owner`insert into section_progress (classroom_id, user_id, section_id, updated_at)
        values (${classroom.id}, ${author.userId}, ${classroom.sections[0]?.id ?? ""}, now())`;
    await world.db
      .owner`insert into part_locks values (${classroom.id}, 'plot', now() + interval '1 day', ${classroom.owner.userId})`;
    await world.db
      .owner`insert into weighings (classroom_id, section_id, user_id, position, chapter, weighed_at)
        values (${classroom.id}, ${classroom.sections[0]?.id ?? ""}, ${author.userId}, 'holds', 3, now())`;
    await world.db
      .owner`insert into annotations (comment_id, classroom_id, section_id, motivation, version_id, exact, prefix, suffix, start, "end")
        select ${id}, c.id, ${classroom.sections[0]?.id ?? ""}, 'commenting', c.guide_version_id, 'Words', '', '', 0, 5
        from classrooms c where c.id = ${classroom.id}`;
    await world.db.owner`insert into annotation_themes (comment_id, theme_id, classroom_id)
        select ${id}, t.id, t.classroom_id from themes t where t.classroom_id = ${classroom.id} limit 1`;
    await world.db.owner`insert into reactions values (${id}, ${author.userId}, 'agree', ${classroom.id})`;
    const groupId = randomUUID();
    await world.db
      .owner`insert into groups (id, classroom_id, name, position) values (${groupId}, ${classroom.id}, 'A', 1)`;
    await world.db.owner`insert into group_members values (${classroom.id}, ${author.userId}, ${groupId})`;
    const assignmentId = randomUUID();
    await world.db.owner`insert into assignments (id, classroom_id, kind, opens_at, due_at, created_by_id)
        values (${assignmentId}, ${classroom.id}, 'reading', now(), now(), ${classroom.owner.userId})`;
    await world.db
      .owner`insert into reading_assignments values (${assignmentId}, ${classroom.id}, '{}', 2, true, false)`;
    await insertPrompt(classroom, author.userId, id);
    await insertDebate(classroom, author.userId, id);
    await world.db
      .owner`insert into thread_reads (user_id, root_id, classroom_id, seen_seq) values (${author.userId}, ${id}, ${classroom.id}, 1)`;
  }
});
afterAll(() => world.close());

/** A question of a class, with something in each of its tables. */
async function insertPrompt(classroom: Classroom, userId: string, commentId: string): Promise<void> {
  const [id, discussionId] = [randomUUID(), randomUUID()];
  const { owner } = world.db;
  const sectionId = classroom.sections[0]?.id ?? "";
  await owner`insert into assignments (id, classroom_id, kind, opens_at, due_at, created_by_id)
    values (${id}, ${classroom.id}, 'question', now(), now(), ${classroom.owner.userId})`;
  await owner`insert into prompts (assignment_id, classroom_id, title, published_at, takes_late, words_min, passages_min,
      replies_min, has_gate, is_anonymous, is_held, opens_guide, is_for_all)
    values (${id}, ${classroom.id}, 'Why?', now(), true, 0, 0, 0, true, false, false, true, true)`;
  await owner`insert into discussions values (${discussionId}, ${id}, ${classroom.id}, 0, '', false)`;
  await owner`insert into seats (assignment_id, user_id, classroom_id, discussion_id, alias)
    values (${id}, ${userId}, ${classroom.id}, ${discussionId}, 'Heron')`;
  await owner`insert into answers (comment_id, assignment_id, classroom_id, discussion_id, author_id, state, committed_at, is_late, words)
    values (${commentId}, ${id}, ${classroom.id}, ${discussionId}, ${userId}, 'in', now(), false, 3)`;
  await owner`insert into answer_drafts values (${id}, ${userId}, ${classroom.id}, 'I think', '[]', 1, now())`;
  await owner`insert into citations (comment_id, position, classroom_id, section_id, version_id, exact, prefix, suffix, start, "end")
    select ${commentId}, 0, c.id, ${sectionId}, c.guide_version_id, 'Words', '', '', 0, 5 from classrooms c where c.id = ${classroom.id}`;
  await owner`insert into stances values (${id}, ${userId}, ${classroom.id}, 'agree', ${classroom.sections[0]?.paragraphIds[0] ?? ""}, '', now())`;
  await owner`insert into feedback (id, comment_id, classroom_id, user_id, author_id, text, html)
    values (${randomUUID()}, ${commentId}, ${classroom.id}, ${userId}, ${classroom.owner.userId}, 'Good.', '<p>Good.</p>')`;
}

/** A debate of a class, with something in each of its tables. */
async function insertDebate(classroom: Classroom, userId: string, commentId: string): Promise<void> {
  const id = randomUUID();
  const { owner } = world.db;
  await owner`insert into assignments (id, classroom_id, kind, opens_at, due_at, created_by_id)
    values (${id}, ${classroom.id}, 'debate', now(), now(), ${classroom.owner.userId})`;
  await owner`insert into debates (assignment_id, classroom_id, motion, sides, seating, joint, is_named, pace, phases)
    values (${id}, ${classroom.id}, 'They could have run.', '{Yes,No}', 'random', 'group', false, 'timed', '[]')`;
  await owner`insert into debate_seats values (${id}, ${userId}, ${classroom.id}, 'for')`;
  await owner`insert into debate_claims (comment_id, assignment_id, classroom_id, author_id, kind, side, number, phase)
    values (${commentId}, ${id}, ${classroom.id}, ${userId}, 'claim', 'for', 1, 0)`;
  await owner`insert into claim_weights values (${commentId}, ${userId}, 'convincing', ${classroom.id})`;
  await owner`insert into kept_moves (id, assignment_id, user_id, classroom_id, kind, text, passages, kept_at)
    values (${randomUUID()}, ${id}, ${userId}, ${classroom.id}, 'claim', 'Too late', '[]', now())`;
  await owner`insert into debate_statements (assignment_id, owner_id, classroom_id, text, version, saved_at, saved_by_id)
    values (${id}, ${classroom.id}, ${classroom.id}, 'We hold', 1, now(), ${userId})`;
  await owner`insert into statement_versions values (${id}, ${classroom.id}, 1, ${classroom.id}, 'We hold', ${userId}, now())`;
  await owner`insert into statement_backs values (${id}, ${userId}, ${classroom.id}, ${classroom.id})`;
  await owner`insert into ballot_secrets (assignment_id) values (${id})`;
  await owner`insert into ballots (assignment_id, key, before) values (${id}, 'a key', 'for')`;
}

const tables = (Object.values(schema) as unknown[]).filter((value): value is PgTable => is(value, PgTable));
// Names of the schema's own, so that `sql.identifier` below is given nothing that anybody typed.
const names = tables.map((table) => getTableName(table));
/** Tables that belong to a class: each of them, and the classes themselves, behind the fence. */
const fenced = tables
  .filter((table) => "classroomId" in getTableColumns(table))
  .map((table) => getTableName(table))
  .concat("classrooms")
  .sort();

const countAs = (userId: string | null, table: string) =>
  asActor(world.db.context.database, { userId }, async (tx) => {
    const [row] = await tx.execute<{ n: number }>(
      // A name of `names`: the schema's own, and quoted.
      sql`select count(*)::int as n from ${sql.identifier(table)}`,
    );
    return row?.n ?? -1;
  });

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: { code?: string; cause?: { code?: string } }) => thrown,
  );
  return error?.cause?.code ?? error?.code ?? "no refusal";
};

describe("row-level security", () => {
  it("is on, with policies, for every table of a class", async () => {
    const rows = await world.db.owner`
      select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and c.relrowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid) order by 1`;
    expect(rows.map((row) => row.name)).toEqual(fenced);
    expect(fenced.length).toBeGreaterThan(9);
  });

  it.each(fenced)("shows nobody's rows of %s without a name", async (table) => {
    expect((await world.db.owner.unsafe(`select count(*)::int as n from ${table}`))[0]?.n).toBeGreaterThan(0);
    expect(await countAs(null, table)).toBe(0);
    const [bare] = await world.db.context.database.queries.execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.identifier(table)}`,
    );
    expect(bare?.n).toBe(0);
  });

  it.each(fenced)("shows a member of %s the rows of their class and no other", async (table) => {
    const column = table === "classrooms" ? "id" : "classroom_id";
    for (const [person, classroom] of [
      [world.peer, world.here],
      [world.people.other_student, world.there],
    ] as const) {
      const rows = await asActor(world.db.context.database, { userId: person.userId }, (tx) =>
        tx.execute<{ id: string }>(
          sql`select distinct ${sql.identifier(column)} as id from ${sql.identifier(table)}`,
        ),
      );
      expect(rows.map((row) => row.id)).toEqual([classroom.id]);
    }
    // Their own line in the list of members stays theirs to see: it says that they are removed.
    for (const gone of [world.people.removed, world.people.ex_coteacher, world.people.admin])
      expect(await countAs(gone.userId, table)).toBe(
        table === "classroom_members" && gone !== world.people.admin ? 1 : 0,
      );
  });

  it("keeps what is private from everybody but its writer, teachers and search included", async () => {
    const id = await world.comment();
    await world.db
      .owner`update comments set audience = 'private', audience_owner_id = author_id where id = ${id}`;
    for (const source of ["comments", "app.searchable_comments"])
      for (const person of [world.peer, world.people.owner, world.people.coteacher, world.people.student]) {
        const found = await asActor(world.db.context.database, { userId: person.userId }, (tx) =>
          tx.execute(sql`select 1 from ${sql.raw(source)} where id = ${id}::uuid`),
        );
        expect(found, `${source} as ${person.name}`).toHaveLength(person === world.peer ? 1 : 0);
      }
    await asActor(world.db.context.database, { userId: world.people.owner.userId }, (tx) =>
      tx.execute(sql`update comments set audience = 'class' where id = ${id}::uuid`),
    );
    const [kept] = await world.db.owner`select audience from comments where id = ${id}`;
    expect(kept?.audience).toBe("private");
  });

  it("is made good by the view that search reads, which passes it", async () => {
    const seenBy = (userId: string | null) =>
      asActor(world.db.context.database, { userId }, (tx) =>
        tx.execute<{ id: string }>(sql`select distinct classroom_id as id from app.searchable_comments`),
      );
    expect(await seenBy(null)).toHaveLength(0);
    expect((await seenBy(world.peer.userId)).map((row) => row.id)).toEqual([world.here.id]);
    expect((await seenBy(world.people.other_student.userId)).map((row) => row.id)).toEqual([world.there.id]);
    for (const gone of [world.people.removed, world.people.ex_coteacher, world.people.admin])
      expect(await seenBy(gone.userId)).toHaveLength(0);
    const rights = await world.db.owner<{ what: string }[]>`
      select r.what from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) r(what)
      where has_table_privilege(${new URL(world.db.runtimeUrl).username}, 'app.searchable_comments', r.what)`;
    expect(rights.map((row) => row.what)).toEqual(["select"]);
    const views = await world.db.owner`select oid::regclass::text as name from pg_class
      where relkind in ('v', 'm') and relnamespace in ('public'::regnamespace, 'app'::regnamespace)`;
    expect(views.map((row) => row.name)).toEqual(["app.searchable_comments"]);
  });

  it("refuses a row in a class that one is not in, and one in another's name", async () => {
    const { other_student: stranger } = world.people;
    const insert = (as: string, author: string) =>
      refusal(
        asActor(world.db.context.database, { userId: as }, (tx) =>
          tx.execute(sql`insert into comments (id, classroom_id, section_id, author_id, text, html, html_version, seq)
            values (${randomUUID()}::uuid, ${world.here.id}::uuid, ${world.here.sections[0]?.id}::uuid, ${author}::uuid, 'x', 'x', 1, 1)`),
        ),
      );
    const before = await checksum(world.db);
    expect(await insert(stranger.userId, stranger.userId)).toBe("42501");
    expect(await insert(world.peer.userId, world.people.student.userId)).toBe("42501");
    expect(await insert(world.people.removed.userId, world.people.removed.userId)).toBe("42501");
    expect(await checksum(world.db)).toEqual(before);
  });

  it("lets nobody make themselves a member, a teacher or an owner", async () => {
    const { other_student: stranger } = world.people;
    const run = (userId: string, statement: ReturnType<typeof sql>) =>
      asActor(world.db.context.database, { userId }, async (tx) => (await tx.execute(statement)).length);
    const before = await checksum(world.db);
    const joining = sql`insert into classroom_members (classroom_id, user_id, role, name)
      values (${world.here.id}::uuid, ${stranger.userId}::uuid, 'student', 'X') returning 1`;
    expect(await refusal(run(stranger.userId, joining))).toBe("42501");
    const promoting = sql`update classroom_members set role = 'teacher'
      where user_id = ${world.peer.userId}::uuid returning 1`;
    expect(await refusal(run(world.peer.userId, promoting))).toBe("42501");
    const returning = sql`update classroom_members set removed_at = null
      where user_id = ${world.people.removed.userId}::uuid returning 1`;
    expect(await run(world.people.removed.userId, returning)).toBe(0);
    const owning = sql`update classrooms set owner_id = ${world.peer.userId}::uuid returning 1`;
    expect(await run(world.peer.userId, owning)).toBe(0);
    expect(await checksum(world.db)).toEqual(before);
  });

  it("shows the class of a join code to who holds it, and joins as a student only", async () => {
    const [row] = await world.db
      .owner`select join_code_hmac as hmac from classrooms where id = ${world.here.id}`;
    const name = { userId: world.people.admin.userId, joinCodeHmac: row?.hmac as string };
    const seen = await asActor(world.db.context.database, name, (tx) =>
      tx.execute(sql`select id from classrooms`),
    );
    expect(seen.map((one) => one.id)).toEqual([world.here.id]);
    const joined = asActor(world.db.context.database, name, (tx) =>
      tx.execute(sql`insert into classroom_members (classroom_id, user_id, role, name)
        values (${world.here.id}::uuid, ${name.userId}::uuid, 'teacher', 'X')`),
    );
    expect(await refusal(joined)).toBe("42501");
  });
});

describe("the name of a transaction", () => {
  it("is known to no other query of the pool, before, beside or after", async () => {
    const { queries } = world.db.context.database;
    const nameNow = () =>
      queries.execute<{ name: string | null }>(
        sql`select nullif(current_setting('app.user_id', true), '') as name`,
      );
    const seen: (string | null | undefined)[] = [];
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        if (n % 2 === 0) seen.push((await nameNow())[0]?.name);
        else await countAs(world.peer.userId, "comments");
      }),
    );
    seen.push((await nameNow())[0]?.name);
    expect(new Set(seen)).toEqual(new Set([null]));
  });

  it("is gone after a transaction that failed", async () => {
    await refusal(
      asActor(world.db.context.database, { userId: world.peer.userId }, (tx) =>
        tx.execute(sql`select 1 / 0`),
      ),
    );
    for (let n = 0; n < 10; n++) expect(await countAs(null, "comments")).toBe(0);
  });

  it("is set for the transaction only, wherever the code sets it", async () => {
    const { readdir, readFile } = await import("node:fs/promises");
    for (const folder of ["server", "db", "scripts"])
      for (const file of await readdir(folder, { recursive: true }))
        if (/\.(ts|mjs|sql)$/.test(file) && !file.includes(".test.")) {
          const text = await readFile(`${folder}/${file}`, "utf8");
          expect(text, file).not.toMatch(
            /set_config\([^)]*false\s*\)|pg_advisory_lock\(|pg_try_advisory_lock\(/,
          );
        }
  });
});

describe("the runtime role", () => {
  const runtime = () => postgres(world.db.runtimeUrl, { max: 1, onnotice: () => {} });

  it("passes no fence, owns nothing and makes nothing", async () => {
    const role = runtime();
    const [is] = await role`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication
      from pg_roles where rolname = current_user`;
    expect(Object.values(is ?? {})).toEqual([false, false, false, false, false]);
    const [owned] =
      await role`select count(*)::int as n from pg_class c where c.relowner = (select oid from pg_roles where rolname = current_user)`;
    expect(owned?.n).toBe(0);
    for (const statement of [
      "create table stolen (id int)",
      "create schema stolen",
      "alter table comments disable row level security",
      "alter table comments add column x int",
      "drop table comments",
      "drop policy comments_all on comments",
      "create policy mine on comments using (true)",
      "truncate comments",
      "create function public.f() returns int language sql as 'select 1'",
      "alter role current_user bypassrls",
      "set role postgres",
      "set session authorization postgres",
      "copy comments to program 'id'",
      "select pg_read_file('/etc/passwd')",
    ])
      expect(await refusal(role.unsafe(statement)), statement).toMatch(/^(42501|42704|22023|0LP01|42809)$/);
    await role.end();
  });

  it("has the rights that are listed, on every table, and no others", async () => {
    expect(Object.keys(GRANTS).sort()).toEqual([...names].sort());
    const rows = await world.db.owner<{ name: string; rights: string[] | null }[]>`
      select t.name, array_agg(r.what order by r.what) filter (where has_table_privilege(${new URL(world.db.runtimeUrl).username}, t.name, r.what)) as rights
      from unnest(${names}::text[]) t(name),
        unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) with ordinality r(what, at)
      group by t.name`;
    for (const row of rows)
      expect(row.rights ?? [], row.name).toEqual((GRANTS[row.name] ?? "").split(", ").filter(Boolean).sort());
  });

  it("has no right at all on ballots and their secrets, which no policy opens besides", async () => {
    const role = runtime();
    for (const table of ["ballots", "ballot_secrets"]) {
      expect(GRANTS[table]).toBe("");
      for (const statement of [
        `select * from ${table}`,
        `delete from ${table}`,
        `update ${table} set assignment_id = assignment_id`,
      ])
        expect(await refusal(role.unsafe(statement)), statement).toBe("42501");
      const [row] = await world.db.owner`select relrowsecurity as fenced,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
        from pg_class c where c.relname = ${table}`;
      expect(row).toEqual({ fenced: true, policies: 0 });
    }
    await role.end();
  });

  it("deletes nothing that people wrote, and changes no published version", () => {
    for (const [table, rights] of Object.entries(GRANTS)) {
      if (rights.includes("delete"))
        expect([
          "throttles",
          "thread_reads",
          "group_members",
          "debate_seats",
          "annotation_themes",
          "reactions",
          "answer_drafts",
          "citations",
          "claim_weights",
          "kept_moves",
          "statement_backs",
        ]).toContain(table);
      if (/^(guide|section_versions|claim_versions|paragraph|question)/.test(table))
        expect(rights).toBe("select");
    }
    for (const table of ["changes", "comment_revisions"]) expect(GRANTS[table]).not.toContain("update");
  });
});
