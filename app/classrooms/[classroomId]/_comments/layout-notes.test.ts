import { describe, expect, it } from "vitest";
import { layoutNotes } from "./layout-notes";

const note = (want: number, height = 40) => ({ want, height });

describe("layoutNotes", () => {
  it.each([
    ["leaves notes with room between them where they want to be", [note(0), note(200)], undefined, [0, 200]],
    ["pushes the lower of two down", [note(100), note(110)], undefined, [100, 158]],
    [
      "keeps the pinned one and pushes the upper one up",
      [note(100), note(110)],
      { index: 1, y: 110 },
      [52, 110],
    ],
    ["never leaves the column at the top", [note(0), note(10)], { index: 1, y: 10 }, [0, 58]],
    ["lets a held one stand lower than it wants", [note(100), note(300)], { index: 0, y: 130 }, [130, 300]],
    [
      "leaves a group above the pinned one where it stands while there is room",
      [note(0), note(0), note(300)],
      { index: 2, y: 300 },
      [0, 58, 300],
    ],
    ["places nothing when there is nothing", [], undefined, []],
  ])("%s", (_, notes, pin, expected) => {
    expect(layoutNotes(notes, { gap: 18, pin: pin ?? null })).toEqual(expected);
  });

  it("lets nobody stand above the floor, not even the pinned one", () => {
    expect(layoutNotes([note(0), note(30)], { gap: 18, floor: 60 })).toEqual([60, 118]);
    expect(layoutNotes([note(0), note(30)], { gap: 18, floor: 60, pin: { index: 1, y: 30 } })).toEqual([
      60, 118,
    ]);
  });

  it("never lets one stand over another", () => {
    for (let round = 0; round < 300; round++) {
      const random = (max: number) => Math.floor(((Math.sin(round * 99.7 + max * 3.1) + 1) / 2) * max);
      const notes = Array.from({ length: 1 + random(12) }, (_, at) =>
        note(random(700 + at * 13), 20 + random(160 + at)),
      ).sort((a, b) => a.want - b.want);
      const index = random(notes.length - 0.001);
      const y = layoutNotes(notes, { gap: 9, pin: { index, y: notes[index]?.want ?? 0 } });
      for (let at = 1; at < y.length; at++) {
        expect((y[at] ?? 0) - (y[at - 1] ?? 0)).toBeGreaterThanOrEqual((notes[at - 1]?.height ?? 0) + 9);
      }
      expect(y[0]).toBeGreaterThanOrEqual(0);
    }
  });
});
