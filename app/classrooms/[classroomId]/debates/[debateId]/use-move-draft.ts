"use client";

import { useMemo } from "react";
import { draftPlaces, putDraft, readDraft, useDraft } from "../../_comments/drafts";
import type { MoveKind, Passage } from "./page-types";

export type MoveDraft = { text: string; passages: Passage[] };

const EMPTY: MoveDraft = { text: "", passages: [] };

/** What an answer answers, for a move that answers nothing. */
const OWN = "own";

const placeOfDebate = (debateId: string): string => `debate:${debateId}:`;

/** Names the place where words for a move are kept: claims of a debate share one, each answer has its own. */
export const placeOfMove = (debateId: string, kind: MoveKind, answersId: string | null): string =>
  `${placeOfDebate(debateId)}${kind}:${answersId ?? OWN}`;

/** What was begun in a debate on this device and not posted. */
export function begunMoves(debateId: string) {
  const start = placeOfDebate(debateId);
  return draftPlaces(start).flatMap((place) => {
    const words = readDraft(place);
    const [kind, answers] = place.slice(start.length).split(":");
    if (words === "" || !kind || !answers) return [];
    const draft: MoveDraft = JSON.parse(words);
    return [{ place, words, kind: kind as MoveKind, answersId: answers === OWN ? null : answers, ...draft }];
  });
}

const written = ({ text, passages }: MoveDraft): string =>
  text === "" && passages.length === 0 ? "" : JSON.stringify({ text, passages });

/**
 * Puts words into a place, as if they had been written there.
 *
 * @returns false where other words are being written: those stay
 */
export function putMoveDraft(place: string, draft: MoveDraft): boolean {
  if (readDraft(place) !== "") return false;
  putDraft(place, written(draft));
  return true;
}

/** Words and passages of a move while it is written, kept on this device. */
export function useMoveDraft(place: string): [MoveDraft, (part: Partial<MoveDraft>) => void, () => void] {
  const [kept, set, clear] = useDraft(place);
  const draft = useMemo<MoveDraft>(() => (kept === "" ? EMPTY : JSON.parse(kept)), [kept]);
  return [draft, (part) => set(written({ ...draft, ...part })), clear];
}
