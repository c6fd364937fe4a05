import { describe, expect, it } from "vitest";
import { instantOf } from "../zone";
import { faultOfTurn, openVote } from "./moves";
import {
  back,
  begin,
  extend,
  faultOfPhases,
  isSealed,
  next,
  type Pace,
  type PhaseKind,
  pause,
  reschedule,
  resume,
  type Schedule,
  standingAt,
} from "./phases";
import { TEMPLATES } from "./templates";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const T = Date.UTC(2026, 10, 23, 9);

const kinds: PhaseKind[] = ["entry_vote", "opening", "rebuttal", "exit_vote", "joint"];
const made = (pace: Pace): Schedule => ({
  pace,
  phases: kinds.map((kind, at) => ({
    kind,
    minutes: pace === "timed" ? 10 : DAY / MINUTE,
    endsAt: pace === "timed" ? null : T + (at + 1) * DAY,
  })),
  startsAt: pace === "timed" ? null : T,
  pausedAt: null,
});
const lesson = begin(made("timed"), T);
const week = made("dated");
const at = (schedule: Schedule, now: number) => {
  const { state, kind } = standingAt(schedule, now);
  return kind ?? state;
};
const ends = ({ phases }: Schedule) => phases.map(({ endsAt }) => ((endsAt ?? 0) - T) / MINUTE);

describe("the phase", () => {
  it("follows the clock, and the moment of an end is the next one's", () => {
    expect(at(made("timed"), T)).toBe("waiting");
    expect(
      [0, 10 * MINUTE - 1, 10 * MINUTE, 49 * MINUTE, 50 * MINUTE].map((by) => at(lesson, T + by)),
    ).toEqual(["entry_vote", "entry_vote", "opening", "joint", "closed"]);
    expect(at(week, T - 1)).toBe("waiting");
    expect(at(week, T + DAY)).toBe("opening");
  });

  it("stands still while the clock is stopped, and goes on with what was left", () => {
    const stopped = pause(lesson, T + 4 * MINUTE);
    expect(standingAt(stopped, T + DAY)).toMatchObject({ state: "paused", kind: "entry_vote" });
    expect(pause(stopped, T + HOUR)).toEqual(stopped);
    const going = resume(stopped, T + 34 * MINUTE);
    expect(ends(going)).toEqual([40, 50, 60, 70, 80]);
    expect(resume(going, T + 35 * MINUTE)).toEqual(going);
  });

  it("over days keeps its dates when it goes on, and its hour when it could not", () => {
    const stopped = pause(week, T + HOUR);
    expect(ends(resume(stopped, T + 2 * HOUR))).toEqual(ends(week));
    const late = resume(stopped, T + DAY + HOUR);
    expect(ends(late)[0]).toBe((2 * DAY) / MINUTE);
    expect(at(late, T + DAY + HOUR)).toBe("entry_vote");
    expect(ends(late)[1]).toBeGreaterThan(ends(late)[0] ?? 0);
  });

  it("over days keeps its hour on the clocks of the class, whenever those are changed", () => {
    const zone = "America/New_York";
    const four = (day: string) => Date.parse(instantOf(`${day}T16:00`, zone) ?? "");
    const held: Schedule = {
      pace: "dated",
      phases: [{ kind: "opening", minutes: DAY / MINUTE, endsAt: four("2026-10-30") }],
      startsAt: four("2026-10-29"),
      pausedAt: four("2026-10-30") - HOUR,
    };
    const endOf = (now: number) => resume(held, now, zone).phases[0]?.endsAt;
    expect(endOf(four("2026-10-30") - 1)).toBe(four("2026-10-30"));
    expect(endOf(four("2026-11-01") + HOUR)).toBe(four("2026-11-02"));
    expect(endOf(four("2026-11-02") - 1)).toBe(four("2026-11-02"));
    expect(endOf(four("2026-11-02"))).toBe(four("2026-11-03"));
  });

  it("is given more time: in a lesson all that follow move, over days only what must", () => {
    expect(ends(extend(lesson, T + MINUTE, 5))).toEqual([15, 25, 35, 45, 55]);
    expect(ends(extend(week, T + MINUTE, 60)).slice(0, 2)).toEqual([25 * 60, 48 * 60]);
    expect(ends(extend(week, T + MINUTE, 36 * 60))).toEqual(
      [60, 84, 108, 132, 156].map((hours) => hours * 60),
    );
  });

  it("is ended by its teacher, and gone back to", () => {
    const hurried = next(lesson, T + 4 * MINUTE);
    expect(ends(hurried)).toEqual([4, 14, 24, 34, 44]);
    const again = back(hurried, T + 6 * MINUTE, { hasClaims: false });
    expect(at(again, T + 6 * MINUTE)).toBe("entry_vote");
    expect(ends(again)).toEqual([16, 26, 36, 46, 56]);
    expect(() => back(hurried, T + 6 * MINUTE, { hasClaims: true })).toThrow("the first vote stays");
    expect(() => back(lesson, T + MINUTE, { hasClaims: false })).toThrow("the first phase");
    expect(() => back(lesson, T + 41 * MINUTE, { hasClaims: true })).toThrow("sealed");
    expect(() => next(lesson, T + DAY)).toThrow("is over");
    expect(() => begin(lesson, T)).toThrow("begun already");
  });

  it("gets other dates, one after another and none past", () => {
    const moved = reschedule(
      week,
      T + DAY,
      [2.5, 3.5, 4.5, 5.5].map((days) => T + days * DAY),
    );
    expect(at(moved, T + 2.2 * DAY)).toBe("opening");
    expect(() => reschedule(week, T + DAY, [T + 2 * DAY])).toThrow("needs an end");
    expect(() => reschedule(week, T + 3 * DAY, [T + 2 * DAY, T + 5 * DAY])).toThrow("none in the past");
  });

  it("seals the votes when the last vote is over", () => {
    expect(isSealed(lesson, T + 40 * MINUTE - 1)).toBe(false);
    expect(isSealed(lesson, T + 40 * MINUTE)).toBe(true);
    expect(isSealed(pause(lesson, T + 39 * MINUTE), T + DAY)).toBe(false);
  });
});

