import type { CommentView } from "#domain/comment";
import type { Mark } from "#domain/note";
import { EXCERPT_CHARS } from "#domain/packed-marks";
import type { Post } from "../_comments/post";
import type { Me } from "../_comments/thread-types";
import { plainOf } from "../_comments/words";

/** A mark as this page knows it: the server's, or one's own that is still on its way. */
export type KnownMark = Mark & {
  /** Absent once the server has it. */
  sending?: "waiting" | "failed";
  /** The words it marks, where they are known; another text at its place means that it belongs to another version. */
  exact?: string;
};

/** The mark of a note, as `annotation.marks` would list it; null for what marks nothing or has lost its line. */
export function markOfComment(comment: CommentView): KnownMark | null {
  const { annotation, author } = comment;
  if (comment.state !== "shown" || comment.rootId !== null || !annotation || !author) return null;
  if (annotation.start === null || annotation.end === null) return null;
  return {
    id: comment.id,
    start: annotation.start,
    end: annotation.end,
    exact: annotation.exact,
    themeIds: annotation.themeIds,
    motivation: annotation.motivation,
    audience: comment.scope?.audience ?? "class",
    authorId: author.id,
    authorName: author.name,
    isTeacher: author.role === "teacher",
    excerpt: plainOf(comment.html).slice(0, EXCERPT_CHARS),
    replyCount: comment.replyCount,
    createdAt: comment.createdAt,
  };
}

/** The mark of a post that the server does not have yet; null for one that marks nothing. */
export function markOfPost(post: Post, me: Me): KnownMark | null {
  if (!post.mark) return null;
  const { selectors, motivation, themeIds, audience } = post.mark;
  return {
    id: post.id,
    start: selectors.start,
    end: selectors.end,
    exact: selectors.exact,
    themeIds,
    motivation,
    audience,
    authorId: me.userId,
    authorName: me.name,
    isTeacher: me.role === "teacher",
    excerpt: post.text.replace(/\s+/g, " ").trim().slice(0, EXCERPT_CHARS),
    replyCount: 0,
    createdAt: new Date(post.at).toISOString(),
    sending: post.refusal ? "failed" : "waiting",
  };
}

/** Whether a mark has a note: words of its own, or something said to it. */
export const hasNote = ({ excerpt, replyCount }: Pick<Mark, "excerpt" | "replyCount">): boolean =>
  excerpt !== "" || replyCount > 0;
