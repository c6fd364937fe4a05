import { describe, expect, it } from "vitest";
import type { Theme } from "#domain/note";
import type { Thread } from "../../_comments/thread-types";
import { byTheme, hasThemes } from "./by-theme";
import type { Cited } from "./page-types";

const theme = (id: string): Theme => ({
  id,
  name: id,
  ink: null,
  letter: "T",
  definition: "",
  isRetired: false,
});
const thread = (id: string) => ({ root: { id }, replies: [] }) as unknown as Thread;
const on = (...themeIds: (string | null)[]) =>
  themeIds.map((themeId) => ({ exact: "words", themeId }) as unknown as Cited);
const shown = (groups: ReturnType<typeof byTheme>) =>
  groups.map(({ theme: one, threads }) => [one?.id ?? null, threads.map(({ root }) => root.id)]);

const THEMES = ["memory", "love"].map(theme);

describe("answers by theme", () => {
  it("stand under the theme of most of their passages, in the class's order, each once", () => {
    const cited = {
      a: on("love"),
      b: on("love", "memory", "memory"),
      c: on(null),
      d: on("love", null),
      // As many of the one as of the other: the first of the class's list.
      e: on("love", "memory"),
    };
    const threads = ["a", "b", "c", "d", "e", "f"].map(thread);
    expect(shown(byTheme(threads, cited, THEMES))).toEqual([
      ["memory", ["b", "e"]],
      ["love", ["a", "d"]],
      [null, ["c", "f"]],
    ]);
  });

  it("leave nobody out where a theme is not known any more, and are offered where there is one", () => {
    expect(shown(byTheme([thread("a")], { a: on("gone") }, THEMES))).toEqual([[null, ["a"]]]);
    expect(hasThemes({ a: on(null), b: on() })).toBe(false);
    expect(hasThemes({ a: on(null), b: on("love") })).toBe(true);
  });
});
