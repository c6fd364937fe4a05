"use client";

import { announce } from "../../../_ui/announcer";
import { Composer } from "./composer";
import { type Answering, useTalk, type Where } from "./talk-context";
import type { Thread } from "./thread-types";
import { shortName } from "./words";

type ReplyBoxProps = {
  thread: Thread;
  /** Whom the reply answers; null while nothing is being written. */
  answering: Answering | null;
  where: Where;
  /** In a sheet with one thread the box stands open and answers it; elsewhere it opens on "Reply". */
  isStanding: boolean;
  onClose: () => void;
};

/** Names the place where a reply is kept while it is written. */
export const replyKey = (commentId: string): string => `reply:${commentId}`;

/** Where one answers a comment of a thread. */
export function ReplyBox({ thread, answering, where, isStanding, onClose }: ReplyBoxProps) {
  const { actions, focusSoon } = useTalk();
  const { root } = thread;
  const answered = answering?.entry ?? (isStanding ? root : null);
  if (!answered?.author || !answered.abilities.reply) return null;
  const inside = `.in-${where}[data-thread="${root.id}"]`;
  const handleSubmit = (text: string) => {
    const id = actions.post({ paragraphId: root.paragraphId, parentId: answered.id, text });
    announce("Reply posted.");
    onClose();
    focusSoon(`${inside} [data-comment="${id}"] [data-who]`);
    return true;
  };
  const handleLeave = () => {
    onClose();
    focusSoon(`${inside} [data-comment="${answered.id}"] .act button`);
  };
  const isOpened = answering !== null;
  return (
    <Composer
      // Another person's draft is another draft.
      key={answered.id}
      label={`Reply to ${shortName(answered.author.name)}`}
      draftKey={replyKey(answered.id)}
      action="Post"
      rows={isOpened ? 3 : 1}
      autoFocus={answering?.isAsked ?? false}
      isLabelShown={isOpened}
      onSubmit={handleSubmit}
      onLeave={isOpened ? handleLeave : undefined}
    />
  );
}
