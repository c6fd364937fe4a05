"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLive } from "../_live/use-live";

const SETTLE_MS = 300;
/** What a browser's timer can wait for at most. */
const LONGEST_MS = 2_000_000_000;

type WatchDebatesProps = {
  classroomId: string;
  userId: string;
  /** From the read that the page shows; null for a page that has none. */
  cursor: string | null;
  /** The server's time, and the soonest moment at which something is not as it is shown. */
  now: number;
  next: string | null;
};

/** Draws the page afresh when a debate is set up or goes on to its next phase. Shows nothing. */
export function WatchDebates({ classroomId, userId, cursor, now, next }: WatchDebatesProps) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive({
    classroomId,
    userId,
    cursor,
    onItems: (items) => {
      if (!items.some(({ type }) => type === "debate")) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => router.refresh(), SETTLE_MS);
    },
    onReload: () => router.refresh(),
  });
  useEffect(() => {
    const left = next === null ? -1 : Date.parse(next) - now;
    if (left < 0 || left > LONGEST_MS) return;
    const wait = setTimeout(() => router.refresh(), left + SETTLE_MS);
    return () => clearTimeout(wait);
  }, [next, now, router]);
  return null;
}
