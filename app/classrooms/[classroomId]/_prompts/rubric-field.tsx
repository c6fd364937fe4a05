"use client";

import { useState } from "react";
import type { Criterion } from "#domain/prompt";
import type { ActionError } from "../../../_ui/action-error";
import { Button } from "../../../_ui/button";
import { Field } from "../../../_ui/field";
import { WarningIcon } from "../../../_ui/icons";
import { makeId } from "../../../_ui/uuid";

const CRITERIA = 8;

/** A line of the rubric as it is written: its levels are the lines of a text. */
type Line = { key: string; name: string; levels: string };

/** The rubric as it is written, and what it says. */
export function useRubric(initial: readonly Criterion[]) {
  const [lines, setLines] = useState<Line[]>(() =>
    initial.map(({ name, levels }) => ({ key: makeId(), name, levels: levels.join("\n") })),
  );
  return {
    lines,
    change: (key: string, more: Partial<Line>) =>
      setLines((last) => last.map((line) => (line.key === key ? { ...line, ...more } : line))),
    add: () => setLines((last) => [...last, { key: makeId(), name: "", levels: "" }]),
    remove: (key: string) => setLines((last) => last.filter((line) => line.key !== key)),
    criteria: (): Criterion[] =>
      lines.map(({ name, levels }) => ({
        name: name.trim(),
        levels: levels
          .split("\n")
          .map((level) => level.trim())
          .filter(Boolean),
      })),
  };
}

export type Rubric = ReturnType<typeof useRubric>;

/** What answers are looked at for: lines with their levels, the lowest first. */
export function RubricField({ rubric, error }: { rubric: Rubric; error: ActionError | null }) {
  const { lines, change, add, remove } = rubric;
  return (
    <fieldset className="field" id="rubric" tabIndex={-1}>
      <legend>Rubric</legend>
      <small>What you look at in an answer. Students see it beside their own.</small>
      {lines.map(({ key, name, levels }, at) => (
        <div className="criterion" key={key}>
          <Field
            name={`rubric.${at}.name`}
            label={`Line ${at + 1}`}
            value={name}
            maxLength={80}
            placeholder="Evidence"
            autoComplete="off"
            onChange={(event) => change(key, { name: event.target.value })}
            error={error}
          />
          <Levels at={at} value={levels} onChange={(text) => change(key, { levels: text })} error={error} />
          <Button look="link" onClick={() => remove(key)}>
            Remove line {at + 1}
          </Button>
        </div>
      ))}
      {lines.length < CRITERIA && (
        <Button look="line" size="sm" onClick={add}>
          Add a line
        </Button>
      )}
    </fieldset>
  );
}

type LevelsProps = { at: number; value: string; onChange: (text: string) => void; error: ActionError | null };

function Levels({ at, value, onChange, error }: LevelsProps) {
  const name = `rubric.${at}.levels`;
  const problem =
    error?.fields[name] ??
    Object.entries(error?.fields ?? {}).find(([one]) => one.startsWith(`${name}.`))?.[1];
  return (
    <div className={problem ? "field err" : "field"}>
      <label htmlFor={name}>Its levels, a line each, the lowest first</label>
      {problem && (
        <p className="msg" id={`${name}-error`}>
          <WarningIcon />
          <span>{problem}</span>
        </p>
      )}
      <textarea
        className="inp"
        id={name}
        rows={3}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${name}-error` : undefined}
      />
    </div>
  );
}
