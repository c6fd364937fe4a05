"use client";

import { useEffect, useRef } from "react";
import type { PhaseKind } from "#domain/debate/phases";
import { SIDE_NAMES } from "#domain/debate/sides";
import { announce } from "../../../../../_ui/announcer";
import { classroomPaths } from "../../../../../_ui/frame";
import { SoftLink } from "../../../../../_ui/soft-link";
import { Time } from "../../../../../_ui/time";
import { Written } from "../../../../../_ui/written";
import { shortened } from "../../../_comments/shortened";
import { clockWords, nameOf, phaseTitle, verbOf } from "../../debate-words";
import type { OnBoard, Said } from "./said";
import { useBoard } from "./use-board";

const TO_DO: Record<PhaseKind, string> = {
  entry_vote: "Vote on your own screen.",
  prepare: "Look for what your side can rest on.",
  opening: "One point each, and a passage it rests on.",
  rebuttal: "Answer what the others said, or concede it.",
  switch: "Argue one point for the other side.",
  closing: "What is left to say?",
  exit_vote: "Vote again, and say what moved you.",
  joint: "Write what you can all stand behind.",
};

/** Further away than this a phase's end is told by its day. */
const CLOCK_MS = 100 * 60_000;

type BoardProps = {
  classroomId: string;
  userId: string;
  cursor: string;
  debate: OnBoard;
  said: Said[];
};

export function Board(props: BoardProps) {
  const { debate, said, now, connection } = useBoard(props);
  const first = useRef(new Set(props.said.map(({ id }) => id)));
  const to = classroomPaths(props.classroomId);
  const phase = debate.phases[debate.phase];
  const title = titleOf(debate);
  const before = useRef(title);
  useEffect(() => {
    if (before.current !== title) announce(title);
    before.current = title;
  }, [title]);
  return (
    <main className="room" id="main">
      <header>
        <div>
          <h1>{debate.motion}</h1>
          <p className="todo">{phase && debate.state !== "waiting" ? TO_DO[phase.kind] : null}</p>
        </div>
        <div className="clockface">
          <p className="phase">{title}</p>
          <Face debate={debate} now={now} />
        </div>
      </header>
      <div className="columns">
        {debate.sides.map(({ side, text }) => (
          <section key={side} className={`side ${side}`} aria-labelledby={`side-${side}`} tabIndex={-1}>
            <h2 id={`side-${side}`}>
              <i className="sign" aria-hidden="true" /> {SIDE_NAMES[side]}
            </h2>
            <p className="holds">{text}</p>
            <SideSaid all={said} side={side} known={first.current} />
          </section>
        ))}
      </div>
      <footer>
        <SoftLink className="lnk" href={to.debate(debate.id)}>
          Back to the debate
        </SoftLink>
        <span className="line" role="status">
          {connection === "live" || connection === "connecting"
            ? ""
            : "The network is away. This catches up."}
        </span>
      </footer>
    </main>
  );
}

function titleOf({ state, phases, phase }: OnBoard): string {
  if (state === "waiting") return "Not begun";
  if (state === "closed") return "The debate is over";
  const title = phaseTitle(phases[phase]?.kind ?? "opening");
  return state === "paused" ? `${title}, paused` : title;
}

/** How long there is: minutes and seconds, or the day on which it ends. */
function Face({ debate, now }: { debate: OnBoard; now: number }) {
  const { state, pace, phases, phase, pausedAt, startsAt } = debate;
  if (state === "closed") return null;
  if (state === "waiting")
    return startsAt ? (
      <p className="until">
        Opens <Time value={startsAt} form="due" />
      </p>
    ) : (
      <p className="face">{clockWords((phases[0]?.minutes ?? 0) * 60_000)}</p>
    );
  const endsAt = phases[phase]?.endsAt;
  if (!endsAt) return null;
  const left = Date.parse(endsAt) - (pausedAt && state === "paused" ? Date.parse(pausedAt) : now);
  if (pace === "dated" && left > CLOCK_MS)
    return (
      <p className="until">
        until <Time value={endsAt} form="due" />
      </p>
    );
  return (
    <p className={left < 60_000 ? "face last" : "face"} role="timer">
      <span className="vh">Time left: </span>
      {clockWords(left)}
    </p>
  );
}

type SideSaidProps = { all: Said[]; side: Said["side"]; known: Set<string> };

/** What a side has said, the latest first. */
function SideSaid({ all, side, known }: SideSaidProps) {
  const own = all.filter((one) => one.side === side && one.isShown).reverse();
  if (own.length === 0) return <p className="none">Nothing said yet.</p>;
  const nameIn = (id: string | null) => {
    const one = all.find((other) => other.id === id);
    return one ? nameOf(one) : null;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the board is read by keys too
    <ol className="said" tabIndex={0} aria-label={`Said ${SIDE_NAMES[side].toLowerCase()}, the latest first`}>
      {own.map((one) => {
        const answers = nameIn(one.answersId);
        return (
          <li key={one.id} className={known.has(one.id) ? undefined : "fresh"}>
            <p className="name">
              {nameOf(one)}
              {answers && ` ${verbOf(one.kind)} ${answers}`}
            </p>
            <Written html={one.html} className="words" />
            {one.quote && (
              <p className="rests">
                “{shortened(one.quote)}”{one.place && <span> {one.place}</span>}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
