"use client";

import { useEffect, useMemo } from "react";
import { hasNote, type KnownMark } from "../_marks/marks-of";
import { readingText } from "../_marks/text-dom";
import { useMarks } from "../_marks/use-marks";
import { attempt } from "./attempt";
import { paragraphOf } from "./margin-items";
import { linesOf, type MarginItem } from "./margin-rows";
import { placeWords, useTalk } from "./talk-context";
import { ThemeSign, themesOf } from "./theme-sign";
import { ThreadView } from "./thread-view";

/** In a phone's sheet: the notes of one line, the one that was asked for first. */
export function SheetLine({ mark, onClose }: { mark: KnownMark; onClose: () => void }) {
  const { notes, place, change, focusSoon } = useTalk();
  const { line, next } = useLine(mark);
  const themes = themesOf(notes.themes, mark.themeIds);
  const paragraphId = paragraphOf(mark);
  const where = placeWords(place, paragraphId);
  return (
    <div className="in">
      <div className="hd">
        {themes[0] && <ThemeSign theme={themes[0]} />}
        <h2 id="sheet-title" tabIndex={-1}>
          {themes[0] ? themes[0].name : "Notes"}
          <span className="quiet">, {where.replace("paragraph ", "¶")}</span>
        </h2>
        {next && (
          <button
            type="button"
            className="lnk"
            onClick={() => {
              change({ openId: next, target: null });
              focusSoon(".sheet h2");
            }}
          >
            Next note
          </button>
        )}
        <button type="button" className="lnk" onClick={onClose}>
          Close
        </button>
      </div>
      {line.map((item) => (
        <SheetNote key={item.id} item={item} isOnly={line.length === 1} />
      ))}
    </div>
  );
}

function SheetNote({ item, isOnly }: { item: MarginItem; isOnly: boolean }) {
  const { actions } = useTalk();
  const { id, mark, thread } = item;
  const { openThreadAt } = actions;
  const isMissing = !thread && !mark?.sending;
  useEffect(() => {
    if (isMissing) void attempt(openThreadAt(id));
  }, [isMissing, openThreadAt, id]);
  if (thread) return <ThreadView thread={thread} where="sheet" isOnly={isOnly} />;
  return (
    <div className="thread in-sheet" aria-busy="true">
      <b className="who">{mark?.authorName}</b> {mark?.excerpt}
    </div>
  );
}

/** The notes on the line of a mark, with that one first, and the first note of the next line. */
function useLine(mark: KnownMark) {
  const { state, me } = useTalk();
  const { shown } = useMarks();
  return useMemo(() => {
    const dom = readingText();
    const notes = shown.filter((one) => hasNote(one) || one.id === mark.id);
    const items = [...notes, ...(notes.includes(mark) ? [] : [mark])].flatMap((one): MarginItem[] => {
      const rect = dom?.rectsOf({ start: one.start, end: one.start + 1 })[0];
      const paragraphId = paragraphOf(one);
      if (!rect || !paragraphId) return [];
      const thread = state.loaded.find(({ root }) => root.id === one.id) ?? null;
      return [{ id: one.id, mark: one, thread, paragraphId, top: rect.top + rect.height / 2 }];
    });
    const lines = linesOf(items, me.userId);
    const at = lines.findIndex((line) => line.items.some(({ id }) => id === mark.id));
    const here = lines[at]?.items ?? [];
    return {
      line: [...here.filter(({ id }) => id === mark.id), ...here.filter(({ id }) => id !== mark.id)],
      next: lines[at + 1]?.items[0]?.id ?? null,
    };
  }, [shown, state.loaded, me.userId, mark]);
}
