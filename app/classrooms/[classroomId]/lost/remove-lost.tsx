"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../../../_trpc/client";
import { Button } from "../../../_ui/button";
import { Dialog } from "../../../_ui/dialog";
import { ErrorSummary } from "../../../_ui/error-summary";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";

/** Removes one's own note that has no line any more. */
export function RemoveLost({ classroomId, commentId }: { classroomId: string; commentId: string }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const remove = useAction(async () => {
    await trpc.comment.delete.mutate({ classroomId, commentId });
    setAsking(false);
    showToast("The note is removed.");
    router.refresh();
  });
  return (
    <>
      <Button look="line" size="sm" onClick={() => setAsking(true)}>
        Remove it
      </Button>
      <Dialog open={asking} title="Remove this note?" onClose={() => setAsking(false)}>
        <p>Its words go with it. Replies by others stay.</p>
        <ErrorSummary error={remove.error} />
        <div className="brow">
          <Button look="line" onClick={() => setAsking(false)}>
            Keep it
          </Button>
          <Button pending={remove.pending} onClick={() => remove.run(undefined)}>
            Remove it
          </Button>
        </div>
      </Dialog>
    </>
  );
}
