"use client";

import { memo, useCallback, useMemo, useRef, useState } from "react";
import type { Theme } from "#domain/note";
import { useMarks } from "../_marks/use-marks";
import { attempt } from "./attempt";
import { useDraft } from "./drafts";
import { useMarginItems } from "./margin-items";
import { linesOf, type Row, rowsOf } from "./margin-rows";
import { NewComment } from "./new-comment";
import { Note } from "./note";
import { NoteComposer } from "./note-composer";
import { type BegunNote, noteKey, useBegunNotes } from "./note-drafts";
import { placeWords, selectors, useTalk } from "./talk-context";
import { ThemeList } from "./theme-list";
import { useMarginGeometry } from "./use-margin-geometry";
import { useMarginLayout } from "./use-margin-layout";
import { useMedia } from "./use-media";

// Always the same: it is not drawn with each note that comes.
const THEME_LIST = <ThemeList />;

/** The margin of a wide page: every note level with the line it marks, every thread with its paragraph. */
export function Margin() {
  const { place, me, notes, view, change, focusSoon, isArchived } = useTalk();
  const { filter } = useMarks();
  const column = useRef<HTMLElement>(null);
  const margin = useRows(column);
  const isNarrow = useMedia("(max-width: 1180px)");
  const isClean = margin.rows.length === 0 && filter.whose === "everyone" && filter.hidden.size === 0;
  const handleOpen = useCallback(
    (id: string) => {
      change({ openId: id, writingOn: null });
      focusSoon(selectors.openNote(id));
    },
    [change, focusSoon],
  );
  // On paper the notes follow one another, and each names its place.
  const numbers = useMemo(() => new Map(place.paragraphs.map(({ id, number }) => [id, number])), [place]);
  return (
    <>
      {THEME_LIST}
      <aside
        className={margin.isFolded ? "notes folded" : "notes"}
        aria-labelledby="margin-title"
        ref={column}
        style={{ minHeight: margin.height }}
        onFocus={margin.handleFocus}
      >
        <h2 className="vh" id="margin-title">
          Comments in the margin
        </h2>
        {!margin.isWhole && (
          <p className="vh">The notes near the lines on the screen. All of them are in the list below.</p>
        )}
        {isClean && !isArchived && <CleanMargin floor={margin.floor} />}
        <div className="rows">
          <div>
            {margin.drawn.map(({ key, y, row }) => (
              <Slot
                key={key}
                row={row}
                y={y}
                number={numbers.get(row.paragraphId) ?? null}
                isOpen={view.openId === key}
                isNarrow={isNarrow}
                meId={me.userId}
                themes={notes.themes}
                onOpen={handleOpen}
                onMore={margin.handleMore}
              />
            ))}
          </div>
        </div>
      </aside>
    </>
  );
}

type SlotProps = {
  row: Row;
  y: number;
  number: number | null;
  isOpen: boolean;
  isNarrow: boolean;
  meId: string;
  themes: readonly Theme[];
  onOpen: (id: string) => void;
  onMore: (row: MoreRow) => void;
};

/** The same note at the same place: what is said and done elsewhere draws it no second time. */
function sameSlot(a: SlotProps, b: SlotProps): boolean {
  const isSameRow =
    a.row === b.row ||
    (a.row.kind === "item" &&
      b.row.kind === "item" &&
      a.row.item.mark === b.row.item.mark &&
      a.row.item.thread === b.row.item.thread &&
      a.row.paragraphId === b.row.paragraphId);
  return (
    isSameRow &&
    a.y === b.y &&
    a.number === b.number &&
    a.isOpen === b.isOpen &&
    a.isNarrow === b.isNarrow &&
    a.themes === b.themes
  );
}

const Slot = memo(function Slot(props: SlotProps) {
  const { row, y, number, isOpen, onMore } = props;
  // Where a menu may open, over the notes that come after.
  const isAbove = isOpen || row.kind === "draft" || row.kind === "writing";
  return (
    <div
      className={isAbove ? "slot above" : "slot"}
      data-row={row.key}
      data-for={row.paragraphId}
      data-mark={number ? `¶${number}` : undefined}
      style={{ translate: `0 ${y}px` }}
    >
      {row.kind === "item" ? (
        <Note {...props} item={row.item} />
      ) : row.kind === "more" ? (
        <More row={row} onMore={onMore} />
      ) : row.kind === "begun" ? (
        <KeptDraft begun={row.begun} />
      ) : row.kind === "draft" ? (
        <DraftNote />
      ) : (
        <NewThread paragraphId={row.paragraphId} />
      )}
    </div>
  );
}, sameSlot);

function DraftNote() {
  const { draft } = useMarks();
  return draft && <NoteComposer key={`${draft.start}-${draft.end}`} draft={draft} />;
}

