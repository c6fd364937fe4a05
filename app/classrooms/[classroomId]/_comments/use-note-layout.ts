"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { layoutNotes } from "./layout-notes";

const GAP = 18;
const GAP_FOLDED = 9;

type Slot = { element: HTMLElement; want: number; height: number };
type Memory = { cause: string; places: Map<HTMLElement, { y: number; want: number }> };

/**
 * Keeps every `.slot` of the margin level with its paragraph. One pass that reads, one that writes; only when a
 * note, the text or the window changed its size, never while scrolling.
 *
 * @param cause  changes when the reader opens, closes or unfolds something. When it did not, the change came from
 *               elsewhere (a new thread, a font), and the note at the top of the screen keeps its place.
 */
export function useNoteLayout(column: RefObject<HTMLElement | null>, cause: string): void {
  const memory = useRef<Memory>({ cause: "", places: new Map() });
  const latestCause = useRef(cause);
  latestCause.current = cause;
  const observer = useRef<ResizeObserver | null>(null);
  const layout = useCallback(() => {
    if (column.current) arrange(column.current, memory.current, latestCause.current);
  }, [column]);

  useEffect(() => {
    let frame = 0;
    observer.current = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(layout);
    });
    const text = document.getElementById("text");
    if (text) observer.current.observe(text);
    return () => {
      cancelAnimationFrame(frame);
      observer.current?.disconnect();
      observer.current = null;
    };
  }, [layout]);
  useLayoutEffect(layout);
  useEffect(() => {
    // Watching what is watched already does nothing; what left the page is let go by the browser.
    for (const slot of column.current?.querySelectorAll(".slot") ?? []) observer.current?.observe(slot);
  });
}

function arrange(column: HTMLElement, memory: Memory, cause: string): void {
  const elements = [...column.querySelectorAll<HTMLElement>(":scope > .slot")];
  const text = document.getElementById("text");
  if (elements.length === 0 || !text) return;
  column.classList.remove("folded");
  let slots = measure(column, text, elements);
  const needed = slots.reduce((sum, slot) => sum + slot.height + GAP, -GAP);
  const isFolded = needed > text.offsetHeight;
  if (isFolded) {
    column.classList.add("folded");
    slots = measure(column, text, elements);
  }
  const pin = findPin(column, slots, cause === memory.cause ? memory.places : null);
  const y = layoutNotes(slots, { gap: isFolded ? GAP_FOLDED : GAP, pin });
  const places: Memory["places"] = new Map();
  slots.forEach(({ element, want }, index) => {
    const top = Math.round(y[index] ?? want);
    places.set(element, { y: top, want });
    // A note slides to its new place; one that has just come appears in it.
    if (!memory.places.has(element)) element.classList.add("fresh");
    element.style.translate = `0 ${top}px`;
  });
  requestAnimationFrame(() => {
    for (const element of elements) element.classList.remove("fresh");
  });
  const last = slots.at(-1);
  column.style.minHeight = `${(y.at(-1) ?? 0) + (last?.height ?? 0)}px`;
  memory.places = places;
  memory.cause = cause;
}

function measure(column: HTMLElement, text: HTMLElement, elements: HTMLElement[]): Slot[] {
  const top = column.getBoundingClientRect().top;
  const style = getComputedStyle(text);
  const noteLine = Number.parseFloat(getComputedStyle(column).lineHeight);
  // The first lines stand on one height: half of what the book's line is taller than the note's.
  const level = Math.max(0, (Number.parseFloat(style.lineHeight) - noteLine) / 2);
  const wants = new Map<string, number>();
  for (const paragraph of text.querySelectorAll<HTMLElement>("[data-paragraph]")) {
    wants.set(paragraph.dataset.paragraph ?? "", paragraph.getBoundingClientRect().top - top + level);
  }
  return elements.map((element) => ({
    element,
    want: wants.get(element.dataset.for ?? "") ?? 0,
    height: element.offsetHeight,
  }));
}

function findPin(column: HTMLElement, slots: Slot[], before: Memory["places"] | null) {
  const pinned = slots.findIndex(({ element }) => element.dataset.pinned !== undefined);
  if (pinned >= 0) return { index: pinned, y: slots[pinned]?.want ?? 0 };
  if (!before) return null;
  const screenTop = -column.getBoundingClientRect().top;
  const read = slots.findIndex(
    ({ element }) => (before.get(element)?.y ?? Number.NEGATIVE_INFINITY) >= screenTop,
  );
  const slot = slots[read];
  const place = slot && before.get(slot.element);
  if (!slot || !place || place.y > screenTop + innerHeight) return null;
  return { index: read, y: slot.want + place.y - place.want };
}
