"use client";

import { Button } from "../../../../_ui/button";
import { Time } from "../../../../_ui/time";
import type { PromptView, Written } from "./page-types";
import { lateWords } from "./words";

type LeafNoticesProps = { prompt: PromptView; when: "in_time" | "late" | "closed" };

/** What one has to know before one writes. */
export function LeafNotices({ prompt, when }: LeafNoticesProps) {
  const { mine, teacherName, dueAt, isAnonymous, isHeld } = prompt;
  const late = mine?.state === "none" ? lateWords(when) : null;
  return (
    <div className="qnotices">
      {mine?.state === "sent_back" && (
        <p>
          <b>{teacherName} sent this back</b>
          {mine.sentBackWhy ? `: “${mine.sentBackWhy}”` : "."} The others’ answers are closed until you post
          it again.
        </p>
      )}
      {late && (
        <p>
          <b>
            This closed on <Time value={dueAt} form="full" />.
          </b>{" "}
          {late}
        </p>
      )}
      {mine?.isExcused && <p>You are excused from this. You may still answer.</p>}
      {mine?.isLetIn && <p>{teacherName} lets you in with what you have. Post it when you are ready.</p>}
      {isAnonymous && (
        <p>
          <b>
            Classmates see a made-up name{mine?.alias ? `, ${mine.alias}` : ""}. {teacherName} sees yours.
          </b>{" "}
          How you write may still tell who you are.
        </p>
      )}
      {isHeld && (
        <p>{teacherName} reads answers before they join the page. Until then only you two can see yours.</p>
      )}
    </div>
  );
}

type OtherTextProps = { other: Written; onChoose: (which: "mine" | "other" | "both") => void };

/** Two texts of one answer: nothing is thrown away until its writer has chosen. */
export function OtherText({ other, onChoose }: OtherTextProps) {
  return (
    <div className="othertext" role="alert">
      <p>
        <b>You wrote this on another page too.</b> Both texts are kept. Choose the one to go on with.
      </p>
      <blockquote>{other.text || "Nothing but its evidence."}</blockquote>
      <div className="brow">
        <Button look="line" size="sm" onClick={() => onChoose("mine")}>
          Go on with the one below
        </Button>
        <Button look="line" size="sm" onClick={() => onChoose("other")}>
          Take this one
        </Button>
        <Button look="line" size="sm" onClick={() => onChoose("both")}>
          Put this under the other
        </Button>
      </div>
    </div>
  );
}
