"use client";

import { useEffect } from "react";
import { undoLast } from "./mark-acts";

/** Ctrl+Z takes back the last mark, unless something is being written. */
export function useUndoKey(): void {
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
      if (!isUndo || event.defaultPrevented) return;
      const { target } = event;
      if (target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea")))
        return;
      if (undoLast()) event.preventDefault();
    };
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
}
