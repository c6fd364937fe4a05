import { DomainError } from "../errors";
import { instantOf, offsetOf, UTC } from "../zone";

/** The steps of a debate, in the order they come in. A debate leaves out what it does not want. */
export const PHASE_KINDS = [
  "entry_vote",
  "prepare",
  "opening",
  "rebuttal",
  "switch",
  "closing",
  "exit_vote",
  "joint",
] as const;
export type PhaseKind = (typeof PHASE_KINDS)[number];

/** In a lesson each phase has its minutes and follows the one before; over days each has the moment it ends. */
export const PACES = ["timed", "dated"] as const;
export type Pace = (typeof PACES)[number];

/** Moments are milliseconds since 1970, by the server's clock. */
export type Phase = {
  kind: PhaseKind;
  /** How long it was planned to be: what it gets again when a debate goes back to it. */
  minutes: number;
  /** Null until a timed debate begins. Its last moment is the one before. */
  endsAt: number | null;
};

/** Everything that decides which phase it is. Nothing runs while it passes: whoever asks works it out. */
export type Schedule = {
  pace: Pace;
  phases: Phase[];
  /** Null until a timed debate is begun by its teacher. */
  startsAt: number | null;
  /** Since when the clock stands still. */
  pausedAt: number | null;
};

/** Where a debate stands at a moment. */
export type Standing =
  | { state: "waiting"; index: -1; kind: null; endsAt: null }
  | { state: "running" | "paused"; index: number; kind: PhaseKind; endsAt: number }
  | { state: "closed"; index: number; kind: null; endsAt: null };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const EXTEND_MINUTES_MAX = 7 * 24 * 60;

/**
 * Which phase it is: a pure function of what is stored and of the moment. A phase is over at its end, so that of two
 * phases that meet the later one has the moment.
 */
export function standingAt({ phases, startsAt, pausedAt }: Schedule, now: number): Standing {
  const at = pausedAt === null ? now : Math.min(now, pausedAt);
  if (startsAt === null || at < startsAt) return { state: "waiting", index: -1, kind: null, endsAt: null };
  const index = phases.findIndex(({ endsAt }) => endsAt !== null && at < endsAt);
  const phase = phases[index];
  if (!phase || phase.endsAt === null)
    return { state: "closed", index: phases.length, kind: null, endsAt: null };
  return {
    state: pausedAt === null ? "running" : "paused",
    index,
    kind: phase.kind,
    endsAt: phase.endsAt,
  };
}

/** What is wrong with a choice of phases, as a sentence; null when a debate can be made of it. */
export function faultOfPhases(kinds: readonly PhaseKind[]): string | null {
  const places = kinds.map((kind) => PHASE_KINDS.indexOf(kind));
  if (places.some((place, at) => at > 0 && place <= (places[at - 1] ?? 0)))
    return "These phases do not follow each other. Put them in the order of a debate.";
  if (!kinds.includes("opening")) return "A debate has an opening, in which each side makes its claims.";
  if (kinds.includes("entry_vote") !== kinds.includes("exit_vote"))
    return "A swing takes two votes: one before and one after. Keep both, or leave both out.";
  return null;
}

const closed = (message: string): never => {
  throw new DomainError("CLOSED", message);
};

/** The phase that is on, or was on when the clock was stopped. @throws {DomainError} CLOSED  there is none */
function current(schedule: Schedule, now: number): { index: number; endsAt: number } {
  const standing = standingAt(schedule, now);
  if (standing.state === "waiting") return closed("This debate has not begun.");
  if (standing.state === "closed") return closed("This debate is over, and stays as it was.");
  return { index: standing.index, endsAt: standing.endsAt };
}

/**
 * The phases with a new end for one of them. In a lesson all that follow move along; over days each keeps its date, and
 * only what would be over before it had begun is given its planned time again.
 */
function withEnd({ pace, phases }: Schedule, index: number, endsAt: number): Phase[] {
  const delta = endsAt - (phases[index]?.endsAt ?? endsAt);
  let last = endsAt;
  return phases.map((phase, at) => {
    if (at < index || phase.endsAt === null) return phase;
    if (at === index) return { ...phase, endsAt };
    const kept = pace === "timed" ? phase.endsAt + delta : phase.endsAt;
    last = kept > last ? kept : last + phase.minutes * MINUTE;
    return { ...phase, endsAt: last };
  });
}

/**
 * Begins a debate that waits: a lesson's clock starts, and one over days opens before its date.
 *
 * @throws {DomainError} CLOSED  it has begun
 */
export function begin(schedule: Schedule, now: number): Schedule {
  if (standingAt(schedule, now).state !== "waiting") return closed("This debate has begun already.");
  if (schedule.pace === "dated") return { ...schedule, startsAt: now };
  let endsAt = now;
  const phases = schedule.phases.map((phase) => {
    endsAt += phase.minutes * MINUTE;
    return { ...phase, endsAt };
  });
  return { ...schedule, startsAt: now, phases };
}

