"use client";

import { useEffect, useRef } from "react";
import { readReaderCookie } from "../../../_ui/reader-browser";
import { isInNotes, leaveTheWay, stepNote, toTheLine } from "../_sentences/step-note";
import type { Talk } from "./talk-context";

// A note opens in a moment; one that has to be fetched in another.
const OPENS_MS = 2_000;

/**
 * The single keys of the reading page: J K, R, [ ], ?. Sentence mode and the themes' keys hear theirs themselves.
 * They work while no field has focus, and can be turned off (WCAG 2.1.4). Enter belongs to the controls themselves.
 */
export function useKeys(talk: Talk): void {
  const latest = useRef(talk);
  latest.current = talk;
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (!STEPS.test(event.key)) leaveTheWay();
      if (event.key === "Escape") {
        if (!event.defaultPrevented && isInNotes(event.target) && toTheLine(latest.current))
          event.preventDefault();
        return;
      }
      if (!areKeysFree(event)) return;
      const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (event.key === "?") latest.current.ask({ kind: "keys" });
      else if (act) act(latest.current);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", handleKey);
    for (const kind of MOVES) window.addEventListener(kind, leaveTheWay, { passive: true });
    return () => {
      window.removeEventListener("keydown", handleKey);
      for (const kind of MOVES) window.removeEventListener(kind, leaveTheWay);
    };
  }, []);
}

const STEPS = /^[jk]$/i;
/** What the reader does beside keys that leads them elsewhere. */
const MOVES = ["pointerdown", "wheel", "touchmove"] as const;

const KEYS: Record<string, (talk: Talk) => void> = {
  j: (talk) => stepNote(talk, 1),
  k: (talk) => stepNote(talk, -1),
  r: reply,
  "[": () => document.querySelector<HTMLElement>('.onward [rel="prev"]')?.click(),
  "]": () => document.querySelector<HTMLElement>('.onward [rel="next"]')?.click(),
};

/**
 * Whether a key is the page's: pressed alone, while the text, a list or nothing has focus (no field, no menu, no
 * dialog but the sheet), by somebody who has not turned single keys off.
 */
export function areKeysFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return false;
  return isFree(event.target) && readReaderCookie().keys !== "off";
}

function isFree(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return true;
  if (target.isContentEditable || target.closest("input, textarea, select, .poppanel, .dlg")) return false;
  return target === document.body || target.closest("main") !== null;
}

/** Replies to the thread that has focus, else to the open one. A closed note opens first. */
function reply(): void {
  const thread =
    document.activeElement?.closest<HTMLElement>("[data-thread]") ??
    document.querySelector<HTMLElement>(".notes .open [data-thread]");
  if (!thread) return;
  const button = thread.querySelector<HTMLElement>("[data-reply]");
  if (button) {
    button.click();
    return;
  }
  thread.querySelector<HTMLElement>("button[data-stop]")?.click();
  pressSoon(`.notes [data-thread="${thread.dataset.thread}"] [data-reply]`, performance.now() + OPENS_MS);
}

/** Presses what is about to be on the page. */
function pressSoon(selector: string, until: number): void {
  requestAnimationFrame(() => {
    const button = document.querySelector<HTMLElement>(selector);
    if (button) button.click();
    else if (performance.now() < until) pressSoon(selector, until);
  });
}
