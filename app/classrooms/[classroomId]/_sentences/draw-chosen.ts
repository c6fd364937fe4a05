import type { Range as Place } from "#domain/anchor/section-text";
import type { TextDom } from "../_marks/text-dom";

const NAME = "sentence";
const LAYER = "chosen-layer";

/**
 * Shows which words are chosen, without touching the text: as a highlight of the browser's own, or where it knows none
 * as a layer of boxes behind the words. The next call takes the place of the last.
 */
export function drawChosen(text: TextDom | null, place: Place | null): void {
  if (typeof Highlight === "undefined" || !("highlights" in CSS)) drawBoxes(text, place);
  else if (text && place) CSS.highlights.set(NAME, new Highlight(...wordsOnly(text, place)));
  else CSS.highlights.delete(NAME);
}

/** A place as ranges of the guide's words alone: numbers and tools stand between them. */
function wordsOnly(text: TextDom, { start, end }: Place): Range[] {
  return text.paragraphs.flatMap((paragraph) => {
    const base = text.startOf(paragraph);
    return text.piecesOf(paragraph).flatMap((piece) => {
      const [from, to] = [Math.max(start, base + piece.start), Math.min(end, base + piece.end)];
      return (from < to && text.rangeOf({ start: from, end: to })) || [];
    });
  });
}

function drawBoxes(text: TextDom | null, place: Place | null): void {
  document.querySelector(`.${LAYER}`)?.remove();
  const parent = text?.article.parentElement;
  if (!text || !place || !parent) return;
  const layer = document.createElement("div");
  layer.className = LAYER;
  layer.setAttribute("aria-hidden", "true");
  parent.append(layer);
  const frame = layer.getBoundingClientRect();
  for (const line of text.rectsOf(place)) {
    const box = document.createElement("span");
    box.style.translate = `${line.left - frame.left}px ${line.top - frame.top}px`;
    box.style.width = `${line.width}px`;
    box.style.height = `${line.height}px`;
    layer.append(box);
  }
}

/** Room above the bar for what is told of the last act, so that it covers no chosen word. */
const AIR_PX = 88;
const HEAD_PX = 72;

type Room = { barHeight: number; isBackward: boolean };

/** Scrolls so that the words stand between the page's head and the bar; of more than fits, the end that moves. */
export function keepInView(words: Range, { barHeight, isBackward }: Room): void {
  const { top, bottom } = words.getBoundingClientRect();
  const [ceiling, floor] = [HEAD_PX, innerHeight - barHeight - AIR_PX];
  const isAbove = top < ceiling;
  const isBelow = bottom > floor;
  const isTall = bottom - top > floor - ceiling;
  const toTop = isTall ? isBackward : isAbove;
  if (isTall || isAbove || isBelow)
    scrollBy({ top: toTop ? top - ceiling : bottom - floor, behavior: "instant" });
}
