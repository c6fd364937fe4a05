"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../_trpc/client";
import { Button } from "../_ui/button";
import { Dialog } from "../_ui/dialog";
import { ErrorSummary } from "../_ui/error-summary";
import { showToast } from "../_ui/toast";
import { useAction } from "../_ui/use-action";

/** Leaves a class, after asking. */
export function LeaveClassroom({ classroom }: { classroom: { id: string; name: string } }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const leave = useAction(async () => {
    await trpc.classroom.leave.mutate({ classroomId: classroom.id });
    setOpen(false);
    showToast(`You have left ${classroom.name}.`);
    router.refresh();
  });
  return (
    <>
      {" "}
      <Button look="link" onClick={() => setOpen(true)}>
        Leave<span className="vh"> {classroom.name}</span>
      </Button>
      <Dialog open={open} title={`Leave ${classroom.name}?`} onClose={() => setOpen(false)}>
        <p>
          You do not see the class any more. What you wrote stays there with your name. With the class code
          you can come back.
        </p>
        <ErrorSummary error={leave.error} />
        <div className="brow">
          <Button look="line" onClick={() => setOpen(false)}>
            Stay in the class
          </Button>
          <Button pending={leave.pending} onClick={() => leave.run(undefined)}>
            Leave
          </Button>
        </div>
      </Dialog>
    </>
  );
}
