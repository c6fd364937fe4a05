"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../../../../_ui/button";
import { WithdrawDialog } from "../../_assignments/withdraw";
import type { Assignment } from "../../_assignments/words";
import { type AskableParts, ReadingForm } from "../reading-form";

type Props = { classroomId: string; assignment: Assignment; parts: AskableParts };

/** What its teacher may do with an assignment: change it, or take it back. */
export function ChangeAssignment({ classroomId, assignment, parts }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
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
      <WithdrawDialog
        classroomId={classroomId}
        assignmentId={assignment.id}
        what="assignment"
        means="Students do not see it any more. What they have written stays where it is."
        open={asking}
        onClose={() => setAsking(false)}
        onDone={() => router.refresh()}
      />
    </section>
  );
}
