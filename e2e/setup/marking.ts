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
  section: { sectionId: string; paragraphs: { html: string }[] };
  versionId: string;
  notes: { themes: { id: string; name: string }[] };
};

/** The text of a section as its positions count it: paragraphs as plain text, a break between two. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&amp;/g, "&")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'");

/**
 * Marks a passage over HTTP, for scenes that are not about marking.
 *
 * @returns its id
 */
export async function mark(by: Person, scene: Scene, marking: Marking): Promise<string> {
  const { words, themes = [0], text = null, audience = "class", path = scene.section } = marking;
  const page = await ask<Page>("guide.section", { classroomId: scene.classroomId, path }, by.cookie);
  const whole = page.section.paragraphs.map(({ html }) => plain(html)).join("\n");
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
