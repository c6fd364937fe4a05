import { expect, test } from "vitest";
import { termsOf } from "../../new/setup";
import { setupOf, type TermsOf } from "./setup-of";

// A Saturday at noon in London, when its clocks are those of UTC.
const NOW = Date.parse("2026-11-21T12:00:00.000Z");
const DEBATE: TermsOf = {
  id: "00000000-0000-4000-8000-000000000001",
  motion: "They could have run.",
  instructions: "Read first.",
  sides: [{ text: "They could." }, { text: "They could not." }],
  seating: "teacher",
  joint: "vote",
  isNamed: true,
  pace: "timed",
  phases: [
    { kind: "opening", minutes: 11, endsAt: null },
    { kind: "closing", minutes: 7, endsAt: null },
  ],
  startsAt: null,
};

test("What was set up is what the form sends again", () => {
  const { terms, problems } = termsOf(setupOf(DEBATE, NOW, "Europe/London"), NOW, "Europe/London");
  expect(problems).toEqual({});
  expect(terms).toMatchObject({
    motion: DEBATE.motion,
    instructions: DEBATE.instructions,
    sides: ["They could.", "They could not."],
    seating: "teacher",
    joint: "vote",
    schedule: {
      pace: "timed",
      phases: [
        { kind: "opening", minutes: 11 },
        { kind: "closing", minutes: 7 },
      ],
    },
  });
});

test("Days stay the moments they were, by the clocks of the class", () => {
  const dated: TermsOf = {
    ...DEBATE,
    pace: "dated",
    startsAt: "2026-11-22T13:00:00.000Z",
    phases: [
      { kind: "opening", minutes: 1_440, endsAt: "2026-11-23T21:30:00.000Z" },
      { kind: "rebuttal", minutes: 1_440, endsAt: "2026-11-25T21:30:00.000Z" },
    ],
  };
  const { terms, problems } = termsOf(setupOf(dated, NOW, "America/New_York"), NOW, "America/New_York");
  expect(problems).toEqual({});
  expect(terms.schedule).toEqual({
    pace: "dated",
    startsAt: dated.startsAt,
    phases: dated.phases.map(({ kind, endsAt }) => ({ kind, endsAt })),
  });
});
