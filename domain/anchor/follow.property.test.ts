import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { follower } from "./follow";
import { selectorsOf } from "./selectors";
import { apply, edits, isRight, marks, rangeOf, sectionsOf, textOf, wholeIn, worldOf } from "./testing-edits";

const RUNS = Number(process.env.FC_RUNS ?? 500);

describe("follower", { timeout: 30_000 + RUNS * 20 }, () => {
  it.each([
    ["some sentences stand twice", 20],
    ["most sentences do", 6],
  ])("never takes another passage for the marked one, where %s", (_, most) => {
    const tally = { whole: 0, wholeFound: 0, wrong: [] as string[] };
    fc.assert(
      fc.property(sectionsOf(most), marks, edits, (paragraphs, mark, changes) => {
        const old = worldOf(paragraphs);
        const section = textOf(old);
        const range = rangeOf(section.text, mark);
        const kept = selectorsOf(section, range);
        if (!kept) return;
        const now = changes.reduce(apply, old);
        const located = follower(section, textOf(now))(kept);
        if (wholeIn(old, range, now)) {
          tally.whole++;
          if (located) tally.wholeFound++;
        }
        if (located && !isRight(old, range, now, located.selectors)) tally.wrong.push(kept.exact);
      }),
      { numRuns: RUNS, seed: 4 },
    );
    // Of three edits to a text full of refrains one in some ten thousand leaves two texts that no reader could tell apart.
    expect(tally.wrong.length, tally.wrong.join("\n")).toBeLessThanOrEqual(RUNS / 5_000);
    expect(tally.wholeFound / tally.whole).toBeGreaterThan(0.98);
  });

  it("finds every passage that an edit within a paragraph, or to their order, left whole", () => {
    fc.assert(
      fc.property(sectionsOf(20), marks, edits, (paragraphs, mark, [change]) => {
        const old = worldOf(paragraphs);
        const section = textOf(old);
        const range = rangeOf(section.text, mark);
        const kept = selectorsOf(section, range);
        if (!kept || !change || change.do === "split" || change.do === "merge") return;
        const now = apply(old, change);
        if (!wholeIn(old, range, now)) return;
        const located = follower(section, textOf(now))(kept);
        expect(located?.selectors.exact).toBe(kept.exact);
        expect(located && isRight(old, range, now, located.selectors)).toBe(true);
      }),
      { numRuns: RUNS, seed: 4 },
    );
  });
});
