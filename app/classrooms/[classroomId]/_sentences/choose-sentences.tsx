"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Range } from "#domain/anchor/section-text";
import { snapToWords } from "#domain/anchor/words";
import { pressed, selectedIn } from "./picking";
import "./choose-sentences.css";

export type Paragraph = {
  id: string;
  start: number;
  number: number | null;
  text: string;
  sentences: Range[];
};

type ChooseSentencesProps = {
  paragraphs: Paragraph[];
  text: string;
  chosen: Range | null;
  onChoose: (range: Range | null) => void;
};

/** The section as sentences to press, and as text to select in. */
export function ChooseSentences({ paragraphs, text, chosen, onChoose }: ChooseSentencesProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  const latest = useRef(onChoose);
  latest.current = onChoose;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      const selected = box.current && selectedIn(box.current);
      const whole = selected && snapToWords(text, selected);
      if (whole) latest.current(whole);
    };
    // A finger goes on dragging the handles; what it leaves is what counts.
    const handleSelection = () => {
      clearTimeout(timer);
      timer = setTimeout(read, 250);
    };
    document.addEventListener("selectionchange", handleSelection);
    // Words may have been selected before the page listened.
    handleSelection();
    return () => {
      clearTimeout(timer);
      document.removeEventListener("selectionchange", handleSelection);
    };
  }, [text]);
  return (
    <fieldset className="sentences" ref={box} onKeyDown={handleArrows}>
      <legend className="vh">Sentences of the section</legend>
      {paragraphs.map((paragraph) => (
        <p key={paragraph.id}>
          <span className="no" aria-hidden="true">
            {paragraph.number}
          </span>
          {paragraph.sentences.map((sentence) => (
            <SentenceBox
              key={sentence.start}
              sentence={sentence}
              words={text.slice(sentence.start, sentence.end)}
              isIn={chosen !== null && sentence.start < chosen.end && chosen.start < sentence.end}
              onPress={() => onChoose(pressed(chosen, sentence))}
            />
          ))}
        </p>
      ))}
    </fieldset>
  );
}

type BoxProps = { sentence: Range; words: string; isIn: boolean; onPress: () => void };

function SentenceBox({ sentence, words, isIn, onPress }: BoxProps) {
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box within answers to keys */}
      <label
        className={isIn ? "in" : undefined}
        onClick={(event) => {
          // The end of a drag over the words is no press.
          if (document.getSelection()?.isCollapsed === false) event.preventDefault();
        }}
      >
        <input type="checkbox" className="vh" checked={isIn} onChange={onPress} />
        <span data-start={sentence.start}>{words}</span>
      </label>{" "}
    </>
  );
}

/** Up and down go from sentence to sentence. */
function handleArrows(event: KeyboardEvent<HTMLFieldSetElement>): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>("input")];
  const next = boxes[boxes.indexOf(event.target as HTMLInputElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.parentElement?.scrollIntoView({ block: "nearest" });
}
