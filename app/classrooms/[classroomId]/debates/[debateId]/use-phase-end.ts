"use client";

import { useEffect } from "react";
import type { DebatePage } from "./page-types";

/** A phase ends for a whole class at once: they do not all ask in the same instant. */
const SPREAD_MS = 400;
const AGAIN_AFTER_MS = 4_000;
/** What a browser's timer can wait for at most. */
const LONGEST_MS = 2_000_000_000;

/** Reads the page again when its phase is over by the server's clock. */
export function usePhaseEnd({ debate }: DebatePage, read: () => Promise<void>): void {
  const { now, state, pace } = debate;
  const next =
    state === "running"
      ? (debate.phases[debate.phase]?.endsAt ?? null)
      : state === "waiting" && pace === "dated"
        ? debate.startsAt
        : null;
  useEffect(() => {
    if (next === null) return;
    const left = Date.parse(next) - Date.parse(now);
    if (left > LONGEST_MS) return;
    const again = () => {
      void read();
      timer = setTimeout(again, AGAIN_AFTER_MS);
    };
    let timer = setTimeout(again, Math.max(0, left) + 50 + Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [next, now, read]);
}
