import { diffArrays } from "diff";
import { fold } from "./fold";
import { type Pair, pairMoved, type Token } from "./moved";
import type { Range, SectionText } from "./section-text";
import { type Located, type Selectors, selectorsOf } from "./selectors";
import { isBlank, tokensOf } from "./words";

/** Of a passage that was edited, this much must be as it was. */
const KEPT_MIN_SHARE = 0.5;
/** Edits looked for in one paragraph. Beyond, it was written anew but for its beginning and end. */
const EDITS_MAX = 600;
/** What stays between two replaced stretches is chance, unless it is more than this share of each. */
const ISLAND_MIN_SHARE = 0.5;

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
  const olds = tokensIn(earlier);
  const nows = tokensIn(later);
  const partners = new Int32Array(olds.all.length).fill(-1);
  for (const [id, old] of olds.of) {
    const now = nows.of.get(id);
    if (!now) continue;
    for (const run of withoutIslands(
      runsOf(pairsWithin(olds.all, old, nows.all, now)),
      olds.all,
      old,
      nows.all,
      now,
    ))
      for (let n = 0; n < run.length; n++) partners[run.old + n] = run.now + n;
  }
  pairMoved(olds.all, nows.all, partners);
  return (kept) => find(kept, later, olds.all, nows.all, partners);
}

/** The tokens of a section in order, and which of them are whose. Breaks are nobody's. */
function tokensIn({ paragraphs }: SectionText): { all: Token[]; of: Map<string, Range> } {
  const all: Token[] = [];
  const of = new Map<string, Range>();
  for (const { id, text, start } of paragraphs) {
    const first = all.length;
    let at = start;
    for (const token of tokensOf(text)) {
      const key = isBlank(token) ? " " : fold(token);
      all.push({ key, start: at, end: at + token.length, isWord: /[\p{L}\p{N}]/u.test(key) });
      at += token.length;
    }
    of.set(id, { start: first, end: all.length });
  }
  return { all, of };
}

/** What of a paragraph is still there, token by token, in order. */
function pairsWithin(olds: Token[], old: Range, nows: Token[], now: Range): Pair[] {
  const isSame = (one: number, other: number) => olds[one]?.key === nows[other]?.key;
  const pairs: Pair[] = [];
  let [from, to] = [old.start, now.start];
  while (from < old.end && to < now.end && isSame(from, to)) pairs.push([from++, to++]);
  let [fromEnd, toEnd] = [old.end, now.end];
  const tail: Pair[] = [];
  while (fromEnd > from && toEnd > to && isSame(fromEnd - 1, toEnd - 1)) tail.push([--fromEnd, --toEnd]);
  const keys = (tokens: Token[], start: number, end: number) =>
    tokens.slice(start, end).map(({ key }) => key);
  const parts = diffArrays(keys(olds, from, fromEnd), keys(nows, to, toEnd), { maxEditLength: EDITS_MAX });
  for (const { added, removed, count } of parts ?? []) {
    if (!added && !removed) for (let n = 0; n < count; n++) pairs.push([from + n, to + n]);
    if (!added) from += count;
    if (!removed) to += count;
  }
  return pairs.concat(tail.reverse());
}

/** Tokens that stand one after another in both versions. */
type Run = { old: number; now: number; length: number };

function runsOf(pairs: Pair[]): Run[] {
  const runs: Run[] = [];
  for (const [old, now] of pairs) {
    const last = runs.at(-1);
    if (last && last.old + last.length === old && last.now + last.length === now) last.length++;
    else runs.push({ old, now, length: 1 });
  }
  return runs;
}

/** Leaves out the few words that stayed by chance where everything around them was written anew. */
function withoutIslands(runs: Run[], olds: Token[], old: Range, nows: Token[], now: Range): Run[] {
  const chars = (tokens: Token[], start: number, end: number) =>
    start < end ? (tokens[end - 1]?.end ?? 0) - (tokens[start]?.start ?? 0) : 0;
  /** What was replaced between two runs. Words put in between take nothing away. */
  const between = (left: Run | undefined, right: Run | undefined) => {
    const taken = chars(olds, left ? left.old + left.length : old.start, right ? right.old : old.end);
    const given = chars(nows, left ? left.now + left.length : now.start, right ? right.now : now.end);
    return taken === 0 ? 0 : Math.max(taken, given);
  };
  const kept: Run[] = [];
  for (const [at, run] of runs.entries()) {
    const around = Math.min(between(kept.at(-1), run), between(run, runs[at + 1]));
    if (chars(olds, run.old, run.old + run.length) >= around * ISLAND_MIN_SHARE) kept.push(run);
  }
  return kept.length === runs.length ? kept : withoutIslands(kept, olds, old, nows, now);
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
  partners: Int32Array,
): Located | null {
  const range = { start: -1, end: -1 };
  let left = 0;
  let latest = -1;
  for (let at = tokenAfter(olds, kept.start); at < olds.length; at++) {
    const [old, now] = [olds[at], nows[partners[at] ?? -1]];
    if (!old || old.start >= kept.end) break;
    if (!now || old.key === " ") continue;
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
  const selectors = selectorsOf(later, range);
  if (!selectors) return null;
  if (selectors.exact === kept.exact) {
    const isUnmoved = selectors.paragraphId === kept.paragraphId && selectors.offset === kept.offset;
    return { selectors, how: isUnmoved ? "position" : "quote", score: 1 };
  }
  const score = Math.min(1, left / Math.max(lettersOf(selectors.exact), lettersOf(kept.exact)));
  return score >= KEPT_MIN_SHARE ? { selectors, how: "edited", score } : null;
}
