import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import type { Env } from "#server/env";
import { addClasses, addPeople, fill, OTHER_CLASS_SIZE, type Reader, signIn, type Thread } from "./seed";

const HOUR = 3_600_000;
const MOTION = "They could have run, and chose to stay.";

/** A student of one of the classes, and what they speak from. */
export type Speaker = { reader: Reader; side: "for" | "against"; debate: Thread; passage: Passage };

/** Words of the guide that every claim rests on. */
type Passage = { sectionId: string; versionId: string; exact: string; start: number; end: number };

type Seat = { userId: string; side: Speaker["side"] };
type Class = { classroomId: string; debateId: string; seats: Seat[] };

/** Makes classes of a teacher and thirty, in each of which a debate is on: in its opening, or past it. */
async function openDebates(
  owner: postgres.Sql,
  { classes, word, on }: { classes: number; word: string; on: "opening" | "rebuttal" },
): Promise<Class[]> {
  const size = OTHER_CLASS_SIZE + 1;
  const people = await addPeople(owner, classes * size, word);
  const ids = await addClasses(owner, people, size);
  const now = Date.now();
  const phases = [
    { kind: "opening", minutes: 60, endsAt: on === "opening" ? now + 10 * HOUR : now - HOUR },
    { kind: "rebuttal", minutes: 60, endsAt: now + 20 * HOUR },
  ];
  const made: Class[] = [];
  for (const classroomId of ids) {
    const debateId = randomUUID();
    await owner`
      insert into assignments (id, classroom_id, kind, instructions, opens_at, due_at, created_by_id)
      select ${debateId}, id, 'debate', '', now() - interval '2 hours', now() + interval '20 hours', owner_id
      from classrooms where id = ${classroomId}`;
    await owner`
      insert into debates (assignment_id, classroom_id, motion, sides, seating, joint, is_named, pace, phases, starts_at)
      values (${debateId}, ${classroomId}, ${MOTION}, array['They could.', 'They could not.'], 'random', 'group', false,
        'timed', ${owner.json(phases)}, now() - interval '2 hours')`;
    await owner`
      insert into sections (id, guide_id, path, kind)
      select ${debateId}, guide_id, ${`debates/${debateId}`}, 'debate' from guide_versions limit 1`;
    const rows = await owner<{ user_id: string; side: Speaker["side"] }[]>`
      insert into debate_seats (assignment_id, user_id, classroom_id, side)
      select ${debateId}, user_id, classroom_id,
        (case when row_number() over (order by user_id) % 2 = 1 then 'for' else 'against' end)::debate_side
      from classroom_members where classroom_id = ${classroomId} and role = 'student' returning user_id, side`;
    made.push({ classroomId, debateId, seats: rows.map((row) => ({ userId: row.user_id, side: row.side })) });
  }
  return made;
}

async function firstPassage(owner: postgres.Sql, classroomId: string): Promise<Passage> {
  const [row] = await owner<{ section_id: string; version_id: string; text: string }[]>`
    select v.section_id, v.version_id, p.text from classrooms c
    join section_versions v on v.version_id = c.guide_version_id and v.position = 1
    join paragraph_versions p on p.version_id = v.version_id and p.section_id = v.section_id and p.position = 1
    where c.id = ${classroomId}`;
  if (!row) throw new Error("the guide has a first section");
  const exact = row.text.split(" ").slice(0, 8).join(" ");
  return { sectionId: row.section_id, versionId: row.version_id, exact, start: 0, end: exact.length };
}

/**
 * Makes classes of thirty, each in the opening of a debate, so many that nobody has to post more than they may.
 *
 * @param speakers  how many students are wanted at least
 * @returns its students, those of one class apart from each other
 */
export async function seedOpenings(owner: postgres.Sql, env: Env, speakers: number): Promise<Speaker[]> {
  const classes = Math.ceil(speakers / OTHER_CLASS_SIZE);
  const made = await openDebates(owner, { classes, word: "speaker", on: "opening" });
  const passage = await firstPassage(owner, made[0]?.classroomId ?? "");
  const found: Speaker[] = [];
  for (const { classroomId, debateId, seats } of made) {
    const readers = await signIn(
      owner,
      env,
      seats.map(({ userId }) => userId),
    );
    for (const { userId, side } of seats) {
      const reader = readers.find((one) => one.userId === userId);
      if (!reader) throw new Error("every speaker is signed in");
      found.push({ reader, side, debate: { classroomId, sectionId: debateId, path: "" }, passage });
    }
  }
  await owner`analyze debates, debate_seats, assignments, classroom_members`;
  // One of each class in turn: what thirty say in a minute meets what the others of their class say.
  return found.map((_, at) => found[(at % classes) * OTHER_CLASS_SIZE + Math.floor(at / classes)] as Speaker);
}

/**
 * Makes a class of thirty whose debate is in its rebuttal: thirty claims, each with a passage, and an answer to each by
 * the other side.
 *
 * @returns where they stand (the section's id is the debate's), and who reads them
 */
export async function seedRebuttal(
  owner: postgres.Sql,
  env: Env,
): Promise<{ debate: Thread; readers: Reader[] }> {
  const [made] = await openDebates(owner, { classes: 1, word: "rebutter", on: "rebuttal" });
  if (!made) throw new Error("there is one class");
  const { classroomId, debateId: id, seats } = made;
  await fill(owner, [classroomId], { id, place: 0 }, { roots: OTHER_CLASS_SIZE, replies: [1] });
  await owner`update comments set audience = 'debate' where section_id = ${id}`;
  // Claims of the two sides in turn, and what answers each is of the other; each side counts its own.
  await owner`
    with placed as (
      select c.id, c.classroom_id, c.author_id, c.root_id, c.seq,
        dense_rank() over (order by coalesce(r.seq, c.seq)) % 2 = (case when c.root_id is null then 1 else 0 end) as is_for
      from comments c left join comments r on r.id = c.root_id where c.section_id = ${id})
    insert into debate_claims (comment_id, assignment_id, classroom_id, author_id, kind, side, number, phase)
    select id, ${id}::uuid, classroom_id, author_id, (case when root_id is null then 'claim' else 'rebuttal' end)::move_kind,
      (case when is_for then 'for' else 'against' end)::debate_side, row_number() over (partition by is_for order by seq),
      case when root_id is null then 0 else 1 end
    from placed`;
  await owner`
    insert into citations (comment_id, position, classroom_id, section_id, version_id, exact, prefix, suffix, start, "end",
      paragraph_id, paragraph_offset)
    select c.id, 0, c.classroom_id, v.section_id, v.version_id, substr(v.text, 1, 40), '', '', 0, 40, v.paragraph_id, 0
    from comments c join classrooms k on k.id = c.classroom_id
    cross join lateral (select * from paragraph_versions v where v.version_id = k.guide_version_id order by v.section_id, v.position limit 1) v
    where c.section_id = ${id} and c.root_id is null`;
  await owner`analyze comments, debate_claims, citations, debates, debate_seats`;
  return {
    debate: { classroomId, sectionId: id, path: "" },
    readers: await signIn(
      owner,
      env,
      seats.map(({ userId }) => userId),
    ),
  };
}
