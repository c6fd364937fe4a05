const GAP = 13;
const EDGE = 12;
/** What stays in the way at the top of the window. */
const TOP_BAR = 60;

type Rect = { left: number; right: number; top: number; bottom: number };
type Size = { width: number; height: number };

/**
 * Where the bar goes: under the passage's last line; above its first where there is no room below; at the foot of the
 * window where the passage fills it. It never leaves the window and never covers the passage unless the passage is
 * all there is.
 *
 * @returns window coordinates of its upper left corner
 */
export function barPlace(lines: readonly Rect[], bar: Size, view: Size): { left: number; top: number } {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return { left: EDGE, top: view.height - bar.height - EDGE };
  const top = Math.min(...lines.map((rect) => rect.top));
  const bottom = Math.max(...lines.map((rect) => rect.bottom));
  const room = Math.max(EDGE, view.width - EDGE - bar.width);
  const isBelow = bottom + GAP + bar.height <= view.height - EDGE && bottom + GAP >= TOP_BAR;
  const isAbove = top - GAP - bar.height >= TOP_BAR && top - GAP <= view.height;
  const anchor = isBelow ? last : first;
  const middle = (anchor.left + anchor.right) / 2;
  const left = Math.max(EDGE, Math.min(middle - bar.width / 2, room));
  if (isBelow) return { left, top: bottom + GAP };
  if (isAbove) return { left, top: top - GAP - bar.height };
  return { left, top: view.height - bar.height - EDGE };
}

/** Puts the bar there, so that it goes with the text when the page is scrolled. */
export function placeBar(bar: HTMLElement, lines: readonly Rect[]): void {
  const size = { width: bar.offsetWidth, height: bar.offsetHeight };
  const view = { width: document.documentElement.clientWidth, height: innerHeight };
  const { left, top } = barPlace(lines, size, view);
  const host = bar.offsetParent?.getBoundingClientRect() ?? { left: -scrollX, top: -scrollY };
  bar.style.left = `${left - host.left}px`;
  bar.style.top = `${top - host.top}px`;
}
