"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect } from "react";
import { trpc } from "../../../../../_trpc/client";
import { useLive } from "../../../_live/use-live";

// What browsers take for a delay; whoever leaves a page open for longer asks again then.
const DELAY_MAX_MS = 2_147_483_647;
// The server's clock decides: asking a moment late finds it open.
const AFTER_MS = 1_000;

type WatchProps = { classroomId: string; userId: string; path: string; opensAt: string | null };

const nothing = () => {};

/** Reads the page again when its part opens, or opens on another day: by the clock, or when the teacher says so. */
export function WatchOpening({ classroomId, userId, path, opensAt }: WatchProps) {
  const router = useRouter();
  const ask = useCallback(async () => {
    try {
      const { locked } = await trpc.guide.section.query({ classroomId, path });
      // A page that is as it was is left alone: reading it again would take its title away for a moment.
      if (locked?.opensAt !== opensAt) router.refresh();
    } catch {
      // Without an answer the page stays; the next bell or the next visit asks again.
    }
  }, [classroomId, path, opensAt, router]);
  const connection = useLive({
    classroomId,
    userId,
    cursor: null,
    onItems: nothing,
    onReload: () => void ask(),
  });
  useEffect(() => {
    // It may have been opened after this page was read and before anybody listened.
    if (connection === "live") void ask();
  }, [connection, ask]);
  useEffect(() => {
    if (!opensAt) return;
    const delay = Math.max(0, Date.parse(opensAt) - Date.now()) + AFTER_MS;
    const timer = setTimeout(() => void ask(), Math.min(delay, DELAY_MAX_MS));
    return () => clearTimeout(timer);
  }, [opensAt, ask]);
  return null;
}
