import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Attention, needOf, reachOf } from "./attention";

const passages = ["a", "b", "c", "d"].map((id) => ({ id, needMs: 1_000 }));
const open = (ids: string, ended = ids) => {
  const attention = new Attention(passages, 0);
  for (const id of ids) attention.show(id, true);
  for (const id of ended) attention.end(id);
  return attention;
};

describe("attention", () => {
  it("goes to one paragraph at a time, in order", () => {
    const attention = open("abc");
    expect(attention.advance(900)).toEqual([]);
    expect(attention.advance(1_100)).toEqual(["a"]);
    expect(attention.advance(2_900)).toEqual(["b"]);
    expect(attention.advance(3_000)).toEqual(["c"]);
    expect(attention.wait()).toBeNull();
    expect(attention.advance(60_000)).toEqual([]);
  });

  it("is nobody's while the page is not looked at", () => {
    const attention = open("a");
    attention.look(false);
    expect(attention.wait()).toBeNull();
    expect(attention.advance(60_000)).toEqual([]);
    attention.look(true);
    expect(attention.advance(60_999)).toEqual([]);
    expect(attention.advance(61_000)).toEqual(["a"]);
  });

  it("waits for the end of a paragraph that is taller than the screen", () => {
    const attention = open("ab", "b");
    expect(attention.advance(9_000)).toEqual([]);
    expect(attention.wait()).toBe(500);
    attention.end("a");
    // What passed while its end was out of sight was its own: the next one begins now.
    expect(attention.advance(9_010)).toEqual(["a"]);
    expect(attention.advance(10_010)).toEqual(["b"]);
  });

  it("does not take for read what was scrolled over", () => {
    const attention = open("a");
    expect(attention.advance(300)).toEqual([]);
    attention.show("a", false);
    attention.show("d", true);
    attention.end("d");
    expect(attention.advance(1_400)).toEqual(["d"]);
  });

  it("keeps what a paragraph had when it comes back, and lets it be read again", () => {
    const attention = open("a");
    attention.advance(600);
    attention.show("a", false);
    attention.advance(5_000);
    attention.show("a", true);
    attention.end("a");
    expect(attention.advance(5_400)).toEqual(["a"]);
    attention.show("a", false);
    attention.show("a", true);
    attention.end("a");
    expect(attention.advance(5_800)).toEqual([]);
    expect(attention.advance(6_400)).toEqual(["a"]);
  });

  it("never gives more time than passed", () => {
    const step = fc.record({
      ms: fc.nat(3_000),
      id: fc.constantFrom("a", "b", "c", "d"),
      isOnScreen: fc.boolean(),
      isLooking: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const attention = new Attention(passages, 0);
        let [now, looked, count] = [0, 0, 0];
        let isLooking = true;
        for (const { ms, id, isOnScreen, isLooking: next } of steps) {
          now += ms;
          if (isLooking) looked += ms;
          count += attention.advance(now).length;
          attention.show(id, isOnScreen);
          if (isOnScreen) attention.end(id);
          attention.look(next);
          isLooking = next;
        }
        expect(count * 1_000).toBeLessThanOrEqual(looked);
      }),
    );
  });

  it("asks for time by the words, and for some even of a few", () => {
    expect(needOf(80)).toBe(8_000);
    expect(needOf(3)).toBe(1_500);
  });
});

describe("reach", () => {
  const order = ["a", "b", "c", "d", "e"];
  const reach = (read: string, before = 0) => reachOf(order, new Set(read), before);

  it("is the furthest paragraph that was read on the way", () => {
    expect(reach("ab")).toBe(2);
    expect(reach("abcde")).toBe(5);
    expect(reach("")).toBe(0);
  });

  it("does not jump: half of what lies before must have been read", () => {
    expect(reach("e")).toBe(0);
    expect(reach("de")).toBe(0);
    expect(reach("cde")).toBe(5);
    expect(reach("ae")).toBe(1);
    expect(reach("abe")).toBe(5);
  });

  it("goes on from an earlier visit and never falls", () => {
    expect(reach("", 3)).toBe(3);
    expect(reach("e", 3)).toBe(5);
    expect(reach("a", 4)).toBe(4);
    fc.assert(
      fc.property(fc.subarray(order), fc.subarray(order), fc.nat(5), (some, more, before) => {
        const first = reachOf(order, new Set(some), before);
        const then = reachOf(order, new Set([...some, ...more]), before);
        expect(first).toBeGreaterThanOrEqual(before);
        expect(then).toBeGreaterThanOrEqual(first);
      }),
    );
  });
});
