"use client";

import { placeWords, useTalk } from "../_comments/talk-context";
import { useMarks } from "../_marks/use-marks";
import { Problem } from "./problem";
import { type Steps, sentencesIn } from "./steps";
import type { Filled } from "./use-passage-form";
import { marksIn, marksWords } from "./words";

type PickSentencesProps = {
  steps: Steps;
  /** The paragraph that was asked for, as its place in the section. */
  paragraph: number;
  filled: Filled;
  onChange: (part: Partial<Filled>) => void;
  problem?: string | undefined;
};

/** The sentences of a paragraph, and of those after it where a passage goes on, as a list to tick. */
export function PickSentences({ steps, paragraph, filled, onChange, problem }: PickSentencesProps) {
  const { place, focusSoon } = useTalk();
  const { picked } = filled;
  const last = Math.min(paragraph + filled.paragraphs, steps.section.paragraphs.length) - 1;
  const next = steps.section.paragraphs[last + 1];
  const toggle = (at: number) =>
    onChange({ picked: picked.includes(at) ? picked.filter((one) => one !== at) : [...picked, at] });
  const handleMore = () => {
    onChange({ paragraphs: filled.paragraphs + 1 });
    focusSoon(`#sentences [data-sentence="${sentencesIn(steps, last + 1).first}"]`);
  };
  const shown = Array.from({ length: last - paragraph + 1 }, (_, at) => paragraph + at);
  return (
    <fieldset
      id="sentences"
      tabIndex={-1}
      className={problem ? "field err" : "field"}
      aria-describedby={problem ? "sentences-error" : undefined}
    >
      <legend>Sentences</legend>
      <Problem id="sentences" problem={problem} />
      {shown.map((at) => (
        <SentencesOf
          key={at}
          steps={steps}
          paragraph={at}
          picked={picked}
          isNamed={at > paragraph}
          onToggle={toggle}
        />
      ))}
      {next && (
        <button type="button" className="lnk" onClick={handleMore}>
          Go on to {placeWords(place, next.id)}
        </button>
      )}
    </fieldset>
  );
}

type SentencesOfProps = {
  steps: Steps;
  paragraph: number;
  picked: number[];
  isNamed: boolean;
  onToggle: (at: number) => void;
};

function SentencesOf({ steps, paragraph, picked, isNamed, onToggle }: SentencesOfProps) {
  const { place, me } = useTalk();
  const { all, themes } = useMarks();
  const { first, last } = sentencesIn(steps, paragraph);
  const name = placeWords(place, steps.section.paragraphs[paragraph]?.id ?? null);
  if (first < 0) return null;
  return (
    <ul aria-label={name}>
      {isNamed && (
        <li className="of" aria-hidden="true">
          {name.charAt(0).toUpperCase() + name.slice(1)}
        </li>
      )}
      {steps.sentences.slice(first, last + 1).map((sentence, index) => {
        const at = first + index;
        const here = marksIn(all, sentence);
        return (
          <li key={at}>
            <label className="check">
              <input
                type="checkbox"
                data-sentence={at}
                checked={picked.includes(at)}
                onChange={() => onToggle(at)}
              />
              <span>
                <span className="said">{steps.section.text.slice(sentence.start, sentence.end)}</span>
                {here.length > 0 && <small>{marksWords(here, themes, me.userId)}</small>}
              </span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}
