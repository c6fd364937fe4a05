"use client";

import { useState } from "react";
import { trpc } from "../../../../_trpc/client";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { ErrorSummary } from "../../../../_ui/error-summary";
import { useAction } from "../../../../_ui/use-action";
import type { PromptView } from "./page-types";

type AskInProps = { classroomId: string; prompt: PromptView; onAsked: () => void };

/** For whom what is asked is out of reach: the teacher may let them in with less. */
export function AskIn({ classroomId, prompt, onAsked }: AskInProps) {
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const ask = useAction(async () => {
    await trpc.answer.ask.mutate({ classroomId, assignmentId: prompt.id, why: why.trim() });
    setOpen(false);
    announce("You have asked to be let in.");
    onAsked();
  });
  if (prompt.mine?.hasAsked && !isOpen)
    return (
      <p className="askin">You asked to be let in. {prompt.teacherName} decides; what you wrote is kept.</p>
    );
  if (!isOpen)
    return (
      <p className="askin">
        Can’t get there?{" "}
        <button type="button" className="lnk" onClick={() => setOpen(true)}>
          Ask to be let in
        </button>
      </p>
    );
  return (
    <div className="askin">
      <ErrorSummary error={ask.error} />
      <label htmlFor="ask-why">Why, for {prompt.teacherName}. You may leave this empty.</label>
      <textarea
        id="ask-why"
        className="inp"
        rows={2}
        maxLength={500}
        value={why}
        // biome-ignore lint/a11y/noAutofocus: it opens because the reader asked to
        autoFocus
        onChange={(event) => setWhy(event.target.value)}
      />
      <div className="brow">
        <Button look="line" size="sm" onClick={() => setOpen(false)}>
          Cancel
        </Button>
        <Button look="line" size="sm" pending={ask.pending} onClick={() => void ask.run(undefined)}>
          Ask {prompt.teacherName}
        </Button>
      </div>
    </div>
  );
}
