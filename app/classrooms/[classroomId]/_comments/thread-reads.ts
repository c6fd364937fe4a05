import { trpc } from "../../../_trpc/client";
import { isRead } from "./thread-order";
import type { ThreadStore } from "./thread-store";
import type { View } from "./thread-types";

const WHOLE_SECTION: View = { order: "newest", filter: "all", paragraphId: undefined };

/** What a page asks for: lists, their further pages, replies, a thread by its address. Answers go into the store. */
export class ThreadReads {
  /** The view that was asked for last; the store's follows when it has been read. */
  wanted: View;
  /** How many answers are waited for. */
  underway = 0;
  private turn = 0;

  constructor(
    private readonly store: ThreadStore,
    private readonly place: { classroomId: string; sectionId: string; discussionId?: string },
    /** Whose cursor a fresh read sets. */
    private readonly listener: { cursor: string | null },
    private readonly changed: () => void,
  ) {
    this.wanted = store.view;
  }

  /** @throws what the API threw; the view is then the one before */
  async show(change: Partial<View>): Promise<void> {
    const view = { ...this.wanted, ...change };
    this.wanted = view;
    if (this.store.switchTo(view)) {
      this.turn++;
      return this.changed();
    }
    try {
      await this.readView(view, 0);
    } catch (thrown) {
      if (this.wanted !== view) return;
      this.wanted = this.store.view;
      this.changed();
      throw thrown;
    }
  }

  /** Reads afresh everything that is loaded, and lets go of what is not there any more. */
  async refetch(): Promise<void> {
    const expanded = [...this.store.spans.keys()].filter((id) => this.store.isExpanded(id));
    const length = this.store.countRoots();
    this.store.doubtAll();
    if (!(await this.readView(WHOLE_SECTION, length))) return;
    const { wanted } = this;
    if (!this.store.switchTo(wanted) && !(await this.readView(wanted, 0))) return;
    const left = expanded.filter((rootId) => this.store.isSure(rootId));
    await Promise.all(left.map((rootId) => this.readReplies(rootId)));
    this.store.forgetDoubtful();
    this.changed();
  }

  async loadMore(): Promise<void> {
    const cursor = this.store.nextCursor;
    if (!cursor) return;
    const { turn } = this;
    await this.reading(async () => {
      const asOf = this.store.mark();
      const window = await this.list(this.store.view, cursor);
      // Another view, or the same page twice.
      if (turn === this.turn && this.store.nextCursor === cursor) this.store.readMore(window, asOf);
    });
  }

  async loadReplies(rootId: string, where: "end" | "gap"): Promise<void> {
    await this.reading(async () => {
      const span = this.store.spanOf(rootId);
      if (where === "end" && span.tail?.cursor) {
        const asOf = this.store.mark();
        const window = await this.replies(rootId, span.tail.cursor);
        return this.store.readReplies(rootId, window, asOf, "tail");
      }
      const hasHead = span.head !== null && span.head !== "end";
      // A window says that there is more, but not where: the first page leads to the second.
      const cursor = span.headCursor ?? (hasHead ? await this.readHead(rootId, null) : null);
      if (cursor || !hasHead) await this.readHead(rootId, cursor);
    });
  }

  /** Answers with the id of the thread's root. */
  async openThreadAt(commentId: string): Promise<string> {
    const known = this.store.known.get(commentId)?.comment;
    const rootId = known?.rootId ?? commentId;
    const isHere = known?.author && (known.rootId === null || isRead(this.store.spanOf(rootId), known));
    if (isHere && this.store.known.has(rootId)) {
      this.store.kept.add(rootId);
      this.changed();
      return rootId;
    }
    return this.reading(async () => {
      for (;;) {
        const asOf = this.store.mark();
        const { classroomId } = this.place;
        const thread = await trpc.comment.threadAt.query({ classroomId, commentId });
        if (!this.store.isOutdated(asOf)) return this.store.readThreadAt(thread, asOf);
      }
    });
  }

  private async reading<T>(read: () => Promise<T>): Promise<T> {
    this.underway++;
    this.changed();
    try {
      return await read();
    } finally {
      this.underway--;
      this.changed();
    }
  }

  /** Reads a view down to `length` threads. Answers false when another view was asked for meanwhile. */
  private readView(view: View, length: number): Promise<boolean> {
    const turn = ++this.turn;
    return this.reading(async () => {
      const asOf = this.store.mark();
      const { cursor } = this.listener;
      const first = await this.list(view);
      if (turn !== this.turn) return false;
      this.store.readFirst(view, first, asOf);
      if (this.listener.cursor === cursor) this.listener.cursor = first.cursor;
      let count = first.comments.filter((comment) => comment.rootId === null).length;
      while (this.store.nextCursor && count < length) {
        const more = this.store.mark();
        const window = await this.list(view, this.store.nextCursor);
        if (turn !== this.turn) return false;
        this.store.readMore(window, more);
        count += window.comments.filter((comment) => comment.rootId === null).length;
      }
      return true;
    });
  }

  /** Reads a thread's replies again, as many as are loaded. */
  private async readReplies(rootId: string): Promise<void> {
    const count = this.store.repliesOf.get(rootId)?.size ?? 0;
    let cursor: string | null = null;
    let read = 0;
    do {
      const asOf = this.store.mark();
      const window = await this.replies(rootId, cursor);
      this.store.readReplies(rootId, window, asOf, "head");
      cursor = window.nextCursor;
      read += window.comments.length;
    } while (cursor && read < count);
  }

  private async readHead(rootId: string, cursor: string | null): Promise<string | null> {
    const asOf = this.store.mark();
    const window = await this.replies(rootId, cursor);
    this.store.readReplies(rootId, window, asOf, "head");
    return window.nextCursor;
  }

  private list({ paragraphId, ...view }: View, cursor?: string) {
    return trpc.comment.list.query({
      ...this.place,
      ...view,
      ...(paragraphId === undefined ? {} : { paragraphId }),
      ...(cursor ? { cursor } : {}),
    });
  }

  private replies(rootId: string, cursor: string | null) {
    const { classroomId } = this.place;
    return trpc.comment.replies.query({ classroomId, rootId, ...(cursor ? { cursor } : {}) });
  }
}
