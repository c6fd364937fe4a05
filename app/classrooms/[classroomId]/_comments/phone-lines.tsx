"use client";

import { useLayoutEffect, useState } from "react";
import type { KnownMark } from "../_marks/marks-of";
import { readingText } from "../_marks/text-dom";
import { type Line, linesOf, type MarginItem } from "./margin-rows";
import { useTalk } from "./talk-context";
import { ThemeSign, themesOf, themeWords } from "./theme-sign";
import { counted } from "./words";

const TARGET_PX = 44;
/** Where a paragraph's own tools and its claims' sign stand, as margin.css places them. */
const TOOLS_AT = -6;
const SIGNS_AT = 38;
const HIGHEST_PX = -10;

/** One marked line of a paragraph: its notes, and where its sign stands beside it. */
type MarkedLine = { ids: string[]; items: MarginItem[]; y: number };

/** On a phone: the signs of a paragraph's marked lines, and where its own tools stand so that none covers another. */
export function usePhoneLines(paragraphId: string, notes: readonly KnownMark[], hasSigns: boolean) {
  const { me } = useTalk();
  const [laid, setLaid] = useState<{ lines: MarkedLine[]; toolsAt: number | null }>({
    lines: [],
    toolsAt: null,
  });
  useLayoutEffect(() => {
    const dom = readingText();
    const element = dom?.paragraphs.find((one) => one.dataset.paragraph === paragraphId);
    if (!dom || !element || notes.length === 0) {
      setLaid((now) => (now.lines.length === 0 ? now : { lines: [], toolsAt: null }));
      return;
    }
    const look = () => {
      const top = element.getBoundingClientRect().top;
      const items = notes.flatMap((mark): MarginItem[] => {
        const rect = dom.rectsOf({ start: mark.start, end: mark.start + 1 })[0];
        if (!rect) return [];
        const y = rect.top + rect.height / 2 - TARGET_PX / 2 - top;
        return [{ id: mark.id, mark, thread: null, paragraphId, top: y }];
      });
      setLaid(arrange(linesOf(items, me.userId), hasSigns));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [paragraphId, notes, hasSigns, me.userId]);
  return laid;
}

function arrange(lines: readonly Line[], hasSigns: boolean) {
  const taken = hasSigns ? [SIGNS_AT] : [];
  const placed = lines.map(({ items, top }) => {
    const y = firstFree(taken, Math.max(top, HIGHEST_PX));
    taken.push(y);
    return { items, ids: items.map(({ id }) => id), y };
  });
  const toolsAt = firstFree(taken, TOOLS_AT);
  return { lines: placed, toolsAt: toolsAt === TOOLS_AT ? null : toolsAt - TOOLS_AT };
}

/** The first place from `want` down that covers none of those taken. */
function firstFree(taken: readonly number[], want: number): number {
  let y = Math.round(want);
  for (const other of [...taken].sort((a, b) => a - b))
    if (y < other + TARGET_PX && y + TARGET_PX > other) y = other + TARGET_PX;
  return y;
}

/** The sign and the number of one line, which opens its notes. */
export function PhoneLine({ line }: { line: MarkedLine }) {
  const { notes, change, focusSoon } = useTalk();
  const [first] = line.items;
  if (!first) return null;
  const themeIds = [...new Set(line.items.flatMap(({ mark }) => mark?.themeIds ?? []))];
  const themes = themesOf(notes.themes, themeIds);
  const isTeachers = line.items.some(({ mark }) => mark?.isTeacher);
  const words = counted(line.items.length, "note");
  return (
    <button
      type="button"
      className="gut line"
      data-notes={line.ids.join(" ")}
      style={{ top: line.y }}
      onClick={() => {
        change({ openId: first.id, sheetOf: null, target: null });
        focusSoon(".sheet h2");
      }}
    >
      <span className="signs" aria-hidden="true">
        {themes.slice(0, 2).map((theme) => (
          <ThemeSign key={theme.id} theme={theme} />
        ))}
        {themes.length === 0 && <span className="say" />}
      </span>
      <b aria-hidden="true">{line.items.length}</b>
      <span className="vh">
        {themeWords(themes)}
        {themes.length > 0 && ": "}
        {words}
        {isTeachers && ", one from your teacher"}
      </span>
    </button>
  );
}
