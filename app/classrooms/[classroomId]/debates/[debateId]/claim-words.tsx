"use client";

import type { Theme } from "#domain/note";
import { SoftLink } from "../../../../_ui/soft-link";
import { CommentBody } from "../../_comments/comment-body";
import { citedHref } from "../../questions/[assignmentId]/lines";
import { refWords } from "../../questions/[assignmentId]/use-passage-names";
import { MARK_WORDS, nameOf } from "../debate-words";
import { useBook } from "./book-context";
import type { ClaimView, Me } from "./page-types";

/** What was said, what it rests on, who said it, and what its teacher finds wanting. */
export function ClaimWords({ claim, me }: { claim: ClaimView; me: Me }) {
  const { comment, marks } = claim;
  const { author } = comment;
  return (
    <>
      <CommentBody html={comment.html} />
      <Passages claim={claim} />
      {comment.state === "hidden" && (
        <p className="held">
          Not shown to the class. The reason given:{" "}
          {comment.hiddenReason ? `“${comment.hiddenReason}”` : "none"}
        </p>
      )}
      {author && (
        <p className="by">
          {author.id === me.userId ? `${author.name} (you)` : author.name}
          {comment.editedAt && ", changed"}
        </p>
      )}
      {marks.length > 0 && (
        <ul className="tmarks" aria-label={`The teacher’s marks on ${nameOf(claim)}`}>
          {marks.map((mark) => (
            <li key={mark}>{MARK_WORDS[mark]}</li>
          ))}
        </ul>
      )}
    </>
  );
}

type Passage = ClaimView["cited"][number];

/** What a claim rests on, each passage in the ink that the class marks it with, and the way to its line. */
function Passages({ claim: { cited } }: { claim: ClaimView }) {
  const { classroomId, themes } = useBook();
  if (cited.length === 0) return null;
  return (
    <ul className="evs" aria-label="Evidence">
      {cited.map((passage) => (
        <Evidence
          key={`${passage.sectionId} ${passage.start} ${passage.exact}`}
          classroomId={classroomId}
          passage={passage}
          theme={themes.find(({ id }) => id === passage.themeId)}
        />
      ))}
    </ul>
  );
}

type EvidenceProps = { classroomId: string; passage: Passage; theme: Theme | undefined };

function Evidence({ classroomId, passage, theme }: EvidenceProps) {
  const href = citedHref(classroomId, passage);
  const name = refWords(passage.title ?? "", passage.number);
  const ink = theme?.ink ?? undefined;
  return (
    <li className={ink ? "ev inked" : "ev"} data-ink={ink}>
      {ink && <span className="sign" aria-hidden="true" />}
      <span className={ink ? "stroke" : "cited"}>{passage.exact}</span>
      {theme && <span className="vh">, marked by the class as {theme.name}</span>}
      <span className="ref">
        {href ? <SoftLink href={href}>{name}</SoftLink> : "No longer in the guide"}
        {href && passage.start === null && ", where these words no longer stand"}
      </span>
    </li>
  );
}
