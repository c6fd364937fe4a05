import { expect, test } from "vitest";
import { CreateDebate } from "#domain/debate-inputs";
import { fieldOf, setupWords, termsOf, usualSetup, withPhase, withTemplate } from "./setup";

// A Saturday at noon in London, when its clocks are those of UTC.
const NOW = Date.parse("2026-11-21T12:00:00.000Z");
const ZONE = "Europe/London";
const MOTION = { motion: "They could have run.", sides: ["They could.", "They could not."] };
const ID = "00000000-0000-4000-8000-000000000001";
const usual = () => usualSetup(ID, MOTION, NOW, ZONE);
const isTaken = (terms: object) =>
  CreateDebate.safeParse({
    classroomId: "00000000-0000-4000-8000-000000000002",
    source: { from: "own" },
    ...terms,
  }).success;

test.each(["lesson", "week", "controversy"] as const)("The template %s is taken as it is", (key) => {
  const { terms, problems } = termsOf(withTemplate(usual(), key, NOW, ZONE), NOW, ZONE);
  expect(problems).toEqual({});
  expect(isTaken(terms)).toBe(true);
});

test("A lesson is 45 minutes; a week's phases end when school is out, by the clocks of the class", () => {
  expect(setupWords(usual())).toMatch(/^Seven phases, 45 minutes\. /);
  const { schedule } = termsOf(
    withTemplate(usual(), "week", NOW, "America/New_York"),
    NOW,
    "America/New_York",
  ).terms;
  if (schedule.pace !== "dated") throw new Error("a week has dates");
  expect(schedule.startsAt).toBeNull();
  expect(schedule.phases.map(({ endsAt }) => endsAt)).toEqual(
    ["22", "24", "26", "27", "28"].map((day) => `2026-11-${day}T21:00:00.000Z`),
  );
});

test("Of two votes there are both or none, and another template brings them back; the words stay", () => {
  const without = withPhase(usual(), "exit_vote", false);
  expect(without.phases.filter(({ on }) => on).map(({ kind }) => kind)).toEqual([
    "prepare",
    "opening",
    "rebuttal",
    "closing",
    "joint",
  ]);
  expect(setupWords(without)).toContain("Nobody votes.");
  const again = withTemplate({ ...without, motion: "Mine." }, "controversy", NOW, ZONE);
  expect(again.motion).toBe("Mine.");
  expect(setupWords(again)).toContain("Then each argues one claim for the other side.");
});

test("What is wrong is said by field", () => {
  const empty = { ...usual(), motion: " ", sides: ["They could.", ""] };
  const noOpening = withPhase(empty, "opening", false);
  const phases = noOpening.phases.map((phase) =>
    phase.kind === "closing" ? { ...phase, minutes: "1.5" } : phase,
  );
  expect(Object.keys(termsOf({ ...noOpening, phases }, NOW, ZONE).problems).sort()).toEqual([
    "motion",
    "phase-closing",
    "schedule",
    "side-1",
  ]);
  const week = withTemplate(usual(), "week", NOW, ZONE);
  const backwards = week.phases.map((phase) =>
    phase.kind === "rebuttal" ? { ...phase, endsAt: "2026-11-22T08:00" } : phase,
  );
  expect(termsOf({ ...week, phases: backwards }, NOW, ZONE).problems).toEqual({
    "phase-rebuttal": "Each phase ends after the one before it, and none in the past.",
  });
});

test("The server's sentences are said where they belong", () => {
  expect(["sides.1", "motion", "schedule", "schedule.phases.0.minutes", "id"].map(fieldOf)).toEqual([
    "side-1",
    "motion",
    "schedule",
    "schedule",
    "schedule",
  ]);
});