describe("a choice of phases", () => {
  it.each<[PhaseKind[], string | null]>([
    [["opening"], null],
    [["entry_vote", "opening", "exit_vote"], null],
    [["prepare", "rebuttal"], "opening"],
    [["entry_vote", "opening"], "two votes"],
    [["opening", "opening"], "order of a debate"],
    [["rebuttal", "opening"], "order of a debate"],
  ])("%j: %s", (chosen, fault) => {
    if (fault === null) expect(faultOfPhases(chosen)).toBeNull();
    else expect(faultOfPhases(chosen)).toContain(fault);
  });

  it("of each template is one, and the lesson's fits a lesson", () => {
    for (const { phases } of TEMPLATES) expect(faultOfPhases(phases.map(({ kind }) => kind))).toBeNull();
    const minutes = TEMPLATES.find(({ key }) => key === "lesson")?.phases.map((phase) => phase.minutes) ?? [];
    expect(minutes.reduce((sum, one) => sum + one, 0)).toBe(45);
  });
});

describe("a turn", () => {
  it("is told in a sentence where it is not one's", () => {
    const paused = standingAt(pause(lesson, T + 12 * MINUTE), T + 13 * MINUTE);
    expect(faultOfTurn(paused, "claim")?.message).toContain("paused");
    expect(faultOfTurn(standingAt(lesson, T + 12 * MINUTE), "claim")).toBeNull();
    expect(faultOfTurn(standingAt(lesson, T + 22 * MINUTE), "claim")?.message).toBe(
      "New claims are closed: it is time for rebuttals. Your text is saved in My notes.",
    );
    expect(openVote(paused)).toBeNull();
  });
});
