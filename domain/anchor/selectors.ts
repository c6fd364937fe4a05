import { paragraphAt, type Range, type SectionText, splitsPair } from "./section-text";

/** How much of what stands around a passage is kept, in UTF-16 units on each side. */
export const CONTEXT_CHARS = 32;
/** The longest passage that can be marked: a page of a book. */
export const EXACT_MAX_CHARS = 8_000;

/**
 * How a passage is found again: the W3C Web Annotation Data Model's TextQuoteSelector (`exact`, `prefix`, `suffix`)
 * and TextPositionSelector (`start`, `end`), and the paragraph it begins in, which keeps its id through all versions.
 */
export type Selectors = {
  exact: string;
  prefix: string;
  suffix: string;
  /** UTF-16 units in the section's text. */
  start: number;
  end: number;
  paragraphId: string;
  /** UTF-16 units from the beginning of that paragraph. */
  offset: number;
};

/** Where a passage is now, how that is known, and how sure it is. */
export type Located = {
  /** As `selectorsOf` gives them on the text in which it was found. */
  selectors: Selectors;
  /** `position`: nothing about it changed; `quote`: the same words at another place; `edited`: not quite the same words. */
  how: "position" | "quote" | "edited";
  /** 0 to 1. */
  score: number;
};

/**
 * Why a range is no passage: `outside` the text or no whole numbers; `empty`; it `splits_character`, beginning or
 * ending between the halves of a surrogate pair; `blank`, nothing but space and breaks; `too_long`, over
 * EXACT_MAX_CHARS; `not_there`, other words stand at its place than those it came with.
 */
export type Fault = "outside" | "empty" | "splits_character" | "blank" | "too_long" | "not_there";

/**
 * Says what is wrong with a range that somebody sent.
 *
 * @param claimed  UTF-16 units in the section's text; with `exact`, the words that are said to stand there
 * @returns null when it is a passage of this section: then `selectorsOf` returns its selectors
 */
export function faultOf({ text }: SectionText, claimed: Range & { exact?: string }): Fault | null {
  const { start, end, exact } = claimed;
  if (!Number.isInteger(start) || !Number.isInteger(end)) return "outside";
  if (start < 0 || end > text.length || start > end) return "outside";
  if (start === end) return "empty";
  if (splitsPair(text, start) || splitsPair(text, end)) return "splits_character";
  if (end - start > EXACT_MAX_CHARS) return "too_long";
  const words = text.slice(start, end);
  if (exact !== undefined && words !== exact) return "not_there";
  return words.trim() === "" ? "blank" : null;
}

/** The text before a position, at most CONTEXT_CHARS, never half a surrogate pair. */
export function before(text: string, position: number): string {
  const from = Math.max(0, position - CONTEXT_CHARS);
  return text.slice(splitsPair(text, from) ? from + 1 : from, position);
}

/** The text after a position, at most CONTEXT_CHARS, never half a surrogate pair. */
export function after(text: string, position: number): string {
  const to = Math.min(text.length, position + CONTEXT_CHARS);
  return text.slice(position, splitsPair(text, to) ? to - 1 : to);
}

/**
 * Describes a passage so that it can be found again.
 *
 * @param range  UTF-16 units in the section's text
 * @returns null when `faultOf` finds a fault in it
 */
export function selectorsOf(section: SectionText, { start, end }: Range): Selectors | null {
  const paragraph = paragraphAt(section, start);
  if (!paragraph || faultOf(section, { start, end })) return null;
  return {
    exact: section.text.slice(start, end),
    prefix: before(section.text, start),
    suffix: after(section.text, end),
    start,
    end,
    paragraphId: paragraph.id,
    offset: start - paragraph.start,
  };
}
