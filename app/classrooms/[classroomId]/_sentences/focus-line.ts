import { readingText } from "../_marks/text-dom";

/**
 * Gives focus to the paragraph of a line, so that reading and tabbing go on from there.
 *
 * @returns false when the text has no such line
 */
export function focusLine(position: number): boolean {
  const paragraph = readingText()?.paragraphOf(position);
  if (!paragraph) return false;
  if (!paragraph.hasAttribute("tabindex")) paragraph.tabIndex = -1;
  paragraph.focus({ preventScroll: true });
  return true;
}
