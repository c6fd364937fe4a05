"use client";

import {
  type FocusEvent,
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { layoutNotes } from "./layout-notes";
import { GAP, GAP_FOLDED, guessedHeight, type Row } from "./margin-rows";
import { drawnOf, type Range, rangeAt } from "./margin-window";
import type { Geometry } from "./use-margin-geometry";

export type Placed = { key: string; y: number; height: number; row: Row };

type Memory = { cause: string; places: Map<string, { y: number; want: number }> };

type Input = {
  column: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  isFolded: boolean;
  geometry: Geometry | null;
  /** The row that stands at its line whatever the others do. */
  pinnedKey: string | null;
  /**
   * Changes when the reader opens, closes or unfolds something. When it did not, the change came from elsewhere (a new
   * note, a font), and what the reader has before them keeps its place.
   */
  cause: string;
};

/**
 * Places the rows of the margin and says which of them are drawn: those about the screen, and those that must stay.
 * Heights are measured as rows are drawn and guessed before; nothing is measured while scrolling but what has come.
 */
export function useMarginLayout({ column, rows, isFolded, geometry, pinnedKey, cause }: Input) {
  const heights = useRef(new Map<string, number>());
  const [version, setVersion] = useState(0);
  const memory = useRef<Memory>({ cause: "", places: new Map() });
  const [focused, setFocused] = useState<string | null>(null);
  const range = useRange(geometry?.columnTop ?? null);
  const look = (row: Row) => lookOf(row, pinnedKey, isFolded);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that heights were measured
  const placed = useMemo(() => {
    if (!geometry) return [];
    const boxes = rows.map((row) => ({
      want: row.top,
      height: heights.current.get(lookOf(row, pinnedKey, isFolded)) ?? guessedHeight(row, isFolded),
    }));
    const before = memory.current.cause === cause ? memory.current.places : null;
    const pin = findPin(rows, boxes, { pinnedKey, before, screenTop: scrollY - geometry.columnTop });
    const y = layoutNotes(boxes, { gap: isFolded ? GAP_FOLDED : GAP, floor: geometry.floor, pin });
    return rows.map(
      (row, index): Placed => ({
        key: row.key,
        y: Math.round(y[index] ?? row.top),
        height: boxes[index]?.height ?? 0,
        row,
      }),
    );
  }, [rows, isFolded, geometry, pinnedKey, cause, version]);

  const drawn = useMemo(
    () => drawnOf(placed, range, { keep: new Set(pinnedKey ? [pinnedKey] : []), focused }),
    [placed, range, pinnedKey, focused],
  );

  useLayoutEffect(() => {
    memory.current = {
      cause,
      places: new Map(placed.map(({ key, y, row }) => [key, { y, want: row.top }])),
    };
  }, [placed, cause]);

  useMeasuredSlots(column, drawn, look, heights.current, () => setVersion((now) => now + 1));
  const last = placed.at(-1);
  return {
    drawn,
    isWhole: drawn.length === placed.length,
    height: last ? last.y + last.height : 0,
    handleFocus: (event: FocusEvent) => setFocused(keyOf(event.target)),
  };
}

const keyOf = (element: Element): string | null =>
  element.closest<HTMLElement>("[data-row]")?.dataset.row ?? null;

/** What a height is measured of: the same note open and closed are two. */
const lookOf = (row: Row, pinnedKey: string | null, isFolded: boolean): string =>
  `${row.key} ${row.key === pinnedKey ? "open" : isFolded ? "folded" : "closed"}`;

/** Which part of the column is on the screen, told in steps. */
function useRange(columnTop: number | null): Range {
  const [range, setRange] = useState<Range>({ from: 0, to: 2_000 });
  useEffect(() => {
    if (columnTop === null) return;
    const look = () => {
      const next = rangeAt(scrollY - columnTop, scrollY - columnTop + innerHeight);
      // In pieces: what is drawn beyond the screen is drawn before one comes there.
      startTransition(() => setRange((now) => (now.from === next.from && now.to === next.to ? now : next)));
    };
    look();
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }, [columnTop]);
  return range;
}

/** Reads the heights of rows that have come, and hears when one changes. */
function useMeasuredSlots(
  column: RefObject<HTMLElement | null>,
  drawn: readonly Placed[],
  look: (row: Row) => string,
  heights: Map<string, number>,
  changed: () => void,
): void {
  const observer = useRef<ResizeObserver | null>(null);
  const read = useCallback(
    (elements: readonly HTMLElement[], rows: ReadonlyMap<string, Row>, lookOfRow: (row: Row) => string) => {
      let isOther = false;
      for (const element of elements) {
        const row = rows.get(element.dataset.row ?? "");
        if (!row) continue;
        const height = element.offsetHeight;
        const name = lookOfRow(row);
        if (heights.get(name) === height) continue;
        heights.set(name, height);
        isOther = true;
      }
      return isOther;
    },
    [heights],
  );
  const known = useRef({ rows: new Map<string, Row>(), look, changed });
  known.current = { rows: new Map(drawn.map(({ key, row }) => [key, row])), look, changed };
  useLayoutEffect(() => {
    const slots = [...(column.current?.querySelectorAll<HTMLElement>(":scope > .slot") ?? [])];
    const { rows } = known.current;
    const fresh = slots.filter((slot) => {
      const row = rows.get(slot.dataset.row ?? "");
      return row && !heights.has(look(row));
    });
    // A note slides to its new place; one that has just come appears in it.
    for (const slot of fresh) slot.classList.add("fresh");
    requestAnimationFrame(() => {
      for (const slot of fresh) slot.classList.remove("fresh");
    });
    if (fresh.length > 0 && read(fresh, rows, look)) changed();
  });
  useEffect(() => {
    observer.current = new ResizeObserver((entries) => {
      const elements = entries.map(({ target }) => target as HTMLElement).filter((one) => one.isConnected);
      const { rows, look: lookNow, changed: tell } = known.current;
      // Before it is painted, or what stands below would be covered for a moment.
      if (read(elements, rows, lookNow)) flushSync(tell);
    });
    return () => observer.current?.disconnect();
  }, [read]);
  useEffect(() => {
    // Watching what is watched already does nothing; what left the page is let go by the browser.
    for (const slot of column.current?.querySelectorAll(":scope > .slot") ?? [])
      observer.current?.observe(slot);
  });
}

type Box = { want: number; height: number };

function findPin(
  rows: readonly Row[],
  boxes: readonly Box[],
  at: { pinnedKey: string | null; before: Memory["places"] | null; screenTop: number },
) {
  const { pinnedKey, before, screenTop } = at;
  const pinned = pinnedKey === null ? -1 : rows.findIndex(({ key }) => key === pinnedKey);
  const isOnScreen = (index: number) => {
    const place = before?.get(rows[index]?.key ?? "");
    return place && place.y + (boxes[index]?.height ?? 0) > screenTop && place.y < screenTop + innerHeight;
  };
  // What is open stands at its line; unless the reader is elsewhere, and something came.
  if (pinned >= 0 && (!before || isOnScreen(pinned))) return { index: pinned, y: boxes[pinned]?.want ?? 0 };
  const read = before
    ? rows.findIndex(({ key }) => (before.get(key)?.y ?? Number.NEGATIVE_INFINITY) >= screenTop)
    : -1;
  const place = before?.get(rows[read]?.key ?? "");
  if (place && place.y <= screenTop + innerHeight)
    return { index: read, y: (boxes[read]?.want ?? 0) + place.y - place.want };
  return pinned >= 0 ? { index: pinned, y: boxes[pinned]?.want ?? 0 } : null;
}
