"use client";

import { useState } from "react";
import { Monogram } from "../../../_ui/monogram";
import { Time } from "../../../_ui/time";
import { CommentBody } from "./comment-body";
import { hasDraft } from "./drafts";
import { EditBox, editKey } from "./edit-box";
import { NoteEditor } from "./note-editor";
import { NoteFoot, NoteHead } from "./note-facts";
import { Reactions } from "./reactions";
import { RemarkMenu } from "./remark-menu";
import { SendingState } from "./sending-state";
import { useTalk, type Where } from "./talk-context";
import type { Entry, Thread } from "./thread-types";
import { holeWords } from "./words";

type RemarkProps = {
  entry: Entry;
  thread: Thread;
  where: Where;
  isLastUnread: boolean;
  onReply: () => void;
  /** Takes back what is not sent, to be written anew. */
  onTakeBack: () => void;
};

/** One comment: who, what, when, and what the reader may do with it. */
export function Remark({ entry, thread, where, isLastUnread, onReply, onTakeBack }: RemarkProps) {
  const { me, view, seenMark, isArchived } = useTalk();
  const [editing, setEditing] = useState<"asked" | "kept" | null>(() =>
    entry.abilities.edit && hasDraft(editKey(entry)) ? "kept" : null,
  );
  const [isChanging, setChanging] = useState(false);
  const isEditing = editing !== null;
  // A mark without words: its writer may add them.
  const isBare = entry.html === "" && entry.annotation !== null;
  const isRoot = entry.id === thread.root.id;
  const { author } = entry;
  const look = [
    "remark",
    entry.unread && "new",
    view.target === entry.id && "target",
    entry.sending && "unsent",
  ];
  // In the list the comment has its lasting place; the margin and the sheet show it a second time.
  const id = where === "list" ? `c-${entry.id}` : undefined;
  const name = isRoot ? "h3" : "h4";
  return (
    <div className={look.filter(Boolean).join(" ")} id={id} data-comment={entry.id}>
      {where !== "margin" && author && (
        <Monogram name={author.name} kind={author.role} me={author.id === me.userId} small={!isRoot} />
      )}
      <div className="said-by">
        <Who as={name} entry={entry} isStop={isRoot} />
        {author && <CommentBody html={isEditing ? "" : entry.html} />}
        {isEditing && (
          <EditBox entry={entry} autoFocus={editing === "asked"} onDone={() => setEditing(null)} />
        )}
        {entry.state === "hidden" && author && <HiddenWords entry={entry} mine={author.id === me.userId} />}
        {where === "margin" && isRoot && <NoteHead entry={entry} where={where} />}
        {author && <NoteFoot entry={entry} />}
        {isChanging && <NoteEditor entry={entry} onDone={() => setChanging(false)} />}
        <SendingState entry={entry} onTakeBack={onTakeBack} />
        {author && !isEditing && !entry.sending && entry.html !== "" && <Reactions entry={entry} />}
        {author && !isEditing && !entry.sending && (
          <div className="act">
            {entry.abilities.reply && !isArchived && (
              <button type="button" className="lnk" data-reply={isRoot ? "" : undefined} onClick={onReply}>
                Reply<span className="vh"> to {author.name}</span>
              </button>
            )}
            {isBare && entry.abilities.edit && (
              <button type="button" className="lnk" onClick={() => setEditing("asked")}>
                Add a reason
              </button>
            )}
            <RemarkMenu
              entry={entry}
              isRoot={isRoot}
              onEdit={() => setEditing("asked")}
              onChange={() => setChanging(true)}
            />
            <When entry={entry} />
          </div>
        )}
        {isLastUnread && <span className="seen-mark" ref={seenMark(thread.root.id)} />}
      </div>
    </div>
  );
}

function Who({ as: Heading, entry, isStop }: { as: "h3" | "h4"; entry: Entry; isStop: boolean }) {
  const { me } = useTalk();
  const { author, answers } = entry;
  return (
    <Heading
      className={author ? "who" : "who hole"}
      tabIndex={-1}
      data-who
      data-stop={isStop ? "" : undefined}
    >
      {author ? (author.id === me.userId ? "You" : author.name) : holeWords(entry)}
      {author?.role === "teacher" && <span className="it"> Teacher</span>}
      {entry.annotation?.motivation === "questioning" && author && (
        <span className="it"> {author.id === me.userId ? "ask" : "asks"} the class</span>
      )}
      {answers && <span className="ans"> answering {answers.name}</span>}
      {entry.pinned && <span className="ans"> pinned</span>}
      {entry.unread && <span className="fresh-mark"> new</span>}
    </Heading>
  );
}

function When({ entry }: { entry: Entry }) {
  const { place, ask } = useTalk();
  return (
    <span className="when">
      <a href={`/classrooms/${place.classroomId}/comments/${entry.id}`}>
        <Time value={entry.createdAt} form="ago" />
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

function HiddenWords({ entry, mine }: { entry: Entry; mine: boolean }) {
  const why = entry.hiddenReason ? `“${entry.hiddenReason}”` : "no reason given";
  return (
    <p className="held">
      {mine
        ? `A teacher removed this and told you why: ${why}`
        : `Not shown to the class. The reason given: ${why}`}
    </p>
  );
}
