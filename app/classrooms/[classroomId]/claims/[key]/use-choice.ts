"use client";

import { useCallback, useEffect, useState } from "react";
import { type ActionError, actionError } from "../../../../_ui/action-error";
import { currentAccount, keep, readKept } from "../../../../_ui/shelf";
import type { Position } from "../claim-words";

export type Rests = "paragraph" | "chapter" | "nothing";

/** What is chosen in the form; both places are kept, so that turning from one to the other loses neither. */
export type Choice = { position: Position | null; rests: Rests | null; paragraphId: string; chapter: string };

type Mine = { position: Position; paragraph: { id: string } | null; chapter: number | null } | null;

const KIND = "weighing";

export const choiceOf = (mine: Mine): Choice => ({
  position: mine?.position ?? null,
  rests: mine?.chapter ? "chapter" : mine?.paragraph ? "paragraph" : mine ? "nothing" : null,
  paragraphId: mine?.paragraph?.id ?? "",
  chapter: mine?.chapter ? String(mine.chapter) : "",
});

/** What the answer rests on: who decides names a place, who does not may. */
export function restsOf({ position, rests }: Choice): Rests {
  if (position === "undecided") return rests ?? "nothing";
  return rests === "chapter" ? "chapter" : "paragraph";
}

/** What the server is sent, or what is still missing, in words. */
export function readChoice(
  choice: Choice,
): { position: Position; paragraphId: string | null; chapter: number | null } | ActionError {
  const { position, paragraphId, chapter } = choice;
  const rests = restsOf(choice);
  const wrong = (field: string, sentence: string) => actionError("INVALID", sentence, { [field]: sentence });
  if (!position) return wrong("position", "Choose what you make of it: holds, does not hold, or undecided.");
  if (rests === "nothing") return { position, paragraphId: null, chapter: null };
  if (rests === "paragraph")
    return paragraphId
      ? { position, paragraphId, chapter: null }
      : wrong("paragraphId", "Choose the paragraph that this rests on, or name a chapter.");
  const number = /^\d{1,3}$/.test(chapter.trim()) ? Number(chapter) : 0;
  return number >= 1 && number <= 99
    ? { position, paragraphId: null, chapter: number }
    : wrong("chapter", "Write the chapter as a number between 1 and 99.");
}

/**
 * The form's choice, kept on this device until it has been sent.
 *
 * @param place  names the claim in its class
 */
export function useChoice(place: string, mine: Mine) {
  const [choice, setChoice] = useState(() => choiceOf(mine));
  const [isBegun, setBegun] = useState(false);
  useEffect(() => {
    const account = currentAccount();
    const kept = account && readKept<Choice>(account, KIND, place);
    if (!kept) return;
    setChoice(kept);
    setBegun(true);
  }, [place]);
  const change = useCallback(
    (part: Partial<Choice>) => {
      setBegun(true);
      setChoice((now) => {
        const next = { ...now, ...part };
        const account = currentAccount();
        if (account) keep(account, KIND, place, next);
        return next;
      });
    },
    [place],
  );
  const settle = useCallback(
    (settled: Choice) => {
      const account = currentAccount();
      if (account) keep(account, KIND, place, null);
      setBegun(false);
      setChoice(settled);
    },
    [place],
  );
  return { choice, isBegun, change, settle };
}