/** Stops the clock. Twice is once. @throws {DomainError} CLOSED  it has not begun, or is over */
export function pause(schedule: Schedule, now: number): Schedule {
  current(schedule, now);
  return { ...schedule, pausedAt: schedule.pausedAt ?? now };
}

/** The same hour on the first day on which it is still to come, by the clocks of the zone. */
function onLaterDay(at: number, now: number, zone: string): number {
  let later = at;
  for (let days = Math.max(0, Math.floor((now - at) / DAY)); later <= now; days++) {
    const wall = new Date(at + offsetOf(at, zone) + days * DAY).toISOString().slice(0, -1);
    later = Date.parse(instantOf(wall, zone) ?? "");
  }
  return later;
}

/**
 * Lets the clock run again. A lesson goes on with what was left. Over days every date stays, unless the phase would be
 * over: then it and what follows move by whole days, so that the hour stays.
 *
 * @param zone  by whose clocks it is the same hour: the class's
 * @throws {DomainError} CLOSED  it has not begun, or is over
 */
export function resume(schedule: Schedule, now: number, zone = UTC): Schedule {
  const { index, endsAt } = current(schedule, now);
  const { pausedAt, pace } = schedule;
  if (pausedAt === null) return schedule;
  const end = pace === "timed" ? endsAt + now - pausedAt : onLaterDay(endsAt, now, zone);
  return { ...schedule, pausedAt: null, phases: withEnd(schedule, index, end) };
}

/** Gives the phase that is on more time. @throws {DomainError} CLOSED  it has not begun, or is over */
export function extend(schedule: Schedule, now: number, minutes: number): Schedule {
  const { index, endsAt } = current(schedule, now);
  return { ...schedule, phases: withEnd(schedule, index, endsAt + minutes * MINUTE) };
}

/** Ends the phase that is on; a clock that stood goes on. @throws {DomainError} CLOSED  it has not begun, or is over */
export function next(schedule: Schedule, now: number, zone = UTC): Schedule {
  const running = resume(schedule, now, zone);
  const { index } = current(running, now);
  return { ...running, phases: withEnd(running, index, now) };
}

/** What decides whether a debate may go back. */
export type Facts = { hasClaims: boolean };

/**
 * Whether a phase can be gone back to. A first vote is one before anybody spoke, and what was voted at the end is
 * sealed: neither can be opened again.
 */
const mayReopen = (kind: PhaseKind, { hasClaims }: Facts): boolean =>
  kind !== "exit_vote" && (kind !== "entry_vote" || !hasClaims);

/**
 * Goes back to the phase before, which gets its planned time again.
 *
 * @throws {DomainError} CLOSED  there is none before, or it cannot be opened again
 */
export function back(schedule: Schedule, now: number, facts: Facts, zone = UTC): Schedule {
  const running = resume(schedule, now, zone);
  const { index } = current(running, now);
  const to = running.phases[index - 1];
  if (!to) return closed("This is the first phase.");
  if (!mayReopen(to.kind, facts))
    return closed(
      to.kind === "exit_vote"
        ? "The last vote is sealed. It cannot be opened again."
        : "Claims have been made, so the first vote stays as it was.",
    );
  let last = now;
  const phases = running.phases.map((phase, at) => {
    if (at < index - 1) return phase;
    const keepsDate = running.pace === "dated" && at >= index && (phase.endsAt ?? 0) > last;
    last = keepsDate ? (phase.endsAt ?? last) : last + phase.minutes * MINUTE;
    return { ...phase, endsAt: last };
  });
  return { ...running, phases };
}

/**
 * Other dates for what is still to come, in its order.
 *
 * @param ends  one for each phase from the one that is on, or from the first where none is
 * @throws {DomainError} CLOSED   it is over
 * @throws {DomainError} INVALID  they are not one for each, do not follow each other, or are past
 */
export function reschedule(schedule: Schedule, now: number, ends: readonly number[]): Schedule {
  const standing = standingAt(schedule, now);
  if (standing.state === "closed") return closed("This debate is over, and stays as it was.");
  const from = Math.max(0, standing.index);
  const refuse = (message: string): never => {
    throw new DomainError("INVALID", message, { ends: message });
  };
  if (schedule.startsAt === null) refuse("This debate has minutes and no dates. Begin it first.");
  if (ends.length !== schedule.phases.length - from) refuse("Each phase that is to come needs an end.");
  let last = Math.max(now, schedule.startsAt ?? now);
  const phases = schedule.phases.map((phase, at) => {
    const endsAt = at < from ? null : (ends[at - from] ?? null);
    if (endsAt === null) return phase;
    if (endsAt <= last) refuse("Each phase ends after the one before it, and none in the past.");
    last = endsAt;
    return { ...phase, endsAt };
  });
  return { ...schedule, phases };
}

/** Whether the last vote is over, from when on ballots are sealed; never where there is no vote. */
export function isSealed(schedule: Schedule, now: number): boolean {
  const exit = schedule.phases.findIndex(({ kind }) => kind === "exit_vote");
  return exit >= 0 && standingAt(schedule, now).index > exit;
}
