"use client";

import { type FormEvent, type RefObject, useState } from "react";
import { CLAIM_PASSAGES_MAX, faultOfText } from "#domain/debate/moves";
import { announce } from "../../../../_ui/announcer";
import { kindWords } from "../debate-words";
import { useBook } from "./book-context";
import type { ClaimView, MoveKind, Passage } from "./page-types";
import { placeOfMove, useMoveDraft } from "./use-move-draft";

export type Writing = {
  kind: MoveKind;
  /** What it answers; null for a claim. */
  answers: ClaimView | null;
  /** Called when it is on its way, and when one leaves it. */
  onClose?: (() => void) | undefined;
};

/** The words of a move and what is wrong with them; posting hands them to the outbox. */
export function useWriting({ kind, answers, onClose }: Writing, box: RefObject<HTMLTextAreaElement | null>) {
  const { debate, mine, moves } = useBook();
  const answersId = answers?.id ?? null;
  const [draft, set, clear] = useMoveDraft(placeOfMove(debate.id, kind, answersId));
  const [problem, setProblem] = useState<string | null>(null);
  const needsPassage = debate.phases[debate.phase]?.kind === "opening";
  const refuse = (sentence: string) => {
    setProblem(sentence);
    box.current?.focus();
  };
  const write = (part: Partial<typeof draft>) => {
    set(part);
    setProblem(null);
  };
  const add = (passage: Passage) =>
    draft.passages.length >= CLAIM_PASSAGES_MAX
      ? refuse(`Use at most ${CLAIM_PASSAGES_MAX} passages.`)
      : write({ passages: [...draft.passages, passage] });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const side = mine?.speaksFor;
    const text = draft.text.trim();
    if (debate.state === "paused")
      return refuse("The debate is paused. Your text stays here: post it when the clock runs again.");
    if (!side) return refuse("You have no side yet.");
    if (text === "") return refuse("Write something first.");
    const fault = faultOfText(text);
    if (fault) return refuse(fault.message);
    if (needsPassage && draft.passages.length === 0)
      return refuse("Add at least one passage: a claim rests on the text.");
    setProblem(null);
    moves.send({ kind, side, answersId, ...draft });
    clear();
    announce(`Your ${kindWords(kind)} is being posted.`);
    onClose?.();
  };
  return { draft, problem, write, add, submit, needsPassage };
}
