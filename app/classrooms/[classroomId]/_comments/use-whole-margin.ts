"use client";

import { useEffect } from "react";
import type { Talk } from "./talk-context";

/** Up to here a section's margin is filled without being asked: a class's usual evening, not a year's archive. */
const COMMENTS_MAX = 240;

/**
 * The first window holds the latest threads, and a teacher's question may be older. Where the section is not too
 * long, the rest is fetched once the page is quiet; elsewhere the margin offers "Earlier comments".
 */
export function useWholeMargin({ state, actions, place }: Talk): void {
  const total = Object.values(state.counts).reduce((sum, count) => sum + count, 0);
  const isPlain = !place.isClaim && state.filter === "all" && state.paragraphId === undefined;
  const cursor = isPlain && !state.isLoading && total <= COMMENTS_MAX ? state.nextCursor : null;
  const { loadMore } = actions;
  useEffect(() => {
    if (!cursor) return;
    const load = () => void loadMore().catch(() => {});
    if (typeof requestIdleCallback === "undefined") {
      const timer = setTimeout(load, 300);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(load, { timeout: 2_000 });
    return () => cancelIdleCallback(handle);
  }, [cursor, loadMore]);
}
