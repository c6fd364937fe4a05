import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { follower } from "./follow";
import { selectorsOf } from "./selectors";
import { apply, edits, isRight, marks, rangeOf, sections, textOf, wholeIn, worldOf } from "./testing-edits";

const RUNS = Number(process.env.FC_RUNS ?? 1_000);

describe("follower", () => {
  it("never takes another passage for the marked one, whatever is done to the text", () => {
    const tally = { whole: 0, found: 0, wrong: 0 };
    fc.assert(
      fc.property(sections, marks, edits, (paragraphs, mark, changes) => {
        const old = worldOf(paragraphs);
        const section = textOf(old);
        const range = rangeOf(section.text, mark);
        const kept = selectorsOf(section, range);
        if (!kept) return;
        const now = changes.reduce(apply, old);
        const located = follower(section, textOf(now))(kept);
        if (wholeIn(old, range, now)) {
          tally.whole++;
          if (located) tally.found++;
        }
        if (located && !isRight(old, range, now, located.selectors)) tally.wrong++;
      }),
      { numRuns: RUNS, seed: 4 },
    );
    expect(tally.wrong / RUNS).toBeLessThan(0.004);
    expect(tally.found / tally.whole).toBeGreaterThan(0.98);
  });
});
