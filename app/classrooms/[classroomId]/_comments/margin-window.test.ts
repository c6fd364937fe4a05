import { describe, expect, it } from "vitest";
import { drawnOf, rangeAt, WHOLE_MAX } from "./margin-window";

const placed = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ key: `n${at}`, y: at * 30, height: 24 }));
const nothing = { keep: new Set<string>(), focused: null };
const keys = (drawn: { key: string }[]) => drawn.map(({ key }) => key);

describe("the window of the margin", () => {
  it("is everything while there is little", () => {
    expect(drawnOf(placed(WHOLE_MAX), rangeAt(50_000, 51_000), nothing)).toHaveLength(WHOLE_MAX);
  });

  it("draws what is on the screen and a screen about it, in order, whatever there is", () => {
    const all = placed(500);
    const [top, bottom] = [6_000, 6_900];
    const drawn = drawnOf(all, rangeAt(top, bottom), nothing);
    expect(drawn.length).toBeLessThan(100);
    for (const one of all)
      if (one.y < bottom && one.y + one.height > top) expect(keys(drawn)).toContain(one.key);
    expect(drawn.map(({ y }) => y)).toEqual(drawn.map(({ y }) => y).sort((a, b) => a - b));
  });

  it("stays the same for every small move", () => {
    expect(rangeAt(1_003, 1_903)).toEqual(rangeAt(1_240, 1_995));
  });

  it("keeps what is open, and the one with focus with those it leads to", () => {
    const drawn = keys(drawnOf(placed(500), rangeAt(0, 900), { keep: new Set(["n400"]), focused: "n200" }));
    expect(drawn).toEqual(expect.arrayContaining(["n400", "n199", "n200", "n201"]));
    expect(drawn).not.toContain("n250");
  });
});
