import type { CommentView, ReplyWindow, ThreadAt, ThreadSummary, ThreadWindow } from "#domain/comment";
import type { LiveItem } from "#domain/live";
import { recount } from "./thread-counts";
import {
  compareKeys,
  compareRoots,
  growHead,
  isRead,
  type Key,
  noSpan,
  type Place,
  type Span,
} from "./thread-order";
import type { InitialThreads, View } from "./thread-types";

/** A comment as it is known, and when live last spoke of it. */
type Known = { comment: CommentView; liveAt: number };

/** Stands for "as the stream says it, now". */
const NOW = Number.POSITIVE_INFINITY;

/**
 * The comments of one section as this page knows them: pure state, no network and no clock.
 *
 * Answers arrive in any order, so each read names `mark()` as it stood when the read was sent. What the stream said
 * after that is newer or will be said again, so it wins over the read; by that rule any interleaving ends where a
 * fresh read would. Comments are kept by id once, lists are derived from them.
 */
export class ThreadStore {
  readonly known = new Map<string, Known>();
  readonly repliesOf = new Map<string, Set<string>>();
  readonly spans = new Map<string, Span>();
  /** Shown wherever they stand: one's own, and what a permalink opened. */
  readonly kept = new Set<string>();
  /** Roots that belong to a filtered view. */
  readonly matching = new Set<string>();
  view: View = { order: "newest", filter: "all", paragraphId: undefined };
  nextCursor: string | null = null;
  summary: ThreadSummary;
  /** The last root that was read, as it stood then. */
  private bound: Place | null = null;
  private readonly gone = new Map<string, number>();
  private readonly seenIds = new Set<string>();
  private time = 0;
  /** The youngest comment a list has shown: what is unknown and younger is new. */
  private horizon = "";
  /** Every comment of the section is known, so that whatever is unknown is new. */
  private isWhole = false;

  constructor(
    private readonly sectionId: string,
    initial: InitialThreads,
  ) {
    this.summary = initial;
    this.readFirst(this.view, initial, 0);
  }

  /** What to hand to the method that takes a read's answer; ask before sending it. */
  mark(): number {
    return this.time;
  }

  /** Takes the first window of a view with its counts. The list is then what the window says. */
  readFirst(view: View, window: ThreadWindow & ThreadSummary, asOf: number): void {
    this.view = view;
    this.bound = null;
    this.matching.clear();
    const ids = this.readWindow(window, asOf, null);
    this.isWhole =
      view.filter === "all" &&
      view.paragraphId === undefined &&
      window.nextCursor === null &&
      window.partial.length === 0;
    this.summary = { unread: window.unread, needsReply: window.needsReply, counts: window.counts };
    // The counts are the read's. What is known better than it knew is counted as it is known.
    for (const comment of window.comments)
      this.summary = recount(this.summary, comment, this.known.get(comment.id)?.comment);
    for (const { comment, liveAt } of this.known.values())
      if (liveAt > asOf && !ids.has(comment.id) && this.isNew(comment))
        this.summary = recount(this.summary, undefined, comment);
  }

  /** Takes the next window of the view. */
  readMore(window: ThreadWindow, asOf: number): void {
    this.readWindow(window, asOf, this.bound);
  }

  private readWindow(window: ThreadWindow, asOf: number, from: Place | null): Set<string> {
    const ids = new Set(window.comments.map((comment) => comment.id));
    for (const comment of window.comments) {
      this.take(comment, asOf);
      if (comment.rootId === null) this.matching.add(comment.id);
    }
    for (const { createdAt } of window.comments) if (createdAt > this.horizon) this.horizon = createdAt;
    const roots = window.comments.filter((comment) => comment.rootId === null);
    this.nextCursor = window.nextCursor;
    this.bound = roots.at(-1) ?? this.bound;
    if (this.view.filter === "all") this.dropAbsentRoots(ids, asOf, from);
    for (const root of roots) {
      const lastReply = window.comments.findLast((comment) => comment.rootId === root.id);
      this.spans.delete(root.id);
      this.grow(
        root.id,
        window.partial.includes(root.id) && lastReply ? lastReply : "end",
        null,
        ids,
        asOf,
        null,
      );
    }
    return ids;
  }

