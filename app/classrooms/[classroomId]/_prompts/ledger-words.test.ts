import { describe, expect, it } from "vitest";
import { answerWords, headingWords, type LedgerLine, repliesWords } from "./ledger-words";

const line = (more: Partial<LedgerLine> = {}): LedgerLine => ({
  userId: "u",
  name: "Maya",
  alias: null,
  discussionId: null,
  state: "none",
  commentId: null,
  words: null,
  isLate: false,
  committedAt: null,
  repliedTo: 0,
  dueAt: null,
  isLetIn: false,
  asks: null,
  ...more,
});
const rule = {
  isHeld: false,
  repliesMin: 2,
  dueAt: "2026-03-20T16:00:00.000Z",
  now: "2026-03-19T08:00:00.000Z",
};

describe("the words of the ledger", () => {
  it.each([
    [{}, "Not answered yet"],
    [{ dueAt: "2026-03-18T16:00:00.000Z" }, "Not answered, and the deadline is over"],
    [{ state: "in", words: 84 }, "Answered, 84 words"],
    [{ state: "in", words: 1, isLate: true }, "Answered, 1 word, late"],
    [{ state: "waiting", words: 60 }, "Answered, 60 words. Waits until three can join at once."],
    [{ state: "sent_back", words: 60 }, "Sent back, not handed in again"],
    [{ state: "excused" }, "Excused"],
  ] as [Partial<LedgerLine>, string][])("say how %o stands", (more, words) => {
    expect(answerWords(line(more), rule)).toBe(words);
  });

  it("say who waits for a teacher, what is over but for an extension, and the replies", () => {
    expect(answerWords(line({ state: "waiting", words: 60 }), { ...rule, isHeld: true })).toMatch(
      /Waits for you to let it in\.$/,
    );
    const later = { ...rule, now: "2026-03-21T08:00:00.000Z" };
    expect(answerWords(line(), later)).toBe("Not answered, and the deadline is over");
    expect(answerWords(line({ dueAt: "2026-03-25T16:00:00.000Z" }), later)).toBe("Not answered yet");
    expect(repliesWords(line({ repliedTo: 1 }), rule)).toBe("1 of 2 replies");
    expect(repliesWords(line(), { ...rule, repliesMin: 0 })).toBe("");
    expect(repliesWords(line({ repliedTo: 3 }), { ...rule, repliesMin: 0 })).toBe("Replied to three");
    expect(headingWords({ answered: 1, total: 26 })).toBe("One of 26 has answered");
  });
});
