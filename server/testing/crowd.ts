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
