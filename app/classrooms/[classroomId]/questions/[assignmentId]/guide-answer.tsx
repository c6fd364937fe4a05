"use client";

import { type FormEvent, useState } from "react";
import { STANCES, type Stance } from "#domain/prompt";
import { trpc } from "../../../../_trpc/client";
import { type ActionError, actionError } from "../../../../_ui/action-error";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { ErrorSummary } from "../../../../_ui/error-summary";
import { useAction } from "../../../../_ui/use-action";
import { Written } from "../../../../_ui/written";
import { useTalk } from "../../_comments/talk-context";
import { useAnswers } from "./answers-context";
import { SectionOptions, usePassages } from "./use-passages";

const WORDS: Record<Stance, { act: string; said: string; count: string }> = {
  agree: { act: "Agree with it", said: "You agree with it", count: "agree" },
  qualify: { act: "Qualify it", said: "You qualify it", count: "qualify it" },
  dispute: { act: "Dispute it", said: "You dispute it", count: "dispute it" },
};

/** The guide's own answer, sealed until one had answered; what one makes of it, and what the class does. */
export function GuideAnswer({ classroomId }: { classroomId: string }) {
  const { me, isArchived } = useTalk();
  const { prompt } = useAnswers();
  const [isOpen, setOpen] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const { guide } = prompt;
  if (!guide) return null;
  const { mine, spread } = guide;
  const canSay = me.role === "student" && !isArchived;
  return (
    <details className="guidesays" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>The guide’s own answer</h2>
      </summary>
      <Written html={guide.html} className="guidewords" />
      {guide.followUp && <p className="mid">{guide.followUp}</p>}
      {mine && !isChanging && (
        <p className="mystance">
          <b>{WORDS[mine.stance].said}</b>
          {mine.why && `: “${mine.why}”`}{" "}
          {canSay && (
            <button type="button" className="lnk" onClick={() => setChanging(true)}>
              Change your mind
            </button>
          )}
        </p>
      )}
      {spread && <Spread spread={spread} />}
      {canSay && isOpen && (!mine || isChanging) && (
        <TakeStance classroomId={classroomId} onDone={() => setChanging(false)} />
      )}
    </details>
  );
}

function Spread({ spread }: { spread: Record<Stance, number> }) {
  const all = STANCES.map((stance) => `${spread[stance]} ${WORDS[stance].count}`);
  return (
    <p className="stances">
      Of the class, {all.slice(0, -1).join(", ")} and {all.at(-1)}.
    </p>
  );
}

function TakeStance({ classroomId, onDone }: { classroomId: string; onDone: () => void }) {
  const { prompt, read } = useAnswers();
  const mine = prompt.guide?.mine ?? null;
  const [stance, setStance] = useState<Stance | null>(mine?.stance ?? null);
  const [paragraphId, setParagraphId] = useState(mine?.paragraphId ?? "");
  const [why, setWhy] = useState(mine?.why ?? "");
  const take = useAction(async (input: { stance: Stance }) => {
    await trpc.answer.takeStance.mutate({
      classroomId,
      assignmentId: prompt.id,
      paragraphId,
      why: why.trim(),
      ...input,
    });
    await read();
    announce("Kept. The class’s spread is shown.");
    onDone();
  });
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    const fields: Record<string, string> = {};
    if (!stance) fields["stance-agree"] = "Choose what you make of it: agree, qualify or dispute.";
    if (!paragraphId) fields["stance-place"] = "Choose the paragraph this rests on.";
    if (!stance || !paragraphId) return take.fail(actionError("INVALID", undefined, fields));
    void take.run({ stance });
  };
  return (
    <form className="stanceform" noValidate onSubmit={handleSubmit}>
      <ErrorSummary error={take.error} />
      <fieldset className="field">
        <legend>What do you make of it?</legend>
        {STANCES.map((one) => (
          <label key={one} className="check">
            <input
              type="radio"
              name="stance"
              id={`stance-${one}`}
              checked={stance === one}
              onChange={() => setStance(one)}
            />
            <span>{WORDS[one].act}</span>
          </label>
        ))}
      </fieldset>
      <PlaceField
        classroomId={classroomId}
        value={paragraphId}
        onChange={setParagraphId}
        error={take.error}
      />
      <div className="field">
        <label htmlFor="stance-why">Why, in a line. You may leave this empty.</label>
        <textarea
          id="stance-why"
          className="inp"
          rows={2}
          maxLength={500}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
      </div>
      <Button type="submit" look="line" pending={take.pending}>
        Say so, and see the class
      </Button>
    </form>
  );
}

type PlaceFieldProps = {
  classroomId: string;
  value: string;
  onChange: (paragraphId: string) => void;
  error: ActionError | null;
};

/** The paragraph that what one makes of it rests on: the section, then its paragraph. */
function PlaceField({ classroomId, value, onChange, error }: PlaceFieldProps) {
  const [sectionId, setSectionId] = useState<string | undefined>(undefined);
  const { read, error: failed } = usePassages(classroomId, sectionId);
  return (
    <div className={error?.fields["stance-place"] ? "field err" : "field"}>
      <ErrorSummary error={failed} />
      <label htmlFor="stance-section">It rests on a paragraph of</label>
      <select
        id="stance-section"
        className="inp"
        value={read?.choice.sectionId ?? ""}
        onChange={(event) => {
          onChange("");
          setSectionId(event.target.value);
        }}
      >
        {read ? <SectionOptions sections={read.sections} /> : <option value="">Fetching the sections</option>}
      </select>
      <label htmlFor="stance-place">The paragraph</label>
      <select
        id="stance-place"
        className="inp"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">Choose a paragraph</option>
        {read?.choice.paragraphs.map(({ id, number, text }) => (
          <option key={id} value={id}>
            {number === null ? "" : `¶${number}: `}
            {text.slice(0, 90)}
          </option>
        ))}
      </select>
    </div>
  );
}
