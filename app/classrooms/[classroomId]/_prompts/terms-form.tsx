"use client";

import { type ReactNode, useState } from "react";
import type { PromptPeople } from "#domain/prompt-inputs";
import { type ActionError, actionError } from "../../../_ui/action-error";
import { useClock } from "../../../_ui/clock";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Form } from "../../../_ui/form";
import { PeopleField } from "./people-field";
import { RubricField, useRubric } from "./rubric-field";
import {
  AmountFields,
  DueField,
  HearingFields,
  InstructionsField,
  MomentFields,
  QuestionField,
} from "./term-fields";
import { type Terms, termsFrom, termsWords } from "./terms";
import { type People, peopleFrom, usePeople, type Who } from "./use-people";
import "./ask.css";

/** What the form sends: terms, for whom, and by which button. */
export type Asking = { terms: Terms; people: PromptPeople; by: string };

type TermsFormProps = {
  classroomId: string;
  initial: Terms;
  /** The guide has an answer of its own to it. */
  hasGuideAnswer: boolean;
  /** The words of the question are not there yet, or are what is changed: they stand first. */
  isOpen: boolean;
  /** Whom it is for can be chosen; of what was asked already it stays. */
  choosesPeople: boolean;
  error: ActionError | null;
  onSend: (asking: Asking) => void;
  onFail: (error: ActionError) => void;
  /** The buttons. */
  children: ReactNode;
};

const FIRST = ["title", "dueAt"];

const WHO: Record<Who, string> = {
  class: "The whole class.",
  students: "Some students.",
  groups: "Each group of the class by itself.",
  dealt: "In groups dealt at random.",
};

/** The terms of a question: the deadline, what they come to in words, and all of them behind "More". */
export function TermsForm(props: TermsFormProps) {
  const { classroomId, initial, hasGuideAnswer, isOpen, choosesPeople, error, onSend, onFail } = props;
  const { zone } = useClock();
  const people = usePeople(classroomId);
  const rubric = useRubric(initial.rubric);
  const [shown, setShown] = useState(initial);
  const handleSubmit = (form: HTMLFormElement, submitter: HTMLElement | null) => {
    const data = new FormData(form);
    const { terms, problems } = termsFrom(data, initial, rubric.criteria(), zone);
    const chosen = peopleFrom(people, data);
    if (typeof chosen === "string") problems.people = chosen;
    if (typeof chosen === "string" || Object.keys(problems).length > 0)
      return onFail(actionError("INVALID", undefined, problems));
    onSend({ terms, people: chosen, by: submitter?.getAttribute("value") ?? "" });
  };
  return (
    <Form onSubmit={handleSubmit}>
      {/* What is chosen is said in words as it is chosen. */}
      <div
        className="askform"
        onChange={(event) => {
          const form = (event.target as HTMLElement).closest("form");
          if (form) setShown(termsFrom(new FormData(form), initial, initial.rubric, zone).terms);
        }}
      >
        <ErrorSummary error={error} />
        {isOpen && <QuestionField initial={initial} error={error} />}
        <DueField initial={initial} error={error} />
        <p className="inwords">
          {choosesPeople && WHO[people.who]} {termsWords(shown, hasGuideAnswer)}
        </p>
        <More {...props} people={people} rubric={rubric} />
        <div className="brow">{props.children}</div>
      </div>
    </Form>
  );
}

type MoreProps = TermsFormProps & { people: People; rubric: ReturnType<typeof useRubric> };

function More(props: MoreProps) {
  const { classroomId, initial, hasGuideAnswer, isOpen, choosesPeople, error, people, rubric } = props;
  const [opened, setOpened] = useState(!choosesPeople);
  // What has to be put right must be in sight before the focus goes there.
  const isWrong = Object.keys(error?.fields ?? {}).some(
    (name) => !(FIRST.includes(name) && (isOpen || name !== "title")),
  );
  const wholeOf = (name: string) =>
    Object.entries(error?.fields ?? {}).find(([one]) => one.split(".")[0] === name)?.[1];
  return (
    <details
      className="more"
      open={opened || isWrong}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>More: who, when, how much, a rubric, names</summary>
      {!isOpen && <QuestionField initial={initial} error={error} />}
      <InstructionsField initial={initial} error={error} />
      {choosesPeople && <PeopleField classroomId={classroomId} people={people} problem={wholeOf("people")} />}
      <MomentFields initial={initial} error={error} />
      <AmountFields initial={initial} error={error} />
      <HearingFields initial={initial} hasGuideAnswer={hasGuideAnswer} />
      <RubricField rubric={rubric} error={error} />
    </details>
  );
}
