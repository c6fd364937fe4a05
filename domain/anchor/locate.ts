import search from "approx-string-match";
import { type Folded, fold, foldWithPlaces } from "./fold";
import { paragraphAt, type Range, type SectionText } from "./section-text";
import { CONTEXT_CHARS, type Located, type Selectors, selectorsOf } from "./selectors";
import { snapToWords } from "./words";

/** Longer passages are looked for by their two ends of half this length. */
export const PATTERN_MAX_CHARS = 256;
/** Differences allowed in a passage that was edited. */
export const ERRORS_MAX = 32;
/** Share of a short passage that may differ. */
const ERRORS_SHARE = 0.3;
/** Text looked through in one go for an edited passage. Between two goes the caller may call it off. */
export const WINDOW_CHARS = 4_000;
/** Places of the same words that are weighed; a passage that stands more often is no anchor. */
const PLACES_MAX = 200;

// How sure is sure. What lies below is lost, and says so, rather than found at a wrong line. Measured: decision 0013.
const FLOOR_HERE = 0.75;
const FLOOR_ELSEWHERE = 0.94;
const FLOOR_EDITED = 0.65;
/** By how much the best place must beat the next. */
const MARGIN = 0.1;
/** What the words themselves count for, beside what stands around them. */
const QUOTE_WEIGHT = 0.4;
/** A quotation so long needs nothing around it, when it stands once and came without a paragraph. */
const ALONE_MIN_CHARS = 24;
/** Of fewer signs, a few that differ make another word. */
const EDITED_MIN_CHARS = 12;
/** What edited words lose when nothing is known of their surroundings. */
const UNKNOWN_CONTEXT_COST = 0.2;
/** Two unrelated stretches of prose are about this similar by edit distance: it counts as nothing. */
const CHANCE = 0.3;

/**
 * What is known of a passage: `Selectors`, or less when it comes from elsewhere. `paragraphId` only where the ids are
 * those of this section; `start` only where it was counted in some version of this section.
 */
export type Sought = Pick<Selectors, "exact"> & Partial<Selectors>;

type Weighed = Range & { score: number };

/** A section made ready, its text as it is compared, and a passage as it is looked for in it. */
type Search = {
  section: SectionText;
  folded: Folded;
  quote: string;
  prefix: string | null;
  suffix: string | null;
  sought: Sought;
  isOff: () => boolean;
};

/**
 * Makes a section ready to look for passages by their selectors alone: for imports, and for what was described on a
 * text that is not there to be compared. Where it is, `follower` knows more.
 *
 * Tried in turn: the words where they stood; the words and what stands around them, in the passage's own paragraph,
 * else elsewhere; words edited a little (ERRORS_MAX) in its paragraph, around its place, or, when neither is known,
 * in the whole section. Kinds of quotes, dashes and spaces, capitals, soft hyphens and NFC or NFD make no difference.
 * It never guesses: below a floor of likeness, or between two places that are nearly as good, the passage is lost.
 *
 * @returns looks for one passage. `isOff` is asked before each costly step, so that a caller's time budget holds; a
 *          passage is never found at a place whose rivals were not seen. Null when it is lost or was called off.
 */
export function locator(section: SectionText): (sought: Sought, isOff?: () => boolean) => Located | null {
  const folded = foldWithPlaces(section.text);
  return (sought, isOff = () => false) => {
    const quote = fold(sought.exact).trim();
    if (quote === "") return null;
    const prefix = contextOf(sought, sought.prefix)?.slice(-CONTEXT_CHARS) ?? null;
    const suffix = contextOf(sought, sought.suffix)?.slice(0, CONTEXT_CHARS) ?? null;
    const one: Search = { section, folded, quote, prefix, suffix, sought, isOff };
    return unmoved(one) ?? quoted(one) ?? edited(one);
  };
}

/** What is known of one side. Of our own, that nothing stood there says as much as words would. */
const contextOf = ({ paragraphId }: Sought, words: string | undefined): string | null =>
  words === undefined || (words === "" && !paragraphId) ? null : fold(words);

/** Where it stood, with the same around it. */
function unmoved({ section, sought }: Search): Located | null {
  const own = section.paragraphs.find(({ id }) => id === sought.paragraphId);
  const start = own && sought.offset !== undefined ? own.start + sought.offset : sought.start;
  if (start === undefined || (sought.paragraphId && !own)) return null;
  const selectors = selectorsOf(section, { start, end: start + sought.exact.length });
  if (selectors?.exact !== sought.exact) return null;
  const isSame = selectors.prefix === sought.prefix && selectors.suffix === sought.suffix;
  return isSame ? { selectors, how: "position", score: 1 } : null;
}

