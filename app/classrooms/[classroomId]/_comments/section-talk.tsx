"use client";

import { useRef, useState } from "react";
import type { CappedCount } from "#domain/comment";
import { announce } from "../../../_ui/announcer";
import { classroomPaths } from "../../../_ui/frame";
import { attempt } from "./attempt";
import { Composer } from "./composer";
import { newKey } from "./new-comment";
import { placeWords, useTalk } from "./talk-context";
import type { Filter, Order, Thread, View } from "./thread-types";
import { ThreadView } from "./thread-view";
import { useHeldBack } from "./use-held-back";
import { arrivedWords, capWords } from "./words";

/** Below the text: a word on the section as a whole, and every thread in a list that can be turned page by page. */
export function SectionTalk() {
  const { place, isArchived, ask } = useTalk();
  return (
    <section className="talk" aria-labelledby="talk-title">
      <h2 id="talk-title">Talk about this {place.isClaim ? "claim" : "section"}</h2>
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
      label={`Your comment on ${placeWords(place, null)}`}
      draftKey={newKey(place.sectionId, null)}
      action="Post"
      rows={2}
      onSubmit={handleSubmit}
    />
  );
}

function ThreadList() {
  const talk = useTalk();
  const { state, me, place } = talk;
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
          <ListedThread key={thread.root.id} thread={thread} />
        ))}
      </ol>
      {shown.length === 0 && (
        <p className="none">{emptyWords(state.filter, state.isLoading, place.isClaim)}</p>
      )}
      <More shown={shown} />
    </>
  );
}

function ListedThread({ thread }: { thread: Thread }) {
  const { place } = useTalk();
  const { paragraphId } = thread.root;
  const paragraph = place.paragraphs.find(({ id }) => id === paragraphId);
  return (
    <li>
      {paragraphId && (
        <p className="place">
          {paragraph ? (
            <a href={`#${paragraph.key}`}>On {placeWords(place, paragraphId)}</a>
          ) : (
            <GonePlace thread={thread} />
          )}
        </p>
      )}
      <ThreadView thread={thread} where="list" />
    </li>
  );
}

/** Where a thread stood whose paragraph is gone; its writer and the teachers may say where it belongs. */
function GonePlace({ thread: { root } }: { thread: Thread }) {
  const { place, me } = useTalk();
  const isTheirs = me.role === "teacher" || root.author?.id === me.userId;
  return (
    <>
      On a paragraph that is no longer here
      {isTheirs && root.author && (
        <>
          {". "}
          <a className="lnk" data-soft="" href={classroomPaths(place.classroomId).lostNote(root.id)}>
            Give it a line
          </a>
        </>
      )}
    </>
  );
}

const FILTERS: Choice<Filter>[] = [
  { value: "all", words: "All" },
  { value: "unread", words: "New" },
  { value: "needsReply", words: "Needs a reply" },
];
const ORDERS: Choice<Order>[] = [
  { value: "newest", words: "Newest first" },
  { value: "oldest", words: "Oldest first" },
];

function ListTools() {
  const { state, actions, place } = useTalk();
  const show = (view: Partial<View>) => void attempt(actions.show(view));
  const count = (counted: CappedCount) => (counted.count > 0 ? capWords(counted) : "");
  const filters = FILTERS.map((choice) => ({
    ...choice,
    count: choice.value === "all" ? "" : count(choice.value === "unread" ? state.unread : state.needsReply),
  }));
  return (
    <div className="tools-row">
      <Choices
        legend="Which threads"
        choices={filters}
        chosen={state.filter}
        onChoose={(filter) => show({ filter })}
      />
      <Choices
        legend="In which order"
        choices={ORDERS}
        chosen={state.order}
        onChoose={(order) => show({ order })}
      />
      {state.paragraphId !== undefined && (
        <p className="only">
          Only {placeWords(place, state.paragraphId)}.{" "}
          <button type="button" className="lnk" onClick={() => show({ paragraphId: undefined })}>
            Show all
          </button>
        </p>
      )}
    </div>
  );
}

type Choice<T extends string> = { value: T; words: string; count?: string };
type ChoicesProps<T extends string> = {
  legend: string;
  choices: Choice<T>[];
  chosen: T;
  onChoose: (value: T) => void;
};

function Choices<T extends string>({ legend, choices, chosen, onChoose }: ChoicesProps<T>) {
  return (
    <fieldset className="seg">
      <legend className="vh">{legend}</legend>
      {choices.map(({ value, words, count }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {words} {count && <i>{count}</i>}
        </button>
      ))}
    </fieldset>
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

function emptyWords(filter: Filter, isLoading: boolean, isClaim = false): string {
  if (isLoading) return "Fetching the comments.";
  if (filter === "unread") return "You have seen everything here.";
  if (filter === "needsReply") return "Everybody here has been answered.";
  if (isClaim) return "Nobody has written here yet. What speaks for it, and what against?";
  return "Nobody has written here yet. What did you notice?";
}
