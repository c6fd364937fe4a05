import { describe, expect, it } from "vitest";
import { drawnOf, pieceOf, rangeAt, screenOf, WHOLE_MAX } from "./margin-window";

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

describe("what comes into the window", () => {
  const range = rangeAt(6_000, 6_900);
  const wanted = drawnOf(placed(500), range, nothing);
  const screen = screenOf(range);
  const isSeen = ({ y, height }: { y: number; height: number }) => y + height > screen.from && y < screen.to;
  const seen = keys(wanted.filter(isSeen));

  it("is drawn at once where it is on the screen", () => {
    const { shown, isWhole } = pieceOf(wanted, new Set(), screen, () => false);
    expect(keys(shown)).toEqual(expect.arrayContaining(seen));
    expect(isWhole).toBe(false);
  });

  it("comes a few at a time beyond it, the nearest first, until all are there", () => {
    let there = new Set(seen);
    for (let turn = 0; turn < 100; turn++) {
      const { shown, isWhole } = pieceOf(wanted, there, screen, () => false);
      const come = shown.filter(({ key }) => !there.has(key));
      expect(come.length).toBeLessThanOrEqual(4);
      there = new Set(keys(shown));
      if (isWhole) break;
      expect(come.length).toBeGreaterThan(0);
    }
    expect([...there]).toEqual(keys(wanted));
  });

  it("does not wait where one has gone to it", () => {
    const [first] = wanted;
    const { shown } = pieceOf(wanted, new Set(seen), screen, ({ key }) => key === first?.key);
    expect(keys(shown)).toContain(first?.key);
  });
});
