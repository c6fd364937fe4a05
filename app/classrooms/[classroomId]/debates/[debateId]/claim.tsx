"use client";

import { useState } from "react";
import { SIDE_NAMES } from "#domain/debate/sides";
import { kindWords, nameOf } from "../debate-words";
import { useBook } from "./book-context";
import { ChangeForm } from "./change-form";
import { ClaimActs } from "./claim-acts";
import { ClaimWords } from "./claim-words";
import type { ClaimView } from "./page-types";
import { Chip } from "./side-sign";

type ClaimProps = {
  claim: ClaimView;
  /** What it answers; null for a claim. */
  to: ClaimView | null;
  onAnswer: (claim: ClaimView, kind: "rebuttal" | "concession") => void;
};

/** One thing that was said: its number, its words, what it rests on, who said it. */
export function Claim({ claim, to, onAnswer }: ClaimProps) {
  return (
    <article
      className={to ? "said an" : "said cl"}
      id={`c-${claim.id}`}
      aria-labelledby={`n-${claim.id}`}
      data-claim={nameOf(claim)}
    >
      <Name claim={claim} to={to} />
      {claim.comment.author === null ? (
        <p className="mid">
          {claim.comment.state === "deleted" ? "Taken back by its writer" : "Removed by a teacher"}
        </p>
      ) : (
        <Standing claim={claim} onAnswer={onAnswer} />
      )}
    </article>
  );
}

/** "F2, for, answers A1". */
function Name({ claim, to }: Pick<ClaimProps, "claim" | "to">) {
  return (
    <h3 className="no" id={`n-${claim.id}`} tabIndex={-1}>
      <Chip side={claim.side} />
      <span>{nameOf(claim)}</span>
      <span className="tagp"> {SIDE_NAMES[claim.side]}</span>
      {to && (
        <span>
          {claim.kind === "concession" ? " concedes " : " answers "}
          <a href={`#c-${to.id}`}>{nameOf(to)}</a>
        </span>
      )}
    </h3>
  );
}

/** What stands: its words with what can be done with them, or the form that gives it others. */
function Standing({ claim, onAnswer }: Pick<ClaimProps, "claim" | "onAnswer">) {
  const { me } = useBook();
  const [isChanging, setChanging] = useState(false);
  if (isChanging) return <ChangeForm claim={claim} onDone={() => setChanging(false)} />;
  return (
    <>
      <ClaimWords claim={claim} me={me} />
      <ClaimActs
        claim={claim}
        kind={kindWords(claim.kind)}
        onAnswer={onAnswer}
        onChange={() => setChanging(claim.isMine)}
      />
    </>
  );
}
