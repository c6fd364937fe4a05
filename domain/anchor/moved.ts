/** A word, a sign or a run of space: as it is compared, and where it stands in its section. */
export type Token = { key: string; start: number; end: number; isWord: boolean };

/** Places of the same token in the earlier and in the later version. */
export type Pair = [old: number, now: number];

/** So many words in a row, standing nowhere else, are enough to know a stretch by. */
const SEED_WORDS = 4;

/**
 * Pairs what was taken out at one place and stands anew at another: a paragraph under another id, split or merged, a
 * sentence carried to another paragraph. Known by four words in a row that stand once in each version; of what stands
 * twice nobody can say which is which, and it goes along with words beside it that are known, or stays unpaired.
 *
 * @param partners  for each old token the new one, or -1; those that moved are filled in
 */
export function pairMoved(olds: Token[], nows: Token[], partners: Int32Array): void {
  const isTaken = new Uint8Array(nows.length);
  for (const now of partners) if (now >= 0) isTaken[now] = 1;
  const isFree = (old: number, now: number) =>
    partners[old] === -1 && isTaken[now] === 0 && olds[old]?.key === nows[now]?.key;
  const pair = (old: number, now: number) => {
    partners[old] = now;
    isTaken[now] = 1;
  };
  const seeds = seedsOf(nows);
  for (const [seed, start] of seedsOf(olds)) {
    const at = seeds.get(seed);
    if (start === TWICE || at === undefined || at === TWICE || !isFree(start, at)) continue;
    for (let n = 1; isFree(start - n, at - n); n++) pair(start - n, at - n);
    for (let n = 0; isFree(start + n, at + n); n++) pair(start + n, at + n);
  }
}

const TWICE = -1;

/** Each row of SEED_WORDS words, by its first token; TWICE for those that stand in the text more often. */
function seedsOf(tokens: Token[]): Map<string, number> {
  const seeds = new Map<string, number>();
  const words = [...tokens.keys()].filter((at) => tokens[at]?.isWord);
  for (let n = 0; n + SEED_WORDS <= words.length; n++) {
    const seed = words.slice(n, n + SEED_WORDS).map((at) => tokens[at]?.key);
    const key = seed.join(" ");
    seeds.set(key, seeds.has(key) ? TWICE : (words[n] ?? TWICE));
  }
  return seeds;
}
