"use client";

import { useCallback, useEffect, useState } from "react";
import type { Steer } from "#domain/debate-inputs";
import { trpc } from "../../../../_trpc/client";
import { actionError } from "../../../../_ui/action-error";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { Dialog } from "../../../../_ui/dialog";
import { useAction } from "../../../../_ui/use-action";
import { useFocusSoon } from "../../_comments/use-focus-soon";
import { phaseTitle } from "../debate-words";
import type { Debate } from "./page-types";
import { Problem } from "./problem";

type SteeringProps = {
  classroomId: string;
  debate: Debate;
  isArchived: boolean;
  onSteered: () => Promise<void>;
};

const LESSON_MINUTES = [1, 2, 5];
const WEEK_MINUTES = [60, 24 * 60];

/** What a teacher's hands do here; other dates are given by nothing on this page. */
type Hand = Exclude<Steer, { to: "reschedule" }>;

const SAID: Record<Hand["to"], string> = {
  begin: "The debate has begun.",
  pause: "The clock stands still.",
  resume: "The clock runs again.",
  extend: "The phase has more time.",
  next: "The phase is over.",
  back: "The debate has gone back.",
};

/** The teacher's hand on the clock, and how many have voted. */
export function Steering({ classroomId, debate, isArchived, onSteered }: SteeringProps) {
  const { id: debateId, version, phase, state } = debate;
  const focusAgain = useFocusAgain();
  const steering = useAction(async (steer: Hand) => {
    try {
      await trpc.debate.steer.mutate({ classroomId, debateId, steer, version, phase });
      announce(SAID[steer.to]);
    } finally {
      // A clock that somebody else has moved is shown too.
      await onSteered();
      const isOver = steer.to === "next" && phase === debate.phases.length - 1;
      if (steer.to === "next" || steer.to === "back") focusAgain(isOver ? NOW : NEXT);
    }
  });
  const { fail } = steering;
  const onPast = useCallback(() => fail(actionError("CONFLICT", PAST_WORDS)), [fail]);
  const [asked, setAsked] = useAsked(phase, onPast);
  if (isArchived || state === "closed") return null;
  return (
    <section className="steer" aria-label="The clock">
      <Hands
        debate={debate}
        pending={steering.pending}
        onSteer={(steer) => void steering.run(steer)}
        onAsk={setAsked}
      />
      {steering.error && <Problem sentence={steering.error.message} />}
      <Turnout classroomId={classroomId} debate={debate} />
      <Asking
        debate={debate}
        asked={asked}
        onClose={() => setAsked(null)}
        onSteer={(to) => void steering.run({ to })}
      />
    </section>
  );
}

/** What is being asked of the teacher. It is asked of one phase: when time passes into another it is asked no more. */
function useAsked(phase: number, onPast: () => void) {
  const [asked, setAsked] = useState<{ to: "next" | "back"; phase: number } | null>(null);
  const isPast = asked !== null && asked.phase !== phase;
  useEffect(() => {
    if (!isPast) return;
    setAsked(null);
    onPast();
  }, [isPast, onPast]);
  const ask = (to: "next" | "back" | null) => setAsked(to && { to, phase });
  return [asked === null || isPast ? null : asked.to, ask] as const;
}

const NEXT = '.steer [data-hand="next"]';
const NOW = ".dnow";

/**
 * The button that was pressed may be gone: the focus goes to the one that moves the clock on, and where the clock is gone
 * to what the page now says. Who has gone elsewhere meanwhile stays there.
 */
function useFocusAgain(): (selector: string) => void {
  const focusSoon = useFocusSoon();
  return (selector) => {
    const at = document.activeElement;
    if (at && at !== document.body && !at.closest(".steer")) return;
    focusSoon(selector);
  };
}

type HandsProps = {
  debate: Debate;
  pending: boolean;
  onSteer: (steer: Hand) => void;
  /** What cannot be undone is asked for first. */
  onAsk: (to: "next" | "back") => void;
};

