import fc from "fast-check";
import { BREAK, joinParagraphs, type Paragraph, type Range, type SectionText } from "./section-text";

/** A text of which every unit remembers who it is through all edits: the oracle of what became of a passage. */
export type Tagged = { id: string; text: string; tags: number[] }[];

const WORDS = (
  "she remembers the donor carer window pavilion nobody told them because it was kinder and so " +
  "they waited 😀 naïve éclair 学校 שלום tape gallery not un\u00adsaid half\u00a0way e\u0301tude I we"
).split(" ");

const sentence = fc
  .uniqueArray(fc.constantFrom(...WORDS), { minLength: 4, maxLength: 14 })
  .map((words) => `${words.join(" ")}.`);

/**
 * Sections in which paragraphs share sentences, as refrains do, and some say one twice. Nothing is periodic: of "no no
 * no" less one "no" nobody can say which went.
 *
 * @param most  how many different sentences there may be: the fewer, the more stand in several places
 */
export const sectionsOf = (most: number): fc.Arbitrary<Paragraph[]> =>
  fc
    .uniqueArray(sentence, {
      minLength: Math.min(most, 3),
      maxLength: most,
      selector: (text) => text.slice(0, 12),
    })
    .chain((pool) =>
      fc
        .array(
          fc.tuple(
            fc.shuffledSubarray(pool, { minLength: 2, maxLength: Math.min(6, pool.length) }),
            fc.boolean(),
          ),
          {
            minLength: 1,
            maxLength: 6,
          },
        )
        .map((paragraphs) =>
          paragraphs.map(([said, again], at) => ({
            id: `p${at}`,
            text: (again && said.length > 2 ? [...said, said[0]] : said).join(" "),
          })),
        ),
    );

/** Where somebody marks: from a word on, and so many units to the end of a word. */
export const marks = fc.record({ at: fc.nat({ max: 500 }), length: fc.integer({ min: 1, max: 140 }) });

/** The range of a mark in a text. */
export function rangeOf(text: string, { at, length }: { at: number; length: number }): Range {
  const stops = [...text.matchAll(/(?<=^|\s)\S/g)].map((match) => match.index);
  const start = stops[at % stops.length] ?? 0;
  const end = Math.min(text.length, start + length);
  return { start, end: end + Math.max(0, text.slice(end).search(/\s|$/)) };
}

