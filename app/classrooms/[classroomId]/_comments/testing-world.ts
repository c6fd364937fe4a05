import fc from "fast-check";
import type { CommentView, ReplyWindow, ThreadAt, ThreadSummary, ThreadWindow } from "#domain/comment";
import type { LiveItem } from "#domain/live";

/** Who looks: the person of these tests. */
export const ME = "me";
export type Viewer = { id: string; role: "teacher" | "student" };

type Row = {
  id: string;
  createdAt: string;
  author: string;
  rootId: string | null;
  parentId: string | null;
  paragraphId: string | null;
  version: number;
  isDeleted: boolean;
  isHidden: boolean;
  isPinned: boolean;
  isLocked: boolean;
};

type Change = { seq: number; id: string; wasVisible: boolean };

const ACTIONS = [
  "root",
  "reply",
  "answer",
  "edit",
  "delete",
  "hide",
  "restore",
  "pin",
  "unpin",
  "lock",
  "unlock",
] as const;
const AUTHORS = [ME, "ann", "ben"];

/**
 * The server's rules for one section in small, for the store to be held against: who sees what, how windows are cut,
 * what the stream tells. The server's own tests hold the server to them.
 */
export class World {
  static readonly SECTION = "section-1";
  static readonly action = fc.constantFrom(...ACTIONS);
  readonly rows: Row[] = [];
  readonly log: Change[] = [];
  seq = 0;
  lastId = "";

  constructor(
    private readonly threads: number,
    private readonly replyCount: number,
  ) {}

  write(author: string, parentId: string | null, paragraphId: string | null = null): string {
    const parent = this.rows.find((row) => row.id === parentId);
    // Two in the same millisecond, so that the id decides.
    const at = Math.floor(this.rows.length / 2) * 2;
    const id = `${((this.rows.length * 7919) % 997).toString().padStart(3, "0")}-${this.rows.length}`;
    this.rows.push({
      id,
      createdAt: new Date(Date.UTC(2026, 0, 1) + at).toISOString(),
      author,
      rootId: parent ? (parent.rootId ?? parent.id) : null,
      parentId,
      paragraphId: parent ? parent.paragraphId : paragraphId,
      version: 1,
      isDeleted: false,
      isHidden: false,
      isPinned: false,
      isLocked: false,
    });
    this.tell(id, false);
    if (parent) this.tell(parent.rootId ?? parent.id, true);
    this.lastId = id;
    return id;
  }

  /** Does something to some comment; what the server would refuse is left undone. */
  act(action: (typeof ACTIONS)[number], which: number, who: number): void {
    const author = AUTHORS[who % AUTHORS.length] ?? ME;
    const paragraphId = who % 2 === 0 ? null : "paragraph-1";
    if (action === "root") return void this.write(author, null, paragraphId);
    const row = this.rows[which % Math.max(1, this.rows.length)];
    if (!row || row.isDeleted) return;
    const root = this.rows.find((other) => other.id === (row.rootId ?? row.id));
    this.lastId = row.id;
    if (action === "reply" || action === "answer") {
      if (!row.isHidden && !root?.isHidden && !root?.isDeleted && !root?.isLocked) this.write(author, row.id);
      return;
    }
    this.seq++;
    if (action === "edit") {
      if (!row.isHidden) row.version++;
      this.note(row.id, !row.isHidden);
      return;
    }
    if (action === "pin" || action === "unpin" || action === "lock" || action === "unlock") {
      if (row.rootId !== null || row.isHidden) return;
      if (action === "pin" || action === "unpin") row.isPinned = action === "pin";
      else row.isLocked = action === "lock";
      this.note(row.id, true);
      this.follow(row);
      return;
    }
    const wasVisible = !row.isHidden;
    if (action === "restore" && wasVisible) return;
    if (action === "hide" && !wasVisible) return;
    if (action === "delete") row.isDeleted = true;
    else row.isHidden = action === "hide";
    row.isPinned = false;
    this.note(row.id, wasVisible);
    if (row.rootId) this.note(row.rootId, true);
    this.follow(row);
  }

  private follow(row: Row): void {
    for (const other of this.rows)
      if ((row.rootId === null ? other.rootId : other.parentId) === row.id && !other.isDeleted)
        this.note(other.id, !other.isHidden);
  }

  private tell(id: string, wasVisible: boolean): void {
    this.seq++;
    this.note(id, wasVisible);
  }

  private note(id: string, wasVisible: boolean): void {
    this.log.push({ seq: this.seq, id, wasVisible });
  }

  indexOf(id: string): number {
    return this.rows.findIndex((row) => row.id === id);
  }

  private publicReplies(id: string): Row[] {
    return this.rows.filter((row) => row.rootId === id && !row.isDeleted && !row.isHidden);
  }

  private sees(viewer: Viewer, row: Row): boolean {
    if (row.rootId === null && this.publicReplies(row.id).length > 0) return true;
    return !row.isDeleted && (!row.isHidden || viewer.role === "teacher" || row.author === viewer.id);
  }

  find(viewer: Viewer, id: string): CommentView | null {
    const row = this.rows.find((one) => one.id === id);
    return row && this.sees(viewer, row) ? this.view(viewer, row) : null;
  }

