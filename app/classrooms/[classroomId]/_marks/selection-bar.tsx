"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import type { Theme } from "#domain/note";
import { shortened } from "../_comments/shortened";
import { useTalk } from "../_comments/talk-context";
import { ThemeSign } from "../_comments/theme-sign";
import { areKeysFree } from "../_comments/use-keys";
import { placeBar } from "./place-bar";
import { readingText } from "./text-dom";
import { useMarkActs } from "./use-mark-acts";
import type { Passage } from "./use-passage";

/** Themes that a digit reaches. */
const DIGITS = 9;

type SelectionBarProps = { passage: Passage; onClose: () => void };

/** What can be done with a passage: five inks, a note, a question, evidence. */
export function SelectionBar({ passage, onClose }: SelectionBarProps) {
  const { isPhone } = useTalk();
  const box = useRef<HTMLDivElement>(null);
  const isDocked = isPhone || passage.by === "touch";
  const { start, end } = passage;
  useLayoutEffect(() => {
    const bar = box.current;
    const text = readingText();
    bar?.removeAttribute("style");
    if (!bar || !text || isDocked) return undefined;
    const place = () => placeBar(bar, text.rectsOf({ start, end }));
    place();
    window.addEventListener("resize", place);
    return () => window.removeEventListener("resize", place);
  }, [start, end, isDocked]);
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) onClose();
    };
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, [onClose]);
  const words = readingText()?.text.text.slice(start, end) ?? "";
  return (
    <div
      ref={box}
      className={isDocked ? "seltool dock" : "seltool"}
      role="toolbar"
      aria-label="Mark this passage"
      // A press on the bar must not take the selection away.
      onMouseDown={(event) => event.preventDefault()}
    >
      {isDocked && (
        <p className="marked-words">
          <span>“{shortened(words)}”</span>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </p>
      )}
      {passage.fault ? (
        <p className="fault" role="alert">
          {passage.fault}
        </p>
      ) : (
        <Choices passage={passage} isDocked={isDocked} onClose={onClose} />
      )}
    </div>
  );
}

type ChoicesProps = { passage: Passage; isDocked: boolean; onClose: () => void };

function Choices({ passage, isDocked, onClose }: ChoicesProps) {
  const { change } = useTalk();
  const { acts, inUse } = useMarkActs();
  const { start, end } = passage;
  const place = { start, end };
  const own = acts.own(place);
  const isEvidence = acts.evidence(place) !== undefined;
  const begin = (motivation: "commenting" | "questioning") => {
    change({ openId: null, writingOn: null });
    acts.begin(place, motivation);
    onClose();
  };
  const doing: Record<string, () => void> = {
    n: () => begin("commenting"),
    q: () => begin("questioning"),
    e: () => acts.toggleEvidence(place),
  };
  inUse.slice(0, DIGITS).forEach((theme, n) => {
    doing[String(n + 1)] = () => acts.toggleTheme(place, theme);
  });
  useBarKeys(doing);
  return (
    <>
      <div className="five">
        {inUse.map((theme, n) => (
          <ThemeButton
            key={theme.id}
            theme={theme}
            digit={n < DIGITS ? n + 1 : null}
            isOn={own?.themeIds.includes(theme.id) ?? false}
            isDocked={isDocked}
            onPress={() => acts.toggleTheme(place, theme)}
          />
        ))}
      </div>
      <span className="bar" aria-hidden="true" />
      <div className="acts">
        <Act letter="N" onPress={doing.n}>
          {isDocked ? "Write a note" : "Note"}
        </Act>
        <Act letter="Q" onPress={doing.q}>
          Ask
        </Act>
        <Act letter="E" onPress={doing.e} isOn={isEvidence}>
          {isDocked ? "Evidence" : "Use as evidence"}
        </Act>
      </div>
    </>
  );
}

type ThemeButtonProps = {
  theme: Theme;
  digit: number | null;
  isOn: boolean;
  isDocked: boolean;
  onPress: () => void;
};

function ThemeButton({ theme, digit, isOn, isDocked, onPress }: ThemeButtonProps) {
  const short = theme.name.split(/[\s,&]+/)[0];
  return (
    <button
      type="button"
      className="th"
      data-ink={theme.ink ?? undefined}
      aria-pressed={isOn}
      aria-keyshortcuts={digit === null ? undefined : String(digit)}
      title={theme.name}
      onClick={onPress}
    >
      <ThemeSign theme={theme} />
      <span className="vh">{theme.name}</span>
      {(isOn || isDocked) && (
        <span className="short" aria-hidden="true">
          {short}
        </span>
      )}
      {digit !== null && !isDocked && (
        <span className="key" aria-hidden="true">
          {digit}
        </span>
      )}
    </button>
  );
}

type ActProps = { letter: string; onPress: (() => void) | undefined; isOn?: boolean; children: ReactNode };

function Act({ letter, onPress, isOn, children }: ActProps) {
  return (
    <button type="button" aria-pressed={isOn} aria-keyshortcuts={letter} onClick={onPress}>
      {children}{" "}
      <span className="key" aria-hidden="true">
        {letter}
      </span>
    </button>
  );
}

/** The keys of the bar, while it is there: they belong to the passage, wherever focus is in the text. */
function useBarKeys(doing: Record<string, () => void>): void {
  const latest = useRef(doing);
  latest.current = doing;
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.repeat || !areKeysFree(event)) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
}
