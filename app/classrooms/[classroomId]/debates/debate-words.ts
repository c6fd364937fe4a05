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
export const claimName = (side: Side, number: number): string => `${LETTERS[side]}${number}`;

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
