import { diffArrays } from "diff";

/** A word or a sign, no space: as it is compared, and where it stands in its section. */
export type Token = { key: string; start: number; end: number; isWord: boolean };

/** So many words in a row are enough to know a stretch by. */
export const SEED_WORDS = 4;

/** Edits looked for in one paragraph. Beyond, it was written anew but for its beginning and end. */
const EDITS_MAX = 600;
/** A paragraph was written anew when less than this is in both versions, and not because it was cut or added to. */
const ANEW_MAX_SHARE = 0.4;

/** Tokens that stand one after another in both versions of a paragraph, by their places in each. */
export type Run = { old: number; now: number; length: number };

/**
 * What of a paragraph is still there, in order: a word diff, less what stayed by chance. In a paragraph that was
 * written anew some words return, for all prose has them: there, a run counts that is long enough to be known by
 * itself. In any other, what is no longer than that which was replaced on each of its sides does not count.
 */
export function stayed(olds: Token[], nows: Token[]): Run[] {
  const runs = runsOf(olds, nows);
  const left = runs.reduce((sum, { old, length }) => sum + charsOf(olds, old, old + length), 0);
  const [was, is] = [charsOf(olds), charsOf(nows)];
  const isAnew = left < ANEW_MAX_SHARE * Math.max(was, is) && Math.min(was, is) - left > left / 2;
  if (!isAnew) return withoutIslands(runs, olds, nows);
  const words = ({ old, length }: Run) => olds.slice(old, old + length).filter(({ isWord }) => isWord).length;
  return runs.filter((run) => words(run) >= SEED_WORDS);
}

const charsOf = (tokens: Token[], from = 0, to = tokens.length): number =>
  tokens.slice(from, to).reduce((sum, { start, end }) => sum + end - start, 0);

function runsOf(olds: Token[], nows: Token[]): Run[] {
  const isSame = (old: number, now: number) => olds[old]?.key === nows[now]?.key;
  const shorter = Math.min(olds.length, nows.length);
  let head = 0;
  while (head < shorter && isSame(head, head)) head++;
  let tail = 0;
  while (tail < shorter - head && isSame(olds.length - 1 - tail, nows.length - 1 - tail)) tail++;
  const between = (tokens: Token[]) => tokens.slice(head, tokens.length - tail).map(({ key }) => key);
  const parts = diffArrays(between(olds), between(nows), { maxEditLength: EDITS_MAX }) ?? [];
  const runs: Run[] = [{ old: 0, now: 0, length: head }];
  let [old, now] = [head, head];
  for (const { added, removed, count } of parts) {
    if (!added && !removed) runs.push({ old, now, length: count });
    if (!added) old += count;
    if (!removed) now += count;
  }
  runs.push({ old: olds.length - tail, now: nows.length - tail, length: tail });
  return runs.filter(({ length }) => length > 0);
}

function withoutIslands(runs: Run[], olds: Token[], nows: Token[]): Run[] {
  /** What was replaced between two runs. Words put in between take nothing away. */
  const between = (left: Run | undefined, right: Run | undefined) => {
    const taken = charsOf(olds, left ? left.old + left.length : 0, right?.old);
    const given = charsOf(nows, left ? left.now + left.length : 0, right?.now);
    return taken === 0 ? 0 : Math.max(taken, given);
  };
  const kept: Run[] = [];
  for (const [at, run] of runs.entries()) {
    const around = Math.min(between(kept.at(-1), run), between(run, runs[at + 1]));
    if (charsOf(olds, run.old, run.old + run.length) > around) kept.push(run);
  }
  return kept.length === runs.length ? kept : withoutIslands(kept, olds, nows);
}
