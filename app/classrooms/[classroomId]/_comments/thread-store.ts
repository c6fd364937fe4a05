import type { CommentView, ReplyWindow, ThreadAt, ThreadSummary, ThreadWindow } from "#domain/comment";
import type { LiveItem } from "#domain/live";
import { hole } from "./hole";
import { KnownComments, NOW } from "./known-comments";
import { isBareMark, recount } from "./thread-counts";
import { compareRoots, growHead, isRead, type Key, noSpan, type Place, type Span } from "./thread-order";
import type { InitialThreads, View } from "./thread-types";

// As the server cuts its windows; the schemas beside its constant are too heavy for a page.
const WINDOW_REPLIES = 30;

/**
 * The comments of one section as this page knows them: pure state, no network and no clock.
 *
 * Answers arrive in any order, so each read names `mark()` as it stood when the read was sent. What the stream said
 * after that is newer or will be said again, so it wins over the read; by that rule any interleaving ends where a
 * fresh read would. Comments are kept by id once, lists are derived from them.
 */
export class ThreadStore extends KnownComments {
  readonly spans = new Map<string, Span>();
  /** Shown wherever they stand: one's own, and what a permalink opened. */
  readonly kept = new Set<string>();
  /** Hears of each comment that was taken away. */
  onGone: ((id: string) => void) | null = null;
  view: View = { order: "newest", filter: "all", paragraphId: undefined };
  nextCursor: string | null = null;
  /** Roots that belong to a filtered view. */
  private readonly matching = new Set<string>();
  private doubtfulSpans = new Map<string, Span>();
  /** The last root that was read, as it stood then. */
  private bound: Place | null = null;

  constructor(
    private readonly sectionId: string,
    initial: InitialThreads,
  ) {
    super(initial);
    this.readFirst(this.view, initial, 0);
  }

  /** Takes the first window of a view with its counts. The list is then what the window says. */
  readFirst(view: View, window: ThreadWindow & ThreadSummary, asOf: number): void {
    if (this.isOutdated(asOf)) return;
    this.view = view;
    this.bound = null;
    this.matching.clear();
    const ids = this.readWindow(window, asOf);
    this.isWhole =
      view.filter === "all" &&
      view.paragraphId === undefined &&
      window.nextCursor === null &&
      window.partial.length === 0;
    if (this.isWhole)
      for (const [id, { liveAt }] of [...this.known]) if (!ids.has(id) && liveAt <= asOf) this.forget(id);
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
    if (!this.isOutdated(asOf)) this.readWindow(window, asOf);
  }

  private readWindow(window: ThreadWindow, asOf: number): Set<string> {
    const ids = new Set(window.comments.map((comment) => comment.id));
    for (const comment of window.comments) {
      this.take(comment, asOf);
      if (comment.rootId === null) this.matching.add(comment.id);
    }
    for (const { createdAt } of window.comments) if (createdAt > this.horizon) this.horizon = createdAt;
    const roots = window.comments.filter((comment) => comment.rootId === null);
    this.nextCursor = window.nextCursor;
    this.bound = roots.at(-1) ?? this.bound;
    for (const root of roots) {
      const lastReply = window.comments.findLast((comment) => comment.rootId === root.id);
      this.spans.delete(root.id);
      this.grow(root.id, window.partial.includes(root.id) && lastReply ? lastReply : "end", null);
    }
    return ids;
  }

  /** Takes further replies of a thread: after its head (or from its first on), or after its tail. */
  readReplies(rootId: string, window: ReplyWindow, asOf: number, where: "head" | "tail"): void {
    if (this.isOutdated(asOf)) return;
    for (const comment of window.comments) this.take(comment, asOf);
    const last = window.comments.at(-1);
    const to = window.nextCursor && last ? last : "end";
    const span = this.spanOf(rootId);
    if (where === "tail" && span.tail)
      this.spans.set(rootId, { ...span, tail: { ...span.tail, to, cursor: window.nextCursor } });
    else this.grow(rootId, to, window.nextCursor);
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
    if (isJoined) this.grow(root.id, to, thread.nextCursor);
    else this.spans.set(root.id, { ...span, tail: { from: first, to, cursor: thread.nextCursor } });
    return root.id;
  }

  private grow(rootId: string, to: Key | "end", cursor: string | null): void {
    this.spans.set(rootId, growHead(this.spanOf(rootId), to, cursor));
  }

  /** Takes what the stream says, in its order; or, with a mark, a catch-up or an answer to a change of one's own. */
  hear(items: LiveItem[], asOf: number = NOW): void {
    this.time++;
    for (const item of items) {
      if (item.type === "comment") {
        if (item.comment.sectionId === this.sectionId) this.hearComment(item.comment, asOf);
      } else if (item.type === "gone" && item.sectionId === this.sectionId)
        this.hearGone(item.commentId, asOf);
      else if (item.type === "reload") this.outdate();
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
    if (this.isOutdated(asOf) || (known && known.liveAt > asOf)) return;
    this.forget(id);
    this.gone.set(id, this.time);
    this.onGone?.(id);
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

  protected override forget(id: string): void {
    super.forget(id);
    this.kept.delete(id);
    this.spans.delete(id);
  }

  /** Takes one's own removal of a comment before the stream tells it. */
  removed(id: string, asOf: number): void {
    const known = this.known.get(id);
    if (!known || known.liveAt > asOf) return;
    const { comment } = known;
    if (comment.rootId === null && comment.replyCount > 0) this.hear([hole(comment)], asOf);
    else this.hear([{ type: "gone", classroomId: "", commentId: id, sectionId: this.sectionId }], asOf);
  }

  spanOf(rootId: string): Span {
    return this.spans.get(rootId) ?? noSpan();
  }

  /** Whether a root belongs to the list as far as it was read. */
  isListed(root: CommentView): boolean {
    // A mark without words stands in the text; a list of threads has nothing of it to say.
    if (!this.isInPlace(root) || isBareMark(root)) return false;
    if (this.kept.has(root.id)) return true;
    if (this.view.filter !== "all" && !this.matching.has(root.id)) return false;
    return this.isWithin(root);
  }

  override doubtAll(): void {
    super.doubtAll();
    this.doubtfulSpans = new Map(this.spans);
  }

  override forgetDoubtful(): void {
    super.forgetDoubtful();
    for (const [rootId, span] of this.doubtfulSpans)
      if (this.spans.get(rootId) === span) this.spans.delete(rootId);
    this.doubtfulSpans.clear();
  }

  /** Whether more replies of a thread are loaded than a window brings. */
  isExpanded(rootId: string): boolean {
    return (this.repliesOf.get(rootId)?.size ?? 0) > WINDOW_REPLIES;
  }

  countRoots(): number {
    return [...this.known.values()].filter(({ comment }) => comment.rootId === null).length;
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
}
