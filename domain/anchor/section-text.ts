/** A paragraph as anchors count it: plain text in NFC without line breaks, as a published version keeps it. */
export type Paragraph = { id: string; text: string };

/** A stretch of a text in UTF-16 units, `end` excluded: the W3C model's TextPositionSelector. */
export type Range = { start: number; end: number };

/** Stands between two paragraphs and belongs to neither. */
export const BREAK = "\n";

/** A section's paragraphs as one text, and where each begins in it. */
export type SectionText = {
  text: string;
  paragraphs: readonly (Paragraph & { start: number })[];
};

/**
 * Joins the paragraphs of a section, in reading order, into the text that positions are counted in: their texts with
 * one line break between two.
 */
export function joinParagraphs(paragraphs: readonly Paragraph[]): SectionText {
  let start = 0;
  const placed = paragraphs.map(({ id, text }) => {
    const here = { id, text, start };
    start += text.length + BREAK.length;
    return here;
  });
  return { text: paragraphs.map(({ text }) => text).join(BREAK), paragraphs: placed };
}

/**
 * The paragraph a position stands in; for a break, the one before it.
 *
 * @param position  UTF-16 units in the section's text
 * @returns undefined outside of the text
 */
export function paragraphAt({ text, paragraphs }: SectionText, position: number) {
  if (position < 0 || position > text.length) return undefined;
  let [low, high] = [0, paragraphs.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((paragraphs[middle]?.start ?? 0) <= position) low = middle;
    else high = middle;
  }
  return paragraphs[low];
}

const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Whether a position in a text stands between the two halves of a surrogate pair. */
export const splitsPair = (text: string, position: number): boolean =>
  position > 0 &&
  position < text.length &&
  isLow(text.charCodeAt(position)) &&
  isHigh(text.charCodeAt(position - 1));
