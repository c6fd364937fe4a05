import type { CommentView } from "#domain/comment";
import type { LiveItem } from "#domain/live";

/** What is left of a comment that was removed and has replies, as the stream will tell it. */
export function hole(comment: CommentView): LiveItem {
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
      annotation: null,
      reactions: null,
      endorsedBy: null,
      abilities: {
        ...none,
        pin: false,
        lock: false,
        moderate: false,
        report: false,
        react: false,
        endorse: false,
        mark: false,
      },
    },
  };
}
