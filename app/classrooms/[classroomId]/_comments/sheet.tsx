"use client";

import { useEffect, useRef, useState } from "react";
import { announce } from "../../../_ui/announcer";
import { hasNote } from "../_marks/marks-of";
import { readingText } from "../_marks/text-dom";
import { useMarks } from "../_marks/use-marks";
import { MarkButton } from "../_sentences/mark-button";
import { CiteTools } from "../_text/cite-tools";
import { attempt } from "./attempt";
import { Composer } from "./composer";
import { hasDraft } from "./drafts";
import { paragraphOf } from "./margin-items";
import { sortForMargin } from "./margin-rows";
import { newKey } from "./new-comment";
import { NoteComposer } from "./note-composer";
import { SheetLine } from "./sheet-line";
import { placeWords, selectors, useTalk } from "./talk-context";
import { ThreadView } from "./thread-view";
import { counted } from "./words";

const BAR_PX = 60;
const AIR_PX = 14;

/**
 * On a phone: what is said at one place, from below, with the place itself above it. The notes of a line, the threads
 * of a paragraph, or a note that is being written.
 */
export function Sheet() {
  const { view, change, focusSoon, state, actions } = useTalk();
  const marks = useMarks();
  const box = useRef<HTMLDialogElement>(null);
  const { draft, store } = marks;
  const mark = view.openId ? marks.all.find(({ id }) => id === view.openId) : undefined;
  const paragraphId = draft || mark ? null : view.sheetOf;
  const shows = draft ? `draft ${draft.start}` : mark ? `note ${mark.id}` : (paragraphId ?? null);
  const start = draft?.start ?? mark?.start ?? null;
  useEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    if (shows && !dialog.open) dialog.showModal();
    if (!shows && dialog.open) dialog.close();
    if (shows) bringAbove(dialog, paragraphId, start);
  }, [shows, paragraphId, start]);
  useKeyboardRoom(box, shows !== null);
  const handleClose = () => {
    if (!shows) return;
    store.endDraft();
    store.setFresh(null);
    change({ sheetOf: null, openId: null, target: null });
    if (mark) focusSoon(`[data-notes~="${mark.id}"]`);
    else if (paragraphId) focusSoon(selectors.tools(paragraphId));
    if (state.paragraphId !== undefined) void attempt(actions.show({ paragraphId: undefined }));
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does by keyboard what the press beside it does
    <dialog
      ref={box}
      className="sheet"
      aria-label={draft ? "Your note" : undefined}
      aria-labelledby={draft ? undefined : "sheet-title"}
      onClose={handleClose}
      onClick={(event) => {
        if (event.target === box.current) box.current?.close();
      }}
    >
      {draft ? (
        <div className="in">
          <NoteComposer key={shows} draft={draft} where="sheet" />
        </div>
      ) : mark ? (
        <SheetLine mark={mark} onClose={handleClose} />
      ) : (
        paragraphId && <SheetInside key={paragraphId} paragraphId={paragraphId} onClose={handleClose} />
      )}
    </dialog>
  );
}

function SheetInside({ paragraphId, onClose }: { paragraphId: string; onClose: () => void }) {
  const { state, actions, place, me, isArchived } = useTalk();
  const { all } = useMarks();
  const marked = new Set(all.map(({ id }) => id));
  // What is said to its lines has signs of its own.
  const threads = sortForMargin(
    state.loaded
      .filter(({ root }) => root.paragraphId === paragraphId && !marked.has(root.id))
      .map((thread) => ({ id: thread.root.id, mark: null, thread, paragraphId, top: 0 })),
    me.userId,
  ).flatMap(({ thread }) => thread ?? []);
  const noted = all
    .filter((mark) => mark.audience === "class" && hasNote(mark) && paragraphOf(mark) === paragraphId)
    .reduce((sum, mark) => sum + mark.replyCount + (mark.excerpt === "" ? 0 : 1), 0);
  const count = (state.counts[paragraphId] ?? 0) - noted;
  const loaded = threads.reduce((sum, { root }) => sum + root.replyCount + (root.author ? 1 : 0), 0);
  const paragraph = place.paragraphs.find(({ id }) => id === paragraphId);
  return (
    <div className="in">
      <SheetHead paragraphId={paragraphId} count={count} onClose={onClose} />
      {threads.map((thread) => (
        <ThreadView key={thread.root.id} thread={thread} where="sheet" isOnly={threads.length === 1} />
      ))}
      {count > loaded && (
        <button
          type="button"
          className="lnk load"
          onClick={() => void attempt(actions.show({ paragraphId, filter: "all" }))}
        >
          Earlier comments
        </button>
      )}
      {paragraph?.number && !isArchived && (
        <SheetComposer paragraphId={paragraphId} isFirst={threads.length === 0} />
      )}
      {paragraph && <MarkButton paragraph={paragraph} look="lnk" />}
      {paragraph && place.cited && <CiteTools paragraph={paragraph} cited={place.cited} />}
    </div>
  );
}

