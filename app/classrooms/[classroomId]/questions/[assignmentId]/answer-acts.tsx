"use client";

import { trpc } from "../../../../_trpc/client";
import { showToast } from "../../../../_ui/toast";
import { attempt } from "../../_comments/attempt";
import { type MenuItem, RemarkMenu } from "../../_comments/remark-menu";
import { useTalk } from "../../_comments/talk-context";
import type { Thread } from "../../_comments/thread-types";
import { useAnswers } from "./answers-context";

type AnswerActsProps = { thread: Thread; onReply: () => void };

/** What one can do with an answer. */
export function AnswerActs({ thread: { root }, onReply }: AnswerActsProps) {
  const { me, place, isArchived } = useTalk();
  const { ask, read, prompt } = useAnswers();
  const isMine = root.author?.id === me.userId;
  const isTeacher = me.role === "teacher";
  const { classroomId } = place;
  const letIn = async () => {
    await trpc.answer.letIn.mutate({ classroomId, commentId: root.id });
    showToast("It is with the others now.");
    await read();
  };
  const waits = root.scope !== null && root.state === "shown";
  const items: (MenuItem | false)[] = [
    isMine && { words: "Take my answer away", act: () => ask({ kind: "takeAway", entry: root }) },
    isTeacher && { words: "Send it back", act: () => ask({ kind: "sendBack", entry: root }) },
  ];
  const words = isMine
    ? "Second thoughts"
    : root.replyCount === 0 && !isTeacher
      ? "Be the first to reply"
      : "Reply";
  return (
    <div className="act">
      {isTeacher && waits && !isArchived && (
        <button type="button" className="lnk" onClick={() => void attempt(letIn())}>
          Let it in<span className="vh">: the answer by {root.author?.name}</span>
        </button>
      )}
      {root.abilities.reply && (
        <button type="button" className="lnk" data-reply="" onClick={onReply}>
          {words}
          {!isMine && <span className="vh"> to {root.author?.name}</span>}
        </button>
      )}
      <RemarkMenu
        entry={root}
        isRoot
        onEdit={() => {}}
        more={items.filter((item) => item !== false)}
        key={prompt.id}
      />
    </div>
  );
}
