"use client";

import { useMemo, useRef, useState } from "react";
import { attempt } from "./attempt";
import { marginGroups } from "./margin-groups";
import { NewComment } from "./new-comment";
import { Note } from "./note";
import { placeWords, selectors, useTalk } from "./talk-context";
import { useNoteLayout } from "./use-note-layout";

/** The margin of a wide page: every paragraph's threads, level with its first line. */
export function Margin() {
  const talk = useTalk();
  const { state, actions, place, me, view, change, focusSoon, isArchived } = talk;
  const column = useRef<HTMLElement>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const paragraphIds = useMemo(() => place.paragraphs.map(({ id }) => id), [place]);
  const groups = marginGroups({
    paragraphIds,
    threads: state.loaded,
    counts: state.counts,
    me: me.userId,
    unfolded,
    openId: view.openId,
  });
  const { writingOn } = view;
  useNoteLayout(column, `${view.openId} ${writingOn} ${unfolded.size}`);

  const handleMore = async (paragraphId: string, hasEarlier: boolean) => {
    setUnfolded((now) => new Set([...now, paragraphId]));
    const { paragraphId: listed, filter } = state;
    if (!hasEarlier) return;
    // Read as a list of its own, then the list goes back to what it showed; what was read stays loaded.
    await attempt(
      actions.show({ paragraphId, filter: "all" }).then(() => actions.show({ paragraphId: listed, filter })),
    );
  };
  const handlePosted = (id: string) => {
    change({ writingOn: null, openId: id });
    focusSoon(selectors.note(id));
  };
  const isClean = groups.length === 0 && !writingOn;
  return (
    <aside className="notes" aria-labelledby="margin-title" ref={column}>
      <h2 className="vh" id="margin-title">
        Comments in the margin
      </h2>
      {isClean && !isArchived && (
        <p className="clean">This margin is clean. Choose a paragraph and be the first to write beside it.</p>
      )}
      {paragraphIds.map((paragraphId) => {
        const group = groups.find((one) => one.paragraphId === paragraphId);
        return [
          writingOn === paragraphId && (
            <div className="slot" key={`new-${paragraphId}`} data-for={paragraphId} data-pinned="">
              <NewComment paragraphId={paragraphId} onDone={handlePosted} />
            </div>
          ),
          group?.shown.map((thread) => (
            <div
              className="slot"
              key={thread.root.id}
              data-for={paragraphId}
              data-pinned={view.openId === thread.root.id && !writingOn ? "" : undefined}
            >
              <Note thread={thread} />
            </div>
          )),
          group && (group.more > 0 || group.hasEarlier) && (
            <div className="slot" key={`more-${paragraphId}`} data-for={paragraphId}>
              <button
                type="button"
                className="more lnk"
                onClick={() => void handleMore(paragraphId, group.hasEarlier)}
              >
                {group.more > 0 ? `${group.more} more` : "Earlier comments"}
                {group.moreNew > 0 && `, ${group.moreNew} new`}
                <span className="vh"> on {placeWords(place, paragraphId)}</span>
              </button>
            </div>
          ),
        ];
      })}
    </aside>
  );
}
