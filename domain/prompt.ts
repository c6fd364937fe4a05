/** Where an answer stands: with its discussion, waiting for a teacher or for company, or sent back to its writer. */
export const ANSWER_STATES = ["in", "waiting", "sent_back"] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

/** What one can make of the guide's own answer. */
export const STANCES = ["agree", "qualify", "dispute"] as const;
export type Stance = (typeof STANCES)[number];

/** A line of a rubric: what is looked at, and what each level of it means, the lowest first. */
export type Criterion = { name: string; levels: string[] };

/** A passage as the browser of who writes knows it: positions in a section of the version it shows. */
export type DraftPassage = {
  sectionId: string;
  versionId: string;
  exact: string;
  start: number;
  end: number;
};

/** A passage that an answer rests on, as a reader is shown it. */
export type Cited = {
  exact: string;
  sectionId: string;
  /** Null where the class's version has no such section. */
  path: string | null;
  title: string | null;
  /** The paragraph's printed number. */
  number: number | null;
  /** The `id` of its element on the section's page; null when the passage lost its line. */
  key: string | null;
  /** UTF-16 units in the section's text, `end` excluded; null when the passage lost its line. */
  start: number | null;
  end: number | null;
  /** The theme that the class marks it with most, by what everybody in it may see; null when nobody has. */
  themeId: string | null;
};

/** What an answer has to reach. */
export type AnswerRule = { wordsMin: number; passagesMin: number };

/** Different words that any answer has, whatever is asked: a full stop opens nothing. */
export const DISTINCT_MIN = 5;
/** Of the words asked for, one in so many has to be another one. */
const DISTINCT_SHARE = 3;

/** A class that is anonymous is joined by so many answers at a time, so that no arrival is one person's. */
export const BATCH_MIN = 3;

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** The words of a text in lower case, in their order, in whatever language. Markup of Markdown is none. */
export const wordsOf = (text: string): string[] =>
  [...segmenter.segment(text.normalize("NFC"))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment.toLowerCase());

/** What is missing: how many there are, and how many it takes. */
export type Shortfall = { of: "words" | "distinct" | "passages"; have: number; need: number };

/** How many different words an answer takes that has to have `wordsMin` of them. */
export const distinctNeeded = (wordsMin: number): number =>
  Math.max(DISTINCT_MIN, Math.ceil(wordsMin / DISTINCT_SHARE));

/** What an answer lacks before it can be handed in; nothing when it is all there. The first is the one to say. */
export function shortfallsOf(
  answer: { text: string; passages: number },
  { wordsMin, passagesMin }: AnswerRule,
): Shortfall[] {
  const words = wordsOf(answer.text);
  const all: Shortfall[] = [
    { of: "words", have: words.length, need: wordsMin },
    { of: "distinct", have: new Set(words).size, need: distinctNeeded(wordsMin) },
    { of: "passages", have: answer.passages, need: passagesMin },
  ];
  return all.filter(({ have, need }) => have < need);
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** What is missing, in a sentence for its writer. */
export function shortfallWords({ of, have, need }: Shortfall): string {
  if (of === "words")
    return `This asks for at least ${counted(need, "word")}; there ${have === 1 ? "is" : "are"} ${have} so far.`;
  if (of === "distinct") return "Say it in a few more words of your own.";
  return need === 1
    ? "This asks for a passage from the guide. Add one as evidence."
    : `This asks for ${counted(need, "passage")} from the guide; there ${have === 1 ? "is" : "are"} ${have} so far.`;
}

/** Until when somebody may answer, and what happens then: by the server's clock. */
export type Deadline = { dueAt: string; takesLate: boolean };

/** Whether an answer at a moment is in time, late, or too late to be taken. The due moment itself is in time. */
export function timing(at: number, { dueAt, takesLate }: Deadline): "in_time" | "late" | "closed" {
  if (at <= Date.parse(dueAt)) return "in_time";
  return takesLate ? "late" : "closed";
}

/** How a student stands with a prompt: as far as it says what is still to do. */
export type Owing = {
  /** Null for teachers, who owe nothing. */
  mine: { state: AnswerState | "none" | "excused"; repliedTo: number } | null;
  /** By the student's own deadline and the server's clock. */
  isPast: boolean;
  takesLate: boolean;
  repliesMin: number;
};

/** Classmates that are still to be replied to, by who has answered. */
export const repliesLeft = ({ mine, repliesMin }: Pick<Owing, "mine" | "repliesMin">): number =>
  mine?.state === "in" ? Math.max(0, repliesMin - mine.repliedTo) : 0;

/**
 * What a student still has to do for a prompt; null when there is nothing, or no time for it any more. What was sent
 * back is handed in again whatever the time.
 */
export function owes(prompt: Owing): "answer" | "again" | "replies" | null {
  const { mine, isPast, takesLate } = prompt;
  if (mine?.state === "sent_back") return "again";
  if (mine?.state === "none") return isPast && !takesLate ? null : "answer";
  return repliesLeft(prompt) > 0 ? "replies" : null;
}
