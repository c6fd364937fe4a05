import { describe, expect, it } from "vitest";
import type { Choice, Side } from "./sides";
import { type Ballot, swingOf, swingWords } from "./swing";

const votes = (
  side: Side,
  before: Choice,
  after: Choice,
  count: number,
  movedBy: string | null = null,
): Ballot[] =>
  Array.from({ length: count }, () => ({
    side,
    before,
    after,
    confidenceBefore: 2,
    confidenceAfter: 4,
    movedBy,
  }));

describe("the swing", () => {
  it("is told by the side that was given, and of all as the sum", () => {
    const swing = swingOf(
      [
        ...votes("for", "for", "for", 7, "F2"),
        ...votes("for", "against", "for", 6, "F2"),
        ...votes("for", "against", "against", 5),
        ...votes("against", "for", "for", 5),
        ...votes("against", "for", "against", 6),
        ...votes("against", "against", "against", 9, "A1"),
      ],
      ["for", "against"],
    );
    expect(swing.voters).toBe(38);
    expect(swing.sides?.map(({ side, table }) => [side, table.voters])).toEqual([
      ["for", 18],
      ["against", 20],
    ]);
    expect(swing.movedBy).toEqual([
      { claimId: "F2", count: 13 },
      { claimId: "A1", count: 9 },
    ]);
    expect(swing.sides?.[0]?.confidence).toEqual({ before: 2, after: 4 });
  });

  it("of four is told in words alone", () => {
    const swing = swingOf(votes("for", "for", "against", 4, "A1"), ["for", "against"]);
    expect(swing).toEqual({
      choices: ["for", "against", "undecided"],
      voters: null,
      sides: null,
      all: null,
      movedBy: [],
    });
    expect(swingWords(swing)).toBe("Too few voted both times to say in numbers how the votes moved.");
  });

  it("is told in words where the sides tell nothing: a number of all would give a side away", () => {
    const swing = swingOf(
      [
        ...votes("for", "for", "for", 2),
        ...votes("for", "against", "for", 2),
        ...votes("for", "undecided", "against", 1),
        ...votes("against", "against", "for", 2),
        ...votes("against", "undecided", "for", 2),
        ...votes("against", "for", "for", 2),
      ],
      ["for", "against"],
    );
    expect(swing.sides?.map(({ table }) => table.voters)).toEqual([5, 6]);
    const none = [null, null, null];
    // Ten of all voted for it after. Had five of the six who were given the side against, their table would tell so.
    expect(swing.all).toEqual({ voters: 11, cells: [none, none, none], before: none, after: none });
    expect(swingWords(swing)).toBe("11 people voted both times; too few moved alike to say in numbers how.");
  });

  it("leaves out who voted once, and who had no side", () => {
    const once: Ballot = { ...(votes("for", "for", "for", 1)[0] as Ballot), after: null };
    const seatless: Ballot = { ...once, side: null, after: "for" };
    expect(swingOf([...votes("for", "for", "for", 5), once, seatless], ["for"]).voters).toBe(5);
  });

  it("says nothing of a side of which nobody voted twice, where votes are by name", () => {
    const swing = swingOf(votes("for", "against", "for", 2), ["for", "against"], 0);
    expect(swing.sides?.map(({ side }) => side)).toEqual(["for"]);
    expect(swingWords(swing)).toBe(
      "Of the 2 who were given the side “For”, 0 voted for it before and 2 after.",
    );
    expect(swingWords(swingOf([], ["for", "against"], 0))).toBe(
      "Too few voted both times to say in numbers how the votes moved.",
    );
  });

  it("is told to the last person where votes are by name", () => {
    const swing = swingOf(
      [...votes("for", "for", "against", 1), ...votes("against", "against", "for", 2)],
      ["for", "against"],
      0,
    );
    expect(swing.all?.cells).toEqual([
      [0, 1, 0],
      [2, 0, 0],
      [0, 0, 0],
    ]);
    expect(swingWords(swing)).toContain("1 voted for it before and 0 after");
  });
});