type SheetHeadProps = { paragraphId: string; count: number; onClose: () => void };

function SheetHead({ paragraphId, count, onClose }: SheetHeadProps) {
  const { state, place, change } = useTalk();
  const next = nextWithComments(place.paragraphs, state.counts, paragraphId);
  const words = placeWords(place, paragraphId);
  return (
    <div className="hd">
      <span className="say" aria-hidden="true" />
      <h2 id="sheet-title">
        {words.charAt(0).toUpperCase() + words.slice(1)}
        {count > 0 && <span className="quiet">, {counted(count, "comment")}</span>}
      </h2>
      {next && (
        <button type="button" className="lnk" onClick={() => change({ sheetOf: next, target: null })}>
          Next
          <span className="vh"> paragraph with comments</span>
        </button>
      )}
      <button type="button" className="lnk" onClick={onClose}>
        Close
      </button>
    </div>
  );
}

function SheetComposer({ paragraphId, isFirst }: { paragraphId: string; isFirst: boolean }) {
  const { actions, place, focusSoon } = useTalk();
  const draftKey = newKey(place.sectionId, paragraphId);
  const [writing, setWriting] = useState<"asked" | "kept" | null>(() => (hasDraft(draftKey) ? "kept" : null));
  if (!writing && !isFirst) {
    return (
      <button type="button" className="lnk begin" onClick={() => setWriting("asked")}>
        Write something else here
      </button>
    );
  }
  const handleSubmit = (text: string) => {
    const id = actions.post({ paragraphId, parentId: null, text });
    announce("Comment posted.");
    setWriting(null);
    focusSoon(selectors.comment(".sheet", id));
    return true;
  };
  return (
    <Composer
      label={`Your comment on ${placeWords(place, paragraphId)}`}
      draftKey={draftKey}
      action="Post"
      rows={2}
      autoFocus={writing === "asked"}
      onSubmit={handleSubmit}
      onLeave={isFirst ? undefined : () => setWriting(null)}
    />
  );
}

function nextWithComments(
  paragraphs: { id: string }[],
  counts: Record<string, number>,
  after: string,
): string | null {
  const at = paragraphs.findIndex(({ id }) => id === after);
  return paragraphs.slice(at + 1).find(({ id }) => (counts[id] ?? 0) > 0)?.id ?? null;
}

/** Scrolls so that the line, or the paragraph or its beginning, stands between the bar and the sheet. */
function bringAbove(dialog: HTMLElement, paragraphId: string | null, start: number | null): void {
  const line = start === null ? null : readingText()?.rectsOf({ start, end: start + 1 })[0];
  const place = line ?? document.querySelector(`[data-paragraph="${paragraphId}"]`)?.getBoundingClientRect();
  if (!place) return;
  const floor = innerHeight - dialog.offsetHeight - AIR_PX;
  // Of a marked passage a second line is wanted too.
  const bottom = line ? line.bottom + line.height : place.bottom;
  const by = bottom - place.top <= floor - BAR_PX ? bottom - floor : place.top - BAR_PX;
  // A line that is in sight stays where it is.
  if (line && line.top >= BAR_PX && bottom <= floor) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  window.scrollBy({ top: by, behavior: isCalm ? "auto" : "smooth" });
}

/** Keeps the sheet above the on-screen keyboard, which covers the page without changing its size. */
function useKeyboardRoom(box: React.RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    const visual = window.visualViewport;
    if (!visual || !isOpen) return;
    const place = () => {
      const covered = Math.max(0, innerHeight - visual.height - visual.offsetTop);
      box.current?.style.setProperty("bottom", `${covered}px`);
    };
    place();
    visual.addEventListener("resize", place);
    visual.addEventListener("scroll", place);
    return () => {
      visual.removeEventListener("resize", place);
      visual.removeEventListener("scroll", place);
    };
  }, [box, isOpen]);
}
