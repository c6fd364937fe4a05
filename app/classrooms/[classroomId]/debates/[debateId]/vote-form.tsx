"use client";

import { type FormEvent, useState } from "react";
import { CONFIDENCE_MAX } from "#domain/debate/moves";
import { choicesOf, SIDE_NAMES } from "#domain/debate/sides";
import { trpc } from "../../../../_trpc/client";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { useAction } from "../../../../_ui/use-action";
import { nameOf } from "../debate-words";
import type { Choice, ClaimView, Debate, Mine } from "./page-types";
import { Problem } from "./problem";
import { Chip } from "./side-sign";

type VoteFormProps = {
  classroomId: string;
  debate: Debate;
  mine: Mine;
  claims: readonly ClaimView[];
  /** The ballot is in: the page reads itself again. */
  onVoted: () => Promise<void>;
};

const SURE = ["Not sure at all", "A little", "Fairly", "Very", "Certain"];

/** One's vote in the phase that is on: what, how sure, and at the end what moved one. */
export function VoteForm({ classroomId, debate, mine, claims, onVoted }: VoteFormProps) {
  const isAfter = mine.vote === "after";
  const cast = castIn(mine);
  const [choice, setChoice] = useState<Choice | null>(cast?.choice ?? null);
  const [confidence, setConfidence] = useState<number | null>(cast?.confidence ?? null);
  const [movedBy, setMovedBy] = useState(mine.ballot?.movedBy ?? "");
  // What was named may have been hidden since: then it is none, as the list says.
  const named = nameable(claims).some(({ id }) => id === movedBy) ? movedBy : null;
  const [lacks, setLacks] = useState<string | null>(null);
  const voting = useAction(async (input: { choice: Choice; confidence: number }) => {
    const on = { classroomId, debateId: debate.id };
    await trpc.debate.vote.mutate({ ...on, ...input, movedBy: isAfter ? named : null });
    announce("Your vote is in.");
    await onVoted();
  });
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (choice === null) return setLacks("Choose a side, or undecided.");
    if (confidence === null) return setLacks("Say how sure you are, from 1 to 5.");
    setLacks(null);
    void voting.run({ choice, confidence });
  };
  const wrong = lacks ?? voting.error?.message ?? null;
  return (
    <form className="ballot" noValidate onSubmit={handleSubmit} aria-labelledby="ballot-title">
      <h2 id="ballot-title">{isAfter ? "After all that was said" : "Before anyone has spoken"}</h2>
      <Choices debate={debate} choice={choice} onChoose={setChoice} />
      <Sure confidence={confidence} onChoose={setConfidence} />
      {isAfter && <MovedBy claims={claims} movedBy={named} onChoose={setMovedBy} />}
      {wrong && <Problem sentence={wrong} />}
      <div className="brow">
        <Button type="submit" pending={voting.pending}>
          {cast ? "Change your vote" : "Vote"}
        </Button>
        <p role="status">
          {cast
            ? `Your vote is in: ${SIDE_NAMES[cast.choice]}, ${cast.confidence} of ${CONFIDENCE_MAX}. You can change it until the phase ends.`
            : "You can change it until the phase ends."}
        </p>
      </div>
      <Secrecy debate={debate} />
    </form>
  );
}

/** What one has voted in the vote that is on. */
function castIn({ vote, ballot }: Mine): { choice: Choice; confidence: number } | null {
  const choice = vote === "after" ? ballot?.after : ballot?.before;
  const confidence = vote === "after" ? ballot?.confidenceAfter : ballot?.confidenceBefore;
  return choice ? { choice, confidence: confidence ?? 0 } : null;
}

type ChoicesProps = { debate: Debate; choice: Choice | null; onChoose: (choice: Choice) => void };

function Choices({ debate, choice, onChoose }: ChoicesProps) {
  const textOf = (one: Choice) => debate.sides.find(({ side }) => side === one)?.text;
  return (
    <fieldset className="choices">
      <legend>Your vote</legend>
      {choicesOf(debate.sides.map(({ side }) => side)).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="choice"
            value={one}
            checked={choice === one}
            onChange={() => onChoose(one)}
          />
          <Chip side={one} />
          <span>
            <b>{SIDE_NAMES[one]}</b>
            {textOf(one) && <span className="mid">{textOf(one)}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type SureProps = { confidence: number | null; onChoose: (confidence: number) => void };

function Sure({ confidence, onChoose }: SureProps) {
  return (
    <fieldset className="sure">
      <legend>How sure are you?</legend>
      <div>
        {SURE.map((words, at) => (
          <label key={words}>
            <input
              type="radio"
              name="confidence"
              value={at + 1}
              checked={confidence === at + 1}
              onChange={() => onChoose(at + 1)}
            />
            <b>{at + 1}</b>
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What can be named as having moved somebody. */
const nameable = (claims: readonly ClaimView[]): ClaimView[] =>
  claims.filter(({ comment }) => comment.author !== null && comment.state === "shown");

type MovedByProps = { claims: readonly ClaimView[]; movedBy: string | null; onChoose: (id: string) => void };

function MovedBy({ claims, movedBy, onChoose }: MovedByProps) {
  return (
    <div className="field">
      <label htmlFor="moved-by">Which claim moved you?</label>
      <select
        id="moved-by"
        className="inp"
        value={movedBy ?? ""}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="">None of them</option>
        {nameable(claims).map((claim) => (
          <option key={claim.id} value={claim.id}>
            {`${nameOf(claim)}: ${shortOf(claim)}`}
          </option>
        ))}
      </select>
    </div>
  );
}

const OPTION_CHARS = 80;

/** The beginning of what a claim says, without its markup. */
function shortOf({ comment: { html } }: ClaimView): string {
  const text = html
    .replace(/<[^>]+>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, "“")
    .replace(/&#39;/g, "’")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
  return text.length > OPTION_CHARS ? `${text.slice(0, OPTION_CHARS).trimEnd()} …` : text;
}

/** Who can know what of a vote, and until when: told before it is cast. */
export function Secrecy({ debate: { isNamed, teacherName } }: { debate: Debate }) {
  if (isNamed)
    return (
      <p className="secrecy">
        These votes are not secret: when the debate is over, the class sees who voted what. Until then nobody
        does.
      </p>
    );
  return (
    <p className="secrecy">
      Nobody in the class sees how you vote, and {teacherName} does not either. Nothing is counted out before
      the debate is over; after it, only numbers of five people or more are told. The link between you and
      your ballot is destroyed when somebody opens the debate or the class’s home page after the last vote.
      Until then, whoever runs the database could work it out.
    </p>
  );
}
