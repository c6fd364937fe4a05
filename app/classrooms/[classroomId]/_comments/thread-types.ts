import type { NoteAudience } from "#domain/audience";
import type {
  CappedCount,
  COMMENT_FILTERS,
  COMMENT_ORDERS,
  CommentView,
  ThreadSummary,
  ThreadWindow,
} from "#domain/comment";
import type { Motivation, Reaction, Starter } from "#domain/note";
import type { Connection } from "../_live/live-types";
import type { MarkStore } from "../_marks/mark-store";

/** A comment on the page: the server's, or one's own that is still on its way. */
export type Entry = CommentView & {
  /** Absent once the server has it. `failed` was refused and waits for its writer. */
  sending?: "waiting" | "sending" | "failed";
  /** Why it is not sent, in words for the writer. */
  sentence?: string;
  /** The Markdown of what is not sent, to be put back into a composer. */
  unsentText?: string;
};

export type Thread = {
  root: Entry;
  replies: Entry[];
  /** Later replies are not loaded: `loadReplies(root.id)`. */
  hasMore: boolean;
  /** After a permalink into a long thread: the comment after which replies are not loaded: `loadReplies(root.id, "gap")`. */
  gapAfter: string | null;
};

export type Order = (typeof COMMENT_ORDERS)[number];
export type Filter = (typeof COMMENT_FILTERS)[number];

/** Which threads are listed. `paragraphId` undefined: the whole section; null: those on the section as a whole. */
export type View = { order: Order; filter: Filter; paragraphId: string | null | undefined };

/** `threads` of `guide.section`. */
export type InitialThreads = ThreadWindow & ThreadSummary & { cursor: string };

export type Me = { userId: string; name: string; role: "teacher" | "student" };

export type UseThreadsInput = {
  classroomId: string;
  sectionId: string;
  me: Me;
  initial: InitialThreads;
  /** Only this discussion of a question's. */
  discussionId?: string | undefined;
  /** Hears of every view of a comment that is read or heard; absent where nothing can be marked. */
  marks?: MarkStore | undefined;
};

export type ThreadsState = View & {
  /** In display order: pinned, then by time. */
  threads: Thread[];
  /** Every thread that is loaded, whatever the list shows. */
  loaded: Thread[];
  /** Null when there are no further threads. */
  nextCursor: string | null;
  unread: CappedCount;
  needsReply: CappedCount;
  /** Comments everybody may see, by paragraph id; `section` for those on the section as a whole. */
  counts: Record<string, number>;
  isLoading: boolean;
  connection: Connection;
  /** The reader was removed from the class while the page was open. */
  isOut: boolean;
  /** One's own posts that this device holds and has not sent, in all sections. */
  unsent: number;
};

/** What of a note its writer changes; what is left out stays. */
export type NoteChange = { themeIds?: string[]; audience?: NoteAudience; motivation?: Motivation };

export type NewPost = {
  paragraphId: string | null;
  parentId: string | null;
  text: string;
  takesUp?: { starter: Starter | null; quote: string | null };
};

/** What a page can do. Promises reject with what the API threw: run them through `useAction`. */
export type ThreadsActions = {
  /** Stores and sends a comment. Answers its id at once; it is in the list when this returns. */
  post: (input: NewPost) => string;
  retry: (id: string) => void;
  /** Takes back what is not sent. Answers its text. */
  discard: (id: string) => string;
  edit: (id: string, version: number, text: string) => Promise<unknown>;
  remove: (id: string) => Promise<void>;
  pin: (id: string, on: boolean) => Promise<unknown>;
  lock: (id: string, on: boolean) => Promise<unknown>;
  hide: (id: string, reason: string) => Promise<unknown>;
  restore: (id: string) => Promise<unknown>;
  report: (id: string, reason: string) => Promise<void>;
  react: (id: string, reaction: Reaction, on: boolean) => Promise<unknown>;
  endorse: (id: string, on: boolean) => Promise<unknown>;
  changeNote: (id: string, change: NoteChange) => Promise<unknown>;
  loadMore: () => Promise<void>;
  loadReplies: (rootId: string, where?: "end" | "gap") => Promise<void>;
  /** Lists other threads, or in another order. What cannot be read is told in a toast; it never rejects. */
  show: (view: Partial<View>) => Promise<void>;
  markAllSeen: () => Promise<void>;
  /** Tells that these threads were on the screen. Gathered for a second, then sent. */
  seen: (rootIds: string[]) => void;
  /** Brings the thread of a comment onto the page. Answers its root's id; rejects NOT_FOUND. */
  openThreadAt: (commentId: string) => Promise<string>;
};
