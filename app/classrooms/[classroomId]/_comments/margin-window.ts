/** Up to so many notes all are on the page; of more only those about where the reader is. */
export const WHOLE_MAX = 60;
/** What is drawn above and below the screen, and how far one scrolls before it is looked at again. */
const BEYOND_PX = 700;
export const STEP_PX = 250;
/** Neighbours of the note with focus, so that its next and previous are always there to go to. */
const NEIGHBOURS = 3;

/** Which part of the column is looked at. */
export type Range = { from: number; to: number };

/** The range to draw for a screen that shows `top` to `bottom` of the column; the same for every small move. */
export function rangeAt(top: number, bottom: number): Range {
  return {
    from: Math.floor(top / STEP_PX) * STEP_PX - BEYOND_PX,
    to: Math.ceil(bottom / STEP_PX) * STEP_PX + BEYOND_PX,
  };
}

/** The screen that a range was drawn for, or a little more. */
export const screenOf = ({ from, to }: Range): Range => ({ from: from + BEYOND_PX, to: to - BEYOND_PX });

type Placed = { key: string; y: number; height: number };

/**
 * Which notes are drawn. All while they are few; else those within the range, the ones that must stay (open, being
 * written), and the one with focus with its neighbours.
 */
export function drawnOf<T extends Placed>(
  placed: readonly T[],
  range: Range,
  { keep, focused }: { keep: ReadonlySet<string>; focused: string | null },
): T[] {
  if (placed.length <= WHOLE_MAX) return [...placed];
  const at = focused === null ? -1 : placed.findIndex(({ key }) => key === focused);
  return placed.filter(
    ({ key, y, height }, index) =>
      (y < range.to && y + height > range.from) ||
      keep.has(key) ||
      (at >= 0 && Math.abs(index - at) <= NEIGHBOURS),
  );
}

/** How many notes beyond the screen come at once: a frame of the browser has room for so many on a slow machine. */
const PIECE = 4;

type Piece<T> = { shown: T[]; isWhole: boolean };

/**
 * Which of the notes that are wanted are drawn now: those that are there already, those that the reader would miss, and
 * of the others the next few, nearest to the screen first.
 *
 * @param there  what is drawn
 * @param isMissed  whether one must not wait: it is on the screen, or gone to
 */
export function pieceOf<T extends Placed>(
  wanted: readonly T[],
  there: ReadonlySet<string>,
  screen: Range,
  isMissed: (one: T) => boolean,
): Piece<T> {
  const away = ({ y, height }: T) => Math.max(0, y - screen.to, screen.from - y - height);
  const waiting = wanted.filter((one) => !there.has(one.key) && away(one) > 0 && !isMissed(one));
  if (waiting.length <= PIECE) return { shown: [...wanted], isWhole: true };
  const later = new Set([...waiting].sort((a, b) => away(a) - away(b)).slice(PIECE));
  return { shown: wanted.filter((one) => !later.has(one)), isWhole: false };
}
