"use client";

import { useClock } from "./clock";
import { type DateForm, dateWords } from "./dates";

type TimeProps = { value: string; form?: DateForm; className?: string };

/** A moment in words: by the class's clocks, and outside classes by the reader's. */
export function Time({ value, form = "day", className }: TimeProps) {
  const clock = useClock();
  return (
    <time dateTime={value} className={className} title={dateWords(value, "full", clock)}>
      {dateWords(value, form, clock)}
    </time>
  );
}
