import { SEED_WORDS, type Token } from "./stayed";

/** The words of one version of a section: all in order, and for each paragraph which of them are its own. */
export type Words = { all: Token[]; of: Map<string, { from: number; to: number; key: string }> };

/** Of each old word the new one it is, and of each new word the old one; -1 for none. */
export class Partners {
  readonly nowOf: Int32Array;
  readonly oldOf: Int32Array;
  constructor(olds: number, nows: number) {
    this.nowOf = new Int32Array(olds).fill(-1);
    this.oldOf = new Int32Array(nows).fill(-1);
  }
  pair(old: number, now: number): void {
    this.nowOf[old] = now;
    this.oldOf[now] = old;
  }
}

/** Stands before, between and after the keys of a paragraph, so that only whole words of it are found in another. */
export const SEAM = "\n";

type Carried = { own: number; other: number; length: number };

/**
 * Pairs paragraphs of the one version that stand whole in a paragraph of another id in the other: merged into it,
 * split from it, or renamed. Only what stands once in each version, and what no other paragraph claims.
 */
function carried(from: Words, to: Words): Carried[] {
  const claims = [...from.of].flatMap(([id, { from: own, to: end, key }]): Carried[] => {
    if (to.of.has(id) || end - own < SEED_WORDS || placesOf(from, key).length > 1) return [];
    const [other, ...others] = placesOf(to, key);
    return other === undefined || others.length > 0 ? [] : [{ own, other, length: end - own }];
  });
  const isApart = (one: Carried, two: Carried) =>
    one === two || one.other + one.length <= two.other || two.other + two.length <= one.other;
  return claims.filter((one) => claims.every((two) => isApart(one, two)));
}

/** Where the words of a paragraph stand within one of a version. */
function placesOf({ of }: Words, key: string): number[] {
  const places: number[] = [];
  for (const { from, key: other } of of.values())
    for (let at = other.indexOf(key); at !== -1; at = other.indexOf(key, at + 1))
      places.push(from + other.slice(0, at).split(SEAM).length - 1);
  return places;
}

/** Pairs the paragraphs that are gone and now stand within another one, before that one is compared with itself. */
export function pairMerged(olds: Words, nows: Words, partners: Partners): void {
  const owned = [...nows.of].flatMap(([id, now]) => ownEndsOf(olds.all, olds.of.get(id), nows.all, now));
  for (const { own, other, length } of carried(olds, nows)) {
    if (owned.some(({ from, to }) => from < other + length && other < to)) continue;
    for (let n = 0; n < length; n++) partners.pair(own + n, other + n);
  }
}

type Span = { from: number; to: number };

/** With what a paragraph has always begun, or else ended, when that was most of it: its own, whatever came beside. */
function ownEndsOf(olds: Token[], old: Span | undefined, nows: Token[], now: Span): Span[] {
  if (!old) return [];
  const shorter = Math.min(old.to - old.from, now.to - now.from);
  let head = 0;
  while (head < shorter && olds[old.from + head]?.key === nows[now.from + head]?.key) head++;
  let tail = 0;
  while (tail < shorter - head && olds[old.to - 1 - tail]?.key === nows[now.to - 1 - tail]?.key) tail++;
  const ends = [
    { from: now.from, to: now.from + head },
    { from: now.to - tail, to: now.to },
  ];
  return ends.filter(({ from, to }) => 2 * (to - from) > old.to - old.from);
}

/** Pairs the paragraphs that are new and stood within another one, where that one did not keep those words. */
export function pairSplit(olds: Words, nows: Words, partners: Partners): void {
  for (const { own, other, length } of carried(nows, olds)) {
    if (partners.nowOf.subarray(other, other + length).some((now) => now !== -1)) continue;
    for (let n = 0; n < length; n++) partners.pair(other + n, own + n);
  }
}

/**
 * Pairs what was taken out at one place and stands anew at another: a sentence carried to another paragraph, or a
 * paragraph that was moved and edited. Known by four words in a row that stand once in each version; of what stands
 * twice nobody can say which is which, and it goes along with words beside it that are known, or stays unpaired.
 */
export function pairMoved(olds: Words, nows: Words, partners: Partners): void {
  const isFree = (old: number, now: number) =>
    partners.nowOf[old] === -1 && partners.oldOf[now] === -1 && olds.all[old]?.key === nows.all[now]?.key;
  const seeds = seedsOf(nows);
  for (const [seed, start] of seedsOf(olds)) {
    const at = seeds.get(seed);
    if (start === TWICE || at === undefined || at === TWICE || !isFree(start, at)) continue;
    for (let n = 1; isFree(start - n, at - n); n++) partners.pair(start - n, at - n);
    for (let n = 0; isFree(start + n, at + n); n++) partners.pair(start + n, at + n);
  }
}

const TWICE = -1;

/** Each row of SEED_WORDS words within a paragraph, by its first; TWICE for those that stand there more often. */
function seedsOf({ all, of }: Words): Map<string, number> {
  const seeds = new Map<string, number>();
  for (const { from, to } of of.values()) {
    const words = all.slice(from, to).flatMap(({ isWord }, at) => (isWord ? [from + at] : []));
    for (let n = 0; n + SEED_WORDS <= words.length; n++) {
      const key = words.slice(n, n + SEED_WORDS).map((at) => all[at]?.key);
      const seed = key.join(SEAM);
      seeds.set(seed, seeds.has(seed) ? TWICE : (words[n] ?? TWICE));
    }
  }
  return seeds;
}
