import type { Post } from "./post";
import { isBareMark } from "./thread-counts";
import { compareKeys, compareRoots, isRead } from "./thread-order";
import type { ThreadStore } from "./thread-store";
import type { Entry, Me, Thread } from "./thread-types";

const NO_ABILITIES = {
  reply: false,
  edit: false,
  delete: false,
  history: false,
  pin: false,
  lock: false,
  moderate: false,
  report: false,
  react: false,
  endorse: false,
  mark: false,
};

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What is not sent yet is shown as it was typed: the server makes the Markdown. */
const plainHtml = (text: string): string =>
  text
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>")}</p>`)
    .join("");

function annotationOf({ mark }: Post): Entry["annotation"] {
  if (!mark) return null;
  const { selectors, motivation, themeIds } = mark;
  return { motivation, themeIds, ...selectors, quoted: null };
}

/** A kept post as an entry of a list. */
export function entryOf(post: Post, me: Me, sendingId: string | null): Entry {
  return {
    id: post.id,
    sectionId: post.sectionId,
    paragraphId: post.paragraphId,
    rootId: post.rootId,
    answers: null,
    author: { id: me.userId, name: me.name, role: me.role },
    html: post.text === "" ? "" : plainHtml(post.text),
    createdAt: new Date(post.at).toISOString(),
    editedAt: null,
    version: 1,
    state: "shown",
    hiddenReason: null,
    pinned: false,
    locked: false,
    replyCount: 0,
    needsReply: false,
    unread: false,
    annotation: annotationOf(post),
    scope:
      post.mark && post.mark.audience !== "class"
        ? { audience: post.mark.audience, groupName: post.mark.groupName }
        : null,
    reactions: null,
    endorsedBy: null,
    importedFrom: null,
    alias: null,
    takesUp: post.takesUp ?? null,
    abilities: NO_ABILITIES,
    sending: post.refusal ? "failed" : post.id === sendingId ? "sending" : "waiting",
    unsentText: post.text,
    ...(post.refusal ? { sentence: post.refusal.sentence } : {}),
  };
}

/**
 * The threads of the store's view in display order, with one's own posts on their way where they will stand. Threads
 * in which nothing changed are the same objects as in `before`.
 *
 * @param pending  entries of this section in the order they were written
 */
export function listThreads(store: ThreadStore, pending: Entry[], before: readonly Thread[]): Thread[] {
  const { paragraphId } = store.view;
  return threadsWhere(store, pending, before, (root) =>
    root.sending
      ? isSaid(root) && (paragraphId === undefined || root.paragraphId === paragraphId)
      : store.isListed(root),
  );
}

/** Every thread that the store knows, and one's own on their way, in display order; for the margin. */
export const listLoaded = (store: ThreadStore, pending: Entry[], before: readonly Thread[]): Thread[] =>
  threadsWhere(store, pending, before, isSaid);

/** A mark without words is drawn in the text and listed nowhere, unless its writer has to hear why it was refused. */
const isSaid = (root: Entry): boolean => root.sending === "failed" || !isBareMark(root);

function threadsWhere(
  store: ThreadStore,
  pending: Entry[],
  before: readonly Thread[],
  isWanted: (root: Entry) => boolean,
): Thread[] {
  const waiting = pending.filter((entry) => !store.known.has(entry.id));
  const roots = [...store.known.values()]
    .map(({ comment }) => comment)
    .filter((comment) => comment.rootId === null && isWanted(comment))
    .sort(compareRoots(store.view.order));
  const old = new Map(before.map((thread) => [thread.root.id, thread]));
  const threads = roots.map((root) => keepSame(old.get(root.id), threadOf(store, root, waiting)));
  const own = waiting
    .filter((entry) => entry.rootId === null && isWanted(entry))
    .map((entry) => keepSame(old.get(entry.id), threadOf(store, entry, waiting)));
  if (store.view.order === "oldest") return [...threads, ...own];
  const pinned = threads.filter((thread) => thread.root.pinned).length;
  return [...threads.slice(0, pinned), ...own.reverse(), ...threads.slice(pinned)];
}

function threadOf(store: ThreadStore, root: Entry, waiting: Entry[]): Thread {
  const span = store.spanOf(root.id);
  const replies: Entry[] = [];
  let gapAfter: string | null = span.tail ? root.id : null;
  const known = [...(store.repliesOf.get(root.id) ?? [])].flatMap((id) => store.known.get(id)?.comment ?? []);
  for (const reply of known.sort(compareKeys)) {
    if (!isRead(span, reply) && !store.kept.has(reply.id)) continue;
    replies.push(reply);
    if (span.tail && compareKeys(reply, span.tail.from) < 0) gapAfter = reply.id;
  }
  replies.push(...waiting.filter((entry) => entry.rootId === root.id));
  const end = span.tail ? span.tail.to : span.head;
  const hasMore = end !== "end" && !root.sending && (end !== null || root.replyCount > 0);
  return { root, replies, hasMore, gapAfter };
}

function keepSame(old: Thread | undefined, now: Thread): Thread {
  const isSame =
    old !== undefined &&
    isSameEntry(old.root, now.root) &&
    old.hasMore === now.hasMore &&
    old.gapAfter === now.gapAfter &&
    old.replies.length === now.replies.length &&
    old.replies.every((reply, n) => isSameEntry(reply, now.replies[n]));
  return isSame ? old : now;
}

// Entries on their way are made anew each time.
const isSameEntry = (a: Entry, b: Entry | undefined): boolean =>
  a === b ||
  (b?.sending !== undefined && a.id === b.id && a.sending === b.sending && a.sentence === b.sentence);
