"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Spread, Weighing } from "#domain/claim";
import { trpc } from "../../../../_trpc/client";
import { type ActionError, toActionError } from "../../../../_ui/action-error";
import { announce } from "../../../../_ui/announcer";
import { ErrorSummary } from "../../../../_ui/error-summary";
import { Form, Submit } from "../../../../_ui/form";
import { classroomPaths } from "../../../../_ui/frame";
import { WarningIcon } from "../../../../_ui/icons";
import { SoftLink } from "../../../../_ui/soft-link";
import { useAction } from "../../../../_ui/use-action";
import { useFocusSoon } from "../../_comments/use-focus-soon";
import { POSITIONS, paragraphWords, positionWords, spreadWords } from "../claim-words";
import { SpreadView } from "./spread";
import { type Choice, choiceOf, type Rests, readChoice, restsOf, useChoice } from "./use-choice";

type Stand = { mine: Weighing | null; spread: Spread | null };

type WeighInProps = {
  classroomId: string;
  claimKey: string;
  sectionId: string;
  isTeacher: boolean;
  /** False in a class that is over. */
  canWeighIn: boolean;
  initial: Stand;
  /** The paragraphs to choose from, as the server prints them. */
  options: ReactNode;
};

/** Where one says what one makes of a claim, and then sees how the class stands. */
export function WeighIn(props: WeighInProps) {
  const { classroomId, claimKey, sectionId, canWeighIn, isTeacher } = props;
  const [stand, setStand] = useState(props.initial);
  const { choice, isBegun, change, settle } = useChoice(`${classroomId}:${sectionId}`, stand.mine);
  const [isAsked, setAsked] = useState(false);
  const focusSoon = useFocusSoon();
  const send = useAction((input: Exclude<ReturnType<typeof readChoice>, ActionError>) =>
    trpc.claim.weighIn.mutate({ classroomId, key: claimKey, ...input }).catch((thrown) => {
      const error = toActionError(thrown);
      throw error.code === "NOT_FOUND" ? { ...error, message: GONE } : error;
    }),
  );
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const early = section.current && chosenEarly(section.current);
    if (early) change(early);
  }, [change]);
  const isOpen = canWeighIn && (!stand.mine || isBegun || isAsked);

  const handleSubmit = async () => {
    const input = readChoice(choice);
    if ("fields" in input) return send.fail(input);
    const answer = await send.run(input);
    if (!answer) return;
    setStand(answer);
    settle(choiceOf(answer.mine));
    setAsked(false);
    announce(answer.spread ? `Kept. ${spreadWords(answer.spread, true)}` : "Kept.");
    focusSoon("#stand-title");
  };
  const handleKeep = () => {
    settle(choiceOf(stand.mine));
    setAsked(false);
    send.fail(null);
    focusSoon(".mine .lnk");
  };
  const handleChange = () => {
    setAsked(true);
    focusSoon(".weigh input:checked");
  };
  return (
    <>
      <section ref={section} className="weigh" aria-labelledby="weigh-title">
        <h2 id="weigh-title">Weigh in</h2>
        {!isOpen && (
          <Said mine={stand.mine} classroomId={classroomId} onChange={canWeighIn ? handleChange : null} />
        )}
        {isOpen && (
          <Form onSubmit={handleSubmit}>
            {!stand.mine && <p className="mid">{isTeacher ? FOR_TEACHERS : FOR_STUDENTS}</p>}
            <ErrorSummary error={send.error} />
            <PositionChoice choice={choice} change={change} error={send.error} />
            <PlaceChoice choice={choice} change={change} error={send.error} options={props.options} />
            <div className="brow">
              <Submit pending={send.pending}>Weigh in</Submit>
              {stand.mine && (
                <button type="button" className="lnk" onClick={handleKeep}>
                  Leave it as it was
                </button>
              )}
            </div>
          </Form>
        )}
      </section>
      {stand.spread && (
        <SpreadView spread={stand.spread} classroomId={classroomId} hasWeighedIn={stand.mine !== null} />
      )}
    </>
  );
}

/** What was chosen in the printed form before the page came alive; null when nothing was. */
function chosenEarly(section: HTMLElement): Partial<Choice> | null {
  const chosen = (name: string) =>
    section.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value;
  const position = POSITIONS.find((one) => one.position === chosen("position"))?.position;
  const rests = chosen("place") === "chapter" ? "chapter" : undefined;
  const paragraphId = section.querySelector<HTMLSelectElement>("#paragraphId")?.value;
  if (!position && !rests && !paragraphId) return null;
  return { ...(position && { position }), ...(rests && { rests }), ...(paragraphId && { paragraphId }) };
}

