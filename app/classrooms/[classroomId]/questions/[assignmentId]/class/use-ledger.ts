"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { trpc } from "../../../../../_trpc/client";
import { useLive } from "../../../_live/use-live";
import type { LedgerLine } from "../../../_prompts/ledger-words";

/** The ledger as the API sends it; only what the page shows. */
export type Ledger = {
  prompt: {
    id: string;
    isHeld: boolean;
    isForAll: boolean;
    repliesMin: number;
    dueAt: string;
    now: string;
  };
  lines: LedgerLine[];
  total: number;
  answered: number;
  discussions: { id: string; name: string }[];
  nextCursor: string | null;
};

const SETTLE_MS = 250;
/** Who joins the class writes no comment, and no stream tells of it. */
const LOOK_AGAIN_MS = 20_000;

type Input = { classroomId: string; userId: string; cursor: string | null; initial: Ledger };

/** The ledger, read again when somebody answers or replies, and now and then while it is looked at. */
export function useLedger({ classroomId, userId, cursor, initial }: Input) {
  const [ledger, setLedger] = useState(initial);
  useEffect(() => setLedger(initial), [initial]);
  const assignmentId = initial.prompt.id;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const readNow = useCallback(async () => {
    try {
      setLedger(await trpc.prompt.ledger.query({ classroomId, assignmentId, ...(cursor ? { cursor } : {}) }));
    } catch {
      // Without an answer it stays as it was; the next change or the next look asks again.
    }
  }, [classroomId, assignmentId, cursor]);
  const readSoon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(readNow, SETTLE_MS);
  }, [readNow]);
  useEffect(() => {
    const again = setInterval(() => {
      if (document.visibilityState === "visible") readSoon();
    }, LOOK_AGAIN_MS);
    return () => {
      clearInterval(again);
      clearTimeout(timer.current);
    };
  }, [readSoon]);
  const connection = useLive({
    classroomId,
    userId,
    cursor: null,
    onItems: (items) => {
      const isHere = items.some(
        (item) =>
          item.type === "standing" ||
          (item.type === "comment" && item.comment.sectionId === assignmentId) ||
          (item.type === "gone" && item.sectionId === assignmentId),
      );
      if (isHere) readSoon();
    },
    onReload: readSoon,
  });
  // What happened between the rendering and the opening of the stream is in neither.
  useEffect(() => {
    if (connection === "live") readSoon();
  }, [connection, readSoon]);
  return { ledger, readNow };
}
