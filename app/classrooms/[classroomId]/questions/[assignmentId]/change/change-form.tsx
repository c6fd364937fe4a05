"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { trpc } from "../../../../../_trpc/client";
import { actionError, toActionError } from "../../../../../_ui/action-error";
import { Submit } from "../../../../../_ui/form";
import { classroomPaths } from "../../../../../_ui/frame";
import { showToast } from "../../../../../_ui/toast";
import { useAction } from "../../../../../_ui/use-action";
import { ruleOf, type Terms } from "../../../_prompts/terms";
import { type Asking, TermsForm } from "../../../_prompts/terms-form";

type Props = {
  classroomId: string;
  assignmentId: string;
  initial: Terms;
  isPublished: boolean;
  hasGuideAnswer: boolean;
};

/** Other terms for a question; what is a draft can be asked with them. */
export function ChangeForm({ classroomId, assignmentId, initial, isPublished, hasGuideAnswer }: Props) {
  const router = useRouter();
  // The form keeps what it was filled with, whatever the page reads again below it.
  const [start] = useState(initial);
  const before = useRef(initial);
  const on = { classroomId, assignmentId };
  const change = async (terms: Terms) => {
    try {
      await trpc.prompt.change.mutate({ ...on, ...terms, before: before.current });
      // What is empty there is open since it was set.
      before.current = { ...terms, opensAt: terms.opensAt ?? before.current.opensAt };
    } catch (thrown) {
      const error = toActionError(thrown);
      if (error.code !== "CONFLICT") throw error;
      before.current = ruleOf((await trpc.prompt.ledger.query(on)).prompt);
      throw actionError(
        "CONFLICT",
        "Another teacher has changed this question meanwhile. What you wrote is still here. Save again to put it in place of theirs, or load the page to see theirs.",
      );
    }
  };
  const send = useAction(async ({ terms, by }: Asking) => {
    await change(terms);
    if (by === "ask") await trpc.prompt.publish.mutate(on);
    showToast(
      by === "ask" ? "The class is asked." : isPublished ? "The question is changed." : "It is kept.",
    );
    if (by === "ask") router.push(classroomPaths(classroomId).questionClass(assignmentId));
    else router.refresh();
  });
  return (
    <TermsForm
      classroomId={classroomId}
      initial={start}
      hasGuideAnswer={hasGuideAnswer}
      isOpen
      choosesPeople={false}
      error={send.error}
      onSend={(asking) => void send.run(asking)}
      onFail={send.fail}
    >
      {!isPublished && (
        <Submit pending={send.pending} value="ask">
          Ask the class
        </Submit>
      )}
      <Submit pending={send.pending} look={isPublished ? "fill" : "line"} value="save">
        {isPublished ? "Save the change" : "Save the draft"}
      </Submit>
    </TermsForm>
  );
}
