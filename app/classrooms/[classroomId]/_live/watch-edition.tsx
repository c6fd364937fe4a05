"use client";

import type { LiveItem } from "#domain/live";
import { useLive } from "./use-live";

type WatchProps = { classroomId: string; userId: string; versionId: string; cursor: string };

/**
 * Loads the page again when the class reads another edition than the page shows. What is being written is kept on the
 * device and is there again.
 */
export function WatchEdition({ classroomId, userId, versionId, cursor }: WatchProps) {
  const handleItems = (items: LiveItem[]) => {
    if (items.some((item) => item.type === "reload" && item.guideVersionId !== versionId)) location.reload();
  };
  useLive({ classroomId, userId, cursor, onItems: handleItems });
  return null;
}
