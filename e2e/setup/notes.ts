import { randomUUID } from "node:crypto";
import { joinParagraphs, paragraphAt, type SectionText } from "#domain/anchor/section-text";
import type { Audience } from "#domain/audience";
import type { Motivation, Theme } from "#domain/note";
import { withDatabase } from "./database";
import { ask, call, type Person, type Scene } from "./people";

/** What notes of a section are made with. */
export type NotePlace = {
  scene: Scene;
  sectionId: string;
  versionId: string;
  themes: Theme[];
  /** The section's text as positions are counted in it. */
  text: string;
  whole: SectionText;
};

/** Reads the first section of the scene's class as the place of notes. */
export async function notePlaceOf(scene: Scene, path = scene.section): Promise<NotePlace> {
  const { section, versionId, notes } = await ask<{
    section: { sectionId: string };
    versionId: string;
    notes: { themes: Theme[] };
  }>("guide.section", { classroomId: scene.classroomId, path }, scene.teacher.cookie);
  const { sectionId } = section;
  const paragraphs = await withDatabase(
    (sql) => sql<{ id: string; text: string }[]>`
      select paragraph_id as id, text from paragraph_versions
      where version_id = ${versionId} and section_id = ${sectionId} order by position`,
  );
  const whole = joinParagraphs(paragraphs.map(({ id, text }) => ({ id, text })));
  return { scene, sectionId, versionId, themes: notes.themes, text: whole.text, whole };
}

type NewNote = {
  /** Words of the text that are marked, where they stand first after `from`. */
  on: string;
  from?: number;
  text?: string | null;
  /** Inks of its themes. */
  inks?: string[];
  audience?: Audience;
  motivation?: Motivation;
};

/** Marks a passage over HTTP, for scenes that are not about marking. Answers the note's id. */
export async function writeNote(by: Person, place: NotePlace, note: NewNote): Promise<string> {
  const { on, from = 0, text = null, inks = [], audience = "class" } = note;
  const start = place.text.indexOf(on, from);
  if (start < 0) throw new Error(`the section does not say: ${on}`);
  const id = randomUUID();
  await call(
    "annotation.create",
    {
      id,
      classroomId: place.scene.classroomId,
      sectionId: place.sectionId,
      versionId: place.versionId,
      selectors: { start, end: start + on.length, exact: on },
      motivation: note.motivation ?? (text === null ? "highlighting" : "commenting"),
      themeIds: place.themes.filter(({ ink }) => ink && inks.includes(ink)).map((theme) => theme.id),
      audience,
      text,
    },
    by.cookie,
  );
  return id;
}

/** Puts students of the scene's class into a group of this name, as the database keeps it. */
export async function makeGroup(scene: Scene, name: string, members: Person[]): Promise<void> {
  await withDatabase(async (sql) => {
    const id = randomUUID();
    await sql`
      insert into groups (id, classroom_id, name, position) values (${id}, ${scene.classroomId}, ${name}, 1)`;
    for (const { username } of members)
      await sql`
        insert into group_members (classroom_id, group_id, user_id)
        select ${scene.classroomId}, ${id}::uuid, id from users where username = ${username}`;
  });
}

/**
 * Fills a section with notes past the services, spread over its whole text: as a class leaves it after a year.
 *
 * @param by  who wrote them, in turn
 */
export async function fillWithNotes(place: NotePlace, by: Person[], count: number): Promise<void> {
  const { scene, sectionId, versionId, themes, whole } = place;
  const starts = [...whole.text.matchAll(/\b\w+/g)].map(({ index }) => index);
  const rows = Array.from({ length: count }, (_, n) => {
    const start = starts[Math.floor((n * (starts.length - 8)) / count)] ?? 0;
    const end = Math.min(start + 30, whole.text.length);
    const paragraph = paragraphAt(whole, start);
    return {
      id: randomUUID(),
      n,
      username: by[n % by.length]?.username,
      words: `What this says to me, ${n}: she remembers calmly, and that is what unsettles.`,
      theme_id: themes[n % 5]?.id,
      paragraph_id: paragraph?.id,
      offset: start - (paragraph?.start ?? 0),
      start,
      end,
      exact: whole.text.slice(start, end),
    };
  });
  await withDatabase(async (sql) => {
    const given = sql`jsonb_to_recordset(${sql.json(rows)}::jsonb) as x(id uuid, n int, username text, words text,
      theme_id uuid, paragraph_id uuid, "offset" int, start int, "end" int, exact text)`;
    const here = scene.classroomId;
    await sql`
      insert into comments (id, classroom_id, section_id, paragraph_id, author_id, text, html, html_version, seq, created_at)
      select x.id, ${here}, ${sectionId}, x.paragraph_id, u.id, x.words, '<p>' || x.words || '</p>', 1, c.seq + x.n + 1,
        date_trunc('milliseconds', now() - (${count} - x.n) * interval '1 minute')
      from ${given} join users u on u.username = x.username, change_counters c where c.classroom_id = ${here}`;
    await sql`update change_counters set seq = seq + ${count} where classroom_id = ${here}`;
    await sql`
      insert into annotations (comment_id, classroom_id, section_id, motivation, version_id, exact, prefix, suffix,
        start, "end", paragraph_id, paragraph_offset)
      select x.id, ${here}, ${sectionId}, 'commenting', ${versionId}, x.exact, '', '', x.start, x."end", x.paragraph_id, x."offset"
      from ${given}`;
    await sql`
      insert into annotation_themes (comment_id, theme_id, classroom_id) select x.id, x.theme_id, ${here} from ${given}`;
    await sql`
      insert into comment_counts (classroom_id, section_id, place_id, count)
      select ${here}, ${sectionId}, x.paragraph_id, count(*) from ${given} group by x.paragraph_id
      on conflict (classroom_id, section_id, place_id) do update set count = comment_counts.count + excluded.count`;
  });
}
