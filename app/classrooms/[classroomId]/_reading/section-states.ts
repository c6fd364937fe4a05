"use client";

import { useSyncExternalStore } from "react";
import type { SectionState } from "#domain/reading";

// What changed since the page was loaded. The router keeps pages, and an old page shows what was finished since.
const changed = new Map<string, SectionState>();
const listeners = new Set<() => void>();
const keyOf = (classroomId: string, path: string) => `${classroomId}/${path}`;

/** Says how far a section is read now. What is read stays read. */
export function setSectionState(classroomId: string, path: string, state: SectionState): void {
  const key = keyOf(classroomId, path);
  if (changed.get(key) === "read" || changed.get(key) === state) return;
  changed.set(key, state);
  for (const listener of [...listeners]) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const later = (one: SectionState | null, other: SectionState | undefined): SectionState | null =>
  one === "read" || other === undefined ? one : other;

/** How far a section is read: as the server said, or as it has become since. */
export function useSectionState(
  classroomId: string,
  path: string,
  initial: SectionState | null,
): SectionState | null {
  const now = () => later(initial, changed.get(keyOf(classroomId, path)));
  return useSyncExternalStore(subscribe, now, () => initial);
}

/** How many of these sections are read. */
export function useReadCount(
  classroomId: string,
  paths: readonly string[],
  initial: Readonly<Record<string, SectionState>>,
): number {
  const count = (isNow: boolean) =>
    paths.filter((path) => {
      const known = initial[path] ?? null;
      return (isNow ? later(known, changed.get(keyOf(classroomId, path))) : known) === "read";
    }).length;
  return useSyncExternalStore(
    subscribe,
    () => count(true),
    () => count(false),
  );
}
