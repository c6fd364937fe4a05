import type { Theme } from "#domain/note";
import type { Thread } from "../../_comments/thread-types";
import type { Cited } from "./page-types";

/** Answers that rest on what the class marked with one theme; `theme` is null for those that rest on none. */
export type ThemeGroup = { theme: Theme | null; threads: Thread[] };

/** The theme of an answer: that of most of its passages, of several the first in the class's order. */
function themeOf(passages: readonly Cited[], themes: readonly Theme[]): Theme | null {
  let best: { theme: Theme; count: number } | null = null;
  for (const theme of themes) {
    const count = passages.filter(({ themeId }) => themeId === theme.id).length;
    if (count > (best?.count ?? 0)) best = { theme, count };
  }
  return best?.theme ?? null;
}

/** The answers by what they rest on, in the order of the class's themes; each once, and in its order within its theme. */
export function byTheme(
  threads: readonly Thread[],
  cited: Readonly<Record<string, readonly Cited[]>>,
  themes: readonly Theme[],
): ThemeGroup[] {
  const groups = new Map<Theme | null, Thread[]>([...themes, null].map((theme) => [theme, []]));
  for (const thread of threads) groups.get(themeOf(cited[thread.root.id] ?? [], themes))?.push(thread);
  return [...groups]
    .map(([theme, under]) => ({ theme, threads: under }))
    .filter((group) => group.threads.length > 0);
}

/** Whether there is anything to go by. */
export const hasThemes = (cited: Readonly<Record<string, readonly Cited[]>>): boolean =>
  Object.values(cited).some((passages) => passages.some(({ themeId }) => themeId !== null));
