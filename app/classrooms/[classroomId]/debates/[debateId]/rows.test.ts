import { describe, expect, it } from "vitest";
import { clockWords, lengthWords, nameOf } from "../debate-words";
import { mapOf } from "./map-layout";
import type { ClaimView } from "./page-types";
import { rowsOf, withClaim } from "./rows";
import { swingDrawing, WIDTH } from "./swing-drawing";

const said = (id: string, side: ClaimView["side"], number: number, answersId: string | null = null) =>
  ({ id, side, number, answersId, kind: answersId ? "rebuttal" : "claim" }) as ClaimView;

const SIDES = ["for", "against"] as const;
const A1 = said("a1", "against", 1);
const F1 = said("f1", "for", 1);
const A2 = said("a2", "against", 2, "f1");
const F3 = said("f3", "for", 3, "a2");
const A4 = said("a4", "against", 4, "f1");
const F2 = said("f2", "for", 2);
const ALL = [A1, F2, F1, A2, A4, F3];

describe("rowsOf", () => {
  it("has a row for each claim, by side as they are numbered, whenever they were said", () => {
    expect(rowsOf(ALL, SIDES).map(({ claim }) => nameOf(claim))).toEqual(["F1", "F2", "A1"]);
  });

  it("has each answer after what it answers, as deep as it is", () => {
    const [first] = rowsOf(ALL, SIDES);
    expect(first?.answers.map(({ claim, depth, to }) => [nameOf(claim), depth, nameOf(to)])).toEqual([
      ["A2", 1, "F1"],
      ["F3", 2, "A2"],
      ["A4", 1, "F1"],
    ]);
  });

  it("loses nothing whose claim is in another window", () => {
    expect(rowsOf([F3], SIDES).map(({ claim }) => nameOf(claim))).toEqual(["F3"]);
  });
});

describe("withClaim", () => {
  it("puts what is heard twice in its place once", () => {
    const marked: ClaimView = { ...F1, marks: ["unclear"] };
    const twice = withClaim(withClaim([A1, F1], marked), marked);
    expect(twice).toEqual([A1, marked]);
    expect(withClaim([A1], F1)).toEqual([A1, F1]);
  });
});

describe("mapOf", () => {
  it("gives everything a place of its own, answers to the right of what they answer", () => {
    const { spots, links, rows, columns } = mapOf(ALL, SIDES);
    expect(new Set(spots.map(({ column, row }) => `${column} ${row}`)).size).toBe(ALL.length);
    expect([rows, columns]).toEqual([4, 3]);
    for (const { from, to } of links) {
      expect(from.claim.answersId).toBe(to.claim.id);
      expect(from.column).toBe(to.column + 1);
    }
  });
});

describe("words of a clock", () => {
  it("counts a second until it is over", () => {
    expect([clockWords(0), clockWords(-5), clockWords(1), clockWords(65_000), clockWords(3_600_000)]).toEqual(
      ["0:00", "0:00", "0:01", "1:05", "1:00:00"],
    );
  });

  it("says how long a phase is planned to be", () => {
    expect([lengthWords(1), lengthWords(12), lengthWords(120), lengthWords(2_880)]).toEqual([
      "1 minute",
      "12 minutes",
      "2 hours",
      "2 days",
    ]);
  });
});

describe("swingDrawing", () => {
  const table = {
    voters: 20,
    cells: [
      [6, null, null],
      [5, null, null],
      [null, null, null],
    ],
    before: [null, 8, null],
    after: [13, null, null],
  };

  it("draws what is told, and all that is not as one piece that fills the bar", () => {
    const { before, after } = swingDrawing(table);
    expect(before.map(({ at, count }) => [at, count])).toEqual([
      [1, 8],
      [null, 12],
    ]);
    expect(after.map(({ at, count }) => [at, count])).toEqual([
      [0, 13],
      [null, 7],
    ]);
    for (const bar of [before, after]) expect(bar.reduce((sum, { width }) => sum + width, 0)).toBe(WIDTH);
  });

  it("leads those who moved from where they stood to where they stand", () => {
    const unit = WIDTH / 20;
    expect(swingDrawing(table).flows).toEqual([
      { key: "0 0", from: 8 * unit, to: 0, width: 6 * unit, isMoved: false },
      { key: "1 0", from: 0, to: 6 * unit, width: 5 * unit, isMoved: true },
    ]);
  });
});
