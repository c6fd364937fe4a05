"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../../../_trpc/client";
import { announce } from "../../../_ui/announcer";
import { Button } from "../../../_ui/button";
import { Dialog } from "../../../_ui/dialog";
import { ErrorSummary } from "../../../_ui/error-summary";
import { useAction } from "../../../_ui/use-action";

const LIFE_DAYS = 14;

export function CodeActions({ classroomId, open }: { classroomId: string; open: boolean }) {
  const router = useRouter();
  const [asking, setAsking] = useState<"rotate" | "close" | null>(null);
  const stop = () => setAsking(null);
  const rotate = useAction(async () => {
    await trpc.classroom.rotateCode.mutate({ classroomId, days: LIFE_DAYS });
    stop();
    announce("A new code is on the board.");
    router.refresh();
  });
  const close = useAction(async () => {
    await trpc.classroom.closeCode.mutate({ classroomId });
    stop();
    announce("The code is closed.");
    router.refresh();
  });
  return (
    <>
      <Button
        look={open ? "line" : "fill"}
        onClick={() => (open ? setAsking("rotate") : rotate.run(undefined))}
      >
        Make a new code
      </Button>
      {open && (
        <Button look="line" onClick={() => setAsking("close")}>
          Close the code
        </Button>
      )}
      {asking === null && <ErrorSummary error={rotate.error} />}
      <Dialog open={asking === "rotate"} title="Make a new code?" onClose={stop}>
        <p>
          The code on the board stops working at once. Whoever is in stays in. The new one is good for two
          weeks.
        </p>
        <ErrorSummary error={rotate.error} />
        <div className="brow">
          <Button look="line" onClick={stop}>
            Keep this one
          </Button>
          <Button pending={rotate.pending} onClick={() => rotate.run(undefined)}>
            Make a new code
          </Button>
        </div>
      </Dialog>
      <Dialog open={asking === "close"} title="Close the code?" onClose={stop}>
        <p>Nobody can join until you make a new one. Whoever is in stays in.</p>
        <ErrorSummary error={close.error} />
        <div className="brow">
          <Button look="line" onClick={stop}>
            Keep it open
          </Button>
          <Button pending={close.pending} onClick={() => close.run(undefined)}>
            Close the code
          </Button>
        </div>
      </Dialog>
    </>
  );
}
