"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { trpc } from "../../../_trpc/client";
import { Button } from "../../../_ui/button";
import { Dialog } from "../../../_ui/dialog";
import { ErrorSummary } from "../../../_ui/error-summary";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";

type Withdrawn = {
  classroomId: string;
  assignmentId: string;
  /** What is asked, as the reader calls it. */
  what: "assignment" | "question" | "debate";
  /** What it means that it is taken back, where that is asked once more. */
  means: string;
};

type WithdrawDialogProps = Withdrawn & { open: boolean; onClose: () => void; onDone: () => void };

/** Asks once before what was asked of the class is taken back. */
export function WithdrawDialog(props: WithdrawDialogProps) {
  const { classroomId, assignmentId, what, means, open, onClose, onDone } = props;
  const withdraw = useAction(async () => {
    await trpc.assignment.withdraw.mutate({ classroomId, assignmentId });
    onClose();
    showToast(`The ${what} is withdrawn.`);
    onDone();
  });
  return (
    <Dialog open={open} title={`Withdraw this ${what}?`} onClose={onClose}>
      <p>{means}</p>
      <ErrorSummary error={withdraw.error} />
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Leave it
        </Button>
        <Button pending={withdraw.pending} onClick={() => withdraw.run(undefined)}>
          Withdraw
        </Button>
      </div>
    </Dialog>
  );
}

type WithdrawSectionProps = Withdrawn & { to: Route; children: ReactNode };

/**
 * The part of a page on which something asked of the class is taken back.
 *
 * @param to        where one goes then
 * @param children  what that means for the class
 */
export function WithdrawSection({ to, children, ...withdrawn }: WithdrawSectionProps) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  return (
    <section aria-labelledby="withdraw">
      <h2 id="withdraw">Withdraw it</h2>
      <p>{children}</p>
      <div className="brow">
        <Button look="line" onClick={() => setAsking(true)}>
          Withdraw the {withdrawn.what}
        </Button>
      </div>
      <WithdrawDialog
        {...withdrawn}
        open={asking}
        onClose={() => setAsking(false)}
        onDone={() => router.push(to)}
      />
    </section>
  );
}
