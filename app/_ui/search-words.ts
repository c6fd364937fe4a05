import type { HitsOf, SearchAnswer } from "#domain/search";

const UNUSABLE = {
  empty: "Type a word to search for.",
  short: "Type at least two letters.",
  common: "These words stand nearly everywhere. Add another one.",
};

/** How many hits of all groups are shown. */
export const shownOf = ({ sections, questions, claims, threads }: SearchAnswer): number =>
  [sections, questions, claims, threads].reduce((sum, group) => sum + group.items.length, 0);

/** Whether some group goes on. */
export const goesOn = ({ sections, questions, claims, threads }: SearchAnswer): boolean =>
  [sections, questions, claims, threads].some((group) => group.nextCursor !== null);

/** What a search came to, in a sentence: only of what is shown, for nothing else is known here. */
export function resultWords(answer: SearchAnswer, q: string): string {
  if (answer.unusable) return UNUSABLE[answer.unusable];
  const shown = shownOf(answer);
  if (shown === 0) return `Nothing that you can read here says “${q.trim()}”.`;
  return `${shown} ${shown === 1 ? "result" : "results"} shown${goesOn(answer) ? ", and there are more" : ""}.`;
}

/** The first hits of each group. */
export function firstOf(answer: SearchAnswer, many: number): SearchAnswer {
  const first = <T>({ items, nextCursor }: HitsOf<T>): HitsOf<T> =>
    items.length > many ? { items: items.slice(0, many), nextCursor: "more" } : { items, nextCursor };
  const { sections, questions, claims, threads } = answer;
  return {
    ...answer,
    sections: first(sections),
    questions: first(questions),
    claims: first(claims),
    threads: first(threads),
  };
}
