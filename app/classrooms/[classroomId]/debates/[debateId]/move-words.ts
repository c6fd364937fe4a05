import { CLAIM_MAX_CHARS } from "#domain/debate/moves";
import { nameOf } from "../debate-words";
import type { ClaimView, MoveKind } from "./page-types";

/** What is asked for, above the field. */
export function labelOf(kind: MoveKind, answers: ClaimView | null, side: string): string {
  if (!answers) return `Your claim for the side “${side}”`;
  return kind === "concession"
    ? `What holds in ${nameOf(answers)}, and what it changes`
    : `Your answer to ${nameOf(answers)}`;
}

const KEPT = "Kept on this device as you write.";

/** What there is to know of a text while it is written: how much is left, and that it is kept. */
export function hintOf(kind: MoveKind, needsPassage: boolean, text: string): string {
  const left = CLAIM_MAX_CHARS - text.trim().length;
  if (left < 0) return `${-left} characters too many`;
  if (left < 150) return `${left} characters left`;
  if (kind !== "claim") return KEPT;
  return needsPassage ? `One point, with a passage. ${KEPT}` : `One point. ${KEPT}`;
}

/** Where kept words would take the place of others. */
export const TAKEN = "Other words stand there already. Post them or clear them first; these stay here.";
