import { startTransition } from "react";
import type { CommentView } from "#domain/comment";
import type { LiveItem } from "#domain/live";
import { trpc } from "../../../_trpc/client";
import { toActionError } from "../../../_ui/action-error";
import { showToast } from "../../../_ui/toast";
import { makeId } from "../../../_ui/uuid";
import { liveClientOf } from "../_live/live-client";
import type { Connection, Listener } from "../_live/live-types";
import { type Outbox, outboxOf } from "./outbox";
import { SeenMarks } from "./seen-marks";
import { entryOf, listLoaded, listThreads } from "./thread-list";
import { ThreadReads } from "./thread-reads";
import { ThreadStore } from "./thread-store";
import type { NewPost, Thread, ThreadsActions, ThreadsState, UseThreadsInput, View } from "./thread-types";

/** Holds the threads of one section for a page: joins store, stream, outbox and the API. */
export class ThreadsController {
  private readonly store: ThreadStore;
  private readonly listeners = new Set<() => void>();
  private readonly listener: Listener;
  private readonly marks: SeenMarks;
  private readonly reads: ThreadReads;
  private outbox: Outbox | null = null;
  private state: ThreadsState;
  private connection: Connection = "connecting";
  /** Reading afresh failed: it is tried again when the connection is back. */
  private isOld = false;
  /** The class is not this person's any more. */
  private isOut = false;

  constructor(private readonly input: UseThreadsInput) {
    const { classroomId, sectionId, discussionId } = input;
    this.store = new ThreadStore(sectionId, input.initial);
    const { marks } = input;
    if (marks) {
      this.store.onTaken = (comment) => marks.take(comment);
      this.store.onGone = (id) => marks.drop(id);
    }
    this.marks = new SeenMarks(classroomId, sectionId, () => this.listener.cursor ?? input.initial.cursor);
    this.listener = {
      cursor: input.initial.cursor,
      asOf: () => this.store.mark(),
      onItems: (items, asOf) => startTransition(() => this.hear(items, asOf)),
      onConnection: (connection) => {
        this.connection = connection;
        if (connection === "live") this.outbox?.flush();
        if (connection === "live" && this.isOld) void this.refetch();
        this.publish();
      },
      onReturn: () => void this.refetch(),
    };
    const place = discussionId ? { classroomId, sectionId, discussionId } : { classroomId, sectionId };
    this.reads = new ThreadReads(this.store, place, this.listener, () =>
      startTransition(() => this.publish()),
    );
    this.state = this.makeState([], []);
  }

  readonly getState = (): ThreadsState => this.state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins to listen and to send. Answers how to stop. */
  start(): () => void {
    const outbox = outboxOf(this.input.me.userId);
    const live = liveClientOf(this.input.me.userId);
    this.outbox = outbox;
    const ends = [
      outbox.onChange(() =>
        startTransition(() => {
          this.publish();
          this.input.marks?.refresh();
        }),
      ),
      outbox.onSent((comment) => startTransition(() => this.take(comment, this.store.mark()))),
      outbox.onUnknown(() => live.doubt()),
      live.join(this.listener),
      this.marks.start(),
    ];
    this.publish();
    this.input.marks?.takeAll([...this.store.known.values()].map(({ comment }) => comment));
    this.input.marks?.start({
      update: (commentId, themeIds) =>
        this.change((c) => trpc.annotation.update.mutate({ ...c, commentId, themeIds })),
      remove: (commentId) => this.remove(commentId),
    });
    this.bringPendingThreads();
    outbox.flush();
    return () => {
      for (const end of ends) end();
    };
  }

  readonly actions: ThreadsActions = {
    post: (input) => this.post(input),
    retry: (id) => this.outbox?.retry(id),
    discard: (id) => this.outbox?.discard(id) ?? "",
    edit: (commentId, version, text) =>
      this.change((c) => trpc.comment.update.mutate({ ...c, commentId, version, text })),
    pin: (commentId, pinned) => this.change((c) => trpc.comment.pin.mutate({ ...c, commentId, pinned })),
    lock: (commentId, locked) => this.change((c) => trpc.comment.lock.mutate({ ...c, commentId, locked })),
    hide: (commentId, reason) => this.change((c) => trpc.moderation.hide.mutate({ ...c, commentId, reason })),
    restore: (commentId) => this.change((c) => trpc.moderation.restore.mutate({ ...c, commentId })),
    react: (commentId, reaction, on) =>
      this.change((c) => trpc.comment.react.mutate({ ...c, commentId, reaction, on })),
    endorse: (commentId, on) => this.change((c) => trpc.comment.endorse.mutate({ ...c, commentId, on })),
    changeNote: (commentId, change) =>
      this.change((c) => trpc.annotation.update.mutate({ ...c, commentId, ...change })),
    remove: (id) => this.remove(id),
    report: async (commentId, reason) => {
      await trpc.moderation.report.mutate({ ...this.place(), commentId, reason, id: makeId() });
    },
    loadMore: () => this.reads.loadMore(),
    loadReplies: (rootId, where) => this.reads.loadReplies(rootId, where ?? "end"),
    show: (view) => this.show(view),
    markAllSeen: async () => {
      await this.marks.sendAll();
      this.store.see(null);
      this.publish();
    },
    seen: (rootIds) => {
      const unread = rootIds.filter((rootId) => this.store.isUnread(rootId));
      if (unread.length === 0) return;
      this.marks.add(unread);
      this.store.see(unread);
      startTransition(() => this.publish());
    },
    openThreadAt: (commentId) => this.reads.openThreadAt(commentId),
  };

