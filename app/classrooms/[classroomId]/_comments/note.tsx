"use client";

import { placeWords, selectors, useTalk } from "./talk-context";
import type { Thread } from "./thread-types";
import { ThreadView } from "./thread-view";
import { useMedia } from "./use-media";
import { holeWords, metaWords, newWords, plainOf } from "./words";

// About two lines of the margin, with the name and the small print.
const CLOSED_CHARS = 86;
const CLOSED_CHARS_NARROW = 62;
const TEXT_CHARS_MIN = 24;

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
  const fresh = newWords(thread);
  const isNarrow = useMedia("(max-width: 1180px)");
  const rest =
    (root.author?.name.length ?? 0) + meta.length + fresh.length + (root.author?.role === "teacher" ? 8 : 0);
  const room = (isNarrow ? CLOSED_CHARS_NARROW : CLOSED_CHARS) - rest;
  return (
    <div className={fresh ? "note new" : "note"} data-thread={root.id}>
      <span className="say" aria-hidden="true" />
      <button type="button" className="peek" data-stop aria-expanded="false" onClick={onOpen}>
        {root.author ? (
          <>
            <span className="who">{root.author.id === me.userId ? "You" : root.author.name}</span>{" "}
            {root.author.role === "teacher" && <span className="it">Teacher </span>}
            <span className="tx">{cut(plainOf(root.html), Math.max(TEXT_CHARS_MIN, room))}</span>
          </>
        ) : (
          <span className="tx it">{holeWords(root)}</span>
        )}
        {(meta || fresh) && (
          <span className="meta">
            {" "}
            {meta}
            {meta && fresh && ", "}
            {fresh && <b>{fresh}</b>}
          </span>
        )}
      </button>
    </div>
  );
}

function cut(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars).replace(/[\s.,;:–-]+\S*$/u, "")}…`;
}