function Hands({ debate: { state, phase, phases, pace }, pending, onSteer, onAsk }: HandsProps) {
  const [following, before] = [phases[phase + 1], phases[phase - 1]];
  // A button that says something else after it was pressed is the same button: the focus stays on it.
  const hand = (key: string, words: string, act: () => void, look: "fill" | "line" = "line") => (
    <Button key={key} data-hand={key} look={look} pending={pending} onClick={act}>
      {words}
    </Button>
  );
  const clock =
    state === "waiting"
      ? hand("clock", "Begin the debate", () => onSteer({ to: "begin" }), "fill")
      : state === "running"
        ? hand("clock", "Pause", () => onSteer({ to: "pause" }))
        : hand("clock", "Go on", () => onSteer({ to: "resume" }), "fill");
  const others =
    state === "waiting"
      ? []
      : [
          ...(pace === "timed" ? LESSON_MINUTES : WEEK_MINUTES).map((minutes) =>
            hand(`more ${minutes}`, moreWords(minutes), () => onSteer({ to: "extend", minutes })),
          ),
          hand(
            "next",
            following ? `Go to ${phaseTitle(following.kind).toLowerCase()}` : "End the debate",
            () => onAsk("next"),
          ),
          before && hand("back", `Back to ${phaseTitle(before.kind).toLowerCase()}`, () => onAsk("back")),
        ];
  return <div className="brow">{[clock, ...others]}</div>;
}

type AskingProps = {
  debate: Debate;
  asked: "next" | "back" | null;
  onClose: () => void;
  onSteer: (to: "next" | "back") => void;
};

function Asking({ debate: { phase, phases }, asked, onClose, onSteer }: AskingProps) {
  const isLast = phases[phase + 1] === undefined;
  const isVote = phases[phase]?.kind === "exit_vote";
  const title = isLast ? "End the debate now?" : "End this phase now?";
  const act = isLast ? "End the debate" : "End the phase";
  const handleAct = () => {
    if (asked) onSteer(asked);
    onClose();
  };
  return (
    <Dialog open={asked !== null} title={asked === "back" ? "Go back a phase?" : title} onClose={onClose}>
      <p>{asked === "back" ? BACK_WORDS : nextWords(isVote, isLast)}</p>
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={handleAct}>{asked === "back" ? "Go back" : act}</Button>
      </div>
    </Dialog>
  );
}

const moreWords = (minutes: number): string =>
  minutes < 60
    ? `${minutes} more minute${minutes === 1 ? "" : "s"}`
    : minutes === 60
      ? "1 more hour"
      : "1 more day";

const PAST_WORDS = "The phase has changed meanwhile, so nothing was done.";

const BACK_WORDS = "The phase before gets its planned time again. What was said since stays.";

const nextWords = (isVote: boolean, isLast: boolean): string =>
  isVote
    ? "The ballots are sealed: no vote can be cast or changed any more."
    : isLast
      ? "What was said stays, and nothing is added. A debate that is over is not opened again."
      : "What somebody is writing now is kept for them.";

const TURNOUT_EVERY_MS = 5_000;

/** How many have voted, and nothing of what. Votes ring no bell, so it is asked for while a vote is on. */
function Turnout({ classroomId, debate }: Pick<SteeringProps, "classroomId" | "debate">) {
  const { id: debateId, isNamed, phases, phase, state } = debate;
  const kind = phases[phase]?.kind;
  const which = kind === "entry_vote" ? "before" : kind === "exit_vote" ? "after" : null;
  const isOn = which !== null && state !== "waiting";
  const [turnout, setTurnout] = useState<{ before: number; after: number; students: number } | null>(null);
  useEffect(() => {
    if (!isOn) return;
    let isOver = false;
    const look = () => {
      if (document.visibilityState !== "visible") return;
      trpc.debate.turnout.query({ classroomId, debateId }).then(
        (found) => !isOver && setTurnout(found),
        // Asked again in a moment.
        () => {},
      );
    };
    look();
    const timer = setInterval(look, TURNOUT_EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [classroomId, debateId, isOn]);
  if (!which || !isOn || !turnout) return null;
  return (
    <p className="turnout">
      {turnout[which]} of {turnout.students} have voted.{" "}
      {isNamed ? "Nobody sees what before the debate is over." : "Nobody sees what."}
    </p>
  );
}
