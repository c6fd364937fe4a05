import type { CommentView, ThreadSummary } from "#domain/comment";
import { recount } from "./thread-counts";

/** A comment as it is known, when the stream last spoke of it, and whether it may be gone unheard. */
type Known = { comment: CommentView; liveAt: number; isDoubtful: boolean };

/** Stands for "as the stream says it, now". */
export const NOW = Number.POSITIVE_INFINITY;

/**
 * The comments that a page has heard of, each once, and what they add up to.
 *
 * Time here counts what was heard. A read that was sent before the stream spoke of a comment does not change it.
 */
export class KnownComments {
  readonly known = new Map<string, Known>();
  readonly repliesOf = new Map<string, Set<string>>();
  /** Hears each view of a comment that was taken. */
  onTaken: ((comment: CommentView) => void) | null = null;
  summary: ThreadSummary;
  protected readonly gone = new Map<string, number>();
  protected time = 0;
  /** Reads that were sent before this are older than what was heard, whatever they say. */
  private floor = 0;
  /** The youngest comment a list has shown: what is unknown and younger is new. */
  protected horizon = "";
  /** Every comment of the section is known, so that whatever is unknown is new. */
  protected isWhole = false;
  private readonly seenIds = new Set<string>();

  constructor({ unread, needsReply, counts }: ThreadSummary) {
    this.summary = { unread, needsReply, counts };
  }

  /** What to hand to the method that takes a read's answer; ask before sending it. */
  mark(): number {
    return this.time;
  }

  /** Takes that these threads, as loaded, were seen; null: all. */
  see(rootIds: readonly string[] | null): void {
    const ids = rootIds
      ? rootIds.flatMap((rootId) => [rootId, ...(this.repliesOf.get(rootId) ?? [])])
      : [...this.known.keys()];
    for (const id of ids) {
      const known = this.known.get(id);
      if (!known?.comment.unread) continue;
      this.seenIds.add(id);
      this.put({ ...known.comment, unread: false }, known.liveAt);
    }
    if (!rootIds) this.summary = { ...this.summary, unread: { count: 0, more: false } };
  }

  /** Whether a thread has something not seen, as far as it is loaded. */
  isUnread(rootId: string): boolean {
    return [rootId, ...(this.repliesOf.get(rootId) ?? [])].some((id) => this.known.get(id)?.comment.unread);
  }

  /** The stream told that more happened than it tells: what was asked before is no answer any more. */
  protected outdate(): void {
    this.floor = this.time;
  }

  /** Whether a read that was sent at a mark has to be sent again. */
  isOutdated(asOf: number): boolean {
    return asOf < this.floor;
  }

  /** Everything may have gone unheard, until it is read or heard of again. */
  doubtAll(): void {
    for (const known of this.known.values()) known.isDoubtful = true;
  }

  /** Whether a comment was read or heard of since `doubtAll`. */
  isSure(id: string): boolean {
    return this.known.get(id)?.isDoubtful === false;
  }

  /** Lets go of what was neither read nor heard of since `doubtAll`. The counts are those of the last read. */
  forgetDoubtful(): void {
    const { summary } = this;
    for (const [id, known] of [...this.known]) if (known.isDoubtful) this.forget(id);
    this.summary = summary;
  }

  protected isNew(comment: CommentView): boolean {
    return this.isWhole || comment.createdAt > this.horizon;
  }

  /** Takes a view of a comment, unless the stream has spoken of it since `asOf`. Answers whether it was taken. */
  protected take(comment: CommentView, asOf: number): boolean {
    // Marks only rise: once seen, seen. What is hidden or removed is never unread, and says nothing about it.
    if (comment.state === "shown" && !comment.unread) this.seenIds.add(comment.id);
    const known = this.known.get(comment.id);
    if (this.isOutdated(asOf)) return false;
    if ((known?.liveAt ?? this.gone.get(comment.id) ?? 0) > asOf) {
      if (known) known.isDoubtful = false;
      if (known?.comment.unread && this.seenIds.has(comment.id))
        this.put({ ...known.comment, unread: false }, known.liveAt);
      return false;
    }
    this.put({ ...comment, unread: comment.unread && !this.seenIds.has(comment.id) }, known?.liveAt ?? 0);
    return true;
  }

  protected put(comment: CommentView, liveAt: number): void {
    const before = this.known.get(comment.id)?.comment;
    const isCounted = before !== undefined || !this.isNew(comment);
    this.summary = recount(this.summary, isCounted ? (before ?? comment) : undefined, comment);
    // The same words again keep the same object, so that nothing is drawn anew.
    const kept = before && JSON.stringify(before) === JSON.stringify(comment) ? before : comment;
    this.known.set(comment.id, { comment: kept, liveAt, isDoubtful: false });
    if (kept !== before) this.onTaken?.(kept);
    if (comment.rootId === null || before) return;
    const replies = this.repliesOf.get(comment.rootId) ?? new Set();
    this.repliesOf.set(comment.rootId, replies.add(comment.id));
  }

  protected forget(id: string): void {
    const known = this.known.get(id);
    if (!known) return;
    this.summary = recount(this.summary, known.comment, undefined);
    this.known.delete(id);
    if (known.comment.rootId) this.repliesOf.get(known.comment.rootId)?.delete(id);
  }
}
