import type { TestDatabase } from "./database";
import type { Classroom, Person } from "./factories";

/**
 * Fills a section with talk at once, past the services: `threads` roots with `replies` each, written in turn by the
 * given people, in the order of time and of the class's sequence. Counts and answers stand as the services leave them.
 *
 * @param words  the HTML and the text of each comment
 */
export async function fillSection(
  db: TestDatabase,
  classroom: Classroom,
  people: Person[],
  shape: { threads: number; replies: number; sectionId?: string; words?: string },
): Promise<void> {
  const sectionId = shape.sectionId ?? (classroom.sections[0]?.id as string);
  const writers = people.map((person) => person.userId);
  const words = shape.words ?? "She remembers it calmly, and that is what unsettles. ".repeat(7).trim();
  const { threads, replies } = shape;
  await db.owner`
    with start as (
      select seq, clock_timestamp() - interval '30 days' as at from change_counters where classroom_id = ${classroom.id}
    ), made as (
      select t, r, case when r = 0 then gen_random_uuid() end as root,
        row_number() over (order by t, r) as n
      from generate_series(1, ${threads}::int) t cross join generate_series(0, ${replies}::int) r
    ), placed as (
      select *, first_value(root) over (partition by t order by r) as root_id from made
    ), written as (
      insert into comments (id, classroom_id, section_id, root_id, parent_id, author_id, text, html, html_version, seq,
        created_at, reply_count, answered_at)
      select coalesce(root, gen_random_uuid()), ${classroom.id}, ${sectionId},
        case when r > 0 then root_id end, case when r > 0 then root_id end,
        (${writers}::uuid[])[1 + ((t + r) % ${writers.length}::int)], ${words}, ${`<p>${words}</p>`}, 1, start.seq + n,
        date_trunc('milliseconds', start.at + n * interval '2 seconds'), case when r = 0 then ${replies}::int else 0 end,
        case when r = 0 and ${replies}::int > 0 then date_trunc('milliseconds', start.at + (n + 1) * interval '2 seconds') end
      from placed, start order by n
    ), counted as (
      insert into comment_counts (classroom_id, section_id, place_id, count)
      values (${classroom.id}, ${sectionId}, ${sectionId}, ${threads * (replies + 1)})
      on conflict (classroom_id, section_id, place_id) do update set count = comment_counts.count + excluded.count
    ), told as (
      insert into changes (classroom_id, seq, kind, subject_id, was_visible)
      select ${classroom.id}, start.seq + n, 'comment', coalesce(root, gen_random_uuid()), false from placed, start
    )
    update change_counters set seq = seq + ${threads * (replies + 1)} where classroom_id = ${classroom.id}`;
  await db.owner`analyze comments, changes, comment_counts, thread_reads, section_reads`;
}

/**
 * Marks a section at once, past the services: every other mark has words, themes go round, and every tenth is private.
 * Each is a few words of the section's first paragraph.
 */
export async function markSection(
  db: TestDatabase,
  classroom: Classroom,
  people: Person[],
  shape: { marks: number; sectionId?: string },
): Promise<void> {
  const sectionId = shape.sectionId ?? (classroom.sections[0]?.id as string);
  const writers = people.map((person) => person.userId);
  await db.owner`
    with start as (
      select seq, clock_timestamp() - interval '9 days' as at from change_counters where classroom_id = ${classroom.id}
    ), text as (
      select c.guide_version_id as version_id, p.paragraph_id, p.text from classrooms c
      join paragraph_versions p on p.version_id = c.guide_version_id and p.section_id = ${sectionId} and p.position = 1
      where c.id = ${classroom.id}
    ), palette as (select array_agg(id order by position) as ids from themes where classroom_id = ${classroom.id}
    ), made as (
      select n, gen_random_uuid() as id, (${writers}::uuid[])[1 + (n / 10 % ${writers.length}::int)] as author_id,
        case when n % 2 = 0 then 'She remembers it calmly.' else '' end as words, n % 10 = 0 as is_private, n % 100 as place
      from generate_series(1, ${shape.marks}::int) n
    ), written as (
      insert into comments (id, classroom_id, section_id, paragraph_id, author_id, text, html, html_version, seq, created_at,
        audience, audience_owner_id)
      select m.id, ${classroom.id}, ${sectionId}, t.paragraph_id, m.author_id, m.words,
        case when m.words = '' then '' else '<p>' || m.words || '</p>' end, 1, s.seq + m.n,
        date_trunc('milliseconds', s.at + m.n * interval '2 seconds'),
        (case when m.is_private then 'private' else 'class' end)::note_audience, case when m.is_private then m.author_id end
      from made m, start s, text t
    ), marked as (
      insert into annotations (comment_id, classroom_id, section_id, motivation, version_id, exact, prefix, suffix, start, "end",
        paragraph_id, paragraph_offset)
      select m.id, ${classroom.id}, ${sectionId}, 'commenting', t.version_id, substr(t.text, m.place + 1, 30), '', '', m.place,
        m.place + 30, t.paragraph_id, m.place from made m, text t
    ), themed as (
      insert into annotation_themes (comment_id, theme_id, classroom_id)
      select m.id, p.ids[1 + m.n % cardinality(p.ids)], ${classroom.id} from made m, palette p
    )
    update change_counters set seq = seq + ${shape.marks} where classroom_id = ${classroom.id}`;
  await db.owner`analyze comments, annotations, annotation_themes`;
}

/** Turns the threads of a prompt's place into answers in its one discussion, which stays closed to everybody. */
export async function makeAnswers(db: TestDatabase, assignmentId: string): Promise<void> {
  await db.owner`
    update comments c set audience = 'discussion', audience_group_id = d.id, audience_owner_id = c.author_id
    from discussions d where d.assignment_id = ${assignmentId} and c.section_id = ${assignmentId}`;
  await db.owner`
    insert into answers (comment_id, assignment_id, classroom_id, discussion_id, author_id, state, committed_at, is_late, words)
    select distinct on (c.author_id) c.id, d.assignment_id, c.classroom_id, d.id, c.author_id, 'in', c.created_at, false, 40
    from comments c join discussions d on d.assignment_id = c.section_id
    where c.section_id = ${assignmentId} and c.root_id is null`;
}

/** Turns the threads of a debate's place into claims and rebuttals, said in its first phase. */
export async function makeClaims(db: TestDatabase, debateId: string): Promise<void> {
  await db.owner`update comments set audience = 'debate' where section_id = ${debateId}`;
  await db.owner`
    insert into debate_claims (comment_id, assignment_id, classroom_id, author_id, kind, side, number, phase)
    select id, section_id, classroom_id, author_id, (case when root_id is null then 'claim' else 'rebuttal' end)::move_kind,
      (case when root_id is null then 'for' else 'against' end)::debate_side,
      row_number() over (partition by root_id is null order by created_at, id), 0
    from comments where section_id = ${debateId}`;
  await db.owner`analyze debate_claims`;
}

/** Opens a prompt's discussion to somebody, as handing in an answer does. */
export async function openTo(db: TestDatabase, assignmentId: string, { userId }: Person): Promise<void> {
  await db.owner`
    insert into seats (assignment_id, user_id, classroom_id, discussion_id, alias, opened_at)
    select d.assignment_id, ${userId}, d.classroom_id, d.id, 'Plum 1', now() from discussions d where d.assignment_id = ${assignmentId}`;
}