/** What an author does to a text. Places are shares of what there is, words whole. */
export type Edit = {
  do: "insert" | "delete" | "replace" | "drop" | "copy" | "swap" | "split" | "merge" | "rewrite";
} & {
  where: number;
  at: number;
  count: number;
  words: string[];
};

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    do: fc.constantFrom<Edit["do"][]>(
      "insert",
      "insert",
      "delete",
      "replace",
      "replace",
      "drop",
      "copy",
      "swap",
      "split",
      "merge",
      "rewrite",
    ),
    where: fc.nat({ max: 999 }),
    at: fc.nat({ max: 999 }),
    count: fc.integer({ min: 1, max: 8 }),
    words: fc.array(fc.constantFrom(...WORDS, "quite", "other", "unheard", "of"), {
      minLength: 1,
      maxLength: 5,
    }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** A section under an author's hands: its units, and what a new unit may rightly be taken for. */
export type World = { paragraphs: Tagged; takenFor: Map<number, readonly number[]>; fresh: number };

/** A section before any edit, every unit with a tag of its own. */
export function worldOf(paragraphs: Paragraph[]): World {
  let next = 0;
  const tagged = paragraphs.map(({ id, text }) => ({
    id,
    text,
    tags: Array.from({ length: text.length }, () => next++),
  }));
  return { paragraphs: tagged, takenFor: new Map(), fresh: -1 };
}

/** Beginnings of words in a text, and its end. */
const stops = (text: string): number[] => [
  ...[...text.matchAll(/(?<=^| )[^ ]/g)].map((match) => match.index),
  text.length,
];

/** Does one edit. What is new has tags of its own below zero. */
export function apply(world: World, edit: Edit): World {
  const paragraphs = world.paragraphs.map((one) => ({ ...one, tags: [...one.tags] }));
  const after = { ...world, paragraphs, takenFor: new Map(world.takenFor) };
  const where = edit.where % Math.max(1, paragraphs.length);
  const own = paragraphs[where];
  if (!own) return after;
  const write = (text: string) => Array.from({ length: text.length }, () => after.fresh--);
  const splice = (from: number, to: number, text: string) => {
    own.text = own.text.slice(0, from) + text + own.text.slice(to);
    const written = write(text);
    const gone = own.tags.splice(from, to - from, ...written);
    return { written, gone };
  };
  const places = stops(own.text);
  const at = edit.at % places.length;
  const [from = 0, to = own.text.length] = [places[at], places[Math.min(places.length - 1, at + edit.count)]];
  const said = `${edit.words.join(" ")} `;
  const id = `n${after.fresh--}`;
  const does: Record<Edit["do"], () => void> = {
    insert: () => splice(from, from, said),
    delete: () => splice(from, to, ""),
    // Where the new words have one of the old in them, it is as good as the old.
    replace: () => {
      const { written, gone } = splice(from, to, said);
      for (const one of written) after.takenFor.set(one, gone);
    },
    rewrite: () => splice(0, own.text.length, anew(edit)),
    drop: () => paragraphs.splice(where, 1),
    copy: () => {
      const tags = write(own.text);
      for (const [n, one] of tags.entries()) after.takenFor.set(one, own.tags.slice(n, n + 1));
      paragraphs.splice(edit.at % (paragraphs.length + 1), 0, { id, text: own.text, tags });
    },
    swap: () => {
      const other = edit.at % paragraphs.length;
      [paragraphs[where], paragraphs[other]] = [paragraphs[other] ?? own, own];
    },
    split: () => {
      if (from === 0 || from === own.text.length) return;
      paragraphs.splice(where + 1, 0, { id, text: own.text.slice(from), tags: own.tags.slice(from) });
      splice(from - 1, own.text.length, "");
    },
    merge: () => {
      const [next] = paragraphs.splice(where + 1, 1);
      if (!next) return;
      own.text += ` ${next.text}`;
      own.tags.push(...write(" "), ...next.tags);
    },
  };
  does[edit.do]();
  return after;
}

/** A paragraph's worth of words that has nothing to do with what stood there. */
const anew = ({ at, where, count }: Edit): string =>
  Array.from({ length: 8 + count }, (_, n) => WORDS[(at * 7 + n * (where + 3)) % WORDS.length]).join(" ");

export const textOf = ({ paragraphs }: World): SectionText => joinParagraphs(paragraphs);

/** The tags of a section's text; a break has none. */
const tagsOf = ({ paragraphs }: World): (number | null)[] =>
  paragraphs.flatMap(({ tags }, at) => (at === 0 ? tags : [null, ...tags]));

/** Where a marked passage still stands letter by letter; null when it does not. */
export function wholeIn(old: World, mark: Range, now: World): Range | null {
  const marked = tagsOf(old).slice(mark.start, mark.end);
  const tags = tagsOf(now);
  const start = tags.indexOf(marked[0] ?? null);
  const isWhole = start >= 0 && marked.every((one, n) => tags[start + n] === one);
  return isWhole ? { start, end: start + marked.length } : null;
}

/**
 * Whether a place holds what was marked: at least half of its letters are the marked ones or, when the passage is not
 * whole any more, a copy of them, or the same words put back by what replaced them; or nobody who has the two texts
 * could say that it does not.
 */
export function isRight(old: World, mark: Range, now: World, place: Range): boolean {
  const marked = new Set(tagsOf(old).slice(mark.start, mark.end));
  const found = tagsOf(now)
    .slice(place.start, place.end)
    .filter((one) => one !== null);
  const isOwn = (one: number): boolean => marked.has(one);
  const isAsGood = (one: number): boolean => isOwn(one) || (now.takenFor.get(one) ?? []).some(isAsGood);
  const own = found.filter(wholeIn(old, mark, now) ? isOwn : isAsGood).length;
  return own >= found.length / 2 || isIndistinct(textOf(old), mark, textOf(now), place);
}

/** How much may have changed in a paragraph so that equal words before and after are the same for any reader. */
const CHANGED_MAX_CHARS = 60;

/**
 * Whether the texts alone say that the place is the marked one, though the letters are others. Of "no, no" less one
 * "no" it is "no", whichever of them went: all before it, or all after it, is as it was. A copy of a paragraph whose
 * original was broken up or is gone is as good. And where little changed in a
 * paragraph, words that stand in what was changed before and after are the same to any reader.
 */
function isIndistinct(old: SectionText, mark: Range, now: SectionText, place: Range): boolean {
  const [was, is] = [around(old, mark), around(now, place)];
  if (was.exact === is.exact && was.head === is.head && was.tail === is.tail) return true;
  if (was.id !== is.id && now.paragraphs.some(({ id }) => id === was.id)) return false;
  if (was.head === is.head && was.exact.startsWith(is.exact)) return true;
  if (was.tail === is.tail && was.exact.endsWith(is.exact)) return true;
  const [before, after] = [was.head + was.exact + was.tail, is.head + is.exact + is.tail];
  let [head, tail] = [0, 0];
  while (head < after.length && before[head] === after[head]) head++;
  while (tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return was.exact === is.exact && Math.max(before.length, after.length) - head - tail <= CHANGED_MAX_CHARS;
}

function around({ text, paragraphs }: SectionText, { start, end }: Range) {
  const own = paragraphs.findLast((one) => one.start <= start);
  const to = text.indexOf(BREAK, end);
  const [head, tail] = [text.slice(own?.start ?? 0, start), text.slice(end, to === -1 ? undefined : to)];
  return { id: own?.id, exact: text.slice(start, end), head, tail };
}