const FOR_TEACHERS = "Students see how the class stands once they have weighed in.";
const FOR_STUDENTS =
  "You see how the class stands once you have weighed in. You can change your mind at any time.";
const GONE = "The claim or the paragraph you chose cannot be read any more. What you chose is still here.";

type SaidProps = { mine: Weighing | null; classroomId: string; onChange: (() => void) | null };

/** What one has said, and the way to say something else. */
function Said({ mine, classroomId, onChange }: SaidProps) {
  if (!mine) return <p className="mid">This class is over. You did not weigh in here.</p>;
  return (
    <>
      <Verdict mine={mine} classroomId={classroomId} />
      {onChange && (
        <p className="mine">
          <button type="button" className="lnk" onClick={onChange}>
            Change your mind
          </button>
        </p>
      )}
    </>
  );
}

function Verdict({ mine, classroomId }: { mine: Weighing; classroomId: string }) {
  const to = classroomPaths(classroomId);
  return (
    <p className="verdict">
      You said: <b>{positionWords(mine.position).toLowerCase()}</b>
      {mine.paragraph && (
        <>
          , resting on{" "}
          <SoftLink href={`${to.section(mine.paragraph.path)}#${mine.paragraph.key}` as typeof to.home}>
            {paragraphWords(mine.paragraph)}
          </SoftLink>
        </>
      )}
      {mine.chapter && `, resting on chapter ${mine.chapter}`}.
    </p>
  );
}

type PartProps = { choice: Choice; change: (part: Partial<Choice>) => void; error: ActionError | null };

function PositionChoice({ choice, change, error }: PartProps) {
  return (
    <fieldset className={error?.fields.position ? "field err" : "field"}>
      <legend>What do you make of it?</legend>
      <Problem error={error} field="position" />
      <div className="sides">
        {POSITIONS.map(({ position, words }, at) => (
          <label key={position}>
            <input
              type="radio"
              name="position"
              id={at === 0 ? "position" : undefined}
              aria-describedby={error?.fields.position ? "position-error" : undefined}
              value={position}
              checked={choice.position === position}
              onChange={() => change({ position })}
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const RESTS: { rests: Rests; words: string }[] = [
  { rests: "paragraph", words: "A paragraph of the guide" },
  { rests: "chapter", words: "A chapter of the novel" },
  { rests: "nothing", words: "Nothing yet" },
];

function PlaceChoice({ choice, change, error, options }: PartProps & { options: ReactNode }) {
  const chosen = restsOf(choice);
  const field = chosen === "chapter" ? "chapter" : "paragraphId";
  return (
    <fieldset className={error?.fields.place || error?.fields[field] ? "field err" : "field"}>
      <legend>What does that rest on?</legend>
      <Problem error={error} field="place" />
      <div className="sides">
        {RESTS.filter(({ rests }) => rests !== "nothing" || choice.position === "undecided").map(
          ({ rests, words }, at) => (
            <label key={rests}>
              <input
                type="radio"
                name="place"
                id={at === 0 ? "place" : undefined}
                value={rests}
                checked={chosen === rests}
                onChange={() => change({ rests })}
              />
              {words}
            </label>
          ),
        )}
      </div>
      {chosen !== "nothing" && <Problem error={error} field={field} />}
      {chosen === "paragraph" && (
        <select
          className="inp"
          id="paragraphId"
          aria-label="The paragraph"
          aria-invalid={error?.fields.paragraphId ? true : undefined}
          aria-describedby={error?.fields.paragraphId ? "paragraphId-error" : undefined}
          value={choice.paragraphId}
          onChange={(event) => change({ paragraphId: event.target.value, rests: "paragraph" })}
        >
          <option value="">Choose a paragraph</option>
          {options}
        </select>
      )}
      {chosen === "chapter" && (
        <label className="chapter">
          Chapter{" "}
          <input
            className="inp"
            id="chapter"
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            aria-invalid={error?.fields.chapter ? true : undefined}
            aria-describedby={error?.fields.chapter ? "chapter-error" : undefined}
            value={choice.chapter}
            onChange={(event) => change({ chapter: event.target.value, rests: "chapter" })}
          />
        </label>
      )}
    </fieldset>
  );
}

function Problem({ error, field }: { error: ActionError | null; field: string }) {
  const sentence = error?.fields[field];
  if (!sentence) return null;
  return (
    <p className="msg" id={`${field}-error`}>
      <WarningIcon />
      <span>{sentence}</span>
    </p>
  );
}
