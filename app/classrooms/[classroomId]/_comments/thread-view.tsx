"use client";

import { type ReactNode, useState } from "react";
import { attempt } from "./attempt";
import { hasDraft, putDraft } from "./drafts";
import { newKey } from "./new-comment";
import { NoteHead } from "./note-facts";
import { Remark } from "./remark";
import { ReplyBox, replyKey } from "./reply-box";
import { type Answering, useTalk, type Where } from "./talk-context";
import type { Entry, Thread } from "./thread-types";
import { counted, unansweredWords } from "./words";

/** A longer thread shows its first and its latest replies, and a button for those between. */
const REPLIES_WHOLE = 7;
const REPLIES_FIRST = 3;
const REPLIES_LAST = 2;

type ThreadViewProps = {
  thread: Thread;
  where: Where;
  /** The only one in its sheet. */
  isOnly?: boolean;
  foot?: ReactNode;
};

/** A whole thread: what it began with, the replies one step in, and the way to answer. */
export function ThreadView({ thread, where, isOnly = false, foot }: ThreadViewProps) {
  const { me, isArchived } = useTalk();
  const { root } = thread;
  const [answering, setAnswering] = useAnswering(thread);
  const takeBack = useTakeBack(root, () => setAnswering({ entry: root, isAsked: true }));
  const unanswered = unansweredWords(thread, me.userId);
  const lastUnreadId = lastUnread(thread)?.id;
  const remark = (entry: Entry) => (
    <Remark
      entry={entry}
      thread={thread}
      where={where}
      isLastUnread={entry.id === lastUnreadId}
      onReply={() => setAnswering({ entry, isAsked: true })}
      onTakeBack={() => takeBack(entry)}
    />
  );
  return (
    <article className={`thread in-${where}`} data-thread={root.id} aria-label={threadName(root)}>
      {where !== "margin" && <NoteHead entry={root} where={where} />}
      {remark(root)}
      {thread.gapAfter === root.id && <LoadReplies thread={thread} at="gap" />}
      {thread.replies.length > 0 && <Replies thread={thread} remark={remark} />}
      {thread.hasMore && <LoadReplies thread={thread} at="end" />}
      {root.locked && <p className="said">A teacher has closed this thread. It can be read, not added to.</p>}
      {unanswered && <p className="said">{unanswered}</p>}
      {!isArchived && (
        <ReplyBox
          thread={thread}
          answering={answering}
          where={where}
          isStanding={isOnly}
          onClose={() => setAnswering(null)}
        />
      )}
      {foot}
    </article>
  );
}

/** The replies; of many, the first and the latest, until one asks for those between or was led to one of them. */
function Replies({ thread, remark }: { thread: Thread; remark: (entry: Entry) => ReactNode }) {
  const { view } = useTalk();
  const { replies, gapAfter } = thread;
  const [isWhole, setWhole] = useState(false);
  const isLedHere = replies.some(({ id }) => id === view.target);
  const isShort = isWhole || isLedHere || replies.length <= REPLIES_WHOLE || gapAfter !== null;
  const folded = isShort ? 0 : replies.length - REPLIES_FIRST - REPLIES_LAST;
  const item = (entry: Entry) => (
    <li key={entry.id}>
      {remark(entry)}
      {gapAfter === entry.id && <LoadReplies thread={thread} at="gap" />}
    </li>
  );
  if (folded === 0) return <ol className="replies">{replies.map(item)}</ol>;
  return (
    <ol className="replies">
      {replies.slice(0, REPLIES_FIRST).map(item)}
      <li>
        <button type="button" className="lnk" onClick={() => setWhole(true)}>
          {counted(folded, "more reply", "more replies")}
        </button>
      </li>
      {replies.slice(-REPLIES_LAST).map(item)}
    </ol>
  );
}

/** Whom one answers in this thread. What was begun earlier and not sent stands open. */
function useAnswering({ root, replies }: Thread) {
  return useState<Answering | null>(() => {
    const entry = [root, ...replies].find(({ id, abilities }) => abilities.reply && hasDraft(replyKey(id)));
    return entry ? { entry, isAsked: false } : null;
  });
}

/** Puts the words of what is not sent back to where they were written. */
function useTakeBack(root: Entry, answerRoot: () => void) {
  const { actions, place, change, focusSoon, isPhone } = useTalk();
  return (entry: Entry) => {
    const text = actions.discard(entry.id);
    if (entry.id !== root.id) {
      putDraft(replyKey(root.id), text);
      return answerRoot();
    }
    const { paragraphId } = root;
    putDraft(newKey(place.sectionId, paragraphId), text);
    if (paragraphId && !isPhone) {
      change({ writingOn: paragraphId, openId: null });
      focusSoon(`.notes [data-for="${paragraphId}"] textarea`);
    } else focusSoon(paragraphId ? ".sheet textarea" : ".talk > .composer textarea");
  };
}

function threadName(root: Entry): string {
  return root.author ? `Thread begun by ${root.author.name}` : "Thread whose first comment was removed";
}

function lastUnread({ root, replies }: Thread): Entry | undefined {
  return [root, ...replies].findLast((entry) => entry.unread);
}

function LoadReplies({ thread, at }: { thread: Thread; at: "end" | "gap" }) {
  const { actions } = useTalk();
  const [isBusy, setBusy] = useState(false);
  const handleLoad = async () => {
    if (isBusy) return;
    setBusy(true);
    await attempt(actions.loadReplies(thread.root.id, at));
    setBusy(false);
  };
  return (
    <button type="button" className="lnk load" aria-disabled={isBusy || undefined} onClick={handleLoad}>
      {at === "gap" ? "Earlier replies" : "More replies"}
    </button>
  );
}
