import type { CommentView } from "#domain/comment";
import type { serverApi } from "../../../../../../_trpc/server";

type Api = Awaited<ReturnType<typeof serverApi>>;

/** More comments than this would be a book of their own; the edition says when it stops. */
export const PRINT_MAX = 300;

/** A thread as it is printed: what the class may see of it, oldest first. */
export type PrintedThread = { root: CommentView; replies: CommentView[] };

export type Gathered = { threads: PrintedThread[]; isWhole: boolean };

// What a teacher has hidden is shown on the screen to those who decide about it, and is not handed round on paper.
const isPrinted = (comment: CommentView): boolean => comment.state === "shown" && comment.author !== null;

/** Every comment on a section that the reader may see, up to `PRINT_MAX`, in the order it was written. */
export async function gatherThreads(api: Api, classroomId: string, sectionId: string): Promise<Gathered> {
  const threads: PrintedThread[] = [];
  let count = 0;
  let isWhole = true;
  let cursor: string | undefined;
  do {
    const window = await api.comment.list({ classroomId, sectionId, order: "oldest", cursor });
    for (const thread of threadsOf(window.comments)) {
      if (count >= PRINT_MAX) return { threads, isWhole: false };
      const { root } = thread;
      if (window.partial.includes(root.id)) {
        const rest = await allReplies(api, classroomId, root.id, PRINT_MAX - count);
        thread.replies = rest.replies;
        isWhole = isWhole && rest.isWhole;
      }
      thread.replies = thread.replies.filter(isPrinted);
      if (!isPrinted(root) && thread.replies.length === 0) continue;
      count += 1 + thread.replies.length;
      threads.push(thread);
    }
    cursor = window.nextCursor ?? undefined;
  } while (cursor);
  return { threads, isWhole };
}

function threadsOf(comments: readonly CommentView[]): PrintedThread[] {
  const threads = new Map<string, PrintedThread>();
  for (const comment of comments) {
    if (comment.rootId === null) threads.set(comment.id, { root: comment, replies: [] });
    else threads.get(comment.rootId)?.replies.push(comment);
  }
  return [...threads.values()];
}

async function allReplies(api: Api, classroomId: string, rootId: string, max: number) {
  const replies: CommentView[] = [];
  let cursor: string | undefined;
  do {
    const window = await api.comment.replies({ classroomId, rootId, cursor });
    replies.push(...window.comments);
    cursor = window.nextCursor ?? undefined;
  } while (cursor && replies.length < max);
  return { replies, isWhole: !cursor };
}
