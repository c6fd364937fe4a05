import { DUE_MAX_DAYS } from "#domain/assignment";
import type { Pace, Phase, Schedule } from "#domain/debate/phases";
import type { DebatePace } from "#domain/debate-inputs";
import { DomainError } from "#domain/errors";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Further away than this nothing of a debate ends. */
export const isTooFar = (moment: number, now: number): boolean => moment > now + DUE_MAX_DAYS * DAY;
export const TOO_FAR = "Choose days within the next thirteen months.";

/** Says no to a field of what was sent. */
export const refuse = (field: string, message: string): never => {
  throw new DomainError("INVALID", message, { [field]: message });
};

/**
 * The schedule of a debate that has not begun.
 *
 * @throws {DomainError} INVALID  its moments do not follow each other, or are past or too far away
 */
export function scheduleOf(pace: DebatePace, now: number): Schedule {
  if (pace.pace === "timed") {
    const phases = pace.phases.map((phase): Phase => ({ ...phase, endsAt: null }));
    return { pace: "timed", phases, startsAt: null, pausedAt: null };
  }
  const startsAt = pace.startsAt === null ? now : Date.parse(pace.startsAt);
  if (isTooFar(startsAt, now)) refuse("schedule", TOO_FAR);
  let last = Math.max(now, startsAt);
  const phases = pace.phases.map(({ kind, endsAt: text }): Phase => {
    const endsAt = Date.parse(text);
    if (endsAt <= last) refuse("schedule", "Each phase ends after the one before it, and none in the past.");
    const minutes = Math.max(1, Math.round((endsAt - last) / MINUTE));
    last = endsAt;
    return { kind, minutes, endsAt };
  });
  if (isTooFar(last, now)) refuse("schedule", TOO_FAR);
  return { pace: "dated", phases, startsAt, pausedAt: null };
}

/** The clock of a debate as its row holds it, moments as PostgreSQL writes them. */
export type ClockRow = { pace: Pace; phases: Phase[]; starts_at: string | null; paused_at: string | null };

/** The schedule that a row holds. */
export function scheduleIn({ pace, phases, starts_at, paused_at }: ClockRow): Schedule {
  const moment = (text: string | null) => (text === null ? null : Date.parse(text));
  return { pace, phases, startsAt: moment(starts_at), pausedAt: moment(paused_at) };
}

/** From when to when an assignment of such a schedule is asked. */
export function momentsOf({ startsAt, phases }: Schedule, now: number): { opensAt: string; dueAt: string } {
  return {
    opensAt: new Date(startsAt ?? now).toISOString(),
    // A lesson that has not begun is due when it is over: nobody knows when, so it stays on top.
    dueAt: new Date(phases.at(-1)?.endsAt ?? now + DUE_MAX_DAYS * DAY).toISOString(),
  };
}
