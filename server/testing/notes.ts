import { randomUUID } from "node:crypto";
import type { NoteAudience } from "#domain/audience";
import type { CommentView } from "#domain/comment";
import type { Motivation } from "#domain/note";
import type { TestDatabase } from "./database";
import { type Classroom, callerOf, type Person } from "./factories";

type NewNote = {
  text?: string | null;
  audience?: NoteAudience;
  motivation?: Motivation;
  themeIds?: string[];
  section?: number;
};

/** Marks the first words of a section of the class as this person. */
export async function markAs(
  db: TestDatabase,
  classroom: Classroom,
  person: Person,
  { text = "A reason.", audience = "class", motivation, themeIds = [], section = 0 }: NewNote = {},
): Promise<CommentView> {
  const sectionId = classroom.sections[section]?.id as string;
  const [row] = await db.owner`
    select c.guide_version_id as version, v.text from classrooms c
    join paragraph_versions v on v.version_id = c.guide_version_id and v.section_id = ${sectionId} and v.position = 1
    where c.id = ${classroom.id}`;
  return callerOf(db, person).annotation.create({
    classroomId: classroom.id,
    id: randomUUID(),
    sectionId,
    versionId: row?.version as string,
    selectors: { start: 0, end: 12, exact: String(row?.text).slice(0, 12) },
    motivation: motivation ?? (text === null ? "highlighting" : "commenting"),
    themeIds,
    audience,
    text,
  });
}

/** The class's themes, in their order. */
export const themesOf = (db: TestDatabase, classroom: Classroom): Promise<{ id: string; name: string }[]> =>
  db.owner`select id, name from themes where classroom_id = ${classroom.id} order by position`;

/** Puts students of the class into a new group. Answers its id. */
export async function groupOf(db: TestDatabase, classroom: Classroom, ...members: Person[]): Promise<string> {
  const id = randomUUID();
  await db.owner`insert into groups (id, classroom_id, name, position) values (${id}, ${classroom.id}, ${`Group ${id}`}, 1)`;
  for (const { userId } of members)
    await db.owner`
      insert into group_members (classroom_id, group_id, user_id) values (${classroom.id}, ${id}, ${userId})
      on conflict (classroom_id, user_id) do update set group_id = excluded.group_id`;
  return id;
}
