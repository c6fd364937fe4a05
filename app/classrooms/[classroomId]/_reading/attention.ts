/** How long a word must be before somebody's eyes to count: six hundred a minute, faster than anybody reads. */
const WORD_MS = 100;
const FLOOR_MS = 1_500;

/** The time a paragraph takes at the least. */
export const needOf = (words: number): number => Math.max(FLOOR_MS, words * WORD_MS);

/** A paragraph of the text, in reading order. */
export type Passage = { id: string; needMs: number };

/**
 * Where a reader's time goes. Several paragraphs are on the screen at once and nobody reads two at a time: what passes
 * goes to the first of them that is not read, until it had its time and its end was to be seen; then to the next.
 * A paragraph that was off the screen may be read again. Pure: times are given, in milliseconds of any clock.
 */
export class Attention {
  private readonly spent = new Map<string, number>();
  private readonly onScreen = new Set<string>();
  private readonly ended = new Set<string>();
  /** Read since they last came on the screen. */
  private readonly done = new Set<string>();
  private isLooking = true;
  private last: number;

  constructor(
    private readonly passages: readonly Passage[],
    now: number,
  ) {
    this.last = now;
  }

  /** Says that a paragraph came on the screen or left it. */
  show(id: string, isOnScreen: boolean): void {
    if (isOnScreen) this.onScreen.add(id);
    else if (this.onScreen.delete(id)) {
      this.ended.delete(id);
      if (this.done.delete(id)) this.spent.delete(id);
    }
  }

  /** Says that the end of a paragraph is or was on the screen, or is above it. */
  end(id: string): void {
    this.ended.add(id);
  }

  /** Says whether the page is looked at: time of a hidden tab is nobody's. Call `advance` first. */
  look(isLooking: boolean): void {
    this.isLooking = isLooking;
  }

  /** Gives the time since the last call to what was on the screen. @returns what was read to its end in it, in order */
  advance(now: number): string[] {
    let left = this.isLooking ? Math.max(0, now - this.last) : 0;
    this.last = now;
    const read: string[] = [];
    for (let at = this.current(); at; at = this.current()) {
      const before = this.spent.get(at.id) ?? 0;
      const given = Math.min(left, at.needMs - before);
      this.spent.set(at.id, before + given);
      left -= given;
      if (before + given < at.needMs || !this.ended.has(at.id)) break;
      this.done.add(at.id);
      read.push(at.id);
    }
    return read;
  }

  /** When to look again, in milliseconds from the last `advance`; null while there is nothing to wait for. */
  wait(): number | null {
    const at = this.isLooking ? this.current() : undefined;
    if (!at) return null;
    // Its end may come into sight at any time.
    return Math.max(500, at.needMs - (this.spent.get(at.id) ?? 0));
  }

  private current(): Passage | undefined {
    return this.passages.find(({ id }) => this.onScreen.has(id) && !this.done.has(id));
  }
}

/**
 * How far somebody has read: the furthest paragraph that was read, of which at least half of the paragraphs up to it
 * were read too. What lies before an earlier reach counts as read.
 *
 * @param order   ids in reading order
 * @param read    what was read on this visit
 * @param before  the place reached on earlier visits, counted from one; 0 for none
 * @returns the place reached now, never less than `before`
 */
export function reachOf(order: readonly string[], read: ReadonlySet<string>, before: number): number {
  let count = 0;
  let reached = before;
  for (const [at, id] of order.entries()) {
    const place = at + 1;
    const isRead = read.has(id);
    if (isRead || place <= before) count++;
    if (isRead && place > before && count * 2 >= place) reached = place;
  }
  return reached;
}
