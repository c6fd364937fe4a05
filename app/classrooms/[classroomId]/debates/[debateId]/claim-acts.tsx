"use client";

import { CLAIM_MARKS, CLAIM_QUALITIES } from "#domain/debate/moves";
import { trpc } from "../../../../_trpc/client";
import { showToast } from "../../../../_ui/toast";
import { attempt } from "../../_comments/attempt";
import { MARK_WORDS, nameOf, QUALITY_WORDS } from "../debate-words";
import { mayAnswer, useBook } from "./book-context";
import type { ClaimMark, ClaimQuality, ClaimView } from "./page-types";
import { isAnswered } from "./rows";

type ClaimActsProps = {
  claim: ClaimView;
  kind: string;
  onAnswer: (claim: ClaimView, kind: "rebuttal" | "concession") => void;
  onChange: () => void;
};

/** What the reader can do with something said, as the phase and their side allow. */
export function ClaimActs({ claim, kind, onAnswer, onChange }: ClaimActsProps) {
  const book = useBook();
  const { classroomId, debate, mine, claims, read, isArchived, me } = book;
  const name = nameOf(claim);
  const canAnswer = mayAnswer(book, claim);
  // Below a claim that nobody has answered stand blank lines, with the button that fills them.
  const isGap = claim.answersId === null && !claims.some(({ answersId }) => answersId === claim.id);
  const isOpen = debate.state === "running" && debate.phase === claim.phase;
  const canChange = mine !== null && claim.isMine && isOpen && !isAnswered(claims, claim.id);
  const takeBack = () =>
    attempt(
      trpc.debate.takeBack.mutate({ classroomId, commentId: claim.id }).then(() => {
        showToast(`Your ${kind} is taken back.`);
        return read();
      }),
    );
  const isFixed = isArchived || debate.isWithdrawn;
  const canMark = me.role === "teacher" && !isFixed;
  const canWeigh = debate.state === "closed" && !claim.isMine && !isFixed;
  return (
    <>
      {(canAnswer || canChange) && (
        <p className="acts">
          {canAnswer && !isGap && mine?.moves.includes("rebuttal") && (
            <button type="button" className="lnk" onClick={() => onAnswer(claim, "rebuttal")}>
              Answer {name}
            </button>
          )}
          {canAnswer && mine?.moves.includes("concession") && (
            <button type="button" className="lnk" onClick={() => onAnswer(claim, "concession")}>
              Concede {name}
            </button>
          )}
          {canChange && (
            <>
              <button type="button" className="lnk" onClick={onChange}>
                Change<span className="vh"> {name}</span>
              </button>
              <button type="button" className="lnk" onClick={() => void takeBack()}>
                Take back<span className="vh"> {name}</span>
              </button>
            </>
          )}
        </p>
      )}
      {canMark && <Marking claim={claim} />}
      {debate.state === "closed" && <Weighing claim={claim} canWeigh={canWeigh} />}
    </>
  );
}

/** The teacher says what a claim lacks. */
function Marking({ claim }: { claim: ClaimView }) {
  const { classroomId, put } = useBook();
  const mark = (one: ClaimMark) => {
    const input = { classroomId, commentId: claim.id, mark: one, on: !claim.marks.includes(one) };
    void attempt(trpc.debate.mark.mutate(input).then(put));
  };
  return (
    <details className="marking">
      <summary>
        Mark<span className="vh"> {nameOf(claim)}</span>
      </summary>
      <fieldset className="pick">
        <legend className="vh">What {nameOf(claim)} lacks</legend>
        {CLAIM_MARKS.map((one) => (
          <button key={one} type="button" aria-pressed={claim.marks.includes(one)} onClick={() => mark(one)}>
            {MARK_WORDS[one]}
          </button>
        ))}
      </fieldset>
    </details>
  );
}

/** What the class makes of a claim once the debate is over. */
function Weighing({ claim, canWeigh }: { claim: ClaimView; canWeigh: boolean }) {
  const { classroomId, results, setResults } = useBook();
  const weight = results?.weights[claim.id];
  const weigh = (quality: ClaimQuality) => {
    const on = !weight?.mine.includes(quality);
    void attempt(
      trpc.debate.weigh.mutate({ classroomId, commentId: claim.id, quality, on }).then((next) => {
        if (results) setResults({ ...results, weights: { ...results.weights, [claim.id]: next } });
      }),
    );
  };
  if (!results || (!canWeigh && !weight)) return null;
  return (
    <fieldset className="pick weigh">
      <legend className="vh">How {nameOf(claim)} weighs</legend>
      {CLAIM_QUALITIES.map((quality) => {
        const count = weight?.counts[quality] ?? 0;
        const words = `${QUALITY_WORDS[quality]}${count > 0 ? ` ${count}` : ""}`;
        return canWeigh ? (
          <button
            key={quality}
            type="button"
            aria-pressed={weight?.mine.includes(quality) ?? false}
            onClick={() => weigh(quality)}
          >
            {words}
          </button>
        ) : (
          count > 0 && <span key={quality}>{words}</span>
        );
      })}
    </fieldset>
  );
}
