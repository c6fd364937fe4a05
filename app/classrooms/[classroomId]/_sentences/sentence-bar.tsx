"use client";

import type { FocusEvent, KeyboardEvent, ReactNode, Ref } from "react";
import { useMarks } from "../_marks/use-marks";

type SentenceBarProps = {
  ref: Ref<HTMLElement>;
  where: string;
  marks: string;
  isReadOnly: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onBlur: (event: FocusEvent<HTMLElement>) => void;
  onLeave: () => void;
};

/** Below the text while sentence mode is on: what is chosen, and which keys do what. It hears the keys. */
export function SentenceBar({ ref, where, marks, isReadOnly, onKeyDown, onBlur, onLeave }: SentenceBarProps) {
  const { themes } = useMarks();
  const count = Math.min(9, themes.filter(({ isRetired }) => !isRetired).length);
  return (
    // An application, so that a screen reader leaves the arrow keys to it.
    <section
      ref={ref}
      className="keys"
      role="application"
      aria-label="Sentence mode"
      aria-describedby="sentence-where"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <b aria-hidden="true">Sentence mode</b>
      <span className="where" id="sentence-where">
        {where} {marks}
      </span>
      <div className="hints" aria-hidden="true">
        <Hint keys={["←", "→"]}>move</Hint>
        <Hint keys={["Shift", "→"]}>take in more</Hint>
        {!isReadOnly && count > 0 && (
          <Hint keys={count === 1 ? ["1"] : ["1", "to", String(count)]}>mark</Hint>
        )}
        {!isReadOnly && <Hint keys={["N"]}>note</Hint>}
        <Hint keys={["?"]}>all keys</Hint>
      </div>
      <button type="button" onClick={onLeave}>
        <kbd>Esc</kbd> leave<span className="vh"> sentence mode</span>
      </button>
    </section>
  );
}

function Hint({ keys, children }: { keys: string[]; children: ReactNode }) {
  return (
    <span>
      {keys.map((key) => (key === "to" ? " to " : <kbd key={key}>{key}</kbd>))} {children}
    </span>
  );
}
