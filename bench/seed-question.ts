import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import type { Env } from "#server/env";
import { addClasses, addPeople, fill, OTHER_CLASS_SIZE, type Reader, signIn, type Thread } from "./seed";

/** Replies below each of thirty answers. */
const REPLIES = 4;

/**
 * Makes a class of thirty-one in which thirty have answered a question behind the gate, each with a passage, and each
 * answer has four replies. It is open to everybody.
 *
 * @returns where the answers stand (the section's id is the question's), and who reads them
 */
export async function seedQuestion(
  owner: postgres.Sql,
  env: Env,
): Promise<{ question: Thread; readers: Reader[] }> {
  const people = await addPeople(owner, OTHER_CLASS_SIZE + 1, "debater");
  const [classroomId = ""] = await addClasses(owner, people, OTHER_CLASS_SIZE + 1);
  const id = randomUUID();
  const discussionId = randomUUID();
  await owner`
    insert into assignments (id, classroom_id, kind, instructions, opens_at, due_at, created_by_id)
    select ${id}, id, 'question', 'Name one thing.', now() - interval '30 days', now() + interval '2 days', owner_id
    from classrooms where id = ${classroomId}`;
  await owner`
    insert into prompts (assignment_id, classroom_id, title, published_at, takes_late, words_min, passages_min, replies_min,
      has_gate, is_anonymous, is_held, opens_guide, is_for_all)
    values (${id}, ${classroomId}, 'Nobody runs. Why not?', now(), true, 0, 1, 2, true, false, false, false, true)`;
  await owner`insert into sections (id, guide_id, path, kind) select ${id}, guide_id, ${`prompts/${id}`}, 'prompt' from guide_versions limit 1`;
  await owner`
    insert into discussions (id, assignment_id, classroom_id, position, name, is_open)
    values (${discussionId}, ${id}, ${classroomId}, 0, '', false)`;
  await fill(owner, [classroomId], { id, place: 0 }, { roots: OTHER_CLASS_SIZE, replies: [REPLIES] });
  await owner`
    update comments set audience = 'discussion', audience_group_id = ${discussionId}, audience_owner_id = author_id
    where section_id = ${id}`;
  await owner`
    insert into answers (comment_id, assignment_id, classroom_id, discussion_id, author_id, state, committed_at, is_late, words)
    select id, section_id, classroom_id, ${discussionId}, author_id, 'in', created_at, false, 60 from comments
    where section_id = ${id} and root_id is null`;
  await owner`
    insert into citations (comment_id, position, classroom_id, section_id, version_id, exact, prefix, suffix, start, "end",
      paragraph_id, paragraph_offset)
    select c.id, 0, c.classroom_id, v.section_id, v.version_id, substr(v.text, 1, 40), '', '', 0, 40, v.paragraph_id, 0
    from comments c join classrooms k on k.id = c.classroom_id
    cross join lateral (select * from paragraph_versions v where v.version_id = k.guide_version_id order by v.section_id, v.position limit 1) v
    where c.section_id = ${id} and c.root_id is null`;
  await owner`
    insert into seats (assignment_id, user_id, classroom_id, discussion_id, alias, opened_at)
    select ${id}, u, ${classroomId}, ${discussionId}, 'Plum ' || n, now() from unnest(${people}::uuid[]) with ordinality as p(u, n)`;
  await owner`analyze comments, answers, citations, seats`;
  return {
    question: { classroomId, sectionId: id, path: "" },
    readers: await signIn(owner, env, people.slice(1)),
  };
}
