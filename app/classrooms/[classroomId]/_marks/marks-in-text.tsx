"use client";

import { useCallback, useEffect, useRef } from "react";
import { attempt } from "../_comments/attempt";
import { selectors, type Talk, useTalk } from "../_comments/talk-context";
import { MarkLayer } from "./mark-layer";
import { hasNote, type KnownMark } from "./marks-of";
import { NoteLinks } from "./note-links";
import { SelectionBar } from "./selection-bar";
import { readingText } from "./text-dom";
import { useMarks } from "./use-marks";
import { type Passage, usePassage } from "./use-passage";

/** Everything that marking puts into the text: the marks, the ways to their notes, and the bar at a selection. */
export function MarksInText() {
  const talk = useTalk();
  const { store, draft, freshId } = useMarks();
  const [passage, setPassage] = usePassage(!talk.isArchived && draft === null);
  const close = useCallback(() => {
    getSelection()?.removeAllRanges();
    setPassage(null);
  }, [setPassage]);
  useDrawing();
  usePresses(talk, setPassage);
  useEffect(() => {
    if (!passage && freshId) store.setFresh(null);
  }, [passage, freshId, store]);
  return passage && <SelectionBar passage={passage} onClose={close} />;
}

/** Keeps what is drawn in the text level with what is known. */
function useDrawing(): void {
  const { view, me } = useTalk();
  const { store, shown, themes, filter, draft } = useMarks();
  const layers = useRef<{ marks: MarkLayer; links: NoteLinks } | null>(null);
  useEffect(() => {
    const text = readingText();
    if (!text) return;
    layers.current ??= { marks: new MarkLayer(text), links: new NoteLinks(text, themes) };
    const { marks, links } = layers.current;
    const standing = shown.filter((mark) => stands(mark, text.text.text));
    const context = { themes, hidden: filter.hidden, me: me.userId, openId: view.openId };
    marks.draw(draft ? withDraft(standing, draft, me.userId) : standing, {
      ...context,
      openId: draft ? DRAFT_ID : view.openId,
    });
    links.draw(standing.filter(hasNote));
    store.measure = {
      topOf: (id) => {
        const rect = marks.elementOf(id)?.getClientRects()[0];
        return rect ? rect.top + scrollY : null;
      },
      topAt: (position) => {
        const rect = text.rectsOf({ start: position, end: position + 1 })[0];
        return rect ? rect.top + scrollY : null;
      },
    };
  }, [store, shown, themes, filter, draft, me.userId, view.openId]);
  useEffect(
    () => () => {
      store.measure = null;
    },
    [store],
  );
}

const DRAFT_ID = "draft";

/** The passage of a note that is being written is drawn as the open one. */
function withDraft(
  marks: KnownMark[],
  draft: Pick<KnownMark, "start" | "end" | "motivation" | "themeIds">,
  me: string,
): KnownMark[] {
  const mark: KnownMark = {
    ...draft,
    id: DRAFT_ID,
    audience: "private",
    authorId: me,
    authorName: "",
    isTeacher: false,
    excerpt: "",
    replyCount: 0,
    createdAt: "",
  };
  const at = marks.findIndex(({ start }) => start > draft.start);
  return at < 0 ? [...marks, mark] : [...marks.slice(0, at), mark, ...marks.slice(at)];
}

/** Whether a mark's words stand at its place; if not, it belongs to another version of the text. */
const stands = ({ start, end, exact }: KnownMark, text: string): boolean =>
  end <= text.length && (exact === undefined || text.slice(start, end) === exact);

/** A press on a mark opens its note; on one without words it offers what can be done with the passage. */
function usePresses(talk: Talk, setPassage: (passage: Passage | null) => void): void {
  const { store } = useMarks();
  const latest = useRef({ talk, setPassage });
  latest.current = { talk, setPassage };
  useEffect(() => {
    const article = readingText()?.article;
    const handlePress = (event: MouseEvent) => {
      const target = event.target as Element;
      const link = target.closest<HTMLAnchorElement>(".to-notes");
      if (link) {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        const id = link.dataset.notes?.split(" ")[0];
        if (id) openNote(latest.current.talk, store.get(id), true);
        return;
      }
      const element = target.closest<HTMLElement>("mark[data-mark]");
      if (!element || target.closest("a, button") || !(getSelection()?.isCollapsed ?? true)) return;
      const here = (element.dataset.mark ?? "").split(" ").flatMap((id) => store.get(id) ?? []);
      const next = nextOf(here.filter(hasNote), latest.current.talk.view.openId);
      if (next) return openNote(latest.current.talk, next, false);
      const mark = smallestFirst(here)[0];
      if (mark && !latest.current.talk.isArchived)
        latest.current.setPassage({ start: mark.start, end: mark.end, by: "mark", fault: null });
    };
    article?.addEventListener("click", handlePress);
    return () => article?.removeEventListener("click", handlePress);
  }, [store]);
}

const smallestFirst = (marks: KnownMark[]): KnownMark[] =>
  [...marks].sort((a, b) => a.end - a.start - (b.end - b.start));

/** The smallest; when it is open, the next, and round again. */
function nextOf(marks: KnownMark[], openId: string | null): KnownMark | undefined {
  const sorted = smallestFirst(marks);
  return sorted[(sorted.findIndex(({ id }) => id === openId) + 1) % Math.max(1, sorted.length)];
}

function openNote(talk: Talk, mark: KnownMark | undefined, isByKey: boolean): void {
  if (!mark) return;
  const { change, focusSoon, actions, isPhone } = talk;
  if (!mark.sending) void attempt(actions.openThreadAt(mark.id));
  if (isPhone) {
    const paragraph = readingText()?.paragraphOf(mark.start)?.dataset.paragraph;
    if (paragraph) change({ sheetOf: paragraph, openId: mark.id });
    return;
  }
  change({ openId: mark.id, writingOn: null });
  if (isByKey) focusSoon(selectors.openNote(mark.id));
}
