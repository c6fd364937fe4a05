"use client";

import { type FormEvent, useState } from "react";
import { type ActionError, actionError } from "../../../_ui/action-error";
import { Button } from "../../../_ui/button";
import { ErrorSummary } from "../../../_ui/error-summary";
import { showToast } from "../../../_ui/toast";
import { audiencesFor, audienceWords } from "../_comments/scope";
import { useTalk } from "../_comments/talk-context";
import { ThemeSign, themesOf, themeWords } from "../_comments/theme-sign";
import { readingText } from "../_marks/text-dom";
import { useMarks } from "../_marks/use-marks";
import { PickSentences } from "./pick-sentences";
import { Problem } from "./problem";
import { passageOf, type Steps, stepsOf } from "./steps";
import { type Filled, usePassageForm } from "./use-passage-form";

type MarkDialogProps = { paragraphId: string; onClose: () => void };

/**
 * What is in the dialog that marks a passage by choosing its sentences. Nothing of it needs a selection: it serves
 * whose screen reader keeps the arrow keys, and by touch and mouse everybody else.
 */
export function MarkDialog({ paragraphId, onClose }: MarkDialogProps) {
  const [steps] = useState<Steps | null>(() => {
    const text = readingText();
    return text && stepsOf(text.text);
  });
  const paragraph = steps?.section.paragraphs.findIndex(({ id }) => id === paragraphId) ?? -1;
  if (!steps || paragraph < 0) return <p>This paragraph is not on the page any more.</p>;
  return <PassageForm steps={steps} paragraph={paragraph} paragraphId={paragraphId} onClose={onClose} />;
}

type PassageFormProps = MarkDialogProps & { steps: Steps; paragraph: number };

function PassageForm({ steps, paragraph, paragraphId, onClose }: PassageFormProps) {
  const { textMaxChars, notes } = useTalk();
  const { store } = useMarks();
  const { filled, change, clear } = usePassageForm(paragraphId);
  const [error, setError] = useState<ActionError | null>(null);
  const edit = (part: Partial<Filled>) => change(part);
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    const passage = passageOf(steps, filled.picked);
    const fields = problemsOf(filled, passage !== null, textMaxChars);
    if (!passage || Object.keys(fields).length > 0)
      return setError(actionError("INVALID", undefined, fields));
    const { themeIds, audience, isQuestion } = filled;
    const text = filled.text.trim();
    const motivation = isQuestion ? "questioning" : text ? "commenting" : "highlighting";
    const id = store.create({ ...passage, motivation, themeIds, audience, text: text || null });
    clear();
    onClose();
    const names = themeWords(themesOf(notes.themes, themeIds));
    const said = text ? (isQuestion ? "Question posted." : "Note posted.") : `Marked as ${names}.`;
    showToast(said, () => {
      store.remove(id);
      showToast("Undone.");
    });
  };
  return (
    <form className="passage" onSubmit={handleSubmit} noValidate>
      <p>Choose one sentence, or several that stand next to one another.</p>
      <ErrorSummary error={error} />
      <PickSentences
        steps={steps}
        paragraph={paragraph}
        filled={filled}
        onChange={edit}
        problem={error?.fields.sentences}
      />
      <PickThemes filled={filled} onChange={edit} problem={error?.fields.themes} />
      <NoteField filled={filled} onChange={edit} problem={error?.fields.words} />
      <PickAudience filled={filled} onChange={edit} />
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit">{filled.text.trim() ? "Post" : "Mark"}</Button>
      </div>
    </form>
  );
}

function problemsOf({ picked, themeIds, text, isQuestion }: Filled, isOnePassage: boolean, max: number) {
  const fields: Record<string, string> = {};
  if (picked.length === 0) fields.sentences = "Choose at least one sentence.";
  else if (!isOnePassage)
    fields.sentences =
      "These sentences do not stand next to one another. Choose one run of them, and mark the others by themselves.";
  if (isQuestion && !text.trim()) fields.words = "Write your question first.";
  else if (text.trim().length > max) fields.words = `Use at most ${max} characters.`;
  else if (themeIds.length === 0 && !text.trim()) fields.themes = "Choose a theme, or write a note.";
  return fields;
}

type PartProps = { filled: Filled; onChange: (part: Partial<Filled>) => void; problem?: string };

function PickThemes({ filled, onChange, problem }: PartProps) {
  const { notes } = useTalk();
  const { themeIds } = filled;
  const inUse = notes.themes.filter(({ isRetired }) => !isRetired);
  const toggle = (id: string) =>
    onChange({ themeIds: themeIds.includes(id) ? themeIds.filter((one) => one !== id) : [...themeIds, id] });
  return (
    <fieldset
      id="themes"
      tabIndex={-1}
      className={problem ? "field err" : "field"}
      aria-describedby={problem ? "themes-error" : undefined}
    >
      <legend>Themes</legend>
      <Problem id="themes" problem={problem} />
      <div className="pickthemes">
        {inUse.map((theme) => (
          <label key={theme.id} className="check">
            <input type="checkbox" checked={themeIds.includes(theme.id)} onChange={() => toggle(theme.id)} />
            <ThemeSign theme={theme} />
            <span>{theme.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function NoteField({ filled, onChange, problem }: PartProps) {
  return (
    <div className={problem ? "field err" : "field"}>
      <label htmlFor="words">Your note</label>
      <small id="words-hint">Say why. A mark may also stand without words.</small>
      <Problem id="words" problem={problem} />
      <textarea
        id="words"
        className="inp"
        rows={3}
        value={filled.text}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? "words-hint words-error" : "words-hint"}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={filled.isQuestion}
          onChange={(event) => onChange({ isQuestion: event.target.checked })}
        />
        <span>It is a question</span>
      </label>
    </div>
  );
}

function PickAudience({ filled, onChange }: PartProps) {
  const { notes, me } = useTalk();
  return (
    <fieldset className="field">
      <legend>Who can see it</legend>
      {audiencesFor(notes, me).map((audience) => (
        <label key={audience} className="check">
          <input
            type="radio"
            name="audience"
            checked={filled.audience === audience}
            onChange={() => onChange({ audience })}
          />
          <span>{audienceWords(audience, notes.groupName)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The dialog's title. */
export const markTitle = (words: string): string => `Mark a passage in ${words}`;
