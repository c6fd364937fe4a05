import type { Criterion } from "#domain/prompt";
import { instantOf, localOf, wallOf } from "#domain/zone";
import { numberWords } from "../../../_ui/words";

/** What is asked, and on which terms: as the API takes and gives it. */
export type Terms = {
  title: string;
  instructions: string;
  opensAt: string | null;
  dueAt: string;
  repliesDueAt: string | null;
  takesLate: boolean;
  wordsMin: number;
  passagesMin: number;
  repliesMin: number;
  rubric: Criterion[];
  hasGate: boolean;
  isAnonymous: boolean;
  isHeld: boolean;
  opensGuide: boolean;
};

/** Where a question comes from. */
export type Source = { from: "question"; key: string } | { from: "claim"; key: string } | { from: "own" };

const DAY_MS = 86_400_000;
const END_OF_SCHOOL = 16;

/** A week from now when school is out by the clocks of the class; what would be a weekend is the Monday after. */
export function inAWeek(now: number, zone: string): string {
  const { year, month, date } = wallOf(now, zone);
  const due = new Date(Date.UTC(year, month, date + 7, END_OF_SCHOOL));
  const weekday = due.getUTCDay();
  const later = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  const local = new Date(due.getTime() + later * DAY_MS).toISOString().slice(0, 16);
  return instantOf(local, zone) ?? due.toISOString();
}

/** The terms a teacher gets who changes none. */
export const usualTerms = (title: string, now: number, zone: string): Terms => ({
  title,
  instructions: "",
  opensAt: null,
  dueAt: inAWeek(now, zone),
  repliesDueAt: null,
  takesLate: true,
  wordsMin: 60,
  passagesMin: 1,
  repliesMin: 2,
  rubric: [],
  hasGate: true,
  isAnonymous: false,
  isHeld: false,
  opensGuide: true,
});

/** The same question for another class: due anew, open at once, with as much time for replies as it had. */
export function termsAnew(terms: Terms, now: number, zone: string): Terms {
  const due = inAWeek(now, zone);
  const rest = terms.repliesDueAt ? Date.parse(terms.repliesDueAt) - Date.parse(terms.dueAt) : null;
  return {
    ...ruleOf(terms),
    opensAt: null,
    dueAt: due,
    repliesDueAt:
      rest === null ? null : new Date(Date.parse(due) + Math.min(rest, 60 * DAY_MS)).toISOString(),
  };
}

/** The terms alone, of what has more to it. */
export const ruleOf = (one: Terms): Terms => ({
  title: one.title,
  instructions: one.instructions,
  opensAt: one.opensAt,
  dueAt: one.dueAt,
  repliesDueAt: one.repliesDueAt,
  takesLate: one.takesLate,
  wordsMin: one.wordsMin,
  passagesMin: one.passagesMin,
  repliesMin: one.repliesMin,
  rubric: one.rubric,
  hasGate: one.hasGate,
  isAnonymous: one.isAnonymous,
  isHeld: one.isHeld,
  opensGuide: one.opensGuide,
});

export type Read = { terms: Terms; problems: Record<string, string> };

/**
 * Reads the form.
 *
 * @param before  the terms it was filled with: a moment that was not touched stays to the second
 * @param rubric  its lines as they are written now
 * @param zone    whose clocks its moments are written by
 */
export function termsFrom(data: FormData, before: Terms, rubric: Criterion[], zone: string): Read {
  const problems: Record<string, string> = {};
  const words = (name: string) => String(data.get(name) ?? "").trim();
  const moment = (name: "opensAt" | "dueAt" | "repliesDueAt"): string | null => {
    const was = before[name];
    const written = words(name);
    if (!written) return null;
    if (was && localOf(was, zone) === written) return was;
    const at = instantOf(written, zone);
    if (at === null) problems[name] = "Choose a day and a time.";
    return at;
  };
  const dueAt = moment("dueAt");
  if (!dueAt) problems.dueAt = "Choose a day and a time.";
  if (!words("title")) problems.title = "Write the question.";
  for (const [at, { name, levels }] of rubric.entries()) {
    if (!name) problems[`rubric.${at}.name`] = "Say what this line looks at.";
    if (levels.length < 2) problems[`rubric.${at}.levels`] = "A line has two levels or more.";
  }
  const terms: Terms = {
    title: words("title"),
    instructions: words("instructions"),
    opensAt: moment("opensAt"),
    dueAt: dueAt ?? before.dueAt,
    repliesDueAt: moment("repliesDueAt"),
    takesLate: data.has("takesLate"),
    wordsMin: Number(words("wordsMin")),
    passagesMin: Number(words("passagesMin")),
    repliesMin: Number(words("repliesMin")),
    rubric,
    hasGate: data.has("hasGate"),
    isAnonymous: data.has("isAnonymous"),
    isHeld: data.has("isHeld"),
    opensGuide: data.has("opensGuide"),
  };
  return { terms, problems };
}

const many = (count: number, one: string): string =>
  count === 1 ? `a ${one}` : `${numberWords(count)} ${one}s`;

/** What is asked, in sentences: "At least 60 words with a passage from the guide. …" */
export function termsWords(terms: Terms, hasGuideAnswer: boolean): string {
  const { wordsMin, passagesMin, repliesMin } = terms;
  const sentences = [
    `${wordsMin > 0 ? `At least ${wordsMin} words` : "Any length"}${passagesMin > 0 ? ` with ${many(passagesMin, "passage")} from the guide` : ""}.`,
    terms.hasGate
      ? "Everybody answers before reading the others."
      : "Everybody reads the others from the start.",
    repliesMin > 0
      ? `Then ${repliesMin === 1 ? "a reply to a classmate" : `replies to ${numberWords(repliesMin)} classmates`}.`
      : "",
    terms.isAnonymous ? "Classmates see made-up names." : "",
    terms.isHeld ? "A teacher lets each answer in." : "",
    hasGuideAnswer && terms.opensGuide ? "The guide’s own answer shows after one’s own." : "",
    terms.takesLate ? "" : "Nothing is taken after the deadline.",
  ];
  return sentences.filter(Boolean).join(" ");
}
