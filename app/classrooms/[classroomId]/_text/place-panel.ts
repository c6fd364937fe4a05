const GAP = 8;
const EDGE = 12;

/**
 * Puts a panel by a link of the text: under it, else above it, and never over it. On a phone the panel is docked at the
 * bottom by the style sheet, and the page moves up when the link would be under it.
 */
export function placePanel(panel: HTMLElement, link: HTMLElement): void {
  const lines = [...link.getClientRects()];
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return;
  const height = panel.offsetHeight;
  if (getComputedStyle(panel).position === "fixed") {
    const floor = innerHeight - height - GAP;
    if (last.bottom > floor) window.scrollBy({ top: last.bottom - floor });
    return;
  }
  const frame = panel.offsetParent?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
  const isBelow = last.bottom + GAP + height <= innerHeight || first.top - GAP - height < 0;
  const top = isBelow ? last.bottom + GAP : first.top - GAP - height;
  const line = isBelow ? last : first;
  const left = Math.max(
    EDGE,
    Math.min(line.left, document.documentElement.clientWidth - panel.offsetWidth - EDGE),
  );
  panel.style.translate = `${Math.round(left - frame.left)}px ${Math.round(top - frame.top)}px`;
}
