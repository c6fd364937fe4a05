"use client";

import { placeWords, selectors, useTalk } from "./talk-context";
import type { Thread } from "./thread-types";
import { ThreadView } from "./thread-view";
import { holeWords, metaWords, plainOf, unreadIn } from "./words";

// About two lines of the margin, with the name.
const CLOSED_CHARS = 84;

/** A thread in the margin: two lines when closed, whole when open, in the same place. */
export function Note({ thread }: { thread: Thread }) {
  const { view, change, focusSoon, place } = useTalk();
  const { root } = thread;
  const isOpen = view.openId === root.id;
  const handleOpen = () => {
    change({ openId: root.id, writingOn: null });
    focusSoon(selectors.note(root.id));
  };
  const handleClose = () => {
    change({ openId: null, target: null });
    if (root.paragraphId) focusSoon(selectors.tools(root.paragraphId));
  };
  if (!isOpen) return <ClosedNote thread={thread} onOpen={handleOpen} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears Escape from the controls inside
    <div
      className="note open"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        handleClose();
      }}
    >
      <span className="say" aria-hidden="true" />
      <ThreadView
        thread={thread}
        where="margin"
        foot={
          <button type="button" className="lnk back" onClick={handleClose}>
            Back to the text
            <span className="vh">, {placeWords(place, root.paragraphId)}</span>
          </button>
        }
      />
    </div>
  );
}

function ClosedNote({ thread, onOpen }: { thread: Thread; onOpen: () => void }) {
  const { me } = useTalk();
  const { root } = thread;
  const meta = metaWords(thread);
  const isNew = unreadIn(thread) > 0;
  return (
    <div className={isNew ? "note new" : "note"} data-thread={root.id}>
      <span className="say" aria-hidden="true" />
      <button type="button" className="peek" data-stop aria-expanded="false" onClick={onOpen}>
        {root.author ? (
          <>
            <span className="who">{root.author.id === me.userId ? "You" : root.author.name}</span>{" "}
            {root.author.role === "teacher" && <span className="it">Teacher </span>}
            <span className="tx">{cut(plainOf(root.html))}</span>
          </>
        ) : (
          <span className="tx it">{holeWords(root)}</span>
        )}
        {meta && <span className="meta"> {meta}</span>}
      </button>
    </div>
  );
}

function cut(text: string): string {
  return text.length <= CLOSED_CHARS ? text : `${text.slice(0, CLOSED_CHARS).replace(/\s+\S*$/u, "")}…`;
}
