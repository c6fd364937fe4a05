"use client";

import { useEffect } from "react";
import { trpc } from "../../../../_trpc/client";

/** A page that is only passed by is not read. */
const SEEN_AFTER_MS = 1_000;

/**
 * What was said is no news any more once its page has been looked at.
 *
 * @param cursor  of the read that the page shows
 */
export function useSeen(classroomId: string, sectionId: string, cursor: string, count: number): void {
  const hasAny = count > 0;
  useEffect(() => {
    if (!hasAny) return;
    const timer = setTimeout(() => {
      if (document.visibilityState !== "visible") return;
      // A mark that does not arrive does no harm: it comes with the next look.
      trpc.comment.markSeen
        .mutate({ classroomId, sectionId, rootIds: [], all: true, upTo: cursor })
        .catch(() => {});
    }, SEEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [classroomId, sectionId, cursor, hasAny]);
}
