import type { Theme } from "#domain/note";
import type { KnownMark } from "./marks-of";

/** The ink of what has none of the five: a sixth theme, one out of use, a mark without a theme. */
export const PLAIN = "plain";

/** A stretch of a paragraph under which the same strokes run. */
export type Run = {
  /** UTF-16 units in the paragraph's text. */
  start: number;
  end: number;
  /** The marks on it, by place. */
  ids: string[];
  /** Every ink on it, in the class's order. */
  inks: string[];
  /** What is drawn: the stroke next to the words, and the one below it. One plain rule where more than two would be. */
  near: string | null;
  far: string | null;
  /** The strokes that are one's own, and those of the open note. */
  mine: string[];
  open: string[];
};

export type InkContext = {
  themes: readonly Theme[];
  hidden: ReadonlySet<string>;
  me: string;
  openId: string | null;
};

/** The inks of a mark that the filter shows, in the class's order. */
export function inksOf(mark: KnownMark, { themes, hidden }: Pick<InkContext, "themes" | "hidden">): string[] {
  const inks = themes
    .filter(({ id }) => mark.themeIds.includes(id) && !hidden.has(id))
    .map(({ ink, isRetired }) => (isRetired ? PLAIN : (ink ?? PLAIN)));
  return inks.length === 0 ? [PLAIN] : [...new Set(inks)];
}

type Stretch = { ink: string; level: number };

/**
 * Cuts a paragraph into the runs that its marks make.
 *
 * A stroke keeps its height as long as it goes on: one that begins under another's words stays the lower when the
 * other ends.
 *
 * @param marks  those that touch the paragraph, by place
 * @param from   where the paragraph begins in the section's text
 */
export function runsOf(
  marks: readonly KnownMark[],
  { from, length }: { from: number; length: number },
  context: InkContext,
): Run[] {
  const placed = marks.flatMap((mark) => {
    const start = Math.max(0, mark.start - from);
    const end = Math.min(length, mark.end - from);
    return start < end ? [{ mark, start, end, inks: inksOf(mark, context) }] : [];
  });
  const edges = [...new Set(placed.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const order = [...context.themes.flatMap(({ ink }) => ink ?? []), PLAIN];
  const runs: Run[] = [];
  let stretches: Stretch[] = [];
  for (const [n, start] of edges.entries()) {
    const end = edges[n + 1];
    const here = placed.filter((one) => one.start <= start && start < one.end);
    if (end === undefined || here.length === 0) {
      stretches = [];
      continue;
    }
    const inks = [...new Set(here.flatMap((one) => one.inks))].sort(
      (a, b) => order.indexOf(a) - order.indexOf(b),
    );
    stretches = carryOn(stretches, inks);
    const having = (test: (mark: KnownMark) => boolean) => [
      ...new Set(here.filter(({ mark }) => test(mark)).flatMap((one) => one.inks)),
    ];
    runs.push({
      start,
      end,
      ids: here.map(({ mark }) => mark.id),
      inks,
      ...strokesOf(stretches),
      mine: having(({ authorId }) => authorId === context.me),
      open: having(({ id }) => id === context.openId),
    });
  }
  return runs;
}

function carryOn(before: Stretch[], inks: string[]): Stretch[] {
  const kept = before.filter(({ ink }) => inks.includes(ink));
  for (const ink of inks) {
    if (kept.some((stretch) => stretch.ink === ink)) continue;
    let level = 0;
    while (kept.some((stretch) => stretch.level === level)) level++;
    kept.push({ ink, level });
  }
  return kept.sort((a, b) => a.level - b.level);
}

function strokesOf(stretches: Stretch[]): { near: string | null; far: string | null } {
  const [first, second] = stretches;
  if (!first || stretches.length > 2) return { near: PLAIN, far: null };
  if (second) return { near: first.ink, far: second.ink };
  return first.level === 0 ? { near: first.ink, far: null } : { near: null, far: first.ink };
}
