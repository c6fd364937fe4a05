"use client";

import { useRef } from "react";

/** Whether two lists hold the same things in the same order. */
export const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, n) => item === b[n]);

/** A list that stays the same object as long as it holds the same things, so that nothing is made from it anew. */
export function useSame<T>(list: readonly T[]): readonly T[] {
  const kept = useRef(list);
  if (!sameItems(kept.current, list)) kept.current = list;
  return kept.current;
}
