"use client";

import { useRef } from "react";
import type { Thread, ThreadsState } from "./thread-types";

/**
 * The threads of the margin: the whole section's, also while the list below shows a part of it. Then what was last
 * known stays, with whatever the list has that is newer.
 */
export function useMarginThreads(state: ThreadsState): Thread[] {
  const known = useRef<Thread[]>(state.threads);
  const isWhole = state.filter === "all" && state.paragraphId === undefined && !state.isLoading;
  if (isWhole) {
    known.current = state.threads;
    return state.threads;
  }
  const newer = new Map(state.threads.map((thread) => [thread.root.id, thread]));
  const kept = known.current.map((thread) => newer.get(thread.root.id) ?? thread);
  const added = state.threads.filter(
    ({ root }) => !known.current.some((thread) => thread.root.id === root.id),
  );
  return [...kept, ...added];
}
