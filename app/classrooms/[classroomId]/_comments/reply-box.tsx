"use client";

import { announce } from "../../../_ui/announcer";
import { Composer } from "./composer";
import { useTalk } from "./talk-context";
import type { Entry, Thread } from "./thread-types";
import type { Where } from "./thread-view";
import { shortName } from "./words";

type ReplyBoxProps = {
  thread: Thread;
  /** Whom the reply answers; null while nothing is being written. */
  answering: Entry | null;
  where: Where;
  onOpen: (entry: Entry) => void;
  onClose: () => void;
};

/** Where one answers. In the sheet it stands open and answers the thread; elsewhere it opens on "Reply". */
export function ReplyBox({ thread, answering, where, onClose }: ReplyBoxProps) {
  const { actions, focusSoon } = useTalk();
  const { root } = thread;
  const isStanding = where === "sheet" && answering === null;
  const answered = answering ?? (isStanding ? root : null);
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
  return (
    <Composer
      // Another person's draft is another draft.
      key={answered.id}
      label={`Reply to ${shortName(answered.author.name)}`}
      draftKey={`reply:${answered.id}`}
      action="Post"
      rows={isStanding ? 1 : 3}
      autoFocus={!isStanding}
      isLabelShown={!isStanding}
      onSubmit={handleSubmit}
      onLeave={isStanding ? undefined : handleLeave}
    />
  );
}
