"use client";

import { useEffect, useRef } from "react";
import { readReaderCookie } from "../../../_ui/reader-browser";
import type { Talk } from "./talk-context";

/**
 * The single keys of the reading page: J K, R, [ ], ?. They work while no field has focus, and can be turned off
 * (WCAG 2.1.4). Enter and Escape belong to the controls themselves.
 */
export function useKeys({ ask }: Talk): void {
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!isFree(event.target) || readReaderCookie().keys === "off") return;
      const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (event.key === "?") latest.current({ kind: "keys" });
      else if (act) act();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
}

const KEYS: Record<string, () => void> = {
  j: () => step(1),
  k: () => step(-1),
  r: reply,
  "[": () => document.querySelector<HTMLElement>('.onward [rel="prev"]')?.click(),
  "]": () => document.querySelector<HTMLElement>('.onward [rel="next"]')?.click(),
};

/** The text, a list or nothing has focus: no field, no menu, no dialog. */
function isFree(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return true;
  if (target.isContentEditable || target.closest("input, textarea, select, .poppanel")) return false;
  return target === document.body || target.closest("main") !== null;
}

const stops = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>("[data-stop]")].filter(
    (stop) => stop.getClientRects().length > 0,
  );

/** Goes to the next or previous thread: from the one that has focus, else from what is on the screen. */
function step(by: 1 | -1): void {
  const all = stops();
  const here = document.activeElement?.closest("[data-thread]");
  const at = here ? all.findIndex((stop) => here.contains(stop)) : -1;
  const below = all.findIndex((stop) => stop.getBoundingClientRect().top > 60);
  const from = below === -1 ? all.length : below;
  const next = at >= 0 ? at + by : by === 1 ? from : from - 1;
  all[Math.max(0, Math.min(all.length - 1, next))]?.focus();
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
  requestAnimationFrame(() =>
    document
      .querySelector<HTMLElement>(`.notes [data-thread="${thread.dataset.thread}"] [data-reply]`)
      ?.click(),
  );
}
