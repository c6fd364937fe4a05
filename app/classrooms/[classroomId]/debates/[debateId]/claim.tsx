"use client";

import { useState } from "react";
import { SIDE_NAMES } from "#domain/debate/sides";
import { SoftLink } from "../../../../_ui/soft-link";
import { CommentBody } from "../../_comments/comment-body";
import { citedHref } from "../../questions/[assignmentId]/lines";
import { refWords } from "../../questions/[assignmentId]/use-passage-names";
import { useBook } from "./book-context";
import { ChangeForm } from "./change-form";
import { ClaimActs } from "./claim-acts";
import type { ClaimView } from "./page-types";
import { Chip } from "./side-sign";
import { kindWords, MARK_WORDS, nameOf } from "./words";

type ClaimProps = {
  claim: ClaimView;
  /** What it answers; null for a claim. */
  to: ClaimView | null;
  onAnswer: (claim: ClaimView, kind: "rebuttal" | "concession") => void;
};

/** One thing that was said: its number, its words, what it rests on, who said it. */
export function Claim({ claim, to, onAnswer }: ClaimProps) {
  const { me } = useBook();
  const [isChanging, setChanging] = useState(false);
  const { comment, isMine } = claim;
  const { author } = comment;
  const name = nameOf(claim);
  const isHidden = comment.state === "hidden";
  return (
    <article
      className={to ? "said an" : "said cl"}
      id={`c-${claim.id}`}
      aria-labelledby={`n-${claim.id}`}
      data-claim={name}
    >
      <h3 className="no" id={`n-${claim.id}`} tabIndex={-1}>
        <Chip side={claim.side} />
        <span>{name}</span>
        <span className="tagp"> {SIDE_NAMES[claim.side]}</span>
        {to && (
          <span>
            {claim.kind === "concession" ? " concedes " : " answers "}
            <a href={`#c-${to.id}`}>{nameOf(to)}</a>
          </span>
        )}
      </h3>
      {author === null ? (
        <p className="mid">
          {comment.state === "deleted" ? "Taken back by its writer" : "Removed by a teacher"}
        </p>
      ) : isChanging ? (
        <ChangeForm claim={claim} onDone={() => setChanging(false)} />
      ) : (
        <>
          <CommentBody html={comment.html} />
          <Passages claim={claim} />
          {isHidden && (
            <p className="held">
              Not shown to the class. The reason given:{" "}
              {comment.hiddenReason ? `“${comment.hiddenReason}”` : "none"}
            </p>
          )}
          <p className="by">
            {author.id === me.userId ? `${author.name} (you)` : author.name}
            {comment.editedAt && ", changed"}
          </p>
          {claim.marks.length > 0 && (
            <ul className="tmarks" aria-label={`The teacher’s marks on ${name}`}>
              {claim.marks.map((mark) => (
                <li key={mark}>{MARK_WORDS[mark]}</li>
              ))}
            </ul>
          )}
          <ClaimActs
            claim={claim}
            kind={kindWords(claim.kind)}
            onAnswer={onAnswer}
            onChange={() => setChanging(isMine)}
          />
        </>
      )}
    </article>
  );
}

/** What a claim rests on, each passage with the way to its line. */
function Passages({ claim: { cited } }: { claim: ClaimView }) {
  const { classroomId } = useBook();
  if (cited.length === 0) return null;
  return (
    <ul className="evs" aria-label="Evidence">
      {cited.map((passage) => {
        const href = citedHref(classroomId, passage);
        const name = refWords(passage.title ?? "", passage.number);
        return (
          <li className="ev" key={`${passage.sectionId} ${passage.start} ${passage.exact}`}>
            <span className="cited">{passage.exact}</span>
            <span className="ref">
              {href ? <SoftLink href={href}>{name}</SoftLink> : "No longer in the guide"}
              {href && passage.start === null && ", where these words no longer stand"}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
