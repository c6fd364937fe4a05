"use client";

import { Fragment, useMemo, useRef, useState } from "react";
import { attempt } from "./attempt";
import { type MarginGroup, marginGroups } from "./margin-groups";
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

  const handleMore = async ({ paragraphId, hasEarlier }: MarginGroup) => {
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
        return (
          <Fragment key={paragraphId}>
            {writingOn === paragraphId && (
              <div className="slot" data-for={paragraphId} data-pinned="">
                <NewComment paragraphId={paragraphId} onDone={handlePosted} />
              </div>
            )}
            {group && <ParagraphNotes group={group} onMore={() => void handleMore(group)} />}
          </Fragment>
        );
      })}
    </aside>
  );
}

function ParagraphNotes({ group, onMore }: { group: MarginGroup; onMore: () => void }) {
  const { place, view } = useTalk();
  const { paragraphId, shown, more, moreNew, hasEarlier } = group;
  // On paper the notes follow one another, and each names its place.
  const number = place.paragraphs.find(({ id }) => id === paragraphId)?.number;
  const mark = number ? `¶${number}` : undefined;
  const isPinned = (rootId: string) => view.openId === rootId && !view.writingOn;
  return (
    <>
      {shown.map((thread) => (
        <div
          className="slot"
          key={thread.root.id}
          data-for={paragraphId}
          data-mark={mark}
          data-pinned={isPinned(thread.root.id) ? "" : undefined}
        >
          <Note thread={thread} />
        </div>
      ))}
      {(more > 0 || hasEarlier) && (
        <div className="slot" data-for={paragraphId}>
          <button type="button" className="more lnk" onClick={onMore}>
            {more > 0 ? `${more} more` : "Earlier comments"}
            {moreNew > 0 && `, ${moreNew} new`}
            <span className="vh"> on {placeWords(place, paragraphId)}</span>
          </button>
        </div>
      )}
    </>
  );
}
