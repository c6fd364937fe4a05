"use client";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
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
  error?: ActionError | null;
  pending?: boolean;
  autoFocus?: boolean;
  rows?: number;
  isLabelShown?: boolean;
};

/** A place to write in. Keeps every letter until it is sent or cleared by hand. */
export function Composer(props: ComposerProps) {
  const { label, draftKey, action, onSubmit, onLeave, hint, error, pending, rows = 3 } = props;
  const { textMaxChars } = useTalk();
  const [draft, setDraft, clear] = useDraft(draftKey);
  const [isTouched, setTouched] = useState(false);
  const text = draft !== "" || isTouched ? draft : (props.initialText ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const left = textMaxChars - text.trim().length;
  const sentence = problem ?? error?.fields.text ?? error?.message ?? null;

  const submit = async () => {
    if (pending) return;
    if (!text.trim()) return setProblem("Write something first.");
    if (left < 0) return setProblem(`Use at most ${textMaxChars} characters.`);
    setProblem(null);
    if (!(await onSubmit(text))) return;
    clear();
    setTouched(false);
  };
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
  return (
    <form
      className={sentence ? "composer err" : "composer"}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label htmlFor={id} className={props.isLabelShown === false ? "vh" : "who"}>
        {label}
      </label>
      {sentence && (
        <p className="msg" id={`${id}-error`} role="alert">
          <WarningIcon />
          <span>{sentence}</span>
        </p>
      )}
      <textarea
        id={id}
        rows={rows}
        value={text}
        placeholder={props.isLabelShown === false ? label : undefined}
        aria-invalid={sentence ? true : undefined}
        aria-describedby={sentence ? `${id}-error` : undefined}
        // biome-ignore lint/a11y/noAutofocus: it opens because the reader asked to write
        autoFocus={props.autoFocus}
        onChange={(event) => {
          setTouched(true);
          setDraft(event.target.value);
          setProblem(null);
        }}
        onKeyDown={handleKey}
      />
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
