import { describe, expect, it } from "vitest";
import type { Theme } from "#domain/note";
import type { KnownMark } from "./marks-of";
import { inksOf, runsOf } from "./runs";

const theme = (id: string, ink: string | null, isRetired = false): Theme => ({
  id,
  name: id,
  ink,
  letter: id.slice(0, 1),
  definition: "",
  isRetired,
});
const themes = [
  theme("m", "memory"),
  theme("i", "identity"),
  theme("l", "love"),
  theme("six", null),
  theme("old", "symbolism", true),
];
const mark = (id: string, start: number, end: number, themeIds: string[], authorId = "tom"): KnownMark => ({
  id,
  start,
  end,
  themeIds,
  motivation: "highlighting",
  audience: "class",
  authorId,
  authorName: authorId,
  isTeacher: false,
  excerpt: "",
  replyCount: 0,
  createdAt: "",
});
const context = { themes, hidden: new Set<string>(), me: "me", openId: null };
const draw = (marks: KnownMark[], from = 0, length = 100) =>
  runsOf(marks, { from, length }, context).map(
    ({ start, end, near, far }) => `${start}-${end} ${near}/${far}`,
  );

describe("runsOf", () => {
  it("cuts at every edge and stacks two", () => {
    expect(draw([mark("a", 0, 40, ["i"]), mark("b", 20, 30, ["m"])])).toEqual([
      "0-20 identity/null",
      "20-30 identity/memory",
      "30-40 identity/null",
    ]);
  });

  it("keeps a stroke on its height when the one above it ends", () => {
    expect(draw([mark("a", 0, 20, ["m"]), mark("b", 10, 30, ["i"])])).toEqual([
      "0-10 memory/null",
      "10-20 memory/identity",
      "20-30 null/identity",
    ]);
  });

  it("draws one plain rule where three would be, and two again behind it", () => {
    const runs = draw([mark("a", 0, 30, ["m"]), mark("b", 10, 30, ["i"]), mark("c", 10, 20, ["l"])]);
    expect(runs).toEqual(["0-10 memory/null", "10-20 plain/null", "20-30 memory/identity"]);
  });

  it("keeps to its paragraph, and knows what is one's own and what is open", () => {
    const runs = runsOf(
      [mark("a", 90, 130, ["m"], "me"), mark("b", 120, 300, ["i"])],
      { from: 100, length: 50 },
      {
        ...context,
        openId: "b",
      },
    );
    expect(runs).toMatchObject([
      { start: 0, end: 20, ids: ["a"], mine: ["memory"], open: [] },
      { start: 20, end: 30, ids: ["a", "b"], mine: ["memory"], open: ["identity"] },
      { start: 30, end: 50, ids: ["b"], mine: [], open: ["identity"] },
    ]);
  });

  it("has a plain rule for a sixth theme, one out of use, and none; not for a theme that is hidden", () => {
    const inks = (ids: string[], hidden: string[] = []) =>
      inksOf(mark("a", 0, 1, ids), { themes, hidden: new Set(hidden) });
    expect(inks(["six"])).toEqual(["plain"]);
    expect(inks(["old"])).toEqual(["plain"]);
    expect(inks([])).toEqual(["plain"]);
    expect(inks(["i", "m"])).toEqual(["memory", "identity"]);
    expect(inks(["i", "m"], ["m"])).toEqual(["identity"]);
  });
});