  /** Takes replies read from `from` (null: the first one) on. */
  readReplies(
    rootId: string,
    window: ReplyWindow,
    asOf: number,
    where: "head" | "tail",
    from: Key | null,
  ): void {
    for (const comment of window.comments) this.take(comment, asOf);
    const last = window.comments.at(-1);
    const to = window.nextCursor && last ? last : "end";
    const ids = new Set(window.comments.map((comment) => comment.id));
    const span = this.spanOf(rootId);
    if (where === "tail" && span.tail)
      this.spans.set(rootId, { ...span, tail: { ...span.tail, to, cursor: window.nextCursor } });
    else this.grow(rootId, to, window.nextCursor, ids, asOf, from);
  }

  /** Takes a thread opened at one of its comments. Answers the root's id. */
  readThreadAt(thread: ThreadAt, asOf: number): string {
    const [root, ...replies] = thread.comments;
    if (!root) throw new Error("a thread has a root");
    for (const comment of thread.comments) this.take(comment, asOf);
    this.kept.add(root.id);
    const first = replies[0];
    const last = replies.at(-1);
    const to = thread.nextCursor && last ? last : "end";
    const span = this.spanOf(root.id);
    const isJoined = !first || !thread.hasEarlier || isRead({ ...span, tail: null }, first);
    const ids = new Set(thread.comments.map((comment) => comment.id));
    if (isJoined) this.grow(root.id, to, thread.nextCursor, ids, asOf, first ?? null);
    else this.spans.set(root.id, { ...span, tail: { from: first, to, cursor: thread.nextCursor } });
    return root.id;
  }

  private grow(
    rootId: string,
    to: Key | "end",
    cursor: string | null,
    ids: Set<string>,
    asOf: number,
    from: Key | null,
  ): void {
    for (const id of [...(this.repliesOf.get(rootId) ?? [])]) {
      const reply = this.known.get(id);
      if (!reply || ids.has(id) || reply.liveAt > asOf) continue;
      const isAfter = from === null || compareKeys(reply.comment, from) > 0;
      if (isAfter && (to === "end" || compareKeys(reply.comment, to) <= 0)) this.forget(id);
    }
    this.spans.set(rootId, growHead(this.spanOf(rootId), to, cursor));
  }

  // A root that should be in the window and is not has gone meanwhile.
  private dropAbsentRoots(ids: Set<string>, asOf: number, from: Place | null): void {
    const compare = compareRoots(this.view.order);
    for (const { comment, liveAt } of [...this.known.values()]) {
      if (comment.rootId !== null || ids.has(comment.id) || liveAt > asOf) continue;
      if (!this.isInPlace(comment) || !this.isWithin(comment)) continue;
      if (from === null || compare(comment, from) > 0) this.forget(comment.id);
    }
  }

  /** Takes what the stream says, in its order; or, with a mark, a catch-up or an answer to a change of one's own. */
  hear(items: LiveItem[], asOf: number = NOW): void {
    this.time++;
    for (const item of items) {
      if (item.type === "comment") {
        if (item.comment.sectionId === this.sectionId) this.hearComment(item.comment, asOf);
      } else if (item.type === "gone" && item.sectionId === this.sectionId)
        this.hearGone(item.commentId, asOf);
    }
    for (const item of items) if (item.type === "comment") this.settleSpan(item.comment.id);
  }

  private hearComment(comment: CommentView, asOf: number): void {
    if (!this.take(comment, asOf)) return;
    const known = this.known.get(comment.id);
    if (known) known.liveAt = this.time;
    this.gone.delete(comment.id);
    const root = this.known.get(comment.rootId ?? comment.id)?.comment;
    if (root && this.matches(root)) this.matching.add(root.id);
  }

  private hearGone(id: string, asOf: number): void {
    const known = this.known.get(id);
    if (known && known.liveAt > asOf) return;
    this.forget(id);
    this.gone.set(id, this.time);
  }

  // A root that came by the stream with all its replies needs no reading.
  private settleSpan(id: string): void {
    const known = this.known.get(id)?.comment;
    const root = known?.rootId ? this.known.get(known.rootId)?.comment : known;
    if (!root || this.spans.has(root.id)) return;
    const replies = [...(this.repliesOf.get(root.id) ?? [])].filter(
      (replyId) => this.known.get(replyId)?.comment.state === "shown",
    );
    if (replies.length >= root.replyCount) this.spans.set(root.id, { head: "end", tail: null });
  }

