import { describe, expect, it } from "vitest";
import { joinParagraphs } from "#domain/anchor/section-text";
import type { Thread } from "../_comments/thread-types";
import type { KnownMark } from "../_marks/marks-of";
import { nextNote, noteOrder } from "./note-order";

const section = joinParagraphs([
  { id: "a", text: "The order matters." },
  { id: "b", text: "Never let me go." },
]);
const mark = (id: string, start: number, excerpt = "Why?") =>
  ({ id, start, excerpt, replyCount: 0 }) as KnownMark;
const thread = (id: string, paragraphId: string | null, annotation: unknown = null) =>
  ({ root: { id, paragraphId, annotation } }) as Thread;

const order = noteOrder(
  [mark("late", 25), mark("early", 4), mark("bare", 6, "")],
  [thread("on b", "b"), thread("late", "b", {}), thread("on all", null), thread("gone", "z")],
  section,
);

describe("the order of notes", () => {
  it("is that of the text, with comments on a paragraph at its beginning", () => {
    expect(order.map(({ id }) => id)).toEqual(["early", "on b", "late"]);
  });

  it("is walked from a note or from where one reads", () => {
    expect(nextNote(order, "early", 1)?.id).toBe("on b");
    expect(nextNote(order, "on b", -1)?.id).toBe("early");
    expect(nextNote(order, "late", 1)).toBeUndefined();
    expect(nextNote(order, 10, 1)?.id).toBe("on b");
    expect(nextNote(order, 10, -1)?.id).toBe("early");
    expect(nextNote(order, 0, -1)).toBeUndefined();
  });
});
