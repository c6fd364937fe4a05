import type { SectionText } from "#domain/anchor/section-text";
import type { Thread } from "../_comments/thread-types";
import type { KnownMark } from "../_marks/marks-of";

/** A note beside the text, and where in the text it stands. */
export type NoteStop = { id: string; position: number };

/**
 * The notes beside the text in the order of the text: those that mark a passage, drawn or not, and the comments on
 * whole paragraphs. A mark without words is no note.
 */
export function noteOrder(
  marks: readonly KnownMark[],
  threads: readonly Thread[],
  section: SectionText,
): NoteStop[] {
  const starts = new Map(section.paragraphs.map(({ id, start }) => [id, start]));
  const stops = new Map<string, NoteStop>();
  for (const { id, start, excerpt, replyCount } of marks)
    if (excerpt !== "" || replyCount > 0) stops.set(id, { id, position: start });
  for (const { root } of threads) {
    const position = starts.get(root.paragraphId ?? "");
    if (position !== undefined && !root.annotation) stops.set(root.id, { id: root.id, position });
  }
  return [...stops.values()].sort((a, b) => a.position - b.position);
}

/**
 * The note to go to.
 *
 * @param from  the note one is at, or the position in the text that one reads at
 * @returns undefined beyond the first or last
 */
export function nextNote(
  order: readonly NoteStop[],
  from: string | number,
  by: 1 | -1,
): NoteStop | undefined {
  if (typeof from === "string") {
    const at = order.findIndex(({ id }) => id === from);
    if (at >= 0) return order[at + by];
    return undefined;
  }
  return by === 1
    ? order.find(({ position }) => position >= from)
    : order.findLast(({ position }) => position < from);
}
