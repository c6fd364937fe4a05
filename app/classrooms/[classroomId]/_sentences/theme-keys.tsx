"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { announce } from "../../../_ui/announcer";
import { ThemeSign } from "../_comments/theme-sign";
import { areKeysFree } from "../_comments/use-keys";
import type { MarkFilter } from "../_marks/mark-types";
import { readingText } from "../_marks/text-dom";
import { useMarks } from "../_marks/use-marks";
import { focusLine } from "./focus-line";

/** `T`, then a number: shows or hides a theme; `T` `0` is the quiet page. Focus stays where it is. */
export function ThemeKeys() {
  const { themes, filter } = useMarks();
  const [isAsking, setAsking] = useState(false);
  const turn = useTurn();
  const keepLine = useKeptLine(filter);
  const inUse = themes.filter(({ isRetired }) => !isRetired).slice(0, 9);
  const list = inUse.map(({ name }, at) => `${at + 1} ${name}`).join(", ");
  useEffect(() => {
    const handleFirst = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "t" || event.shiftKey || !areKeysFree(event)) return;
      event.preventDefault();
      setAsking(true);
      announce(`Show or hide: ${list}, 0 all marks.`);
    };
    const handleSecond = (event: KeyboardEvent) => {
      if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
      setAsking(false);
      const isTurned = /^\d$/.test(event.key) && areKeysFree(event) && turn(Number(event.key));
      if (isTurned) keepLine();
      if (!isTurned && event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
    };
    const heard = isAsking ? handleSecond : handleFirst;
    // The number is not sentence mode's while it is waited for.
    window.addEventListener("keydown", heard, isAsking);
    return () => window.removeEventListener("keydown", heard, isAsking);
  }, [isAsking, list, turn, keepLine]);
  if (!isAsking) return null;
  return (
    <div className="keys asks" aria-hidden="true">
      <b>Show or hide</b>
      <div className="hints">
        {inUse.map((theme, at) => (
          <span key={theme.id} className={filter.hidden.has(theme.id) ? "off" : undefined}>
            <kbd>{at + 1}</kbd> <ThemeSign theme={theme} /> {theme.name}
          </span>
        ))}
        <span>
          <kbd>0</kbd> all marks
        </span>
      </div>
      <span>
        <kbd>Esc</kbd> leave
      </span>
    </div>
  );
}

/** The paragraph that focus is in, or that the note stands beside which has it. */
function lineOfFocus(): HTMLElement | null {
  const focused = document.activeElement;
  const paragraph = focused?.closest<HTMLElement>("[data-paragraph]");
  const beside = focused?.closest<HTMLElement>("[data-for]")?.dataset.for;
  return paragraph ?? (beside ? document.querySelector<HTMLElement>(`[data-paragraph="${beside}"]`) : null);
}

/** A function to call when the filter is changed: what has focus may be among what is hidden; then its line has it. */
function useKeptLine(filter: MarkFilter): () => void {
  const line = useRef<HTMLElement | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the page shows what the filter lets through
  useEffect(() => {
    const isLost = !document.activeElement || document.activeElement === document.body;
    const at = line.current?.isConnected ? readingText()?.startOf(line.current) : undefined;
    line.current = null;
    if (isLost && at !== undefined) focusLine(at);
  }, [filter]);
  return useCallback(() => {
    line.current = lineOfFocus();
  }, []);
}

/** Turns a theme, or with 0 every mark, on or off. Answers false when there is no such theme. */
function useTurn(): (number: number) => boolean {
  const { store } = useMarks();
  return (number) => {
    const { filter, themes } = store.getState();
    const isQuiet = filter.whose === "none";
    if (number === 0) {
      store.setFilter({ whose: isQuiet ? "everyone" : "none" });
      announce(isQuiet ? "Marks and notes are shown." : "A quiet page: no marks and notes are shown.");
      return true;
    }
    const theme = themes.filter(({ isRetired }) => !isRetired)[number - 1];
    if (!theme) return false;
    const isOn = !isQuiet && !filter.hidden.has(theme.id);
    const hidden = new Set(filter.hidden);
    if (isOn) hidden.add(theme.id);
    else hidden.delete(theme.id);
    store.setFilter({ hidden, whose: isQuiet ? "everyone" : filter.whose });
    announce(`${theme.name} is ${isOn ? "hidden" : "shown"}.`);
    return true;
  };
}
