import { fold } from "./fold";
import { Partners, pairMerged, pairMoved, pairSplit, SEAM, type Words } from "./moved";
import type { Range, SectionText } from "./section-text";
import { type Located, type Selectors, selectorsOf } from "./selectors";
import { stayed, type Token } from "./stayed";
import { isBlank, tokensOf } from "./words";

/** Of a passage that was edited, this much must be left, */
const LEFT_MIN_SHARE = 0.5;
/** and of what stands there now, this much must be of it. */
const OWN_MIN_SHARE = 0.55;

/**
 * Compares two versions of a section once, so that any number of passages can be followed from the one to the other.
 *
 * Paragraphs keep their ids through versions, so each is compared with itself, word by word; what went from one and
 * stands in another as a run of several words was moved. No likeness has to be trusted: a passage is where its own
 * words are, a repeated one is not taken for another, and what was rewritten for the most part is lost.
 *
 * Costs time with the section once, then with the length of each passage. Pure, and bounded for any text.
 *
 * @param earlier  the version in which the passages were described, or to which they were followed
 * @returns for the selectors of a passage of `earlier` where it is in `later`; null when it is lost
 */
export function follower(earlier: SectionText, later: SectionText): (kept: Selectors) => Located | null {
  const olds = wordsIn(earlier);
  const nows = wordsIn(later);
  const partners = new Partners(olds.all.length, nows.all.length);
  pairMerged(olds, nows, partners);
  for (const [id, old] of olds.of) {
    const now = nows.of.get(id);
    if (now) pairStayed(olds.all, old, nows.all, now, partners);
  }
  pairSplit(olds, nows, partners);
  pairMoved(olds, nows, partners);
  return (kept) => find(kept, later, olds.all, nows.all, partners);
}

/** The words and signs of a section, by paragraph. */
function wordsIn({ paragraphs }: SectionText): Words {
  const all: Token[] = [];
  const of: Words["of"] = new Map();
  for (const { id, text, start } of paragraphs) {
    const from = all.length;
    let at = start;
    for (const token of tokensOf(text)) {
      const key = fold(token);
      const isWord = /[\p{L}\p{N}]/u.test(key);
      if (!isBlank(token)) all.push({ key, start: at, end: at + token.length, isWord });
      at += token.length;
    }
    const keys = all.slice(from).map(({ key }) => key);
    of.set(id, { from, to: all.length, key: ["", ...keys, ""].join(SEAM) });
  }
  return { all, of };
}

type Span = { from: number; to: number };

/** Pairs what stayed in a paragraph, but for what came from another one or went to one. */
function pairStayed(olds: Token[], old: Span, nows: Token[], now: Span, partners: Partners): void {
  const free = ({ from, to }: Span, of: Int32Array) =>
    Array.from({ length: to - from }, (_, n) => from + n).filter((at) => of[at] === -1);
  const [oldPlaces, nowPlaces] = [free(old, partners.nowOf), free(now, partners.oldOf)];
  const tokensAt = (tokens: Token[], places: number[]) => places.map((at) => tokens[at] as Token);
  for (const run of stayed(tokensAt(olds, oldPlaces), tokensAt(nows, nowPlaces)))
    for (let n = 0; n < run.length; n++)
      partners.pair(oldPlaces[run.old + n] ?? -1, nowPlaces[run.now + n] ?? -1);
}

/** The first token that ends after a position. */
function tokenAfter(tokens: Token[], position: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

const lettersOf = (words: string): number => words.replace(/\s+/g, "").length;

/** Where a passage is now: from the first of its words that are still there to the last. */
function find(
  kept: Selectors,
  later: SectionText,
  olds: Token[],
  nows: Token[],
  partners: Partners,
): Located | null {
  const range = { start: -1, end: -1 };
  let left = 0;
  let latest = -1;
  for (let at = tokenAfter(olds, kept.start); at < olds.length; at++) {
    const [old, now] = [olds[at], nows[partners.nowOf[at] ?? -1]];
    if (!old || old.start >= kept.end) break;
    if (!now) continue;
    // Words of one passage that now stand in another order are no passage.
    if (now.start < latest) return null;
    latest = now.end;
    // A passage from elsewhere may begin or end within a word, which is followed where the word is the same.
    const isSame = old.end - old.start === now.end - now.start;
    const start = now.start + (isSame ? Math.max(0, kept.start - old.start) : 0);
    const end = now.end - (isSame ? Math.max(0, old.end - kept.end) : 0);
    left += end - start;
    if (range.start === -1) range.start = start;
    range.end = end;
  }
  return range.start < 0 ? null : judged(kept, later, range, left);
}

/** Whether what stands from the first to the last of its words is still the passage. */
function judged(kept: Selectors, later: SectionText, range: Range, left: number): Located | null {
  const words = later.text.slice(range.start, range.end);
  const [was, is] = [left / lettersOf(kept.exact), left / lettersOf(words)];
  if (was < LEFT_MIN_SHARE || is < OWN_MIN_SHARE) return null;
  const at = words.indexOf(kept.exact);
  if (at === -1) {
    const selectors = selectorsOf(later, range);
    return selectors && { selectors, how: "edited", score: Math.min(1, was, is) };
  }
  const start = range.start + at;
  const selectors = selectorsOf(later, { start, end: start + kept.exact.length });
  const isUnmoved = selectors?.paragraphId === kept.paragraphId && selectors.offset === kept.offset;
  return selectors && { selectors, how: isUnmoved ? "position" : "quote", score: 1 };
}