function NewThread({ paragraphId }: { paragraphId: string }) {
  const { change, focusSoon } = useTalk();
  const handlePosted = (id: string) => {
    change({ writingOn: null, openId: id });
    focusSoon(selectors.openNote(id));
  };
  return <NewComment paragraphId={paragraphId} onDone={handlePosted} />;
}

const CleanMargin = ({ floor }: { floor: number }) => (
  <p className="clean" style={{ marginTop: floor }}>
    This margin is clean. Select a line and be the first to mark it.
  </p>
);

/** What stands in the margin and where, with what is being written. */
function useRows(column: React.RefObject<HTMLElement | null>) {
  const { state, actions, me, view, place } = useTalk();
  const { draft, filter } = useMarks();
  const kept = useBegunNotes(place.classroomId, place.sectionId);
  const begun = useMemo(
    () => kept.filter(({ start, end }) => draft?.start !== start || draft.end !== end),
    [kept, draft],
  );
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const { positions, itemsAt, earlierAt } = useMarginItems(draft, begun);
  const geometry = useMarginGeometry(column, positions);
  const { writingOn, openId } = view;
  const laid = useMemo(() => {
    if (!geometry) return { rows: [], isFolded: false };
    const lines = linesOf(itemsAt(geometry), me.userId, earlierAt(geometry));
    const found = rowsOf(lines, { unfolded, openId }, geometry.textHeight);
    let { rows } = found;
    for (const one of begun)
      rows = insert(rows, {
        kind: "begun",
        key: `begun:${one.start}-${one.end}`,
        top: geometry.topAt(one.start) ?? 0,
        paragraphId: "",
        begun: one,
      });
    if (writingOn)
      rows = insert(rows, {
        kind: "writing",
        key: "writing",
        top: geometry.topOf(writingOn) ?? 0,
        paragraphId: writingOn,
      });
    if (draft)
      rows = insert(rows, {
        kind: "draft",
        key: "draft",
        top: geometry.topAt(draft.start) ?? 0,
        paragraphId: "",
      });
    return { rows, isFolded: found.isFolded };
  }, [geometry, itemsAt, earlierAt, me.userId, unfolded, openId, writingOn, draft, begun]);
  const pinnedKey = draft ? "draft" : writingOn ? "writing" : openId;
  const cause = `${pinnedKey} ${draft?.start} ${writingOn} ${unfolded.size} ${filter.whose} ${filter.hidden.size}`;
  const layout = useMarginLayout({ column, ...laid, geometry, pinnedKey, cause });

  const latest = useRef(state);
  latest.current = state;
  const handleMore = async ({ ids, hasEarlier, paragraphId }: MoreRow) => {
    setUnfolded((now) => new Set([...now, ...ids]));
    const { paragraphId: listed, filter: which } = latest.current;
    if (!hasEarlier) return;
    // Read as a list of its own, then the list goes back to what it showed; what was read stays loaded.
    await attempt(
      actions
        .show({ paragraphId, filter: "all" })
        .then(() => actions.show({ paragraphId: listed, filter: which })),
    );
  };
  return {
    ...layout,
    ...laid,
    floor: geometry?.floor ?? 0,
    handleMore: (row: MoreRow) => void handleMore(row),
  };
}

/** Puts a row before those of its line. */
function insert(rows: readonly Row[], row: Row): Row[] {
  const at = rows.findIndex(({ top }) => top > row.top - 4);
  return at === -1 ? [...rows, row] : [...rows.slice(0, at), row, ...rows.slice(at)];
}

/** A note that was begun and left: its first words, and the way back to it. */
function KeptDraft({ begun }: { begun: BegunNote }) {
  const { focusSoon } = useTalk();
  const { store } = useMarks();
  const [text] = useDraft(noteKey(begun.sectionId, begun));
  return (
    <div className="note" data-thread={`begun-${begun.start}`}>
      <span className="say" aria-hidden="true" />
      <button
        type="button"
        className="peek"
        data-stop
        onClick={() => {
          store.beginDraft(begun);
          focusSoon(".note.draft textarea");
        }}
      >
        <span className="it">Your draft </span>
        <span className="tx">{text.slice(0, 60)}</span>
        <span className="vh">, go on with it</span>
      </button>
    </div>
  );
}

type MoreRow = Extract<Row, { kind: "more" }>;

function More({ row, onMore }: { row: MoreRow; onMore: (row: MoreRow) => void }) {
  const { place } = useTalk();
  const { more, moreNew, paragraphId } = row;
  return (
    <button type="button" className="more lnk" onClick={() => onMore(row)}>
      {more > 0 ? `${more} more` : "Earlier comments"}
      {moreNew > 0 && `, ${moreNew} new`}
      <span className="vh"> on {placeWords(place, paragraphId)}</span>
    </button>
  );
}
