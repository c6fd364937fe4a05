import type { ClaimMark, MoveKind } from "#domain/debate/moves";

export const MARK_WORDS: Record<ClaimMark, string> = {
  unsupported: "Unsupported",
  unclear: "Unclear",
  duplicate: "Duplicate",
  off_text: "Off the text",
};

/** What it does with what it answers: "F2 answers A1". */
export const kindWords = (kind: MoveKind): string => (kind === "concession" ? "concedes" : "answers");
