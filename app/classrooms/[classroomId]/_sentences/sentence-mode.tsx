"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { announce } from "../../../_ui/announcer";
import { useTalk } from "../_comments/talk-context";
import { areKeysFree } from "../_comments/use-keys";
import { readingText, type TextDom } from "../_marks/text-dom";
import { useMarkActs } from "../_marks/use-mark-acts";
import { useMarks } from "../_marks/use-marks";
import { drawChosen, keepInView } from "./draw-chosen";
import { focusLine } from "./focus-line";
import { SentenceBar } from "./sentence-bar";
import { actOf } from "./sentence-keys";
import { type Chosen, type Steps, stepsOf } from "./steps";
import { useTold } from "./use-told";
import { whereToBegin } from "./where-to-begin";

type Mode = { text: TextDom; steps: Steps; chosen: Chosen };

/**
 * Marking without a mouse or a caret: `S` chooses a sentence, arrows move, Shift takes in more, digits mark. While it
 * is on, the bar has focus, and nothing of the text is touched.
 */
export function SentenceMode() {
  const { isArchived } = useTalk();
  const [mode, setMode] = useState<Mode | null>(null);
  const last = useRef<Chosen | null>(null);
  const enter = useCallback(() => {
    const text = readingText();
    if (!text) return;
    const steps = stepsOf(text.text);
    const chosen = whereToBegin(text, steps, last.current);
    if (chosen) setMode({ text, steps, chosen });
  }, []);
  useEffect(() => {
    const handleKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || event.shiftKey || !areKeysFree(event)) return;
      event.preventDefault();
      enter();
    };
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, [enter]);
  if (!mode) return null;
  const handleMove = (chosen: Chosen) => {
    last.current = chosen;
    setMode({ ...mode, chosen });
  };
  const handleLeave = () => setMode(null);
  return <Mode mode={mode} isReadOnly={isArchived} onMove={handleMove} onLeave={handleLeave} />;
}

type ModeProps = {
  mode: Mode;
  isReadOnly: boolean;
  onMove: (chosen: Chosen) => void;
  onLeave: () => void;
};

function Mode({ mode, isReadOnly, onMove, onLeave }: ModeProps) {
  const { text, steps, chosen } = mode;
  const bar = useRef<HTMLElement>(null);
  const { all } = useMarks();
  const { acts, inUse } = useMarkActs();
  const told = useTold(mode);
  useLayoutEffect(() => {
    bar.current?.focus({ preventScroll: true });
    return () => drawChosen(null, null);
  }, []);
  useLayoutEffect(() => {
    const range = text.rangeOf(chosen.range);
    const barHeight = bar.current?.offsetHeight ?? 0;
    if (range) keepInView(range, { barHeight, isBackward: chosen.head < chosen.anchor });
  }, [text, chosen]);
  // Drawn anew with the marks, which cut the text's nodes, and with the lines.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const draw = () => drawChosen(text, chosen.range);
    draw();
    const later = requestAnimationFrame(draw);
    window.addEventListener("resize", draw);
    return () => {
      cancelAnimationFrame(later);
      window.removeEventListener("resize", draw);
    };
  }, [text, chosen, all]);
  const leave = () => {
    onLeave();
    focusLine(chosen.range.start);
    announce("Sentence mode is off.");
  };
  const handleKey = (event: KeyboardEvent) => {
    const act = actOf(event, steps, chosen);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (act.kind === "move") onMove(act.chosen);
    else if (act.kind === "leave") leave();
    else if (act.kind === "tell") announce(told.marks);
    else if (isReadOnly) announce("This class is archived. It can be read, not added to.");
    else if (act.kind === "theme") {
      const theme = inUse[act.number - 1];
      if (theme) acts.toggleTheme(chosen.range, theme);
      else announce(`This class has no theme ${act.number}.`);
    } else if (act.kind === "evidence") acts.toggleEvidence(chosen.range);
    else {
      onLeave();
      focusLine(chosen.range.start);
      acts.begin(chosen.range, act.kind === "ask" ? "questioning" : "commenting");
    }
  };
  const handleBlur = (event: FocusEvent<HTMLElement>) => {
    const next = event.relatedTarget;
    if (!document.hasFocus() || event.currentTarget.contains(next) || next?.closest("dialog, .toaster"))
      return;
    onLeave();
  };
  return (
    <SentenceBar
      ref={bar}
      where={told.where}
      marks={told.marks}
      isReadOnly={isReadOnly}
      onKeyDown={handleKey}
      onBlur={handleBlur}
      onLeave={leave}
    />
  );
}
