"use client";

import { localOf } from "#domain/zone";
import type { ActionError } from "../../../_ui/action-error";
import { useClock } from "../../../_ui/clock";
import { Field } from "../../../_ui/field";
import { WarningIcon } from "../../../_ui/icons";
import { ZoneHint } from "../../../_ui/zone-hint";
import type { Terms } from "./terms";

type Props = { initial: Terms; error: ActionError | null };

const local = (moment: string | null, zone: string): string => (moment ? localOf(moment, zone) : "");

/** The question as students read it. */
export function QuestionField({ initial, error }: Props) {
  return <Lines name="title" label="The question" rows={2} max={300} initial={initial.title} error={error} />;
}

export function InstructionsField({ initial, error }: Props) {
  return (
    <Lines
      name="instructions"
      label="What you want to say about it"
      hint="Plain text. It may stay empty."
      rows={3}
      max={1000}
      initial={initial.instructions}
      error={error}
    />
  );
}

type LinesProps = {
  name: string;
  label: string;
  hint?: string;
  rows: number;
  max: number;
  initial: string;
  error: ActionError | null;
};

function Lines({ name, label, hint, rows, max, initial, error }: LinesProps) {
  const problem = error?.fields[name];
  const described = [hint ? `${name}-hint` : "", problem ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={problem ? "field err" : "field"}>
      <label htmlFor={name}>{label}</label>
      {hint && <small id={`${name}-hint`}>{hint}</small>}
      {problem && (
        <p className="msg" id={`${name}-error`}>
          <WarningIcon />
          <span>{problem}</span>
        </p>
      )}
      <textarea
        className="inp"
        id={name}
        name={name}
        rows={rows}
        maxLength={max}
        defaultValue={initial}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described || undefined}
      />
    </div>
  );
}

export function DueField({ initial, error }: Props) {
  const { zone } = useClock();
  return (
    <Field
      name="dueAt"
      label="Answers due"
      type="datetime-local"
      defaultValue={local(initial.dueAt, zone)}
      hint={<ZoneHint />}
      error={error}
    />
  );
}

/** When it opens, and until when one may reply. */
export function MomentFields({ initial, error }: Props) {
  const { zone } = useClock();
  return (
    <>
      <div className="two">
        <Field
          name="opensAt"
          label="Opens"
          type="datetime-local"
          defaultValue={local(initial.opensAt, zone)}
          hint="Empty: at once."
          error={error}
        />
        <Field
          name="repliesDueAt"
          label="Replies due"
          type="datetime-local"
          defaultValue={local(initial.repliesDueAt, zone)}
          hint="Empty: no day for them."
          error={error}
        />
      </div>
      <Tick
        name="takesLate"
        on={initial.takesLate}
        words="Late answers are taken"
        more="They are marked as late. Else nothing is taken after the deadline."
      />
    </>
  );
}

/** How much is asked for. */
export function AmountFields({ initial, error }: Props) {
  const amount = (name: "wordsMin" | "passagesMin" | "repliesMin", label: string, max: number) => (
    <Field
      name={name}
      label={label}
      type="number"
      min={0}
      max={max}
      defaultValue={initial[name]}
      error={error}
    />
  );
  return (
    <div className="three">
      {amount("wordsMin", "Words, at least", 1000)}
      {amount("passagesMin", "Passages to cite", 10)}
      {amount("repliesMin", "Classmates to reply to", 10)}
    </div>
  );
}

/** Who hears whom, and when. */
export function HearingFields({ initial, hasGuideAnswer }: { initial: Terms; hasGuideAnswer: boolean }) {
  return (
    <fieldset className="field">
      <legend>Who reads what, and when</legend>
      <Tick
        name="hasGate"
        on={initial.hasGate}
        words="Answers stay closed until one has answered"
        more="Until then one sees only how many are waiting."
      />
      <Tick
        name="isAnonymous"
        on={initial.isAnonymous}
        words="Made-up names for classmates"
        more="You see who wrote what, and they are told so. The way somebody writes may still tell."
      />
      <Tick
        name="isHeld"
        on={initial.isHeld}
        words="A teacher lets each answer in"
        more="Until then only its writer and the teachers can see it."
      />
      {hasGuideAnswer ? (
        <Tick
          name="opensGuide"
          on={initial.opensGuide}
          words="The guide’s own answer shows after one’s own"
          more="Each then says what they make of it. Else it stays with the teachers."
        />
      ) : (
        initial.opensGuide && <input type="hidden" name="opensGuide" value="on" />
      )}
    </fieldset>
  );
}

function Tick({ name, on, words, more }: { name: string; on: boolean; words: string; more: string }) {
  return (
    <label className="check">
      <input type="checkbox" name={name} defaultChecked={on} />
      <span>
        {words}
        <small>{more}</small>
      </span>
    </label>
  );
}
