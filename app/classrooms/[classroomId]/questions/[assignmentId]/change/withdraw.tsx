"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../../../../../_trpc/client";
import { Button } from "../../../../../_ui/button";
import { Dialog } from "../../../../../_ui/dialog";
import { ErrorSummary } from "../../../../../_ui/error-summary";
import { classroomPaths } from "../../../../../_ui/frame";
import { showToast } from "../../../../../_ui/toast";
import { useAction } from "../../../../../_ui/use-action";

type Props = { classroomId: string; assignmentId: string };

/** Takes a question back, after asking once. */
export function Withdraw({ classroomId, assignmentId }: Props) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const withdraw = useAction(async () => {
    await trpc.assignment.withdraw.mutate({ classroomId, assignmentId });
    setAsking(false);
    showToast("The question is withdrawn.");
    router.push(classroomPaths(classroomId).questions);
  });
  return (
    <section aria-labelledby="withdraw">
      <h2 id="withdraw">Withdraw it</h2>
      <p>Students do not see it any more, nor what was answered. What they wrote stays with you.</p>
      <div className="brow">
        <Button look="line" onClick={() => setAsking(true)}>
          Withdraw the question
        </Button>
      </div>
      <Dialog open={asking} title="Withdraw this question?" onClose={() => setAsking(false)}>
        <p>Students do not see it any more. You cannot set it out again; ask it anew instead.</p>
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
