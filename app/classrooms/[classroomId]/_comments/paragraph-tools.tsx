"use client";

import { type CSSProperties, memo, useDeferredValue, useMemo, useRef } from "react";
import { createPortal } from "react-dom";
import { hasNote, type KnownMark } from "../_marks/marks-of";
import { sameItems } from "../_marks/same";
import { useMarksIfAny } from "../_marks/use-marks";
import { MarkButton } from "../_sentences/mark-button";
import { ClaimSigns } from "./claim-signs";
import { useDraft } from "./drafts";
import { paragraphOf } from "./margin-items";
import { newKey } from "./new-comment";
import { PhoneLine, usePhoneLines } from "./phone-lines";
import { type Paragraph, selectors, useTalk } from "./talk-context";
import { counted } from "./words";

/**
 * What stands beside each paragraph: how many have written, and the way to write. They are put into the printed
 * text's own elements, so that they come after their paragraph in every order: reading, tabbing, listening.
 */
export function AllParagraphTools() {
  const { place } = useTalk();
  const notes = useNotesPer();
  return place.paragraphs.map((paragraph) => (
    <PortedTools key={paragraph.id} paragraph={paragraph} notes={notes.get(paragraph.id) ?? NONE} />
  ));
}

type PortedToolsProps = { paragraph: Paragraph; notes: readonly KnownMark[] };

/** The tools of one paragraph; drawn anew with the talk, or when its own notes are others. */
const PortedTools = memo(function PortedTools({ paragraph, notes }: PortedToolsProps) {
  const { place } = useTalk();
  const element = document.getElementById(paragraph.key);
  const signs = place.signs?.filter((sign) => sign.paragraphId === paragraph.id) ?? [];
  const tools = (
    <>
      <ParagraphTools paragraph={paragraph} notes={notes} hasSigns={signs.length > 0} />
      <MarkButton paragraph={paragraph} />
      {signs.length > 0 && <ClaimSigns paragraph={paragraph} signs={signs} />}
    </>
  );
  return element && createPortal(tools, element);
});

const NONE: readonly KnownMark[] = [];

/**
 * The notes that are shown, by the paragraph they begin in; sorted after what has to answer at once. A paragraph's
 * list stays the same object as long as it holds the same notes.
 */
function useNotesPer(): ReadonlyMap<string, readonly KnownMark[]> {
  const shown = useDeferredValue(useMarksIfAny()?.shown);
  const kept = useRef<ReadonlyMap<string, readonly KnownMark[]>>(new Map());
  return useMemo(() => {
    const notes = new Map<string, KnownMark[]>();
    for (const mark of shown ?? []) {
      const id = hasNote(mark) && paragraphOf(mark);
      if (!id) continue;
      const here = notes.get(id);
      if (here) here.push(mark);
      else notes.set(id, [mark]);
    }
    const before = kept.current;
    kept.current = new Map(
      [...notes].map(([id, marks]) => {
        const known = before.get(id);
        return [id, known && sameItems(known, marks) ? known : marks];
      }),
    );
    return kept.current;
  }, [shown]);
}

/** What the class has said on a paragraph, without what its lines' own signs count. */
const withoutNotes = (count: number, notes: readonly KnownMark[]): number =>
  notes
    .filter(({ audience }) => audience === "class")
    .reduce((rest, { replyCount }) => rest - 1 - replyCount, count);

type ParagraphToolsProps = { paragraph: Paragraph; notes: readonly KnownMark[]; hasSigns: boolean };

function ParagraphTools({ paragraph, notes, hasSigns }: ParagraphToolsProps) {
  const { state, view, change, focusSoon, isPhone, isArchived } = useTalk();
  const { id, number } = paragraph;
  const { lines, toolsAt } = usePhoneLines(id, isPhone ? notes : NONE, hasSigns);
  const total = state.counts[id] ?? 0;
  const count = isPhone ? withoutNotes(total, notes) : total;
  const threads = state.loaded.filter(({ root }) => root.paragraphId === id);
  const fresh = threads
    .flatMap(({ root, replies }) => [root, ...replies])
    .filter((entry) => entry.unread).length;
  const isOpen = threads.some(({ root }) => root.id === view.openId) || view.writingOn === id;
  const moved = toolsAt === null ? undefined : { marginTop: toolsAt };
  const canWrite = number !== null && !isArchived;

  const handleRead = () => {
    if (isPhone) return change({ sheetOf: id, target: null });
    const first = document.querySelector<HTMLElement>(`.notes [data-for="${id}"] [data-thread]`);
    const rootId = first?.dataset.thread;
    if (!rootId) return;
    change({ openId: rootId, writingOn: null });
    focusSoon(selectors.openNote(rootId));
  };
  const handleWrite = () => {
    if (isPhone) return change({ sheetOf: id, target: null });
    change({ writingOn: id, openId: null });
    focusSoon(`.notes [data-for="${id}"] textarea`);
  };
  if (count === 0 && !canWrite && lines.length === 0) return null;
  const name = number ? `Paragraph ${number}` : "Quotation";
  return (
    <span className={isOpen ? "tools below" : "tools"} data-tools={id}>
      {lines.map((line) => (
        <PhoneLine key={line.ids[0]} line={line} />
      ))}
      {count > 0 && (
        <button
          type="button"
          className="gut"
          style={moved}
          aria-label={`${name}: ${counted(count, "comment")}${fresh > 0 ? `, ${fresh} new` : ""}`}
          onClick={handleRead}
        >
          <span className="say" aria-hidden="true" />
          <b aria-hidden="true">{count}</b>
        </button>
      )}
      {canWrite && !(isPhone && count > 0) && (
        <WriteButton paragraph={paragraph} style={moved} onWrite={handleWrite} />
      )}
    </span>
  );
}

type WriteButtonProps = { paragraph: Paragraph; style: CSSProperties | undefined; onWrite: () => void };

function WriteButton({ paragraph, style, onWrite }: WriteButtonProps) {
  const { place, view } = useTalk();
  const [draft] = useDraft(newKey(place.sectionId, paragraph.id));
  const isBegun = draft !== "" && view.writingOn !== paragraph.id;
  return (
    <button
      type="button"
      className={isBegun ? "wr begun" : "wr"}
      style={style}
      aria-label={`${isBegun ? "Go on with your draft" : "Comment"} on paragraph ${paragraph.number}`}
      onClick={onWrite}
    >
      <span className="say" aria-hidden="true" />
      {isBegun && <i aria-hidden="true">draft</i>}
    </button>
  );
}
