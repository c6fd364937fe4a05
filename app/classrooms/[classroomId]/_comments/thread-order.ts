import type { Order } from "./thread-types";

/** A place in a list, by the server's own order: time, then id. */
export type Key = { createdAt: string; id: string };

/** Earlier first. ISO moments of one length and lower-case ids order as text as the database orders them. */
export function compareKeys(a: Key, b: Key): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

/** Where a root stands among the roots. */
export type Place = Key & { pinned: boolean };

/** Roots as a window lists them: pinned ones first, then by time. */
export function compareRoots(order: Order) {
  const sign = order === "newest" ? -1 : 1;
  return (a: Place, b: Place): number =>
    a.pinned === b.pinned ? sign * compareKeys(a, b) : a.pinned ? -1 : 1;
}

/**
 * Which replies of a thread were read: from the first up to `head`, and after a permalink into its middle also
 * `tail`. Between the two is a gap.
 */
export type Span = {
  head: Key | "end" | null;
  headCursor?: string | null;
  tail: { from: Key; to: Key | "end"; cursor: string | null } | null;
};

export const noSpan = (): Span => ({ head: null, tail: null });

const isUpTo = (key: Key, end: Key | "end" | null): boolean =>
  end === "end" || (end !== null && compareKeys(key, end) <= 0);

/** Whether a reply stands where the thread has been read. */
export const isRead = (span: Span, key: Key): boolean =>
  isUpTo(key, span.head) ||
  (span.tail !== null && compareKeys(key, span.tail.from) >= 0 && isUpTo(key, span.tail.to));

/** Moves the head on; when it reaches the tail they are one. */
export function growHead(span: Span, head: Key | "end", cursor: string | null): Span {
  const isShort = span.head === "end" || (span.head && head !== "end" && compareKeys(head, span.head) < 0);
  const next: Span = isShort ? span : { head, headCursor: cursor, tail: span.tail };
  if (!next.tail || !isUpTo(next.tail.from, next.head)) return next;
  if (next.head === "end" || next.tail.to === "end") return { head: "end", tail: null };
  return compareKeys(next.tail.to, next.head as Key) > 0
    ? { head: next.tail.to, headCursor: next.tail.cursor, tail: null }
    : { ...next, tail: null };
}