  private view(viewer: Viewer, row: Row): CommentView {
    const mine = row.author === viewer.id;
    const isOpen = !row.isDeleted && (!row.isHidden || viewer.role === "teacher" || mine);
    const parent = this.rows.find((other) => other.id === row.parentId && other.id !== row.rootId);
    const answers = parent && this.sees(viewer, parent) && !parent.isDeleted ? parent : null;
    const root = this.rows.find((other) => other.id === (row.rootId ?? row.id));
    const replies = row.rootId === null ? this.publicReplies(row.id) : [];
    const isFree = !root?.isLocked || viewer.role === "teacher";
    return {
      id: row.id,
      sectionId: World.SECTION,
      paragraphId: row.paragraphId,
      rootId: row.rootId,
      answers: isOpen && answers ? { id: answers.id, name: answers.author } : null,
      author: isOpen ? { id: row.author, name: row.author, role: "student" } : null,
      html: isOpen ? `<p>${row.id} ${row.version}</p>` : "",
      createdAt: row.createdAt,
      editedAt: isOpen && row.version > 1 ? row.createdAt : null,
      version: isOpen ? row.version : 1,
      state: row.isDeleted ? "deleted" : row.isHidden ? "hidden" : "shown",
      hiddenReason: isOpen && row.isHidden ? "why" : null,
      pinned: isOpen && row.isPinned,
      locked: row.isLocked,
      replyCount: replies.length,
      needsReply:
        isOpen &&
        row.rootId === null &&
        !row.isHidden &&
        replies.every((reply) => reply.author === row.author),
      unread: isOpen && !mine && !row.isHidden,
      annotation: null,
      scope: null,
      reactions: null,
      endorsedBy: null,
      importedFrom: null,
      alias: null,
      takesUp: null,
      abilities: {
        reply: isOpen && !row.isHidden && isFree,
        edit: isOpen && mine && !row.isHidden && isFree,
        delete: isOpen && mine,
        history: false,
        pin: false,
        lock: false,
        moderate: false,
        report: false,
        react: false,
        endorse: false,
        mark: false,
      },
    };
  }

  visible(viewer: Viewer): CommentView[] {
    return this.rows.filter((row) => this.sees(viewer, row)).map((row) => this.view(viewer, row));
  }

  roots(viewer: Viewer): CommentView[] {
    return this.visible(viewer)
      .filter((comment) => comment.rootId === null)
      .sort((a, b) => Number(b.pinned) - Number(a.pinned) || -byKey(a, b));
  }

  repliesOf(viewer: Viewer, rootId: string): CommentView[] {
    return this.visible(viewer)
      .filter((comment) => comment.rootId === rootId)
      .sort(byKey);
  }

  list(viewer: Viewer, cursor?: string): ThreadWindow & ThreadSummary {
    const place = cursor ? (JSON.parse(cursor) as CommentView) : null;
    const isPast = (root: CommentView) =>
      !place || (place.pinned === root.pinned ? byKey(root, place) < 0 : place.pinned);
    const rest = this.roots(viewer).filter(isPast);
    const roots = rest.slice(0, this.threads);
    const partial: string[] = [];
    const comments = roots.flatMap((root) => {
      const replies = this.repliesOf(viewer, root.id);
      if (replies.length > this.replyCount) partial.push(root.id);
      return [root, ...replies.slice(0, this.replyCount)];
    });
    const nextCursor = rest.length > roots.length ? JSON.stringify(roots.at(-1)) : null;
    return { comments, partial, nextCursor, ...this.summary(viewer) };
  }

  replies(viewer: Viewer, rootId: string, cursor?: string): ReplyWindow {
    const place = cursor ? (JSON.parse(cursor) as CommentView) : null;
    const rest = this.repliesOf(viewer, rootId).filter((reply) => !place || byKey(reply, place) > 0);
    const comments = rest.slice(0, this.replyCount);
    return { comments, nextCursor: rest.length > comments.length ? JSON.stringify(comments.at(-1)) : null };
  }

  threadAt(viewer: Viewer, id: string): ThreadAt {
    const target = this.find(viewer, id);
    const root = this.find(viewer, target?.rootId ?? id);
    if (!target || !root) throw new Error("not found");
    const later = this.replies(viewer, root.id, target.rootId ? JSON.stringify(target) : undefined);
    return {
      comments: target.rootId ? [root, target, ...later.comments] : [root, ...later.comments],
      nextCursor: later.nextCursor,
      sectionPath: "plot/one",
      isTakenBack: false,
      hasEarlier: Boolean(target.rootId) && this.repliesOf(viewer, root.id)[0]?.id !== id,
    };
  }

  summary(viewer: Viewer): ThreadSummary {
    const all = this.visible(viewer);
    const counts: Record<string, number> = {};
    for (const row of this.rows) {
      if (row.isDeleted || row.isHidden) continue;
      const place = row.paragraphId ?? "section";
      counts[place] = (counts[place] ?? 0) + 1;
    }
    return {
      unread: { count: all.filter((comment) => comment.unread).length, more: false },
      needsReply: { count: all.filter((comment) => comment.needsReply).length, more: false },
      counts,
    };
  }

  /** What the stream tells of everything after `from`. */
  changes(viewer: Viewer, from: number): LiveItem[] {
    const ids = new Map<string, boolean>();
    for (const change of this.log)
      if (change.seq > from) ids.set(change.id, (ids.get(change.id) ?? false) || change.wasVisible);
    const items: LiveItem[] = [];
    for (const row of this.rows) {
      const wasVisible = ids.get(row.id);
      if (wasVisible === undefined) continue;
      const comment = this.find(viewer, row.id);
      if (comment) items.push({ type: "comment", classroomId: "", comment });
      else if (wasVisible || viewer.role === "teacher" || row.author === viewer.id)
        items.push({ type: "gone", classroomId: "", commentId: row.id, sectionId: World.SECTION });
    }
    return items;
  }
}

function byKey(a: CommentView, b: CommentView): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
