import { describe, expect, it } from "vitest";
import { dealGroups, dealInto, groupCount } from "./deal";

const people = (count: number) => Array.from({ length: count }, (_, at) => `person ${at}`);

/** Every size of class with every number asked for, under several seeds. */
const ROUNDS = [1, 2, 3, 7, 12, 29, 30, 31, 64].flatMap((size) =>
  [1, 2, 3, 4, 5, 9, 30, 100].flatMap((n) =>
    (["count", "size"] as const).flatMap((kind) =>
      [0, 1, 77, 4_294_967_295].map((seed) => ({ size, n, kind, seed })),
    ),
  ),
);

describe("random groups", () => {
  it("hold everybody in exactly one, are balanced and the same for a seed", () => {
    for (const { size, n, kind, seed } of ROUNDS) {
      const asked = { kind, n };
      const groups = dealGroups(people(size), asked, seed);
      const what = JSON.stringify({ size, asked, seed });
      expect(groups.flatMap(({ userIds }) => userIds).sort(), what).toEqual(people(size).sort());
      const sizes = groups.map(({ userIds }) => userIds.length);
      expect(Math.max(...sizes) - Math.min(...sizes), what).toBeLessThanOrEqual(1);
      expect(Math.min(...sizes), what).toBeGreaterThan(0);
      if (kind === "count") expect(groups.length, what).toBe(Math.min(n, size));
      expect(dealGroups([...people(size)].reverse(), asked, seed), what).toEqual(groups);
    }
  });

  it("differ from seed to seed, and favour no seat", () => {
    const together = new Map<string, number>();
    for (let seed = 0; seed < 2_000; seed++)
      for (const { userIds } of dealGroups(people(8), { kind: "count", n: 2 }, seed))
        if (userIds.includes("person 0"))
          for (const other of userIds) together.set(other, (together.get(other) ?? 0) + 1);
    together.delete("person 0");
    // Three of the seven others each time: about 857 of 2,000.
    for (const [other, times] of together) {
      expect(times, other).toBeGreaterThan(760);
      expect(times, other).toBeLessThan(960);
    }
    expect(together.size).toBe(7);
  });

  it("take whoever comes late where fewest are", () => {
    for (const seed of [1, 2, 3]) {
      const added = dealInto([4, 2, 3], people(3), seed);
      expect(added.map(({ userIds }) => userIds.length)).toEqual([0, 2, 1]);
      expect(added.flatMap(({ userIds }) => userIds).sort()).toEqual(people(3));
    }
    expect(dealInto([], people(3), 1)).toEqual([]);
  });

  it("are as many as make sense", () => {
    expect(groupCount(0, { kind: "count", n: 4 })).toBe(0);
    expect(groupCount(3, { kind: "count", n: 4 })).toBe(3);
    expect(groupCount(30, { kind: "size", n: 4 })).toBe(8);
    expect(groupCount(2, { kind: "size", n: 9 })).toBe(1);
  });
});
