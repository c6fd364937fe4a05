"use client";

import { TEMPLATES, type Template } from "#domain/debate/templates";
import type { ActionError } from "../../../../_ui/action-error";
import { Button } from "../../../../_ui/button";
import { WarningIcon } from "../../../../_ui/icons";
import { phaseTitle } from "../debate-words";
import type { Setup } from "./setup";

export type FieldsProps = { setup: Setup; change: (setup: Setup) => void; error: ActionError | null };

/** What is wrong with a field, above it. */
export function Problem({ name, error }: { name: string; error: ActionError | null }) {
  const problem = error?.fields[name];
  if (!problem) return null;
  return (
    <p className="msg" id={`${name}-error`}>
      <WarningIcon />
      <span>{problem}</span>
    </p>
  );
}

/** "First vote, opening, closing" */
const phasesWords = ({ phases }: Template): string => {
  const words = phases.map(({ kind }) => phaseTitle(kind).toLowerCase()).join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
};

type TemplateFieldProps = FieldsProps & { onChoose: (key: Template["key"]) => void };

/** How it goes, as debates are usually held: chosen first, and all that follows can be changed. */
export function TemplateField({ setup, onChoose }: TemplateFieldProps) {
  return (
    <fieldset className="field">
      <legend>How it goes</legend>
      {TEMPLATES.map((template) => (
        <label className="check" key={template.key}>
          <input
            type="radio"
            name="template"
            value={template.key}
            checked={setup.template === template.key}
            onChange={() => onChoose(template.key)}
          />
          <span>
            {template.name}
            <small>{phasesWords(template)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

const HOLDS = ["What the side for holds", "What the side against holds", "What the third position holds"];
const SIDES_MAX = HOLDS.length;

/** The motion, and what each side of it holds. */
export function MotionFields({ setup, change, error }: FieldsProps) {
  const { sides } = setup;
  return (
    <>
      <Lines
        name="motion"
        label="The motion"
        value={setup.motion}
        error={error}
        onWrite={(motion) => change({ ...setup, motion })}
      />
      {sides.map((side, at) => (
        <Lines
          // biome-ignore lint/suspicious/noArrayIndexKey: a side is what stands in its place
          key={at}
          name={`side-${at}`}
          label={HOLDS[at] ?? ""}
          value={side}
          error={error}
          onWrite={(words) =>
            change({ ...setup, sides: sides.map((one, place) => (place === at ? words : one)) })
          }
        />
      ))}
      <p className="third">
        {sides.length < SIDES_MAX ? (
          <Button look="link" onClick={() => change({ ...setup, sides: [...sides, ""] })}>
            Add a third position
          </Button>
        ) : (
          <Button look="link" onClick={() => change({ ...setup, sides: sides.slice(0, 2) })}>
            Leave the third position out
          </Button>
        )}
      </p>
    </>
  );
}

type LinesProps = {
  name: string;
  label: string;
  hint?: string;
  rows?: number;
  max?: number;
  value: string;
  error: ActionError | null;
  onWrite: (words: string) => void;
};

/** A labelled field for a sentence or some. */
export function Lines({ name, label, hint, rows = 2, max = 300, value, error, onWrite }: LinesProps) {
  const problem = error?.fields[name];
  const described = [hint ? `${name}-hint` : "", problem ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={problem ? "field err" : "field"}>
      <label htmlFor={name}>{label}</label>
      {hint && <small id={`${name}-hint`}>{hint}</small>}
      <Problem name={name} error={error} />
      <textarea
        className="inp"
        id={name}
        name={name}
        rows={rows}
        maxLength={max}
        value={value}
        onChange={(event) => onWrite(event.target.value)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described || undefined}
      />
    </div>
  );
}
