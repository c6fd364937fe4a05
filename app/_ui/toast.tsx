"use client";

import { useEffect, useState } from "react";
import { announce } from "./announcer";

const EVENT = "commonplace:toast";
const SHOWN_MS = 8000;

type Toast = { text: string; undo?: () => void };

/** Shows what has just been done, for a few seconds, with a way back when there is one. Announced politely. */
export function showToast(text: string, undo?: () => void): void {
  announce(undo ? `${text} Undo available.` : text);
  window.dispatchEvent(new CustomEvent<Toast>(EVENT, { detail: undo ? { text, undo } : { text } }));
}

/** The place where toasts appear; the layout renders it once. It stays while it is pointed at or has focus. */
export function Toaster() {
  const [toast, setToast] = useState<Toast | null>(null);
  const [held, setHeld] = useState(false);
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
  const handleUndo = () => {
    setToast(null);
    toast.undo?.();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing and focus only keep it on the screen
    <div
      className="toast toaster"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <button type="button" onClick={handleUndo}>
          Undo
        </button>
      )}
      <button type="button" className="shut" onClick={() => setToast(null)}>
        Close
      </button>
    </div>
  );
}
