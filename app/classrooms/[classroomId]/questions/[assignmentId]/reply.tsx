"use client";

import { type ReactNode, useState } from "react";
import type { Starter } from "#domain/note";
import { Monogram } from "../../../../_ui/monogram";
import { Time } from "../../../../_ui/time";
import { CommentBody } from "../../_comments/comment-body";
import { hasDraft } from "../../_comments/drafts";
import { EditBox, editKey } from "../../_comments/edit-box";
import { Reactions } from "../../_comments/reactions";
import { RemarkMenu } from "../../_comments/remark-menu";
import { SendingState } from "../../_comments/sending-state";
import { useTalk } from "../../_comments/talk-context";
import type { Entry, Thread } from "../../_comments/thread-types";
import { holeWords, shortName } from "../../_comments/words";
import { useAnswers } from "./answers-context";
import { quoteIn } from "./quote";
import type { Answering } from "./reply-form";

type ReplyProps = {
  entry: Entry;
  thread: Thread;
  /** What its writer added to their own answer. */
  isSecond?: boolean;
  onReply: (answering: Answering) => void;
  onTakeBack: (entry: Entry) => void;
  children?: ReactNode;
};

/** One reply, or second thoughts: who, to whom, on which words, what. */
export function Reply({ entry, isSecond = false, onReply, onTakeBack, children }: ReplyProps) {
  const { me, view, isArchived } = useTalk();
  const [editing, setEditing] = useState<"asked" | "kept" | null>(() =>
    entry.abilities.edit && hasDraft(editKey(entry)) ? "kept" : null,
  );
  const { author } = entry;
  const look = [isSecond ? "second" : "reply", view.target === entry.id && "target"];
  const canAct = author && !editing && !entry.sending;
  return (
    <div className={look.filter(Boolean).join(" ")} id={`c-${entry.id}`} data-comment={entry.id}>
      {!isSecond && author && (
        <Monogram name={author.name} kind={author.role} me={author.id === me.userId} small />
      )}
      <div className="said-by">
        {isSecond ? <SecondHead entry={entry} /> : <Head entry={entry} />}
        {author && !editing && <CommentBody html={entry.html} />}
        {editing && <EditBox entry={entry} autoFocus={editing === "asked"} onDone={() => setEditing(null)} />}
        {author && entry.state === "hidden" && (
          <p className="held">
            Not shown to the class. The reason given:{" "}
            {entry.hiddenReason ? `“${entry.hiddenReason}”` : "none"}
          </p>
        )}
        <SendingState entry={entry} onTakeBack={() => onTakeBack(entry)} />
        {canAct && !isSecond && <Reactions entry={entry} />}
        {canAct && (
          <div className="act">
            {entry.abilities.reply && !isArchived && (
              <button
                type="button"
                className="lnk"
                onClick={() => onReply({ entry, isAsked: true, quote: quoteIn(entry.id) })}
              >
                Reply<span className="vh"> to {author.name}</span>
              </button>
            )}
            <RemarkMenu entry={entry} isRoot={false} onEdit={() => setEditing("asked")} />
          </div>
        )}
        {children}
      </div>
    </div>
  );
}

const STARTED: Record<Starter, string> = { builds: "builds on", challenges: "challenges", asks: "asks" };

function Head({ entry }: { entry: Entry }) {
  const { me } = useTalk();
  const { author, answers, takesUp } = entry;
  const to = answers ? shortName(answers.name) : null;
  return (
    <h4 className={author ? "who" : "who hole"} tabIndex={-1} data-who>
      {author ? (author.id === me.userId ? "You" : author.name) : holeWords(entry)}
      {author?.role === "teacher" && <span className="it quiet"> Teacher</span>}
      {author && (
        <span className="to">
          {takesUp?.starter && ` ${STARTED[takesUp.starter]}`}
          {to && ` ${takesUp?.starter ? "" : "to "}${to}`}
          {takesUp?.quote && (
            <>
              {" "}
              on <q>{takesUp.quote}</q>
            </>
          )}
        </span>
      )}
      {entry.unread && <span className="new">New</span>}
      <When entry={entry} />
    </h4>
  );
}

function SecondHead({ entry }: { entry: Entry }) {
  return (
    <h4 className="who" tabIndex={-1} data-who>
      <em>Second thoughts</em>
      <When entry={entry} />
    </h4>
  );
}

function When({ entry }: { entry: Entry }) {
  const { place, me, ask } = useTalk();
  const { prompt } = useAnswers();
  if (!entry.author || entry.sending) return null;
  const isDay = prompt.isAnonymous && entry.author.id !== me.userId;
  return (
    <span className="when">
      <a href={`/classrooms/${place.classroomId}/comments/${entry.id}`}>
        <Time value={entry.createdAt} form={isDay ? "day" : "ago"} />
      </a>
      {entry.editedAt &&
        (entry.abilities.history ? (
          <>
            {", "}
            <button type="button" className="plainbtn" onClick={() => ask({ kind: "history", entry })}>
              edited
            </button>
          </>
        ) : (
          ", edited"
        ))}
    </span>
  );
}
