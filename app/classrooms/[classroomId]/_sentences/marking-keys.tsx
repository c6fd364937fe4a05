"use client";

import { SentenceMode } from "./sentence-mode";
import { ThemeKeys } from "./theme-keys";

/** What hears the keys that mark. */
export function MarkingKeys() {
  return (
    <>
      <SentenceMode />
      <ThemeKeys />
    </>
  );
}
