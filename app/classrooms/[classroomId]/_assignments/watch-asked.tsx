"use client";

import { useRouter } from "next/navigation";
import { useLive } from "../_live/use-live";

/** Draws the page afresh when a teacher asks something of the class, or changes it. What is being written stays. */
export function WatchAsked({ classroomId, userId }: { classroomId: string; userId: string }) {
  const router = useRouter();
  useLive({
    classroomId,
    userId,
    cursor: null,
    onItems: (items) => {
      if (items.some((item) => item.type === "asked")) router.refresh();
    },
  });
  return null;
}
