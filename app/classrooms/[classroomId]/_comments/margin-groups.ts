import type { Thread } from "./thread-types";
import { unreadIn } from "./words";

/** Threads that one paragraph shows before the rest is a number. */
export const MARGIN_THREADS_MAX = 3;

export type MarginGroup = {
  paragraphId: string;
  shown: Thread[];
  /** Threads that are on the page but folded away. */
  more: number;
  /** How many of the folded ones hold something new. */
  moreNew: number;
  /** There are comments on this paragraph that are not loaded. */
  hasEarlier: boolean;
};

type Input = {
  paragraphIds: readonly string[];
  threads: readonly Thread[];
  counts: Record<string, number>;
  me: string;
  /** Paragraphs of which all threads are to be shown. */
  unfolded: ReadonlySet<string>;
  /** This thread is always among the shown. */
  openId: string | null;
};

/** Sorts threads to their paragraphs, in text order: the teacher's first, then one's own, then the most answered. */
export function marginGroups({ paragraphIds, threads, counts, me, unfolded, openId }: Input): MarginGroup[] {
  const byParagraph = new Map<string, Thread[]>(paragraphIds.map((id) => [id, []]));
  for (const thread of threads) {
    if (thread.root.paragraphId) byParagraph.get(thread.root.paragraphId)?.push(thread);
  }
  const groups: MarginGroup[] = [];
  for (const [paragraphId, all] of byParagraph) {
    const loaded = all.reduce((sum, { root }) => sum + root.replyCount + (root.author ? 1 : 0), 0);
    const hasEarlier = (counts[paragraphId] ?? 0) > loaded;
    if (all.length === 0 && !hasEarlier) continue;
    sortForMargin(all, me);
    const isWhole = unfolded.has(paragraphId) || all.length <= MARGIN_THREADS_MAX;
    const shown = isWhole
      ? all
      : all.filter((thread, index) => index < MARGIN_THREADS_MAX || thread.root.id === openId);
    const moreNew = all.filter((thread) => !shown.includes(thread) && unreadIn(thread) > 0).length;
    groups.push({ paragraphId, shown, more: all.length - shown.length, moreNew, hasEarlier });
  }
  return groups;
}

/** Sorts the threads of one paragraph, in place: the teacher's first, then one's own, then the most answered. */
export const sortForMargin = (threads: Thread[], me: string): Thread[] =>
  threads.sort((a, b) => rank(a, me) - rank(b, me) || b.root.replyCount - a.root.replyCount || age(a, b));

function rank({ root }: Thread, me: string): number {
  if (root.author?.role === "teacher" || root.pinned) return 0;
  return root.author?.id === me ? 1 : 2;
}

const age = (a: Thread, b: Thread): number =>
  a.root.createdAt < b.root.createdAt ? -1 : a.root.createdAt > b.root.createdAt ? 1 : 0;
