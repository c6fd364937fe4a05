import { describe, expect, it } from "vitest";
import { localOf } from "#domain/zone";
import { inAWeek, type Terms, termsAnew, termsFrom, termsWords, usualTerms } from "./terms";

const ZONE = "Europe/London";
const at = (iso: string): number => Date.parse(`${iso}Z`);
const dueFrom = (iso: string, zone = ZONE): string => localOf(inAWeek(at(iso), zone), zone);

const terms = (more: Partial<Terms> = {}): Terms => ({
  ...usualTerms("Nobody runs. Why not?", at("2026-03-16T10:00"), ZONE),
  ...more,
});
const form = (fields: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

describe("the terms of a question", () => {
  it("are due in a week when school is out, and on no weekend", () => {
    expect(dueFrom("2026-03-16T23:10")).toBe("2026-03-23T16:00");
    // Over the night when the clocks change the hour stays.
    expect(dueFrom("2026-03-25T08:00")).toBe("2026-04-01T16:00");
    for (const day of ["2026-03-21", "2026-03-22"]) expect(dueFrom(`${day}T09:00`)).toBe("2026-03-30T16:00");
    // It is Tuesday there already.
    expect(dueFrom("2026-03-16T23:10", "Pacific/Auckland")).toBe("2026-03-24T16:00");
  });

  it("are said in sentences", () => {
    expect(termsWords(terms(), true)).toBe(
      "At least 60 words with a passage from the guide. Everybody answers before reading the others. Then replies to two classmates. The guide’s own answer shows after one’s own.",
    );
    const other = { wordsMin: 0, passagesMin: 0, repliesMin: 1, hasGate: false, isAnonymous: true };
    expect(termsWords(terms({ ...other, isHeld: true, takesLate: false }), false)).toBe(
      "Any length. Everybody reads the others from the start. Then a reply to a classmate. Classmates see made-up names. A teacher lets each answer in. Nothing is taken after the deadline.",
    );
  });

  it("are read from the form, a moment that was not touched to the second", () => {
    const before = terms({ dueAt: "2026-03-23T16:00:27.000Z" });
    const fields = { title: " Why? ", wordsMin: "40", passagesMin: "", repliesMin: "2", hasGate: "on" };
    const untouched = termsFrom(form({ ...fields, dueAt: localOf(before.dueAt, ZONE) }), before, [], ZONE);
    expect(untouched.problems).toEqual({});
    expect(untouched.terms).toMatchObject({
      title: "Why?",
      dueAt: before.dueAt,
      wordsMin: 40,
      passagesMin: 0,
      hasGate: true,
      takesLate: false,
      opensAt: null,
    });
    // Written by the class's clocks, wherever the teacher sits.
    const summer = termsFrom(form({ ...fields, dueAt: "2026-07-01T17:00" }), before, [], ZONE);
    expect(summer.terms.dueAt).toBe("2026-07-01T16:00:00.000Z");
    const lacking = termsFrom(form({ title: "" }), before, [{ name: "", levels: ["one"] }], ZONE);
    expect(Object.keys(lacking.problems).sort()).toEqual([
      "dueAt",
      "rubric.0.levels",
      "rubric.0.name",
      "title",
    ]);
  });

  it("go to another class due anew, with the same time for replies", () => {
    const before = terms({
      opensAt: "2026-01-01T08:00:00.000Z",
      dueAt: "2026-01-05T08:00:00.000Z",
      repliesDueAt: "2026-01-07T08:00:00.000Z",
    });
    const anew = termsAnew({ ...before, id: "of the first class" } as Terms, at("2026-03-16T10:00"), ZONE);
    expect(anew).not.toHaveProperty("id");
    expect(anew.opensAt).toBeNull();
    expect(Date.parse(anew.repliesDueAt ?? "") - Date.parse(anew.dueAt)).toBe(2 * 86_400_000);
  });
});
