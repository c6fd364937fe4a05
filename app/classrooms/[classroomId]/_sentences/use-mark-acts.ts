"use client";

import { useMemo } from "react";
import type { Range } from "#domain/anchor/section-text";
import { announce } from "../../../_ui/announcer";
import { useTalk } from "../_comments/talk-context";
import { MarkActs } from "../_marks/mark-acts";
import { useMarks } from "../_marks/use-marks";

/** What can be done with a passage that was chosen by keys. */
export function useMarkActs() {
  const { me } = useTalk();
  const { store, themes } = useMarks();
  const acts = useMemo(() => new MarkActs(store, me.userId), [store, me.userId]);
  const themesAt = (range: Range): string[] => acts.own(range)?.themeIds ?? [];
  return {
    theme: (range: Range, number: number) => {
      const theme = themes.filter(({ isRetired }) => !isRetired)[number - 1];
      if (theme) acts.toggleTheme(range, theme);
      else announce(`This class has no theme ${number}.`);
    },
    evidence: (range: Range) => acts.toggleEvidence(range, themesAt(range)),
    begin: (range: Range, motivation: "commenting" | "questioning") =>
      store.beginDraft({ ...range, motivation, themeIds: themesAt(range) }),
  };
}
