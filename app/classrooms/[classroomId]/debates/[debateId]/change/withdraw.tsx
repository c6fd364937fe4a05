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

type WithdrawProps = { classroomId: string; debateId: string; hasVotes: boolean };

/** Takes a debate back, after asking once. */
export function Withdraw({ classroomId, debateId, hasVotes }: WithdrawProps) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const withdraw = useAction(async () => {
    await trpc.assignment.withdraw.mutate({ classroomId, assignmentId: debateId });
    setAsking(false);
    showToast("The debate is withdrawn.");
    router.push(classroomPaths(classroomId).debates);
  });
  return (
    <section aria-labelledby="withdraw">
      <h2 id="withdraw">Withdraw it</h2>
      <p>
        Students do not see it any more, nor what was said in it; each keeps their own words in My notes.
        {hasVotes && " Its ballots are sealed, and no vote of it is ever told."}
      </p>
      <div className="brow">
        <Button look="line" onClick={() => setAsking(true)}>
          Withdraw the debate
        </Button>
      </div>
      <Dialog open={asking} title="Withdraw this debate?" onClose={() => setAsking(false)}>
        <p>Its clock stops for good. You cannot open it again; set up another instead.</p>
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
