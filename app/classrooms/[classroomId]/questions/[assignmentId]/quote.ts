import { QUOTE_CHARS_MAX } from "./reply-limits";

/** The words of an answer that are selected on the page, as they can be quoted; null when there are none. */
export function quoteIn(commentId: string): string | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const body = [...document.querySelectorAll(bodyOf(commentId))].find(
    (one) => one.contains(range.startContainer) && one.contains(range.endContainer),
  );
  if (!body) return null;
  return quotable(selection.toString());
}

/** The sentences of a comment, each as something that can be quoted. */
export function sentencesIn(commentId: string): string[] {
  const body = document.querySelector(bodyOf(commentId));
  const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
  return [...segmenter.segment(body?.textContent ?? "")]
    .map(({ segment }) => quotable(segment))
    .filter((sentence) => sentence !== null);
}

/** The words of a comment itself, and not of what was said below it. */
const bodyOf = (commentId: string): string => `[data-comment="${commentId}"] > .said-by > .body`;

function quotable(words: string): string | null {
  const whole = words.replace(/\s+/g, " ").trim();
  return whole.length > 0 && whole.length <= QUOTE_CHARS_MAX ? whole : null;
}
