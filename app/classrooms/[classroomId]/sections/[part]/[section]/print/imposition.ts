import { shortened } from "../../../../_comments/shortened";
import type { PrintedThread } from "./gather";

/**
 * What stands where on paper. A thread stands in the margin, level with its paragraph, while the paragraph is as tall as
 * what is said of it; the rest are numbered notes at the end. Heights are reckoned from letters, so that the server alone
 * can say: the page is the same with and without script, and in every browser.
 */
export type Imposed<Paragraph> = {
  rows: { paragraph: Paragraph; beside: PrintedThread[]; noteNumbers: number[] }[];
  notes: { number: number; paragraph: Paragraph; thread: PrintedThread }[];
};

// Points, and letters to a line: text 11 on 16.5 in 4.4 inches, notes 8.5 on 11.5 in 2.1.
const TEXT = { letters: 60, line: 16.5, gap: 8 };
const NOTE = { letters: 37, line: 11.5, gap: 6 };
const REPLY_LETTERS = 33;
/** The name of a theme, with its sign. */
const THEME_LETTERS = 26;
// One line of a note more than the text is tall does not show.
const TOLERANCE = 12;

const lines = (letters: number, perLine: number): number => Math.ceil(letters / perLine);

const plainLength = (html: string): number =>
  html.replace(/<[^>]*>/g, "").replace(/&[a-z#0-9]+;/g, "x").length;

/** Paragraphs of a comment each begin a line of their own. */
const blocks = (html: string): number =>
  Math.max(1, html.match(/<(?:p|li|pre|blockquote)\b/g)?.length ?? 1) - 1;

/** The words a note marks and its themes stand above it. */
function markedHeight({ annotation }: PrintedThread["root"]): number {
  if (!annotation) return 0;
  const letters = shortened(annotation.exact).length + annotation.themeIds.length * THEME_LETTERS;
  return lines(letters, NOTE.letters) * NOTE.line;
}

/** How tall a thread is in the margin, in points. */
export function heightOf({ root, replies }: PrintedThread): number {
  const of = (comment: PrintedThread["root"], letters: number) => {
    const name = (comment.author?.name.length ?? 20) + (comment.author?.role === "teacher" ? 9 : 1);
    return (lines(plainLength(comment.html) + name, letters) + blocks(comment.html)) * NOTE.line;
  };
  const below = replies.reduce((sum, reply) => sum + of(reply, REPLY_LETTERS) + NOTE.gap / 2, 0);
  return of(root, NOTE.letters) + markedHeight(root) + below + NOTE.gap;
}

/**
 * Lays the threads of a section out.
 *
 * @param paragraphs  in text order, with their HTML
 * @param threads     in the order they are to be printed; those on the section as a whole are left out
 */
export function impose<Paragraph extends { id: string; html: string }>(
  paragraphs: readonly Paragraph[],
  threads: readonly PrintedThread[],
): Imposed<Paragraph> {
  const notes: Imposed<Paragraph>["notes"] = [];
  const rows = paragraphs.map((paragraph) => {
    const beside: PrintedThread[] = [];
    const noteNumbers: number[] = [];
    const own = threads.filter(({ root }) => root.paragraphId === paragraph.id);
    let room = lines(plainLength(paragraph.html), TEXT.letters) * TEXT.line + TEXT.gap + TOLERANCE;
    for (const thread of own) {
      const height = heightOf(thread);
      if (height <= room) {
        beside.push(thread);
        room -= height;
        continue;
      }
      // The line that names the notes takes room too.
      if (noteNumbers.length === 0) room -= NOTE.line + NOTE.gap;
      const number = notes.length + 1;
      notes.push({ number, paragraph, thread });
      noteNumbers.push(number);
    }
    return { paragraph, beside, noteNumbers };
  });
  return { rows, notes };
}