  private place() {
    return { classroomId: this.input.classroomId };
  }

  private post({ paragraphId, parentId, text, takesUp }: NewPost): string {
    const trimmed = text.trim();
    if (!trimmed) return "";
    const outbox = outboxOf(this.input.me.userId);
    const parent = parentId
      ? (this.store.known.get(parentId)?.comment ?? outbox.list().find((post) => post.id === parentId))
      : null;
    const rootId = parent ? (parent.rootId ?? parent.id) : parentId;
    const { classroomId, sectionId } = this.input;
    const said = { classroomId, sectionId, paragraphId, parentId, rootId, text: trimmed };
    const id = outbox.add(takesUp ? { ...said, takesUp } : said);
    this.store.kept.add(id);
    return id;
  }

  /** A change of one comment: what the server answers is shown before the stream says it. */
  private async change(call: (place: { classroomId: string }) => Promise<CommentView>): Promise<CommentView> {
    const asOf = this.store.mark();
    const comment = await call(this.place());
    this.take(comment, asOf);
    return comment;
  }

  private take(comment: CommentView, asOf: number): void {
    if (comment.sectionId !== this.input.sectionId) return;
    this.store.hear([{ type: "comment", classroomId: this.input.classroomId, comment }], asOf);
    this.publish();
  }

  private async remove(commentId: string): Promise<void> {
    const asOf = this.store.mark();
    await trpc.comment.delete.mutate({ ...this.place(), commentId });
    this.store.removed(commentId, asOf);
    this.publish();
  }

  private hear(items: LiveItem[], asOf: number | null): void {
    const here = items.filter((item) => item.classroomId === this.input.classroomId);
    if (here.length === 0) return;
    this.store.hear(here, asOf ?? undefined);
    this.publish();
    if (here.some((item) => item.type === "reload")) void this.refetch();
  }

  /** Reads afresh what the page shows. What fails is tried again when the connection is back. */
  private async refetch(): Promise<void> {
    this.isOld = false;
    try {
      await Promise.all([this.reads.refetch(), this.refetchMarks()]);
      this.isOut = false;
    } catch (thrown) {
      const { code } = toActionError(thrown);
      // The part was locked meanwhile: the page is no longer one to be read. What is being written is on the device.
      if (code === "CLOSED") location.reload();
      this.isOut = code === "NOT_FOUND";
      this.isOld = !this.isOut;
    }
    this.publish();
  }

  private async refetchMarks(): Promise<void> {
    const { marks, classroomId, sectionId } = this.input;
    if (!marks) return;
    const asOf = marks.mark();
    const read = await trpc.annotation.marks.query({ classroomId, sectionId });
    // The class reads another version now: its places are none of this page's text.
    if (read.versionId === marks.versionId) marks.readAll(read.marks, asOf);
  }

  private async show(change: Partial<View>): Promise<void> {
    try {
      await this.reads.show(change);
    } catch (thrown) {
      showToast(toActionError(thrown).message);
    }
  }

  // A post that was refused, in a thread that the page does not show: bring the thread, or nobody sees it.
  private bringPendingThreads(): void {
    const { classroomId, sectionId } = this.input;
    const roots = (this.outbox?.list() ?? [])
      .filter((post) => post.classroomId === classroomId && post.sectionId === sectionId)
      .flatMap((post) => post.rootId ?? []);
    for (const rootId of new Set(roots)) {
      const root = this.store.known.get(rootId)?.comment;
      const isPending = this.outbox?.list().some((post) => post.id === rootId);
      if (!isPending && !(root && this.store.isListed(root))) this.reads.openThreadAt(rootId).catch(() => {});
    }
  }

  private publish(): void {
    const next = this.makeState(this.state.threads, this.state.loaded);
    this.state = next;
    for (const listener of [...this.listeners]) listener();
  }

  private makeState(before: Thread[], loaded: Thread[]): ThreadsState {
    const { classroomId, sectionId, me } = this.input;
    const posts = this.outbox?.list() ?? [];
    const pending = posts
      .filter((post) => post.classroomId === classroomId && post.sectionId === sectionId)
      .map((post) => entryOf(post, me, this.outbox?.sendingId ?? null));
    return {
      ...this.reads.wanted,
      ...this.store.summary,
      threads: listThreads(this.store, pending, before),
      loaded: listLoaded(this.store, pending, loaded),
      nextCursor: this.store.nextCursor,
      isLoading: this.reads.underway > 0,
      connection: this.connection,
      isOut: this.isOut,
      unsent: posts.length,
    };
  }
}
