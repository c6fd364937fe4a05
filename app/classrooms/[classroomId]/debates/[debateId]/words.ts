import type { ClaimMark, ClaimQuality, MoveKind } from "#domain/debate/moves";
import type { PhaseKind } from "#domain/debate/phases";
import type { Side } from "#domain/debate/sides";

const LETTERS: Record<Side, string> = { for: "F", against: "A", third: "T" };

/** "F2": how a claim is called. */
export const nameOf = ({ side, number }: { side: Side; number: number }): string =>
  `${LETTERS[side]}${number}`;

export const PHASE_TITLES: Record<PhaseKind, string> = {
  entry_vote: "First vote",
  prepare: "Preparation",
  opening: "Opening",
  rebuttal: "Rebuttal",
  switch: "Switched sides",
  closing: "Closing",
  exit_vote: "Last vote",
  joint: "Joint statement",
};

/** What a student does in a phase. */
export const PHASE_TASKS: Record<PhaseKind, string> = {
  entry_vote: "Vote before anyone has spoken.",
  prepare: "Read, mark lines and gather what your side can rest on.",
  opening: "Make your side’s claims. Each makes one point and rests on a passage.",
  rebuttal: "Answer the others’ claims, or concede what holds.",
  switch: "Argue one claim for the other side.",
  closing: "Make a last claim, or concede what holds.",
  exit_vote: "Vote again, and say which claim moved you.",
  joint: "Write down what the class can agree on.",
};

export const MARK_WORDS: Record<ClaimMark, string> = {
  unsupported: "Unsupported",
  unclear: "Unclear",
  duplicate: "Duplicate",
  off_text: "Off the text",
};

export const QUALITY_WORDS: Record<ClaimQuality, string> = {
  convincing: "Convincing",
  to_the_point: "To the point",
};

const KINDS: Record<MoveKind, string> = { claim: "claim", rebuttal: "answer", concession: "concession" };

/** "answer", "concession": what a move is called on the page. */
export const kindWords = (kind: MoveKind): string => KINDS[kind];

/** "12:05", "1:02:09": what is left on a clock. */
export function leftWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "12 minutes", "2 hours", "3 days": how long a phase is planned to be. */
export function lengthWords(minutes: number): string {
  const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;
  if (minutes % (24 * 60) === 0) return counted(minutes / (24 * 60), "day");
  return minutes % 60 === 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute");
}
