import type { Range, SectionText } from "#domain/anchor/section-text";
import { sentencesOf } from "#domain/anchor/sentences";
import { tokensOf } from "#domain/anchor/words";

/** A sentence of the section, in UTF-16 units of its text, and the paragraph it stands in. */
export type Sentence = Range & {
  /** Its paragraph's place in the section, from 0. */
  paragraph: number;
};

/** A section cut into what is stepped through. */
export type Steps = { section: SectionText; sentences: Sentence[] };

/** What is chosen: from the sentence one began at to the one that moves, or less of them, to the word. */
export type Chosen = { anchor: number; head: number; range: Range };

const WORD = /[\p{L}\p{N}]/u;

/** Cuts a section into its sentences. */
export function stepsOf(section: SectionText): Steps {
  const sentences = section.paragraphs.flatMap(({ text, start }, paragraph) =>
    sentencesOf(text).map((range) => ({ start: start + range.start, end: start + range.end, paragraph })),
  );
  return { section, sentences };
}

/** The sentences of one paragraph, as places in `sentences`. */
export function sentencesIn({ sentences }: Steps, paragraph: number): { first: number; last: number } {
  const first = sentences.findIndex((one) => one.paragraph === paragraph);
  const last = sentences.findLastIndex((one) => one.paragraph === paragraph);
  return { first, last };
}

/** Chooses one sentence; with `anchor`, everything from that one on, or back to it. */
export function choose({ sentences }: Steps, head: number, anchor = head): Chosen | null {
  const ends = [sentences[anchor], sentences[head]];
  const [first, last] = anchor <= head ? ends : ends.reverse();
  return first && last ? { anchor, head, range: { start: first.start, end: last.end } } : null;
}

/** On by sentences; `isTaking` keeps what is chosen and takes in more, or gives it up again. */
export function bySentence(steps: Steps, chosen: Chosen, by: 1 | -1, isTaking: boolean): Chosen {
  const head = clamp(chosen.head + by, 0, steps.sentences.length - 1);
  return choose(steps, head, isTaking ? chosen.anchor : head) ?? chosen;
}

/** On to the paragraph after or before; taking, to the end of this one first. */
export function byParagraph(steps: Steps, chosen: Chosen, by: 1 | -1, isTaking: boolean): Chosen {
  const { sentences } = steps;
  const here = sentences[chosen.head]?.paragraph ?? 0;
  const isAt = (at: number) => (by === 1 ? sentencesIn(steps, at).last : sentencesIn(steps, at).first);
  if (isTaking && isAt(here) !== chosen.head) return choose(steps, isAt(here), chosen.anchor) ?? chosen;
  const next =
    by === 1
      ? sentences.find((one) => one.paragraph > here)
      : sentences.findLast((one) => one.paragraph < here);
  if (!next) return chosen;
  const head = isTaking ? isAt(next.paragraph) : sentencesIn(steps, next.paragraph).first;
  return choose(steps, head, isTaking ? chosen.anchor : head) ?? chosen;
}

/** To the first or last sentence of the paragraph, or of the whole section. */
export function toEnd(
  steps: Steps,
  chosen: Chosen,
  { by, isTaking, isWhole }: { by: 1 | -1; isTaking: boolean; isWhole: boolean },
): Chosen {
  const within = isWhole
    ? { first: 0, last: steps.sentences.length - 1 }
    : sentencesIn(steps, steps.sentences[chosen.head]?.paragraph ?? 0);
  const head = by === 1 ? within.last : within.first;
  return choose(steps, head, isTaking ? chosen.anchor : head) ?? chosen;
}

/**
 * Moves one end of what is chosen by a word. A stop at the end goes by itself: most marks leave it out.
 *
 * @returns the same when no word would be left, or there is none to take in
 */
export function byWord(steps: Steps, chosen: Chosen, side: "start" | "end", by: 1 | -1): Chosen {
  const { start, end } = chosen.range;
  const words = wordsOf(steps);
  const edges = words.map((word) => word[side]);
  const edge =
    by === 1 ? edges.find((at) => at > chosen.range[side]) : edges.findLast((at) => at < chosen.range[side]);
  if (edge === undefined) return chosen;
  const range = side === "start" ? { start: edge, end } : { start, end: edge };
  if (!words.some((word) => word.start >= range.start && word.end <= range.end)) return chosen;
  return { ...around(steps, chosen, range), range };
}

/** The sentences that hold a range which was changed by words. */
function around({ sentences }: Steps, { anchor, head }: Chosen, range: Range): Omit<Chosen, "range"> {
  const first = sentences.findLastIndex((one) => one.start <= range.start);
  const last = sentences.findIndex((one) => one.end >= range.end);
  const [from, to] = [Math.max(0, first), last < 0 ? sentences.length - 1 : last];
  return anchor <= head ? { anchor: from, head: to } : { anchor: to, head: from };
}

const cut = new WeakMap<Steps, Range[]>();

function wordsOf(steps: Steps): Range[] {
  const known = cut.get(steps);
  if (known) return known;
  const words: Range[] = [];
  let at = 0;
  for (const token of tokensOf(steps.section.text)) {
    if (WORD.test(token)) words.push({ start: at, end: at + token.length });
    at += token.length;
  }
  cut.set(steps, words);
  return words;
}

/**
 * The passage that some sentences make together.
 *
 * @param picked  places in `sentences`, in any order
 * @returns null when they do not stand next to one another, or there are none
 */
export function passageOf({ sentences }: Steps, picked: Iterable<number>): Range | null {
  const places = [...new Set(picked)].sort((a, b) => a - b);
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined || last - first !== places.length - 1) return null;
  const [from, to] = [sentences[first], sentences[last]];
  return from && to ? { start: from.start, end: to.end } : null;
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
