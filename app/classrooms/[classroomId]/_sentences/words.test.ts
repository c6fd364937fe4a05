import { describe, expect, it } from "vitest";
import { joinParagraphs } from "#domain/anchor/section-text";
import type { Mark, Theme } from "#domain/note";
import type { Place } from "../_comments/talk-context";
import { choose, stepsOf } from "./steps";
import { marksWords, whereWords } from "./words";

const steps = stepsOf(
  joinParagraphs([
    { id: "a", text: "One. Two. Three." },
    { id: "b", text: "“Said so.”" },
    { id: "c", text: "Four. Five." },
  ]),
);
const place = {
  paragraphs: [
    { id: "a", key: "a", number: 1, kind: "paragraph" },
    { id: "b", key: "b", number: null, kind: "quotation" },
    { id: "c", key: "c", number: 2, kind: "paragraph" },
  ],
} as Place;
const where = (head: number, anchor = head) => {
  const chosen = choose(steps, head, anchor);
  return chosen && whereWords(steps, chosen, place);
};

describe("where something is chosen", () => {
  it("is said by paragraph and sentence", () => {
    expect(where(1)).toBe("Paragraph 1, sentence 2 of 3.");
    expect(where(2, 1)).toBe("Paragraph 1, sentences 2 to 3 of 3.");
    expect(where(3)).toBe("The quotation after paragraph 1, sentence 1 of 1.");
    expect(where(2, 4)).toBe("Paragraph 1, sentence 3, to paragraph 2, sentence 1.");
  });

  it("says when it is less than the sentences", () => {
    const chosen = { anchor: 1, head: 1, range: { start: 5, end: 8 } };
    expect(whereWords(steps, chosen, place)).toBe("Paragraph 1, part of sentence 2 of 3.");
  });
});

describe("what is marked there", () => {
  const themes = [
    { id: "m", name: "Memory" },
    { id: "l", name: "Love" },
  ] as Theme[];
  const mark = (part: Partial<Mark>) =>
    ({ themeIds: [], excerpt: "Why?", replyCount: 0, authorId: "other", isTeacher: false, ...part }) as Mark;

  it("is said in one line", () => {
    expect(marksWords([], themes, "me")).toBe("No notes.");
    expect(marksWords([mark({ themeIds: ["l"] })], themes, "me")).toBe("1 note: Love.");
    expect(
      marksWords(
        [
          mark({ themeIds: ["l"], authorId: "me", excerpt: "" }),
          mark({ themeIds: ["m"], isTeacher: true }),
          mark({}),
        ],
        themes,
        "me",
      ),
    ).toBe("2 notes and 1 mark: Memory, Love. 1 of them yours. One from a teacher.");
    expect(marksWords([mark({ authorId: "me", excerpt: "" })], themes, "me")).toBe("1 mark. Yours.");
  });
});
