"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../../../../_trpc/client";
import { Button } from "../../../../_ui/button";
import { Dialog } from "../../../../_ui/dialog";
import { ErrorSummary } from "../../../../_ui/error-summary";
import { showToast } from "../../../../_ui/toast";
import { useAction } from "../../../../_ui/use-action";
import type { Assignment } from "../../_assignments/words";
import { type AskableParts, ReadingForm } from "../reading-form";

type Props = { classroomId: string; assignment: Assignment; parts: AskableParts };

/** What its teacher may do with an assignment: change it, or take it back. */
export function ChangeAssignment({ classroomId, assignment, parts }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const withdraw = useAction(async () => {
    await trpc.assignment.withdraw.mutate({ classroomId, assignmentId: assignment.id });
    setAsking(false);
    showToast("The assignment is withdrawn.");
    router.refresh();
  });
  return (
    <section aria-labelledby="change">
      <h2 id="change">Change it</h2>
      {open ? (
        <>
          <p className="mid">What was written for it still counts, by the new rule.</p>
          <ReadingForm
            classroomId={classroomId}
            parts={parts}
            assignment={assignment}
            onDone={() => setOpen(false)}
          />
        </>
      ) : (
        <div className="brow">
          <Button look="line" onClick={() => setOpen(true)}>
            Change what is asked
          </Button>
          <Button look="link" onClick={() => setAsking(true)}>
            Withdraw it
          </Button>
        </div>
      )}
      <Dialog open={asking} title="Withdraw this assignment?" onClose={() => setAsking(false)}>
        <p>Students do not see it any more. What they have written stays where it is.</p>
        <ErrorSummary error={withdraw.error} />
        <div className="brow">
          <Button look="line" onClick={() => setAsking(false)}>
            Leave it
          </Button>
          <Button pending={withdraw.pending} onClick={() => withdraw.run(undefined)}>
            Withdraw
          </Button>
        </div>
      </Dialog>
    </section>
  );
}
