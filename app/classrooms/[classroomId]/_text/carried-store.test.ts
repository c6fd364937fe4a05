import { afterEach, expect, it, vi } from "vitest";
import { carry, readCarried, takeCarried } from "./carried-store";

const nameOf = (carried: ReturnType<typeof carry>): string =>
  typeof carried === "string" ? carried : carried.under;

afterEach(() => vi.useRealTimers());

it("is there for one rendering, and gone with it", () => {
  const under = nameOf(carry('["Maya’s words"]'));
  expect(readCarried({ under })).toBe('["Maya’s words"]');
  expect(takeCarried(under)).toBe('["Maya’s words"]');
  expect(takeCarried(under)).toBe("");
});

it("holds no tag that could end its element", () => {
  const words = "</script><script>alert(1)</script>";
  const element = takeCarried(nameOf(carry(JSON.stringify([words]))));
  expect(element).not.toContain("<");
  expect(JSON.parse(element)).toEqual([words]);
});

it("does not keep what a broken rendering left behind", () => {
  vi.useFakeTimers();
  const left = nameOf(carry("[1]"));
  vi.advanceTimersByTime(59_000);
  const young = nameOf(carry("[2]"));
  vi.advanceTimersByTime(2_000);
  carry("[3]");
  expect(takeCarried(left)).toBe("");
  expect(takeCarried(young)).toBe("[2]");
});
