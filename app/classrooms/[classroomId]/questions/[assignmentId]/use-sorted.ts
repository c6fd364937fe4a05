"use client";

import { useRef } from "react";
import { useTalk } from "../../_comments/talk-context";
import type { Thread } from "../../_comments/thread-types";

export type Sorting = "needsReply" | "newest" | "theme";

/**
 * The answers in their order: one's own first, then those that nobody has replied to, or the newest; by theme they are the newest first within each. Within a choice an
 * answer keeps its place, whatever is said below it meanwhile; what comes later stands after what was there.
 */
export function useSorted(threads: Thread[], sorting: Sorting): Thread[] {
  const { me } = useTalk();
  const order = useRef<{ sorting: Sorting | null; rankOf: Map<string, number> }>({
    sorting: null,
    rankOf: new Map(),
  });
  if (order.current.sorting !== sorting) order.current = { sorting, rankOf: new Map() };
  const { rankOf } = order.current;
  const groupOf = ({ root }: Thread) =>
    root.pinned ? 0 : root.author?.id === me.userId ? 1 : sorting === "needsReply" && root.needsReply ? 2 : 3;
  const fresh = threads
    .map((thread, at) => ({ id: thread.root.id, group: groupOf(thread), at }))
    .filter(({ id }) => !rankOf.has(id))
    .sort((a, b) => a.group - b.group || a.at - b.at);
  // One's own stands first, whenever it comes.
  for (const { id, group } of fresh) rankOf.set(id, group <= 1 ? group - 2 : rankOf.size);
  const rank = ({ root }: Thread) => rankOf.get(root.id) ?? 0;
  return [...threads].sort((a, b) => rank(a) - rank(b));
}
