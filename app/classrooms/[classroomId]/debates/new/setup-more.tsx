"use client";

import { type ReactNode, useState } from "react";
import type { Seating } from "#domain/debate/sides";
import type { JointMode } from "#domain/debate/statement";
import { Field } from "../../../../_ui/field";
import { ZoneHint } from "../../../../_ui/zone-hint";
import { phaseTitle } from "../debate-words";
import { type PhaseField, type Setup, withPhase } from "./setup";
import { type FieldsProps, Lines, Problem } from "./setup-fields";

const FIRST = /^(motion|side-\d)$/;

/** All that is filled in already and can be otherwise. */
export function SetupMore(props: FieldsProps) {
  const [opened, setOpened] = useState(false);
  // What has to be put right must be in sight before the focus goes there.
  const isWrong = Object.keys(props.error?.fields ?? {}).some((name) => !FIRST.test(name));
  return (
    <details
      className="more"
      open={opened || isWrong}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>More: phases and their clocks, sides, votes, the joint statement</summary>
      <MoreFields {...props} votes={<Votes {...props} />} />
    </details>
  );
}

type MoreProps = FieldsProps & {
  /** How votes are told, where that can still be said. */
  votes?: ReactNode;
};

/** Phases, seats, endings, and what its teacher says. */
export function MoreFields({ votes, ...props }: MoreProps) {
  const { setup, change, error } = props;
  return (
    <>
      <Phases {...props} />
      <Choices<Seating>
        legend="Who argues for which side"
        name="seating"
        value={setup.seating}
        choices={[
          ["random", "Dealt at random", "Sides are as even as can be; who comes late goes where fewest are."],
          ["chosen", "Everybody chooses", "Each takes a seat when the debate opens."],
          ["teacher", "You say who", "On the page of the debate, by name."],
        ]}
        onChoose={(seating) => change({ ...setup, seating })}
      />
      {votes}
      <JointField {...props} />
      <Lines
        name="instructions"
        label="What you want to say about it"
        hint="Plain text. It may stay empty."
        rows={3}
        max={1000}
        value={setup.instructions}
        error={error}
        onWrite={(instructions) => change({ ...setup, instructions })}
      />
    </>
  );
}

/** How votes are told: said when a debate is set up, and never otherwise. */
const Votes = ({ setup, change }: FieldsProps) => (
  <Choices
    legend="Votes"
    name="votes"
    value={setup.isNamed ? "named" : "secret"}
    choices={[
      ["secret", "Secret", "Nobody learns who voted what, and you do not either."],
      ["named", "By name", "Shown when the debate is over. The class is told before the first vote."],
    ]}
    onChoose={(votes) => change({ ...setup, isNamed: votes === "named" })}
  />
);

/** How a class comes to its statement. */
const JointField = ({ setup, change }: FieldsProps) => (
  <Choices<JointMode>
    legend="The joint statement"
    name="joint"
    value={setup.joint}
    choices={[
      ["group", "Each group writes one together", "The class writes one where it has no groups."],
      ["vote", "Each writes a draft, and the class chooses", ""],
    ]}
    onChoose={(joint) => change({ ...setup, joint })}
  />
);

type ChoicesProps<Value extends string> = {
  legend: string;
  name: string;
  value: Value;
  choices: [Value, string, string][];
  onChoose: (value: Value) => void;
};

function Choices<Value extends string>({ legend, name, value, choices, onChoose }: ChoicesProps<Value>) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {choices.map(([choice, words, more]) => (
        <label className="check" key={choice}>
          <input
            type="radio"
            name={name}
            value={choice}
            checked={value === choice}
            onChange={() => onChoose(choice)}
          />
          <span>
            {words}
            {more && <small>{more}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Which phases there are, and each one's clock: minutes in a lesson, and over days the moment it ends. */
function Phases({ setup, change, error }: FieldsProps) {
  const isTimed = setup.pace === "timed";
  return (
    <>
      <Choices
        legend="Clocks"
        name="pace"
        value={setup.pace}
        choices={[
          ["timed", "Minutes, in a lesson", "You start the clock; each phase follows the one before."],
          ["dated", "Days, over a week or more", "Each phase ends on its day."],
        ]}
        onChoose={(pace) => change({ ...setup, pace })}
      />
      {!isTimed && (
        <Field
          name="startsAt"
          label="Opens"
          type="datetime-local"
          value={setup.startsAt}
          onChange={(event) => change({ ...setup, startsAt: event.target.value })}
          hint={
            <>
              Empty: at once. <ZoneHint />
            </>
          }
          error={error}
        />
      )}
      <PhaseList setup={setup} change={change} error={error} />
    </>
  );
}

/** The phases there can be, each with its clock where it is taken. */
function PhaseList({ setup, change, error }: FieldsProps) {
  const write = (kind: PhaseField["kind"], more: Partial<PhaseField>): Setup => ({
    ...setup,
    phases: setup.phases.map((phase) => (phase.kind === kind ? { ...phase, ...more } : phase)),
  });
  return (
    <fieldset className={error?.fields.schedule ? "field err" : "field"} id="schedule" tabIndex={-1}>
      <legend>Phases</legend>
      <Problem name="schedule" error={error} />
      <ul className="planned">
        {setup.phases.map((phase) => (
          <li key={phase.kind}>
            <label className="check">
              <input
                type="checkbox"
                checked={phase.on}
                onChange={(event) => change(withPhase(setup, phase.kind, event.target.checked))}
              />
              <span>{phaseTitle(phase.kind)}</span>
            </label>
            {phase.on && (
              <PhaseClock
                phase={phase}
                isTimed={setup.pace === "timed"}
                error={error}
                onWrite={(more) => change(write(phase.kind, more))}
              />
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

type PhaseClockProps = {
  phase: PhaseField;
  isTimed: boolean;
  error: FieldsProps["error"];
  onWrite: (more: Partial<PhaseField>) => void;
};

function PhaseClock({ phase, isTimed, error, onWrite }: PhaseClockProps) {
  const name = `phase-${phase.kind}`;
  const problem = error?.fields[name];
  const title = phaseTitle(phase.kind);
  const common = {
    id: name,
    className: "inp",
    "aria-invalid": problem ? true : undefined,
    "aria-describedby": problem ? `${name}-error` : undefined,
  } as const;
  return (
    <div className={problem ? "clock err" : "clock"}>
      <Problem name={name} error={error} />
      {isTimed ? (
        <>
          <input
            {...common}
            type="number"
            min={1}
            max={600}
            value={phase.minutes}
            aria-label={`${title}: minutes`}
            onChange={(event) => onWrite({ minutes: event.target.value })}
          />
          <span aria-hidden="true">min</span>
        </>
      ) : (
        <input
          {...common}
          type="datetime-local"
          value={phase.endsAt}
          aria-label={`${title}: ends`}
          onChange={(event) => onWrite({ endsAt: event.target.value })}
        />
      )}
    </div>
  );
}