/** The same words, by what stands around them. */
function quoted(one: Search): Located | null {
  const { section, folded, quote, sought } = one;
  const places = placesOf(folded.text, quote).filter((place) => isWhole(one, place));
  if (places.length > PLACES_MAX) return null;
  const weighed = places.map((place) => ({ ...place, score: scoreOf(one, place, 1) }));
  if (!sought.paragraphId) {
    const isAlone = places.length === 1 && quote.length >= ALONE_MIN_CHARS;
    const isKnown = one.prefix !== null || one.suffix !== null;
    return found(one, isAlone ? weighed[0] : isKnown ? clearBest(weighed, FLOOR_HERE) : undefined);
  }
  const own = section.paragraphs.find(({ id }) => id === sought.paragraphId);
  if (!own) return found(one, clearBest(weighed, FLOOR_ELSEWHERE));
  // Its paragraph is there: what stands in another one is another passage.
  const here = weighed.filter(({ start }) => paragraphAt(section, folded.at[start] ?? 0) === own);
  return found(one, clearBest(here, FLOOR_HERE));
}

function placesOf(text: string, quote: string): Range[] {
  const places: Range[] = [];
  for (
    let at = text.indexOf(quote);
    at !== -1 && places.length <= PLACES_MAX;
    at = text.indexOf(quote, at + 1)
  )
    places.push({ start: at, end: at + quote.length });
  return places;
}

const ENDS_IN_WORD = /[\p{L}\p{N}]$/u;
const BEGINS_IN_WORD = /^[\p{L}\p{N}]/u;

/** Whether a place begins and ends with a word, unless the passage itself was cut out of one: no "it" in "with". */
function isWhole({ folded, quote, prefix, suffix }: Search, { start, end }: Range): boolean {
  const isCut = (left: string, right: string) => ENDS_IN_WORD.test(left) && BEGINS_IN_WORD.test(right);
  return (
    (isCut(prefix ?? "", quote) || !isCut(folded.text.slice(Math.max(0, start - 2), start), quote)) &&
    (isCut(quote, suffix ?? "") || !isCut(quote, folded.text.slice(end, end + 2)))
  );
}

/** The combined score of a place: how alike the words are, and what stands around them where that is known. */
function scoreOf({ folded, prefix, suffix, sought }: Search, { start, end }: Range, quote: number): number {
  // Others may keep less of the surroundings than we do; ours are shorter at the ends of the text alone.
  const reach = (words: string) => (sought.paragraphId ? CONTEXT_CHARS : words.length);
  const sides: number[] = [];
  if (prefix !== null)
    sides.push(alike(prefix, folded.text.slice(Math.max(0, start - reach(prefix)), start)));
  if (suffix !== null) sides.push(alike(suffix, folded.text.slice(end, end + reach(suffix))));
  if (sides.length === 0) return quote === 1 ? 1 : quote - UNKNOWN_CONTEXT_COST;
  return QUOTE_WEIGHT * quote + ((1 - QUOTE_WEIGHT) * sides.reduce((sum, side) => sum + side)) / sides.length;
}

/** How alike two contexts are, 0 (no more than any prose) to 1. Both empty, at an end of the text: 1. */
function alike(kept: string, found: string): number {
  const length = Math.max(kept.length, found.length);
  if (kept === found) return 1;
  return Math.max(0, (1 - distance(kept, found) / length - CHANCE) / (1 - CHANCE));
}

/** Edit distance by two rows; for contexts, so never more than CONTEXT_CHARS squared. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The best of some places, when it is good and clearly better than the next. */
function clearBest<Place extends Weighed>(weighed: Place[], floor: number): Place | undefined {
  const [best, next] = [...weighed].sort((a, b) => b.score - a.score);
  return best && best.score >= floor && best.score - (next?.score ?? 0) >= MARGIN ? best : undefined;
}

function found({ section, folded, sought }: Search, place: Weighed | undefined): Located | null {
  if (!place) return null;
  const range = { start: folded.at[place.start] ?? 0, end: folded.at[place.end] ?? 0 };
  const exact = selectorsOf(section, range);
  if (exact?.exact === sought.exact) return { selectors: exact, how: "quote", score: place.score };
  const whole = snapToWords(section.text, range);
  const selectors = whole && selectorsOf(section, whole);
  return selectors && { selectors, how: "edited", score: place.score };
}

