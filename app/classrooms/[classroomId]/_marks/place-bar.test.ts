import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { barPlace } from "./place-bar";

const view = { width: 1_000, height: 800 };
const bar = { width: 400, height: 50 };
const line = (left: number, right: number, top: number) => ({ left, right, top, bottom: top + 20 });

describe("barPlace", () => {
  it("stands under the last line, in its middle, and within the window", () => {
    expect(barPlace([line(300, 700, 100), line(200, 600, 130)], bar, view)).toEqual({ left: 200, top: 163 });
    expect(barPlace([line(0, 50, 100)], bar, view).left).toBe(12);
    expect(barPlace([line(950, 1_000, 100)], bar, view).left).toBe(588);
  });

  it("goes above where there is no room below, and to the foot of the window where there is none at all", () => {
    expect(barPlace([line(300, 700, 770)], bar, view).top).toBe(707);
    expect(barPlace([line(0, 700, -50), line(0, 700, 790)], bar, view).top).toBe(738);
  });

  it("never covers the passage where either side has room, and never leaves the window", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 60, max: 780 }),
        fc.integer({ min: 0, max: 20 }),
        (left, top, more) => {
          const lines = Array.from({ length: more + 1 }, (_, n) => line(left, left + 100, top + n * 30));
          const at = barPlace(lines, bar, view);
          expect(at.left >= 12 && at.left + bar.width <= view.width - 12).toBe(true);
          expect(at.top >= 60 && at.top + bar.height <= view.height).toBe(true);
          const bottom = top + more * 30 + 20;
          const hasRoom = bottom + 13 + bar.height <= view.height - 12 || top - 13 - bar.height >= 60;
          if (hasRoom) expect(at.top >= bottom || at.top + bar.height <= top).toBe(true);
        },
      ),
    );
  });
});
