import type { Range } from "#domain/anchor/section-text";

/**
 * What is chosen after a press on a sentence: the first press begins, the next one extends to there, and a press within
 * what is chosen begins anew. The only one is let go.
 */
export function pressed(chosen: Range | null, sentence: Range): Range | null {
  if (!chosen) return sentence;
  if (chosen.start === sentence.start && chosen.end === sentence.end) return null;
  if (sentence.start >= chosen.start && sentence.end <= chosen.end) return sentence;
  return { start: Math.min(chosen.start, sentence.start), end: Math.max(chosen.end, sentence.end) };
}

/** Where a point of the page stands in the section's text; null when it is in none of its sentences. */
export function placeOf(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const sentence = element?.closest<HTMLElement>("[data-start]");
  if (!sentence) return null;
  const before = document.createRange();
  before.setStart(sentence, 0);
  before.setEnd(node, offset);
  return Number(sentence.dataset.start) + before.toString().length;
}

/** What the reader has selected in a part of the page, as a stretch of the section's text. */
export function selectedIn(root: Element): Range | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? { start, end } : null;
}
