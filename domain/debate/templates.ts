import type { Pace, PhaseKind } from "./phases";

/** A debate as it is usually held: which phases, and how long each takes. */
export type Template = {
  key: "lesson" | "week" | "controversy";
  name: string;
  pace: Pace;
  phases: { kind: PhaseKind; minutes: number }[];
};

const DAY = 24 * 60;

export const TEMPLATES: readonly Template[] = [
  {
    key: "lesson",
    name: "45-minute lesson",
    pace: "timed",
    phases: [
      { kind: "entry_vote", minutes: 3 },
      { kind: "prepare", minutes: 7 },
      { kind: "opening", minutes: 10 },
      { kind: "rebuttal", minutes: 12 },
      { kind: "closing", minutes: 6 },
      { kind: "exit_vote", minutes: 3 },
      { kind: "joint", minutes: 4 },
    ],
  },
  {
    key: "week",
    name: "One week",
    pace: "dated",
    phases: [
      { kind: "entry_vote", minutes: DAY },
      { kind: "opening", minutes: 2 * DAY },
      { kind: "rebuttal", minutes: 2 * DAY },
      { kind: "closing", minutes: DAY },
      { kind: "exit_vote", minutes: DAY },
    ],
  },
  {
    key: "controversy",
    name: "Structured academic controversy",
    pace: "timed",
    phases: [
      { kind: "entry_vote", minutes: 3 },
      { kind: "prepare", minutes: 10 },
      { kind: "opening", minutes: 10 },
      { kind: "rebuttal", minutes: 12 },
      { kind: "switch", minutes: 10 },
      { kind: "closing", minutes: 5 },
      { kind: "exit_vote", minutes: 3 },
      { kind: "joint", minutes: 12 },
    ],
  },
];
