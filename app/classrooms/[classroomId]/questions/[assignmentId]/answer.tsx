"use client";

import { useState } from "react";
import { Monogram } from "../../../../_ui/monogram";
import { Time } from "../../../../_ui/time";
import { attempt } from "../../_comments/attempt";
import { CommentBody } from "../../_comments/comment-body";
import { hasDraft, putDraft } from "../../_comments/drafts";
import { Reactions } from "../../_comments/reactions";
import { replyKey } from "../../_comments/reply-box";
import { SendingState } from "../../_comments/sending-state";
import { useTalk } from "../../_comments/talk-context";
import type { Entry, Thread } from "../../_comments/thread-types";
import { holeWords, shortName } from "../../_comments/words";
import { AnswerActs } from "./answer-acts";
import { useAnswers } from "./answers-context";
import { CitedList } from "./cited-list";
import { Feedback } from "./feedback";
import { Loudest } from "./loudest";
import { quoteIn } from "./quote";
import { Reply } from "./reply";
import { type Answering, ReplyForm } from "./reply-form";
import { isTakenUp, keepTakesUp, keptTakesUp, NOTHING_TAKEN_UP } from "./takes-up";

/** An answer: who, what, what it rests on, and what was said to it. */
export function Answer({ thread }: { thread: Thread }) {
  const { me, view, seenMark, isArchived } = useTalk();
  const { cited } = useAnswers();
  const { root, replies } = thread;
  const [answering, setAnswering] = useAnswering(thread);
  const { author } = root;
  const isMine = author !== null && author.id === me.userId;
  const [second, others] = partition(replies, (reply) => isSecondThought(reply, root));
  const lastUnread = [root, ...replies].findLast((entry) => entry.unread);
  const takeBack = useTakeBack(thread, (entry) => setAnswering({ entry, isAsked: true, quote: null }));
  const mark = (entry: Entry) =>
    entry.id === lastUnread?.id && <span className="seen-mark" ref={seenMark(root.id)} />;
  const replyProps = { thread, onReply: setAnswering, onTakeBack: takeBack };
  const handleReply = () => setAnswering({ entry: root, isAsked: true, quote: quoteIn(root.id) });
  return (
    <article
      className={view.target === root.id ? "answer target" : "answer"}
      id={`c-${root.id}`}
      data-thread={root.id}
      data-comment={root.id}
      aria-label={author ? `Answer by ${author.name}` : "An answer that was removed"}
    >
      {author && <Monogram name={author.name} kind={author.role} me={isMine} />}
      <div className="said-by">
        <Head root={root} isMine={isMine} />
        {author && <CommentBody html={root.html} />}
        <CitedList passages={cited[root.id] ?? []} />
        <State root={root} isMine={isMine} />
        <SendingState entry={root} onTakeBack={() => takeBack(root)} />
        {second.map((entry) => (
          <Reply key={entry.id} entry={entry} isSecond {...replyProps}>
            {mark(entry)}
          </Reply>
        ))}
        {!root.sending && author && <Feedback entry={root} />}
        {author && !root.sending && <Reactions entry={root} />}
        {mark(root)}
        {others.length > 0 && (
          <ul className="rp" aria-label={`Replies to ${author?.name ?? "an answer that was removed"}`}>
            {others.map((entry) => (
              <li key={entry.id}>
                <Reply entry={entry} {...replyProps}>
                  {mark(entry)}
                </Reply>
              </li>
            ))}
          </ul>
        )}
        {thread.hasMore && <MoreReplies rootId={root.id} />}
        <Loudest thread={thread} />
        {author && !root.sending && !isArchived && <AnswerActs thread={thread} onReply={handleReply} />}
        {answering && !isArchived && (
          <ReplyForm
            // Other words that are quoted, or somebody else, begin it anew with what is kept for them.
            key={`${answering.entry.id} ${answering.quote ?? ""}`}
            thread={thread}
            answering={answering}
            onClose={() => setAnswering(null)}
          />
        )}
      </div>
    </article>
  );
}