  /** Takes one's own removal of a comment before the stream tells it. */
  removed(id: string, asOf: number): void {
    const known = this.known.get(id);
    if (!known || known.liveAt > asOf) return;
    const { comment } = known;
    if (comment.rootId === null && comment.replyCount > 0) this.hear([hole(comment)], asOf);
    else this.hear([{ type: "gone", classroomId: "", commentId: id, sectionId: this.sectionId }], asOf);
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

  spanOf(rootId: string): Span {
    return this.spans.get(rootId) ?? noSpan();
  }

  /** Whether a root belongs to the list as far as it was read. */
  isListed(root: CommentView): boolean {
    if (!this.isInPlace(root)) return false;
    if (this.kept.has(root.id)) return true;
    if (this.view.filter !== "all" && !this.matching.has(root.id)) return false;
    return this.isWithin(root);
  }

  /** Shows another view of what is here already. Answers false when it has to be read. */
  switchTo(view: View): boolean {
    if (!this.isWhole) return false;
    this.view = view;
    this.bound = null;
    this.nextCursor = null;
    this.matching.clear();
    for (const { comment } of this.known.values())
      if (comment.rootId === null && this.matches(comment)) this.matching.add(comment.id);
    return true;
  }

  private isInPlace(root: CommentView): boolean {
    return this.view.paragraphId === undefined || root.paragraphId === this.view.paragraphId;
  }

  private isWithin(root: Place): boolean {
    if (this.nextCursor === null) return true;
    return this.bound !== null && compareRoots(this.view.order)(root, this.bound) <= 0;
  }

  private matches(root: CommentView): boolean {
    return this.view.filter === "needsReply" ? root.needsReply : this.isUnread(root.id);
  }

  private isNew(comment: CommentView): boolean {
    return this.isWhole || comment.createdAt > this.horizon;
  }

  /** Takes a view of a comment, unless the stream has spoken of it since `asOf`. Answers whether it was taken. */
  private take(comment: CommentView, asOf: number): boolean {
    // Marks only rise: once seen, seen. What is hidden or removed is never unread, and says nothing about it.
    if (comment.state === "shown" && !comment.unread) this.seenIds.add(comment.id);
    const known = this.known.get(comment.id);
    if ((known?.liveAt ?? this.gone.get(comment.id) ?? 0) > asOf) {
      if (known?.comment.unread && this.seenIds.has(comment.id))
        this.put({ ...known.comment, unread: false }, known.liveAt);
      return false;
    }
    this.put({ ...comment, unread: comment.unread && !this.seenIds.has(comment.id) }, known?.liveAt ?? 0);
    return true;
  }

  private put(comment: CommentView, liveAt: number): void {
    const before = this.known.get(comment.id)?.comment;
    const isCounted = before !== undefined || !this.isNew(comment);
    this.summary = recount(this.summary, isCounted ? (before ?? comment) : undefined, comment);
    // The same words again keep the same object, so that nothing is drawn anew.
    const kept = before && JSON.stringify(before) === JSON.stringify(comment) ? before : comment;
    this.known.set(comment.id, { comment: kept, liveAt });
    if (comment.rootId === null || before) return;
    const replies = this.repliesOf.get(comment.rootId) ?? new Set();
    this.repliesOf.set(comment.rootId, replies.add(comment.id));
  }

  private forget(id: string): void {
    const known = this.known.get(id);
    if (!known) return;
    this.summary = recount(this.summary, known.comment, undefined);
    this.known.delete(id);
    this.kept.delete(id);
    if (known.comment.rootId === null) {
      this.spans.delete(id);
      return;
    }
    const replies = this.repliesOf.get(known.comment.rootId);
    replies?.delete(id);
    // Who answered it is not told any more whom.
    for (const otherId of replies ?? []) {
      const other = this.known.get(otherId);
      if (other?.comment.answers?.id === id)
        this.known.set(otherId, { ...other, comment: { ...other.comment, answers: null } });
    }
  }
}

function hole(comment: CommentView): LiveItem {
  const none = { reply: false, edit: false, delete: false, history: false };
  return {
    type: "comment",
    classroomId: "",
    comment: {
      ...comment,
      answers: null,
      author: null,
      html: "",
      editedAt: null,
      version: 1,
      state: "deleted",
      hiddenReason: null,
      pinned: false,
      needsReply: false,
      unread: false,
      abilities: { ...none, pin: false, lock: false, moderate: false, report: false },
    },
  };
}
