"use client";

import { useRouter } from "next/navigation";
import { useLive } from "../_live/use-live";

type WatchAskedProps = {
  classroomId: string;
  userId: string;
  /** Where live stood when the page was read: what is asked after that and before the stream is open is heard too. */
  cursor: string;
};

/** Draws the page afresh when a teacher asks something of the class, or changes it. What is being written stays. */
export function WatchAsked({ classroomId, userId, cursor }: WatchAskedProps) {
  const router = useRouter();
  useLive({
    classroomId,
    userId,
    cursor,
    onItems: (items) => {
      if (items.some((item) => item.type === "asked")) router.refresh();
    },
    onReload: () => router.refresh(),
  });
  return null;
}
