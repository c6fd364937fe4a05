import { describe, expect, it } from "vitest";
import type { PrintedThread } from "./gather";
import { heightOf, impose } from "./imposition";

const paragraph = (id: string, letters: number) => ({ id, html: "x".repeat(letters) });
const said = (id: string, paragraphId: string, letters: number, replies: number[] = []): PrintedThread => {
  const comment = (key: string, length: number) =>
    ({
      id: key,
      paragraphId,
      html: `<p>${"y".repeat(length)}</p>`,
      author: { id: "a", name: "Maya", role: "student" },
    }) as PrintedThread["root"];
  return { root: comment(id, letters), replies: replies.map((length, at) => comment(`${id}.${at}`, length)) };
};

describe("impose", () => {
  it("sets a thread beside its paragraph while there is room, and numbers the rest in text order", () => {
    const threads = [
      said("late", "two", 900),
      said("a", "one", 100),
      said("b", "one", 900),
      said("c", "one", 60),
    ];
    const { rows, notes } = impose(
      [paragraph("one", 600), paragraph("two", 60), paragraph("three", 60)],
      threads,
    );
    expect(rows.map(({ beside }) => beside.map(({ root }) => root.id))).toEqual([["a", "c"], [], []]);
    expect(rows.map(({ noteNumbers }) => noteNumbers)).toEqual([[1], [2], []]);
    expect(notes.map(({ number, thread }) => [number, thread.root.id])).toEqual([
      [1, "b"],
      [2, "late"],
    ]);
  });

  it("loses no thread of a paragraph, and takes none of the section as a whole", () => {
    const threads = Array.from({ length: 50 }, (_, at) => said(String(at), "one", at * 40, [at]));
    const { rows, notes } = impose([paragraph("one", 900)], [...threads, said("whole", "", 10)]);
    expect((rows[0]?.beside.length ?? 0) + notes.length).toBe(50);
    expect(notes.map(({ number }) => number)).toEqual(notes.map((_, at) => at + 1));
  });

  it("reckons a thread by its letters, its replies and its paragraphs", () => {
    expect(heightOf(said("a", "one", 200))).toBeGreaterThan(heightOf(said("a", "one", 20)));
    expect(heightOf(said("a", "one", 20, [20]))).toBeGreaterThan(heightOf(said("a", "one", 20)));
  });
});
