"use client";

import type { SectionState } from "#domain/reading";
import { useReadCount, useSectionState } from "./section-states";
import { readWords } from "./words";

type MarkProps = { classroomId: string; path: string; initial: SectionState | null };

/** How far a section is read, at its line of the contents: a word, a bar, or nothing. */
export function SectionMark({ classroomId, path, initial }: MarkProps) {
  const state = useSectionState(classroomId, path, initial);
  if (state === null) return null;
  return state === "read" ? (
    <i className="state">
      <span className="vh">, </span>read
    </i>
  ) : (
    <i className="state part">
      <span className="vh">, part read</span>
    </i>
  );
}

type CountProps = {
  classroomId: string;
  paths: string[];
  initial: Record<string, SectionState>;
};

/** "4 of 16 sections read". */
export function ReadCount({ classroomId, paths, initial }: CountProps) {
  return <>{readWords(useReadCount(classroomId, paths, initial), paths.length)}</>;
}
