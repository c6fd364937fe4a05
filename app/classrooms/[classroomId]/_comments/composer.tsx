"use client";

import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useState } from "react";
import type { ActionError } from "../../../_ui/action-error";
import { Button } from "../../../_ui/button";
import { WarningIcon } from "../../../_ui/icons";
import { useDraft } from "./drafts";
import { useTalk } from "./talk-context";

const NEAR_LIMIT_CHARS = 500;

type ComposerProps = {
  label: string;
  /** Where what is being written is kept; see useDraft. */
  draftKey: string;
  action: string;
  /** What stands here before anything is written. */
  initialText?: string;
  /** Returns true, or a promise of it, when the words have been taken over and the draft can go. */
  onSubmit: (text: string) => boolean | Promise<boolean>;
  /** Leaves without a question; what was written stays. */
  onLeave?: () => void;
  hint?: ReactNode;
  /** Between the label and the box, and between the box and the buttons. */
  above?: ReactNode;
  below?: ReactNode;
  error?: ActionError | null;
  pending?: boolean;
  autoFocus?: boolean;
  rows?: number;
  isLabelShown?: boolean;
};

/** A place to write in. Keeps every letter until it is sent or cleared by hand. */
export function Composer(props: ComposerProps) {
  const { label, action, onLeave, hint, pending, rows = 3, isLabelShown = true } = props;
  const { text, left, sentence, write, submit } = useWriting(props);
  const id = useId();
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    } else if (event.key === "Escape" && onLeave) {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
  };
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  return (
    <form className={sentence ? "composer err" : "composer"} noValidate onSubmit={handleSubmit}>
      <label htmlFor={id} className={isLabelShown ? "who" : "vh"}>
        {label}
      </label>
      {sentence && (
        <p className="msg" id={`${id}-error`} role="alert">
          <WarningIcon />
          <span>{sentence}</span>
        </p>
      )}
      {props.above}
      <textarea
        id={id}
        rows={rows}
        value={text}
        placeholder={isLabelShown ? undefined : label}
        aria-invalid={sentence ? true : undefined}
        aria-describedby={sentence ? `${id}-error` : undefined}
        // biome-ignore lint/a11y/noAutofocus: it opens because the reader asked to write
        autoFocus={props.autoFocus}
        onChange={(event) => write(event.target.value)}
        onKeyDown={handleKey}
      />
      {props.below}
      <div className="wrow">
        <span>{left < NEAR_LIMIT_CHARS ? `${left} characters left` : (hint ?? "Seen by the class")}</span>
        {onLeave && (
          <button type="button" className="lnk" onClick={onLeave}>
            Cancel
          </button>
        )}
        <Button type="submit" size="sm" pending={pending}>
          {action}
        </Button>
      </div>
    </form>
  );
}

/** What is written, what is wrong with it, and how it is sent. */
function useWriting({ draftKey, initialText = "", onSubmit, error, pending }: ComposerProps) {
  const { textMaxChars } = useTalk();
  const [draft, setDraft, clear] = useDraft(draftKey);
  const [isTouched, setTouched] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const text = draft !== "" || isTouched ? draft : initialText;
  const left = textMaxChars - text.trim().length;
  const write = (next: string) => {
    setTouched(true);
    setDraft(next);
    setProblem(null);
  };
  const submit = async () => {
    if (pending) return;
    if (!text.trim()) return setProblem("Write something first.");
    if (left < 0) return setProblem(`Use at most ${textMaxChars} characters.`);
    setProblem(null);
    if (!(await onSubmit(text))) return;
    clear();
    setTouched(false);
  };
  const sentence = problem ?? error?.fields.text ?? error?.message ?? null;
  return { text, left, sentence, write, submit };
}
