"use client";

import { useEffect, useRef, useState } from "react";
import { announce } from "../../../_ui/announcer";
import { attempt } from "./attempt";
import { Composer } from "./composer";
import { newKey } from "./new-comment";
import { placeWords, useTalk } from "./talk-context";
import type { Filter, Thread } from "./thread-types";
import { ThreadView } from "./thread-view";
import { arrivedWords, capWords } from "./words";

/** Below the text: a word on the section as a whole, and every thread in a list that can be turned page by page. */
export function SectionTalk() {
  const { isArchived, ask } = useTalk();
  return (
    <section className="talk" aria-labelledby="talk-title">
      <h2 id="talk-title">Talk about this section</h2>
      {!isArchived && <SectionComposer />}
      <ThreadList />
      <p className="keyhint">
        <button type="button" className="lnk" onClick={() => ask({ kind: "keys" })}>
          Keys of this page
        </button>
      </p>
    </section>
  );
}

function SectionComposer() {
  const { place, actions, focusSoon } = useTalk();
  const handleSubmit = (text: string) => {
    const id = actions.post({ paragraphId: null, parentId: null, text });
    announce("Comment posted.");
    focusSoon(`.talk [data-comment="${id}"] [data-who]`);
    return true;
  };
  return (
    <Composer
      label="Your comment on the whole section"
      draftKey={newKey(place.sectionId, null)}
      action="Post"
      rows={2}
      onSubmit={handleSubmit}
    />
  );
}

function ThreadList() {
  const talk = useTalk();
  const { state, me } = talk;
  const list = useRef<HTMLOListElement>(null);
  const { shown, held, reveal } = useHeldBack(state.threads, me.userId, list);
  return (
    <>
      <ListTools />
      {held > 0 && (
        <button type="button" className="lnk arrived" onClick={reveal}>
          {arrivedWords(held)} Show {held === 1 ? "it" : "them"}
        </button>
      )}
      <ol className="list" ref={list} aria-busy={state.isLoading}>
        {shown.map((thread) => (
          <li key={thread.root.id}>
            <ListedThread thread={thread} />
          </li>
        ))}
      </ol>
      {shown.length === 0 && <p className="none">{emptyWords(state.filter, state.isLoading)}</p>}
      <More shown={shown} />
    </>
  );
}

function ListedThread({ thread }: { thread: Thread }) {
  const { place } = useTalk();
  const { paragraphId } = thread.root;
  const paragraph = place.paragraphs.find(({ id }) => id === paragraphId);
  return (
    <>
      {paragraphId && (
        <p className="place">
          {paragraph ? (
            <a href={`#${paragraph.key}`}>On {placeWords(place, paragraphId)}</a>
          ) : (
            "On a paragraph that is no longer here"
          )}
        </p>
      )}
      <ThreadView thread={thread} where="list" />
    </>
  );
}

const FILTERS: { filter: Filter; words: string }[] = [
  { filter: "all", words: "All" },
  { filter: "unread", words: "New" },
  { filter: "needsReply", words: "Needs a reply" },
];

function ListTools() {
  const { state, actions, place } = useTalk();
  const counts: Record<Filter, string> = {
    all: "",
    unread: state.unread.count > 0 ? capWords(state.unread) : "",
    needsReply: state.needsReply.count > 0 ? capWords(state.needsReply) : "",
  };
  return (
    <div className="tools-row">
      <fieldset className="seg">
        <legend className="vh">Which threads</legend>
        {FILTERS.map(({ filter, words }) => (
          <button
            key={filter}
            type="button"
            aria-pressed={state.filter === filter}
            onClick={() => void attempt(actions.show({ filter }))}
          >
            {words} {counts[filter] && <i>{counts[filter]}</i>}
          </button>
        ))}
      </fieldset>
      <fieldset className="seg">
        <legend className="vh">In which order</legend>
        <button
          type="button"
          aria-pressed={state.order === "newest"}
          onClick={() => void attempt(actions.show({ order: "newest" }))}
        >
          Newest first
        </button>
        <button
          type="button"
          aria-pressed={state.order === "oldest"}
          onClick={() => void attempt(actions.show({ order: "oldest" }))}
        >
          Oldest first
        </button>
      </fieldset>
      {state.paragraphId !== undefined && (
        <p className="only">
          Only {placeWords(place, state.paragraphId)}.{" "}
          <button
            type="button"
            className="lnk"
            onClick={() => void attempt(actions.show({ paragraphId: undefined }))}
          >
            Show all
          </button>
        </p>
      )}
    </div>
  );
}

function More({ shown }: { shown: Thread[] }) {
  const { state, actions, focusSoon } = useTalk();
  const [isBusy, setBusy] = useState(false);
  if (state.nextCursor === null) return null;
  const handleMore = async () => {
    if (isBusy) return;
    setBusy(true);
    const last = shown.at(-1)?.root.id;
    await attempt(actions.loadMore());
    setBusy(false);
    // On to the first of those that have come, so that the keyboard does not fall off the list.
    if (last) focusSoon(`.talk li:has([data-thread="${last}"]) + li [data-stop]`);
  };
  return (
    <button type="button" className="btn line" aria-disabled={isBusy || undefined} onClick={handleMore}>
      Show more
    </button>
  );
}

function emptyWords(filter: Filter, isLoading: boolean): string {
  if (isLoading) return "Fetching the comments.";
  if (filter === "unread") return "You have seen everything here.";
  if (filter === "needsReply") return "Everybody here has been answered.";
  return "Nobody has written here yet. What did you notice?";
}

/**
 * Holds back threads of others that arrive while the list is on the screen, so that nothing moves under the eyes
 * that read it. They come in when asked for, or when the list is out of sight.
 */
function useHeldBack(threads: Thread[], me: string, list: React.RefObject<HTMLElement | null>) {
  const let_in = useRef<Set<string> | null>(null);
  const newest = useRef("");
  const isInView = useRef(false);
  const [, redraw] = useState(0);
  const known = let_in.current ?? new Set(threads.map(({ root }) => root.id));
  const isLate = ({ root }: Thread) =>
    !known.has(root.id) && root.author?.id !== me && root.createdAt > newest.current && isInView.current;
  const held = threads.filter(isLate);
  const shown = held.length > 0 ? threads.filter((thread) => !isLate(thread)) : threads;
  useEffect(() => {
    const ids = new Set(let_in.current);
    for (const { root } of shown) {
      ids.add(root.id);
      if (root.createdAt > newest.current) newest.current = root.createdAt;
    }
    let_in.current = ids;
  });
  useEffect(() => {
    if (!list.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      isInView.current = entry?.isIntersecting ?? false;
      if (!isInView.current) redraw((turn) => turn + 1);
    });
    observer.observe(list.current);
    return () => observer.disconnect();
  }, [list]);
  const reveal = () => {
    let_in.current = new Set([...known, ...held.map(({ root }) => root.id)]);
    redraw((turn) => turn + 1);
  };
  return { shown, held: held.length, reveal };
}
