"use client";

import { useMemo } from "react";
import type { Theme } from "#domain/note";
import { useTalk } from "../_comments/talk-context";
import { MarkActs } from "./mark-acts";
import { useMarks } from "./use-marks";

/** What the reader can do with a passage, and the themes to do it with: those the class uses, as its digits count them. */
export function useMarkActs(): { acts: MarkActs; inUse: Theme[] } {
  const { me } = useTalk();
  const { store, themes } = useMarks();
  const acts = useMemo(() => new MarkActs(store, me.userId), [store, me.userId]);
  const inUse = useMemo(() => themes.filter(({ isRetired }) => !isRetired), [themes]);
  return { acts, inUse };
}
