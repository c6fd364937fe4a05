"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { SIDE_NAMES } from "#domain/debate/sides";
import { Button } from "../../../../_ui/button";
import { EvidenceList } from "../../questions/[assignmentId]/evidence-list";
import { useBook } from "./book-context";
import { hintOf, labelOf } from "./move-words";
import { Problem } from "./problem";
import { useWriting, type Writing } from "./use-writing";

type MoveFormProps = Writing & { autoFocus?: boolean };

/** Where one makes a claim, answers one, or concedes one: words, and the passages they rest on. */
export function MoveForm({ autoFocus = false, ...props }: MoveFormProps) {
  const { kind, answers, onClose } = props;
  const { classroomId, mine, notes, versionId } = useBook();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (autoFocus) box.current?.focus();
  }, [autoFocus]);
  const { draft, problem, write, add, submit, needsPassage } = useWriting(props, box);
  return (
    <form className="moveform" noValidate onSubmit={submit}>
      <label htmlFor={id}>{labelOf(kind, answers, mine?.speaksFor ? SIDE_NAMES[mine.speaksFor] : "")}</label>
      {problem && <Problem id={`${id}-error`} sentence={problem} />}
      <textarea
        id={id}
        ref={box}
        className="inp"
        rows={3}
        value={draft.text}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error ${id}-hint` : `${id}-hint`}
        onChange={(event) => write({ text: event.target.value })}
        onKeyDown={keysOf(submit, onClose)}
      />
      <EvidenceList
        classroomId={classroomId}
        passages={draft.passages}
        notes={notes}
        versionId={versionId}
        isLocked={false}
        fieldId={id}
        onChange={(passages) => write({ passages })}
        onAdd={add}
      >
        {(addButton) => (
          <Foot
            hintId={`${id}-hint`}
            hint={hintOf(kind, needsPassage, draft.text)}
            addButton={addButton}
            act={kind === "concession" ? "Concede" : "Post"}
            onClose={onClose}
          />
        )}
      </EvidenceList>
    </form>
  );
}

/** Escape leaves the form where it can be left, Ctrl and Enter post. */
const keysOf = (submit: () => void, onClose: (() => void) | undefined) => (event: KeyboardEvent) => {
  if (event.key === "Escape" && onClose) {
    event.stopPropagation();
    onClose();
  }
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  submit();
};

type FootProps = {
  hintId: string;
  hint: string;
  addButton: ReactNode;
  act: string;
  onClose: (() => void) | undefined;
};

function Foot({ hintId, hint, addButton, act, onClose }: FootProps) {
  return (
    <div className="foot">
      <span className="cnt" id={hintId}>
        {hint}
      </span>
      {onClose && (
        <Button look="line" onClick={onClose}>
          Close
        </Button>
      )}
      {addButton}
      <Button type="submit">{act}</Button>
    </div>
  );
}
