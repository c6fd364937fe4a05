import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommentText, HideComment, TEXT_MAX_CHARS, WINDOW_COMMENTS } from "./comment";

const first = (value: unknown) => CommentText.safeParse(value).error?.issues[0]?.message;

describe("CommentText", () => {
  it.each([
    ["  A thought. \n", "A thought."],
    ["One\r\ntwo\rthree", "One\ntwo\nthree"],
    ["\tindented code stays below", "indented code stays below"],
    ["?", "?"],
    ["😀", "😀"],
  ])("takes %j as %j", (typed, text) => {
    expect(CommentText.parse(typed)).toBe(text);
  });

  it.each([
    ["", "Write something first."],
    [" \n\t ", "Write something first."],
    ["\u200b", "Write something first."],
    ["a\u0000b", "Some characters in this text cannot be shown. Remove them."],
    ["a\u001bb", "Some characters in this text cannot be shown. Remove them."],
    ["a\ud800b", "Some characters in this text are broken. Write them again."],
    ["x".repeat(TEXT_MAX_CHARS + 1), `Use at most ${TEXT_MAX_CHARS} characters.`],
    ["x".repeat(TEXT_MAX_CHARS * 3), `Use at most ${TEXT_MAX_CHARS} characters.`],
  ])("refuses %j with a sentence", (typed, sentence) => {
    expect(first(typed)).toBe(sentence);
  });

  it("takes a text of the full length", () => {
    expect(CommentText.safeParse("x".repeat(TEXT_MAX_CHARS)).success).toBe(true);
  });

  it("changes nothing more when it is parsed again, and lets nothing through that a database refuses", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => {
        const parsed = CommentText.safeParse(typed);
        if (!parsed.success) return;
        expect(CommentText.parse(parsed.data)).toBe(parsed.data);
        expect(parsed.data).not.toContain("\u0000");
        expect(Buffer.from(parsed.data).toString()).toBe(parsed.data);
      }),
    );
  });
});

describe("HideComment", () => {
  it("wants a reason in a line", () => {
    const ids = {
      classroomId: "00000000-0000-4000-8000-000000000001",
      commentId: "00000000-0000-4000-8000-000000000002",
    };
    expect(HideComment.parse({ ...ids, reason: " Off \n the text. " }).reason).toBe("Off the text.");
    for (const reason of ["", "  ", "x".repeat(501), "a\u0000"])
      expect(HideComment.safeParse({ ...ids, reason }).success, reason).toBe(false);
  });
});

describe("a window", () => {
  it("holds at least the thirty comments of a first page", () => {
    expect(WINDOW_COMMENTS).toBeGreaterThanOrEqual(30);
  });
});
