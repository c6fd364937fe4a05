import { describe, expect, it } from "vitest";
import type { DebateLine } from "./debates/debate-words";
import { actionWords, type QuestionDue, standingWords } from "./home-questions";
import { leadingOf } from "./home-words";
import { answeredWords, placeOf } from "./news-words";

const SOON = new Date(Date.now() + 86_400_000).toISOString();
const PAST = new Date(Date.now() - 86_400_000).toISOString();

const question = (
  mine: Partial<NonNullable<QuestionDue["mine"]>>,
  more: Partial<QuestionDue> = {},
): QuestionDue => ({
  id: "q",
  title: "Nobody runs. Why not?",
  dueAt: SOON,
  isPast: false,
  takesLate: true,
  hasGate: true,
  repliesDueAt: null,
  repliesMin: 0,
  waiting: 0,
  mine: { state: "none", draftWords: 0, repliedTo: 0, hasFeedback: false, ...mine },
  done: null,
  ...more,
});

describe("a question in the list of what is coming up", () => {
  it.each<[string, QuestionDue, string, string]>([
    ["that nobody has answered", question({}), "Nobody has answered yet.", "Answer"],
    ["that waits", question({}, { waiting: 19 }), "Answer to open 19 answers.", "Answer"],
    [
      "that is begun",
      question({ draftWords: 62 }, { waiting: 1 }),
      "Draft of 62 words. Post it to open 1 answer.",
      "Finish",
    ],
    [
      "without a gate",
      question({ draftWords: 1 }, { waiting: 3, hasGate: false }),
      "Draft of 1 word. 3 answers so far.",
      "Finish",
    ],
    [
      "that is late",
      question({}, { isPast: true }),
      "The deadline is over; late answers are taken.",
      "Answer",
    ],
    [
      "that is closed",
      question({}, { isPast: true, takesLate: false }),
      "The time for this is over.",
      "See the question",
    ],
    [
      "that was sent back",
      question({ state: "sent_back" }),
      "Sent back to you, with what to do.",
      "Hand it in again",
    ],
    [
      "that is held",
      question({ state: "waiting" }),
      "Handed in, not yet open to the class.",
      "See the question",
    ],
    [
      "that asks for replies",
      question({ state: "in", repliedTo: 1 }, { repliesMin: 2 }),
      "Handed in. Reply to one more person.",
      "Reply",
    ],
    [
      "that was written back to",
      question({ state: "in", hasFeedback: true }),
      "Handed in. Your teacher has written back.",
      "Read feedback",
    ],
    [
      "that one is excused from",
      question({ state: "excused" }),
      "You are excused from this.",
      "See the question",
    ],
    [
      "as its teacher has it",
      question({}, { mine: null, done: { students: 19, of: 26, toLetIn: 2 } }),
      "19 of 26 have answered. Two wait for you.",
      "Who has answered",
    ],
  ])("%s", (_, one, words, action) => {
    expect(standingWords(one)).toBe(words);
    expect(actionWords(one)).toBe(action);
  });
});

describe("what leads the home page", () => {
  const facts = {
    role: "student" as const,
    news: [],
    waiting: [],
    memberCount: 20,
    openReports: null,
    reading: { continuation: null, read: 0, sections: 16 },
    due: [],
    debates: [],
  };
  const titleOf = (questions: QuestionDue[]) => leadingOf({ ...facts, questions }).title;

  it("is what is owed soonest, while there is time for it", () => {
    const later = question({}, { id: "later", dueAt: new Date(Date.now() + 9e8).toISOString() });
    expect(leadingOf({ ...facts, questions: [later, question({})] })).toMatchObject({
      title: "You owe an answer by",
      by: SOON,
      question: "q",
    });
    expect(titleOf([question({}, { dueAt: PAST, isPast: true })])).toBe("There is nothing to read yet.");
    expect(titleOf([question({ state: "sent_back" }, { dueAt: PAST, isPast: true })])).toBe(
      "An answer came back to you.",
    );
  });

  it("asks for replies by their own deadline, or by none", () => {
    const replies = { repliesMin: 2, dueAt: PAST, isPast: true };
    expect(titleOf([question({ state: "in" }, { ...replies, repliesDueAt: SOON })])).toBe(
      "Reply to two people by",
    );
    expect(titleOf([question({ state: "in" }, replies)])).toBe("Reply to two people.");
    expect(titleOf([question({ state: "in" }, { ...replies, repliesDueAt: PAST })])).toBe(
      "There is nothing to read yet.",
    );
  });

  it("is, for a teacher, who waits to be let in", () => {
    const held = question({}, { mine: null, done: { students: 1, of: 20, toLetIn: 1 } });
    expect(leadingOf({ ...facts, role: "teacher", questions: [held] })).toMatchObject({
      title: "One student waits to be let in.",
      way: "ledger",
    });
  });
});

describe("a debate on the home page", () => {
  const debate: DebateLine = {
    id: "d",
    motion: "They could have run.",
    pace: "timed",
    opensAt: PAST,
    state: "running",
    phase: "opening",
    endsAt: SOON,
    claims: 2,
    side: "against",
  };
  const leading = (more: Partial<DebateLine>, role: "teacher" | "student" = "student") =>
    leadingOf({
      role,
      news: [],
      waiting: [],
      memberCount: 20,
      openReports: null,
      reading: { continuation: null, read: 0, sections: 16 },
      due: [],
      questions: [question({})],
      debates: [{ ...debate, ...more }],
    });

  it("leads while its lesson is held, and not before or over a week", () => {
    expect(leading({})).toMatchObject({
      title: "A debate is on: opening.",
      sub: "“They could have run.” Your side: against.",
      way: "debate",
      debate: "d",
    });
    expect(leading({ state: "paused", side: null }, "teacher")).toMatchObject({
      title: "A debate is on: opening, paused.",
      sub: "“They could have run.”",
    });
    expect(leading({ state: "waiting", phase: null }).way).toBe("question");
    expect(leading({ pace: "dated" }).way).toBe("question");
  });

  it("says that a claim of the reader's was answered", () => {
    const item = {
      commentId: "c",
      author: { name: "Leo F.", role: "student" as const },
      excerpt: "Where to?",
      sectionPath: "debates/d",
      sectionTitle: "They could have run.",
      paragraphNumber: null,
      createdAt: SOON,
      answersMe: true,
    };
    expect(answeredWords(item)).toBe("answered your claim on “They could have run.”");
    expect(answeredWords({ ...item, sectionPath: "prompts/q" })).toBe("answered you");
    const facts = { role: "student" as const, waiting: [], memberCount: 20, openReports: null };
    const reading = { continuation: null, read: 0, sections: 16 };
    const led = leadingOf({ ...facts, reading, due: [], questions: [], debates: [], news: [item] });
    expect(led.title).toBe("Leo\u00a0F. answered your claim.");
  });
});

describe("placeOf", () => {
  it("quotes a question", () => {
    const item = {
      commentId: "c",
      author: { name: "Jonas M.", role: "student" as const },
      excerpt: "Kind.",
      sectionPath: "prompts/q",
      sectionTitle: "Why?",
      paragraphNumber: null,
      createdAt: SOON,
      answersMe: false,
    };
    expect(placeOf(item)).toBe("“Why?”");
  });
});
