"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../../../../../_trpc/client";
import { actionError, toActionError } from "../../../../../_ui/action-error";
import { useClock } from "../../../../../_ui/clock";
import { ErrorSummary } from "../../../../../_ui/error-summary";
import { Form, Submit } from "../../../../../_ui/form";
import { classroomPaths } from "../../../../../_ui/frame";
import { showToast } from "../../../../../_ui/toast";
import { useAction } from "../../../../../_ui/use-action";
import { fieldOf, setupWords, termsOf } from "../../new/setup";
import { MotionFields } from "../../new/setup-fields";
import { MoreFields } from "../../new/setup-more";
import { setupOf, type TermsOf } from "./setup-of";

type ChangeTermsProps = { classroomId: string; debate: TermsOf & { version: number } };

/** Other terms for a debate that has not begun. */
export function ChangeTerms({ classroomId, debate }: ChangeTermsProps) {
  const router = useRouter();
  const { zone, now } = useClock();
  const [setup, change] = useState(() => setupOf(debate, now, zone));
  const { id: debateId, version } = debate;
  const send = useAction(async () => {
    const { terms, problems } = termsOf(setup, now, zone);
    if (Object.keys(problems).length > 0) throw actionError("INVALID", undefined, problems);
    const { motion, instructions, sides, seating, joint, schedule } = terms;
    const said = { motion, instructions, sides, seating, joint, schedule };
    try {
      await trpc.debate.amend.mutate({ classroomId, debateId, version, ...said });
    } catch (thrown) {
      const error = toActionError(thrown);
      const fields = Object.entries(error.fields).map(([name, words]) => [fieldOf(name), words]);
      throw { ...error, fields: Object.fromEntries(fields) };
    }
    showToast("The debate is changed.");
    router.push(classroomPaths(classroomId).debate(debateId));
  });
  const fields = { setup, change, error: send.error };
  return (
    <Form onSubmit={() => void send.run(undefined)}>
      <div className="askform setup">
        <ErrorSummary error={send.error} />
        <MotionFields {...fields} />
        <p className="inwords" aria-live="polite">
          {setupWords(setup)}
        </p>
        <MoreFields {...fields} />
        <div className="brow">
          <Submit pending={send.pending}>Save the changes</Submit>
        </div>
      </div>
    </Form>
  );
}
