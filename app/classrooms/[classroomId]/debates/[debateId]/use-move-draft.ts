"use client";

import { useMemo } from "react";
import { putDraft, useDraft } from "../../_comments/drafts";
import type { MoveKind, Passage } from "./page-types";

export type MoveDraft = { text: string; passages: Passage[] };

const EMPTY: MoveDraft = { text: "", passages: [] };

/** Names the place where words for a move are kept: claims of a debate share one, each answer has its own. */
export const placeOfMove = (debateId: string, kind: MoveKind, answersId: string | null): string =>
  `debate:${debateId}:${kind}:${answersId ?? "own"}`;

const written = ({ text, passages }: MoveDraft): string =>
  text === "" && passages.length === 0 ? "" : JSON.stringify({ text, passages });

/** Puts words into a place, as if they had been written there. */
export const putMoveDraft = (place: string, draft: MoveDraft): void => putDraft(place, written(draft));

/** Words and passages of a move while it is written, kept on this device. */
export function useMoveDraft(place: string): [MoveDraft, (part: Partial<MoveDraft>) => void, () => void] {
  const [kept, set, clear] = useDraft(place);
  const draft = useMemo<MoveDraft>(() => (kept === "" ? EMPTY : JSON.parse(kept)), [kept]);
  return [draft, (part) => set(written({ ...draft, ...part })), clear];
}
