"use client";

import { type FocusEvent, useCallback, useEffect, useRef, useState } from "react";
import { announce } from "./announcer";

const EVENT = "commonplace:toast";
const SHOWN_MS = 8000;

type Toast = { text: string; undo?: () => void };

/** Shows what has just been done, for a few seconds, with a way back when there is one. Announced politely. */
export function showToast(text: string, undo?: () => void): void {
  announce(undo ? `${text} Undo available.` : text);
  window.dispatchEvent(new CustomEvent<Toast>(EVENT, { detail: undo ? { text, undo } : { text } }));
}

/**
 * The place where toasts appear; the layout renders it once. It stays while it is pointed at or has focus. What it
 * offered to undo, the keys that undo do also when it is gone.
 */
export function Toaster() {
  const [toast, setToast] = useState<Toast | null>(null);
  const [held, setHeld] = useState(false);
  const cameFrom = useRef<HTMLElement | null>(null);
  const undo = useUndo();
  useEffect(() => {
    const handleToast = (event: Event) => setToast((event as CustomEvent<Toast>).detail);
    window.addEventListener(EVENT, handleToast);
    return () => window.removeEventListener(EVENT, handleToast);
  }, []);
  useEffect(() => {
    if (!toast || held) return;
    const timer = setTimeout(() => setToast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, held]);
  if (!toast) return null;
  const close = () => {
    setToast(null);
    setHeld(false);
    // What had focus here goes; it goes back to where it came from.
    cameFrom.current?.focus({ preventScroll: true });
  };
  const handleUndo = () => {
    close();
    undo();
  };
  const handleFocus = (event: FocusEvent<HTMLElement>) => {
    setHeld(true);
    const before = event.relatedTarget as HTMLElement | null;
    if (!event.currentTarget.contains(before)) cameFrom.current = before;
  };
  return (
    <section
      className="toast toaster"
      aria-label="Just done"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={handleFocus}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <button type="button" onClick={handleUndo}>
          Undo
        </button>
      )}
      <button type="button" className="shut" onClick={close}>
        Close
      </button>
    </section>
  );
}

/** What can be undone on this page, the latest last. */
type Undoable = { undo: () => void; path: string };
const UNDOABLE_MAX = 50;

/** Undoes the latest thing that a toast of this page offered to undo; Ctrl+Z does so too where nothing is written. */
function useUndo(): () => void {
  const done = useRef<Undoable[]>([]);
  const undoLast = useCallback((): boolean => {
    const last = done.current.pop();
    if (!last) return false;
    last.undo();
    return true;
  }, []);
  useEffect(() => {
    const handleToast = (event: Event) => {
      const { undo } = (event as CustomEvent<Toast>).detail;
      if (undo) done.current = [...done.current, { undo, path: location.pathname }].slice(-UNDOABLE_MAX);
    };
    const handleKey = (event: KeyboardEvent) => {
      const isUndo =
        (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === "z";
      if (!isUndo || event.defaultPrevented || isWriting(event.target)) return;
      done.current = done.current.filter(({ path }) => path === location.pathname);
      if (undoLast()) event.preventDefault();
    };
    window.addEventListener(EVENT, handleToast);
    window.addEventListener("keydown", handleKey);
    return () => {
      window.removeEventListener(EVENT, handleToast);
      window.removeEventListener("keydown", handleKey);
    };
  }, [undoLast]);
  return undoLast;
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest("input, textarea, select, dialog[open]") !== null);
