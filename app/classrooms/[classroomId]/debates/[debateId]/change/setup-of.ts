import { PHASE_KINDS, type PhaseKind } from "#domain/debate/phases";
import type { Seating } from "#domain/debate/sides";
import type { JointMode } from "#domain/debate/statement";
import { localOf } from "#domain/zone";
import { type PhaseField, type Setup, withTemplate } from "../../new/setup";

/** A debate's terms as the API tells them. */
export type TermsOf = {
  id: string;
  motion: string;
  instructions: string;
  sides: { text: string }[];
  seating: Seating;
  joint: JointMode;
  isNamed: boolean;
  pace: "timed" | "dated";
  phases: { kind: PhaseKind; minutes: number; endsAt: string | null }[];
  startsAt: string | null;
};

/** The form of a debate that is set up already, as its teacher finds it. What it leaves out has its usual clock. */
export function setupOf(debate: TermsOf, now: number, zone: string): Setup {
  const { id, motion, instructions, seating, joint, isNamed, pace } = debate;
  const sides = debate.sides.map(({ text }) => text);
  const words = { id, motion, sides, instructions, seating, joint, isNamed };
  const template = pace === "dated" ? "week" : "lesson";
  const usual = withTemplate({ ...words, template, pace, startsAt: "", phases: [] }, template, now, zone);
  const phases = PHASE_KINDS.map((kind): PhaseField => {
    const own = debate.phases.find((phase) => phase.kind === kind);
    const before = usual.phases.find((phase) => phase.kind === kind);
    return {
      kind,
      on: own !== undefined,
      minutes: own && pace === "timed" ? String(own.minutes) : (before?.minutes ?? "10"),
      endsAt: own?.endsAt ? localOf(own.endsAt, zone) : (before?.endsAt ?? ""),
    };
  });
  return { ...usual, phases, startsAt: debate.startsAt ? localOf(debate.startsAt, zone) : "" };
}