/** What its writer says to their own answer later. */
export const isSecondThought = (reply: Entry, root: Entry): boolean =>
  reply.answers === null && reply.author !== null && reply.author.id === root.author?.id;

function partition<T>(all: T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}

/** Whom a reply is being written to; one that was begun and not sent stands open. */
function useAnswering({ root, replies }: Thread) {
  return useState<Answering | null>(() => {
    const entry = [root, ...replies].find(
      ({ id, abilities }) => abilities.reply && (hasDraft(replyKey(id)) || isTakenUp(keptTakesUp(id))),
    );
    return entry ? { entry, isAsked: false, quote: null } : null;
  });
}

/** Puts the words of what is not sent back to where they were written. */
function useTakeBack({ root }: Thread, answer: (entry: Entry) => void) {
  const { actions, state } = useTalk();
  return (entry: Entry) => {
    const text = actions.discard(entry.id);
    // A second answer that was refused goes on as second thoughts below the first.
    const mine = state.threads.find(
      (one) => one.root.abilities.reply && one.root.author?.id === entry.author?.id,
    );
    const to = entry.rootId === null ? (mine?.root ?? root) : root;
    putDraft(replyKey(to.id), text);
    const { starter, quote } = entry.takesUp ?? NOTHING_TAKEN_UP;
    // A phrase goes with the words that it stands in.
    keepTakesUp(to.id, { starter, quote: to === root && entry.answers === null ? quote : null });
    answer(to);
  };
}

function Head({ root, isMine }: { root: Entry; isMine: boolean }) {
  const { place } = useTalk();
  const { prompt } = useAnswers();
  const { author } = root;
  const waits = !root.sending && root.needsReply && !isMine;
  return (
    <header>
      <h3 className={author ? "who" : "who hole"} tabIndex={-1} data-who data-stop="">
        {author ? (isMine ? "You" : author.name) : holeWords(root)}
      </h3>
      {author && !root.sending && (
        <span>
          <a href={`/classrooms/${place.classroomId}/comments/${root.id}`}>
            <Time value={root.createdAt} form={prompt.isAnonymous && !isMine ? "day" : "ago"} />
          </a>
          {isMine && ", first answer"}
          {root.alias && `, to classmates ${root.alias}`}
        </span>
      )}
      {root.pinned && <span>pinned</span>}
      {root.endorsedBy && <span>{root.endorsedBy}: worth reading</span>}
      {root.unread && <span className="new">New</span>}
      {waits && <span className="flag">No reply yet</span>}
    </header>
  );
}

/** Why others do not see it, in words for its writer and the teachers. */
function State({ root, isMine }: { root: Entry; isMine: boolean }) {
  const { me } = useTalk();
  const { prompt } = useAnswers();
  if (!root.author || root.sending) return null;
  if (root.state === "hidden")
    return (
      <p className="held">
        {isMine ? "A teacher removed this and told you why: " : "Not shown to the class. The reason given: "}
        {root.hiddenReason ? `“${root.hiddenReason}”` : "no reason given"}
      </p>
    );
  if (root.scope === null) return null;
  const name = shortName(root.author.name);
  if (me.role === "teacher")
    return (
      <p className="held">
        Waiting: {name} and the teachers see this. {prompt.isHeld ? "Let it in, or send it back." : ""}
      </p>
    );
  return (
    <p className="held">
      {prompt.isHeld
        ? `${prompt.teacherName} reads this before it joins the page. Until then only you two can see it.`
        : "This joins the others together with two more, so that nobody can tell whose came when."}
    </p>
  );
}

function MoreReplies({ rootId }: { rootId: string }) {
  const { actions } = useTalk();
  const [isBusy, setBusy] = useState(false);
  const handleMore = async () => {
    if (isBusy) return;
    setBusy(true);
    await attempt(actions.loadReplies(rootId));
    setBusy(false);
  };
  return (
    <button
      type="button"
      className="lnk"
      aria-disabled={isBusy || undefined}
      onClick={() => void handleMore()}
    >
      More replies
    </button>
  );
}
