"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Range as Place } from "#domain/anchor/section-text";
import { EXACT_MAX_CHARS } from "#domain/anchor/selectors";
import { snapToWords } from "#domain/anchor/words";
import { readingText } from "./text-dom";

/** A passage that is selected, snapped to its words, and how it was: by mouse, by touch, by keys, or pressed as a mark. */
export type Passage = Place & { by: "mouse" | "touch" | "keys" | "mark"; fault: string | null };

const SETTLED_MS = 160;
const HELD_MS = 600;

/**
 * The passage of the text that is selected now, or null. While a mouse is being dragged nothing is told; fingers and
 * keys are waited for until they rest.
 */
export function usePassage(isOn: boolean): [Passage | null, (passage: Passage | null) => void] {
  const [passage, setPassage] = useState<Passage | null>(null);
  const latest = useRef<Passage | null>(null);
  const set = useCallback((next: Passage | null) => {
    const now = latest.current;
    if (now === next || (now && next && JSON.stringify(now) === JSON.stringify(next))) return;
    latest.current = next;
    setPassage(next);
  }, []);
  useEffect(() => (isOn ? watch(() => latest.current, set) : undefined), [isOn, set]);
  return [passage, set];
}

function watch(now: () => Passage | null, set: (passage: Passage | null) => void): () => void {
  let by: Passage["by"] = "keys";
  let isDown = false;
  let heldUntil = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = () => {
    const selected = selectedPassage(by);
    // A mark that was pressed has no selection: it goes with the next press elsewhere.
    if (selected || now()?.by !== "mark") set(selected);
  };
  const soon = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(read, delay);
  };
  const handlePress = (event: PointerEvent) => {
    if (inBar(event.target)) {
      heldUntil = performance.now() + HELD_MS;
      return;
    }
    by = event.pointerType === "mouse" ? "mouse" : "touch";
    isDown = by === "mouse";
    // Another selection begins; or nothing was selected any more, and this press is about something else.
    if (isDown || (getSelection()?.isCollapsed ?? true)) set(null);
  };
  const handleRelease = () => {
    if (!isDown) return;
    isDown = false;
    soon(0);
  };
  const handleKey = () => {
    by = "keys";
  };
  const handleSelection = () => {
    if (isDown) return;
    // A press on the bar takes the selection away on some phones; what it is about stays.
    if (inBar(document.activeElement) || performance.now() < heldUntil) return;
    soon(SETTLED_MS);
  };
  document.addEventListener("pointerdown", handlePress, true);
  document.addEventListener("pointerup", handleRelease, true);
  document.addEventListener("pointercancel", handleRelease, true);
  document.addEventListener("keydown", handleKey, true);
  document.addEventListener("selectionchange", handleSelection);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("pointerdown", handlePress, true);
    document.removeEventListener("pointerup", handleRelease, true);
    document.removeEventListener("pointercancel", handleRelease, true);
    document.removeEventListener("keydown", handleKey, true);
    document.removeEventListener("selectionchange", handleSelection);
  };
}

const inBar = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(".seltool, .toaster") !== null;

function selectedPassage(by: Passage["by"]): Passage | null {
  const selection = getSelection();
  const text = readingText();
  if (!text || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text.article)) return null;
  const place = text.placeOf(range);
  const snapped = place && snapToWords(text.text.text, place);
  if (!snapped) return null;
  const isLong = snapped.end - snapped.start > EXACT_MAX_CHARS;
  return {
    ...snapped,
    by,
    fault: isLong ? "That is too much to mark at once. Select a shorter passage." : null,
  };
}
