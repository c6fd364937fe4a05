import type { ClaimMark, ClaimQuality, MoveKind } from "#domain/debate/moves";
import type { Pace, PhaseKind } from "#domain/debate/phases";
import { SIDE_NAMES, type Side } from "#domain/debate/sides";

const TITLES: Record<PhaseKind, string> = {
  entry_vote: "First vote",
  prepare: "Preparation",
  opening: "Opening",
  rebuttal: "Rebuttal",
  switch: "Switched sides",
  closing: "Closing",
  exit_vote: "Last vote",
  joint: "Joint statement",
};

/** What a phase is called where it stands by itself. */
export const phaseTitle = (kind: PhaseKind): string => TITLES[kind];

const LETTERS: Record<Side, string> = { for: "F", against: "A", third: "T" };

/** "F3": the third thing that was said for. */
export const nameOf = ({ side, number }: { side: Side; number: number }): string =>
  `${LETTERS[side]}${number}`;

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

/** "answer", "concession": what it is called. */
export const kindWords = (kind: MoveKind): string => KINDS[kind];

/** What it does with what it answers: "F2 answers A1". */
export const verbOf = (kind: MoveKind): string => (kind === "concession" ? "concedes" : "answers");

/** A debate in a list, as the API sends it. */
export type DebateLine = {
  id: string;
  motion: string;
  pace: Pace;
  opensAt: string;
  state: "waiting" | "running" | "paused" | "closed";
  phase: PhaseKind | null;
  endsAt: string | null;
  claims: number;
  side: Side | null;
};

export const isOn = ({ state }: DebateLine): boolean => state === "running" || state === "paused";

/** "12 things said", "One thing said", "Nothing said yet". */
export const claimsWords = (count: number): string =>
  count === 0 ? "Nothing said yet" : count === 1 ? "One thing said" : `${count} things said`;

/** How it stands, but for its moments. */
export function stateWords({ state, phase, pace }: DebateLine): string {
  if (state === "closed") return "Over";
  if (state === "waiting") return pace === "timed" ? "Begins when your teacher starts it" : "Begins";
  const title = phase ? phaseTitle(phase) : "";
  return state === "paused" ? `${title}, paused` : title;
}

/** "Your side: against" */
export const sideWords = (side: Side): string => `Your side: ${SIDE_NAMES[side].toLowerCase()}`;

/** "4:05", "1:04:05"; "0:00" when it is over. */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The soonest end of a phase that runs, or opening of a debate that has a date. */
export function nextOf(debates: readonly DebateLine[]): string | null {
  const moments = debates.flatMap(({ state, pace, opensAt, endsAt }) => {
    if (state === "running" && endsAt) return [endsAt];
    return state === "waiting" && pace === "dated" ? [opensAt] : [];
  });
  return moments.sort()[0] ?? null;
}

/** "12 minutes", "2 hours", "3 days": how long a phase is planned to be. */
export function lengthWords(minutes: number): string {
  const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;
  if (minutes % (24 * 60) === 0) return counted(minutes / (24 * 60), "day");
  return minutes % 60 === 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute");
}