/** Words that were changed a little. */
function edited(one: Search): Located | null {
  const { quote } = one;
  const isKnown = one.prefix !== null || one.suffix !== null;
  const area = quote.length < (isKnown ? EDITED_MIN_CHARS : ALONE_MIN_CHARS) ? null : areaOf(one);
  if (!area) return null;
  const half = PATTERN_MAX_CHARS / 2;
  const isLong = quote.length > PATTERN_MAX_CHARS;
  const heads = approximate(one, area, isLong ? quote.slice(0, half) : quote);
  const tails = isLong ? approximate(one, area, quote.slice(-half)) : [];
  if (!heads || !tails) return null;
  const matches = isLong ? joined(heads, tails, quote.length) : heads;
  const length = Math.min(quote.length, PATTERN_MAX_CHARS);
  const weighed = matches.map((match) => ({
    ...match,
    score: scoreOf(one, match, 1 - match.errors / length),
  }));
  return found(
    one,
    clearBest(
      apart(weighed, ({ score }) => score),
      FLOOR_EDITED,
    ),
  );
}

/** Where edited words are looked for, in the folded text. */
function areaOf({ section, folded, quote, sought }: Search): Range | null {
  if (!sought.paragraphId && sought.start === undefined) return { start: 0, end: folded.text.length };
  const own = section.paragraphs.find(({ id }) => id === sought.paragraphId);
  // Of a paragraph that is gone, nothing is left that could have been edited.
  if (sought.paragraphId && !own) return null;
  const room = quote.length + ERRORS_MAX;
  const from = own ? own.start : Math.max(0, (sought.start ?? 0) - WINDOW_CHARS / 2);
  const to = own ? own.start + own.text.length + room : (sought.start ?? 0) + room + WINDOW_CHARS / 2;
  const placeOf = (position: number) => {
    const at = folded.at.findIndex((source) => source >= position);
    return at === -1 ? folded.text.length : at;
  };
  return { start: placeOf(from), end: placeOf(to) };
}

type Match = Range & { errors: number };

/** The places in an area that are like a pattern, apart from each other; null when it was called off. */
function approximate({ folded, isOff }: Search, area: Range, pattern: string): Match[] | null {
  const allowed = Math.min(ERRORS_MAX, Math.floor(pattern.length * ERRORS_SHARE));
  const matches: Match[] = [];
  // What lies across the end of one window lies within the next.
  const step = WINDOW_CHARS - pattern.length - allowed;
  for (let start = area.start; start < area.end; start += step) {
    const window = { start, end: Math.min(area.end, start + WINDOW_CHARS) };
    const first = closest(folded.text, window, pattern, allowed, isOff);
    if (!first) return null;
    matches.push(...first);
    const [best] = first;
    if (!best) continue;
    // The library tells the best places only; the next best beside them may be nearly as good.
    for (const side of [
      { ...window, end: best.start },
      { ...window, start: best.end },
    ]) {
      const others = closest(folded.text, side, pattern, allowed, isOff);
      if (!others) return null;
      matches.push(...others);
    }
  }
  return apart(matches, ({ start, end, errors }) => end - start - errors * WINDOW_CHARS);
}

function closest(
  text: string,
  { start, end }: Range,
  pattern: string,
  allowed: number,
  isOff: () => boolean,
) {
  if (isOff()) return null;
  return search(text.slice(start, end), pattern, allowed)
    .slice(0, PLACES_MAX)
    .map((match) => ({ start: start + match.start, end: start + match.end, errors: match.errors }));
}

/** A long passage: a head and a tail about as far from each other as they were. */
const joined = (heads: Match[], tails: Match[], length: number): Match[] =>
  heads.flatMap((head) =>
    tails
      .filter(({ end }) => Math.abs(end - head.start - length) <= length * ERRORS_SHARE)
      .map((tail) => ({ start: head.start, end: tail.end, errors: head.errors + tail.errors })),
  );

/** Of places that overlap, the best: edited words are found several times, a letter longer or shorter. */
function apart<Place extends Range>(places: Place[], worthOf: (place: Place) => number): Place[] {
  const kept: Place[] = [];
  for (const one of [...places].sort((a, b) => worthOf(b) - worthOf(a)))
    if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one);
  return kept;
}
