import { randomUUID } from "node:crypto";
import type { NoteAudience } from "#domain/audience";
import type { TestDatabase } from "./database";
import { type Classroom, callerOf, type Person } from "./factories";

type Note = { audience?: NoteAudience; text?: string | null; section?: number; themed?: boolean };

/** Marks the first words of a section of the class as somebody, by the procedure that browsers call. */
export async function makeNoteAs(
  db: TestDatabase,
  classroom: Classroom,
  person: Person,
  { audience = "class", text = "A reason.", section = 0, themed = true }: Note = {},
): Promise<string> {
  const id = randomUUID();
  const sectionId = classroom.sections[section]?.id as string;
  const [row] = await db.owner`
    select c.guide_version_id as version, v.text, (select t.id from themes t where t.classroom_id = c.id order by t.position limit 1) as theme
    from classrooms c join paragraph_versions v on v.version_id = c.guide_version_id and v.section_id = ${sectionId} and v.position = 1
    where c.id = ${classroom.id}`;
  await callerOf(db, person).annotation.create({
    classroomId: classroom.id,
    id,
    sectionId,
    versionId: row?.version as string,
    selectors: { start: 0, end: 9, exact: String(row?.text).slice(0, 9) },
    motivation: text === null ? "highlighting" : "commenting",
    themeIds: themed ? [row?.theme as string] : [],
    audience,
    text,
  });
  return id;
}
