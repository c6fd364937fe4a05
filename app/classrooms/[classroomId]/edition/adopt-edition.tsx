"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../../../_trpc/client";
import { Button } from "../../../_ui/button";
import { Dialog } from "../../../_ui/dialog";
import { ErrorSummary } from "../../../_ui/error-summary";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";

type AdoptProps = { classroomId: string; versionId: string; lost: number };

/** Moves the class, once the teacher has said so twice. */
export function AdoptEdition({ classroomId, versionId, lost }: AdoptProps) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const adopt = useAction(async () => {
    await trpc.edition.adopt.mutate({ classroomId, versionId });
    setAsking(false);
    showToast("The class reads the newer edition now.");
    router.refresh();
  });
  return (
    <div className="brow">
      <Button onClick={() => setAsking(true)}>Move the class</Button>
      <Dialog open={asking} title="Move the class to the newer edition?" onClose={() => setAsking(false)}>
        <p>
          Everybody’s open pages load the new text at once. Notes keep to their words.{" "}
          {lost > 0 && "What loses its line is kept, and listed for its writer and for you. "}
          There is no way back to the earlier edition.
        </p>
        <ErrorSummary error={adopt.error} />
        <div className="brow">
          <Button look="line" onClick={() => setAsking(false)}>
            Not now
          </Button>
          <Button pending={adopt.pending} onClick={() => adopt.run(undefined)}>
            {adopt.pending ? "Moving…" : "Move the class"}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
