"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { instantOf, localOf } from "#domain/zone";
import { trpc } from "../../../_trpc/client";
import { actionError } from "../../../_ui/action-error";
import { useClock } from "../../../_ui/clock";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Field } from "../../../_ui/field";
import { Form, Submit } from "../../../_ui/form";
import { LockIcon } from "../../../_ui/icons";
import { Time } from "../../../_ui/time";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";
import { makeId } from "../../../_ui/uuid";
import { ZoneHint } from "../../../_ui/zone-hint";
import type { Assignment } from "../_assignments/words";

/** The guide's sections, by part, as the API lists what can be asked for. */
export type AskableParts = {
  key: string;
  title: string;
  opensAt: string | null;
  sections: { id: string; title: string }[];
}[];

type ReadingFormProps = {
  classroomId: string;
  parts: AskableParts;
  /** The one to change; without it a new one is made. */
  assignment?: Assignment;
  onDone?: () => void;
};

const ruleOf = (one: Assignment) => ({
  sectionIds: one.sections.map(({ id }) => id),
  notesMin: one.notesMin,
  needsTheme: one.needsTheme,
  needsReason: one.needsReason,
  instructions: one.instructions,
  dueAt: one.dueAt,
});

/** Asks the class for notes on sections by a moment, or changes what was asked. */
export function ReadingForm({ classroomId, parts, assignment, onDone }: ReadingFormProps) {
  const router = useRouter();
  const { zone } = useClock();
  const id = useRef<string>(undefined);
  const send = useAction(async (rule: ReturnType<typeof ruleOf>) => {
    id.current ??= makeId();
    if (assignment)
      await trpc.assignment.changeReading.mutate({
        classroomId,
        assignmentId: assignment.id,
        ...rule,
        before: ruleOf(assignment),
      });
    else await trpc.assignment.createReading.mutate({ classroomId, id: id.current, ...rule });
    showToast(assignment ? "The assignment is changed." : "The class is asked.");
    router.refresh();
    return true;
  });
  const handleSubmit = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    const sectionIds = data.getAll("sectionIds").map(String);
    const due = instantOf(String(data.get("dueAt")), zone);
    const fields: Record<string, string> = {};
    if (sectionIds.length === 0) fields.sectionIds = "Choose at least one section.";
    if (due === null) fields.dueAt = "Choose a day and a time.";
    if (due === null || Object.keys(fields).length > 0)
      return send.fail(actionError("INVALID", undefined, fields));
    const isSame = assignment && String(data.get("dueAt")) === localOf(assignment.dueAt, zone);
    const done = await send.run({
      sectionIds,
      notesMin: Number(data.get("notesMin")),
      needsTheme: data.get("needsTheme") !== null,
      needsReason: data.get("needsReason") !== null,
      instructions: String(data.get("instructions") ?? ""),
      dueAt: isSame ? assignment.dueAt : due,
    });
    if (!done) return;
    id.current = undefined;
    if (!assignment) form.reset();
    onDone?.();
  };
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={send.error} />
      <div className="askrow">
        <Field
          name="notesMin"
          label="How many notes"
          type="number"
          min={1}
          max={20}
          defaultValue={assignment?.notesMin ?? 2}
          error={send.error}
        />
        <Field
          name="dueAt"
          label="By when"
          type="datetime-local"
          defaultValue={assignment ? localOf(assignment.dueAt, zone) : ""}
          hint={<ZoneHint />}
          error={send.error}
        />
      </div>
      <Sections parts={parts} chosen={assignment?.sections.map((one) => one.id) ?? []} error={send.error} />
      <fieldset className="field">
        <legend>What each note needs</legend>
        <label className="check">
          <input type="checkbox" name="needsTheme" defaultChecked={assignment?.needsTheme ?? true} />
          <span>A theme</span>
        </label>
        <label className="check">
          <input type="checkbox" name="needsReason" defaultChecked={assignment?.needsReason ?? true} />
          <span>
            A reason<small>Some words beside the mark: why here, why this theme.</small>
          </span>
        </label>
      </fieldset>
      <div className="field">
        <label htmlFor="instructions">What you want to say about it</label>
        <small id="instructions-hint">Plain text. It may stay empty.</small>
        <textarea
          className="inp"
          id="instructions"
          name="instructions"
          rows={3}
          maxLength={1000}
          defaultValue={assignment?.instructions ?? ""}
          aria-describedby="instructions-hint"
        />
      </div>
      <p className="quiet">
        What counts are notes that you can see: for the class, a group or the teachers. Private notes do not
        count. What comes after the deadline counts as late.
      </p>
      <Submit pending={send.pending}>{assignment ? "Save the change" : "Ask the class"}</Submit>
    </Form>
  );
}

type ErrorOf = Parameters<typeof Field>[0]["error"];

type SectionsProps = { parts: AskableParts; chosen: string[]; error: ErrorOf };

function Sections({ parts, chosen, error }: SectionsProps) {
  const problem = error?.fields.sectionIds;
  return (
    <fieldset className={problem ? "field err" : "field"} id="sectionIds" tabIndex={-1}>
      <legend>On which sections</legend>
      {problem && <p className="msg">{problem}</p>}
      <div className="askparts">
        {parts.map((part) => (
          <fieldset key={part.key}>
            <legend>
              {part.title}
              {part.opensAt && (
                <small>
                  <LockIcon /> Students: opens <Time value={part.opensAt} />
                </small>
              )}
            </legend>
            {part.sections.map(({ id, title }) => (
              <label className="check" key={id}>
                <input type="checkbox" name="sectionIds" value={id} defaultChecked={chosen.includes(id)} />
                <span>{title}</span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}
