import { withDatabase } from "./database";
import type { Person, Scene } from "./people";
import { ask, call } from "./people";

type Audience = "private" | "group" | "teachers" | "class";

/** What is marked: the first occurrence of some words in a section. */
export type Marking = {
  words: string;
  /** Of the class's themes, by their places in its list. */
  themes?: number[];
  text?: string | null;
  motivation?: "highlighting" | "commenting" | "questioning" | "bookmarking";
  audience?: Audience;
  path?: string;
};

type Page = {
  section: { sectionId: string };
  versionId: string;
  notes: { themes: { id: string; name: string }[] };
};

/** The text of a section as its positions count it. */
const textOf = (versionId: string, sectionId: string): Promise<string> =>
  withDatabase(async (sql) => {
    const rows = await sql<{ text: string }[]>`select text from paragraph_versions
      where version_id = ${versionId} and section_id = ${sectionId} order by position`;
    return rows.map(({ text }) => text).join("\n");
  });

/**
 * Marks a passage over HTTP, for scenes that are not about marking.
 *
 * @returns its id
 */
export async function mark(by: Person, scene: Scene, marking: Marking): Promise<string> {
  const { words, themes = [0], text = null, audience = "class", path = scene.section } = marking;
  const page = await ask<Page>("guide.section", { classroomId: scene.classroomId, path }, by.cookie);
  const whole = await textOf(page.versionId, page.section.sectionId);
  const start = whole.indexOf(words);
  if (start === -1) throw new Error(`"${words}" does not stand in ${path}`);
  const id = crypto.randomUUID();
  await call(
    "annotation.create",
    {
      classroomId: scene.classroomId,
      id,
      sectionId: page.section.sectionId,
      versionId: page.versionId,
      selectors: { start, end: start + words.length, exact: words },
      motivation: marking.motivation ?? (text === null ? "highlighting" : "commenting"),
      themeIds: themes.map((at) => page.notes.themes[at]?.id),
      audience,
      text,
    },
    by.cookie,
  );
  return id;
}
