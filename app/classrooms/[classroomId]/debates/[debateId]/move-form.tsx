"use client";

import {
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { CLAIM_MAX_CHARS, CLAIM_PASSAGES_MAX, faultOfText } from "#domain/debate/moves";
import { SIDE_NAMES } from "#domain/debate/sides";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { WarningIcon } from "../../../../_ui/icons";
import { EvidenceList } from "../../questions/[assignmentId]/evidence-list";
import { useBook } from "./book-context";
import type { ClaimView, MoveKind, Passage } from "./page-types";
import { placeOfMove, useMoveDraft } from "./use-move-draft";
import { kindWords, nameOf } from "./words";

type MoveFormProps = {
  kind: MoveKind;
  /** What it answers; null for a claim. */
  answers: ClaimView | null;
  autoFocus?: boolean;
  /** Called when it is on its way, and when one leaves it. */
  onClose?: () => void;
};

/** Where one makes a claim, answers one, or concedes one: words, and the passages they rest on. */
export function MoveForm(props: MoveFormProps) {
  const { kind, answers, autoFocus = false, onClose } = props;
  const { classroomId, mine, notes, versionId } = useBook();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (autoFocus) box.current?.focus();
  }, [autoFocus]);
  const writing = useWriting(props, box);
  const { draft, problem, write, add, submit, needsPassage } = writing;
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" && onClose) {
      event.stopPropagation();
      onClose();
    }
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
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
        onKeyDown={handleKey}
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
          <div className="foot">
            <span className="cnt" id={`${id}-hint`}>
              {hintOf(kind, needsPassage, draft.text)}
            </span>
            {onClose && (
              <Button look="line" onClick={onClose}>
                Close
              </Button>
            )}
            {addButton}
            <Button type="submit">{kind === "concession" ? "Concede" : "Post"}</Button>
          </div>
        )}
      </EvidenceList>
    </form>
  );
}

/** The words of a move and what is wrong with them; posting hands them to the outbox. */
function useWriting({ kind, answers, onClose }: MoveFormProps, box: RefObject<HTMLTextAreaElement | null>) {
  const { debate, mine, moves } = useBook();
  const answersId = answers?.id ?? null;
  const [draft, set, clear] = useMoveDraft(placeOfMove(debate.id, kind, answersId));
  const [problem, setProblem] = useState<string | null>(null);
  const needsPassage = debate.phases[debate.phase]?.kind === "opening";
  const refuse = (sentence: string) => {
    setProblem(sentence);
    box.current?.focus();
  };
  const write = (part: Partial<typeof draft>) => {
    set(part);
    setProblem(null);
  };
  const add = (passage: Passage) =>
    draft.passages.length >= CLAIM_PASSAGES_MAX
      ? refuse(`Use at most ${CLAIM_PASSAGES_MAX} passages.`)
      : write({ passages: [...draft.passages, passage] });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const side = mine?.speaksFor;
    const text = draft.text.trim();
    if (!side) return refuse("You have no side yet.");
    if (text === "") return refuse("Write something first.");
    const fault = faultOfText(text);
    if (fault) return refuse(fault.message);
    if (needsPassage && draft.passages.length === 0)
      return refuse("Add at least one passage: a claim rests on the text.");
    setProblem(null);
    moves.send({ kind, side, answersId, ...draft });
    clear();
    announce(`Your ${kindWords(kind)} is being posted.`);
    onClose?.();
  };
  return { draft, problem, write, add, submit, needsPassage };
}

/** What is wrong with a text, beside its field. */
export function Problem({ id, sentence }: { id?: string; sentence: string }) {
  return (
    <p className="msg" id={id} role="alert">
      <WarningIcon />
      <span>{sentence}</span>
    </p>
  );
}

function labelOf(kind: MoveKind, answers: ClaimView | null, side: string): string {
  if (!answers) return `Your claim for the side “${side}”`;
  return kind === "concession"
    ? `What holds in ${nameOf(answers)}, and what it changes`
    : `Your answer to ${nameOf(answers)}`;
}

const KEPT = "Kept on this device as you write.";

function hintOf(kind: MoveKind, needsPassage: boolean, text: string): string {
  const left = CLAIM_MAX_CHARS - text.trim().length;
  if (left < 0) return `${-left} characters too many`;
  if (left < 150) return `${left} characters left`;
  if (kind !== "claim") return KEPT;
  return needsPassage ? `One point, with a passage. ${KEPT}` : `One point. ${KEPT}`;
}
