"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLive } from "../../../_live/use-live";

// What browsers take for a delay; whoever leaves a page open for longer asks again then.
const DELAY_MAX_MS = 2_147_483_647;
// The server's clock decides: asking a moment late finds it open.
const AFTER_MS = 1_000;

type WatchProps = { classroomId: string; userId: string; opensAt: string | null };

const nothing = () => {};

/** Reads the page again when its part opens: on the day, or when the teacher opens it sooner. */
export function WatchOpening({ classroomId, userId, opensAt }: WatchProps) {
  const router = useRouter();
  const handleReload = () => router.refresh();
  const connection = useLive({ classroomId, userId, cursor: null, onItems: nothing, onReload: handleReload });
  useEffect(() => {
    // It may have been opened after this page was read and before anybody listened.
    if (connection === "live") router.refresh();
  }, [connection, router]);
  useEffect(() => {
    if (!opensAt) return;
    const delay = Math.max(0, Date.parse(opensAt) - Date.now()) + AFTER_MS;
    const timer = setTimeout(() => router.refresh(), Math.min(delay, DELAY_MAX_MS));
    return () => clearTimeout(timer);
  }, [opensAt, router]);
  return null;
}
