"use client";

import { useEffect, useRef, useState } from "react";
import { SIDE_NAMES, type Side } from "#domain/debate/sides";
import { Button } from "../../../../_ui/button";
import { Time } from "../../../../_ui/time";
import { hasDraft } from "../../_comments/drafts";
import { useFocusSoon } from "../../_comments/use-focus-soon";
import { kindWords, nameOf } from "../debate-words";
import { type Book, mayAnswer, useBook } from "./book-context";
import { Claim } from "./claim";
import { MoveForm } from "./move-form";
import type { ClaimView } from "./page-types";
import { Pending } from "./pending";
import { type Row, rowsOf } from "./rows";
import { Chip, sideClass } from "./side-sign";
import { placeOfMove } from "./use-move-draft";

/** Answers deeper than this are told by what they answer, and no further to the right. */
const INDENT_MAX = 3;

/** The facing pages: a row for each claim, and beside it what answers it. */
export function OpenBook() {
  const { debate, claims, mine } = useBook();
  const sides = debate.sides.map(({ side }) => side);
  const rows = rowsOf(claims, sides);
  const isThree = sides.length > 2;
  const canClaim = mine?.speaksFor && mine.moves.includes("claim");
  return (
    <section className={isThree ? "openbook three" : "openbook"} aria-labelledby="book-title">
      <h2 className="vh" id="book-title">
        What was said
      </h2>
      <div className="heads">
        {debate.sides.map(({ side, text }) => (
          <div key={side}>
            <Chip side={side} />
            <div>
              <h3>{SIDE_NAMES[side]}</h3>
              <p>{text}</p>
              <span>
                {speakersWords(debate.seats.filter((seat) => seat.side === side).length)}
                {mine?.side === side && ", your side"}
              </span>
            </div>
          </div>
        ))}
      </div>
      {canClaim && (
        <div className={`newclaim ${isThree || mine?.speaksFor === "for" ? "left" : "right"}`}>
          <MoveForm kind="claim" answers={null} />
          <Pending answersId={null} />
        </div>
      )}
      {!canClaim && <Pending answersId={null} />}
      {rows.length === 0 && <p className="noclaims">Nobody has made a claim yet.</p>}
      {rows.map((row) => (
        <Pair key={row.claim.id} row={row} isThree={isThree} />
      ))}
    </section>
  );
}

const speakersWords = (count: number): string => `${count} speaker${count === 1 ? "" : "s"}`;

type Answering = { to: ClaimView; kind: "rebuttal" | "concession" };

/** A claim and its answers. The claim comes first in reading order, whichever page it stands on. */
function Pair({ row: { claim, answers }, isThree }: { row: Row; isThree: boolean }) {
  const book = useBook();
  const focusSoon = useFocusSoon();
  const all = [claim, ...answers.map((one) => one.claim)];
  const [open, setOpen] = useState<(Answering & { isAsked: boolean }) | null>(null);
  useBegun(book, all, (begun) => setOpen((now) => now ?? { ...begun, isAsked: false }));
  const close = () => {
    const at = open?.to.id;
    setOpen(null);
    if (at) focusSoon(`#n-${at}`);
  };
  const ask = (to: ClaimView, kind: Answering["kind"]) => setOpen({ to, kind, isAsked: true });
  const isOpenNow = open !== null && mayAnswer(book, open.to) && book.mine?.moves.includes(open.kind);
  const form = (to: ClaimView) =>
    isOpenNow &&
    open.to.id === to.id && (
      <MoveForm
        key={`${to.id} ${open.kind}`}
        kind={open.kind}
        answers={open.to}
        autoFocus={open.isAsked}
        onClose={close}
      />
    );
  const isRight = !isThree && claim.side === "against";
  return (
    <div className={isRight ? "pair rev" : "pair"}>
      <div className="one">
        <Claim claim={claim} to={null} onAnswer={ask} />
      </div>
      <div className="other">
        {answers.map(({ claim: answer, depth, to }) => (
          <div key={answer.id} className={`deep d${Math.min(depth, INDENT_MAX)} ${sideClass(answer.side)}`}>
            <Claim claim={answer} to={to} onAnswer={ask} />
            <Pending answersId={answer.id} />
            {form(answer)}
          </div>
        ))}
        <Pending answersId={claim.id} />
        {form(claim)}
        {answers.length === 0 && !(isOpenNow && open.to.id === claim.id) && (
          <Gap claim={claim} onAnswer={ask} />
        )}
      </div>
    </div>
  );
}

/** Finds words for an answer that were begun on this device and not sent, once it is known and when a phase comes. */
function useBegun(
  { debate, mine }: Book,
  all: readonly ClaimView[],
  found: (begun: Answering) => void,
): void {
  const turn = `${debate.id} ${mine?.moves.join()} ${mine?.kept.length}`;
  const latest = useRef({ all, found });
  latest.current = { all, found };
  useEffect(() => {
    const [debateId = "", moves = ""] = turn.split(" ");
    for (const to of latest.current.all)
      for (const kind of ["rebuttal", "concession"] as const)
        if (moves.split(",").includes(kind) && hasDraft(placeOfMove(debateId, kind, to.id)))
          return latest.current.found({ to, kind });
  }, [turn]);
}

type GapProps = { claim: ClaimView; onAnswer: (claim: ClaimView, kind: Answering["kind"]) => void };

/** An answer that nobody has given: blank ruled lines, with the way to fill them. */
function Gap({ claim, onAnswer }: GapProps) {
  const book = useBook();
  const { debate, moves } = book;
  if (claim.comment.author === null || moves.posts.some(({ parentId }) => parentId === claim.id)) return null;
  const isOver = debate.state === "closed";
  const until = debate.phases.find(({ kind }) => kind === "rebuttal")?.endsAt ?? null;
  const canAnswer = mayAnswer(book, claim) && book.mine?.moves.includes("rebuttal");
  const other = answeringSide(
    debate.sides.map(({ side }) => side),
    claim.side,
  );
  return (
    <div className="gap">
      <p className="no">
        {other && <Chip side={other} />}
        {nameOf(claim)} {isOver ? "was not answered" : "is unanswered"}
      </p>
      <div className="rules" aria-hidden="true" />
      {canAnswer && (
        <>
          {until && (
            <p className="mid">
              Your side has until <Time value={until} form="due" />.
            </p>
          )}
          <Button size="sm" onClick={() => onAnswer(claim, "rebuttal")}>
            Answer {nameOf(claim)}
            <span className="vh">, a {kindWords(claim.kind)}</span>
          </Button>
        </>
      )}
    </div>
  );
}

/** Who would answer a claim, where that is one side. */
const answeringSide = (sides: readonly Side[], side: Side): Side | null =>
  sides.length === 2 ? (sides.find((one) => one !== side) ?? null) : null;
