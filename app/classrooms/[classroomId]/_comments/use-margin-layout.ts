"use client";

import {
  type FocusEvent,
  type RefObject,
  startTransition,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { layoutNotes } from "./layout-notes";
import { GAP, GAP_FOLDED, guessedHeight, type Row } from "./margin-rows";
import { drawnOf, pieceOf, type Range, rangeAt, screenOf } from "./margin-window";
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
      height:
        heights.current.get(lookOf(row, pinnedKey, isFolded)) ??
        heights.current.get(row.key) ??
        guessedHeight(row, isFolded),
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

  const wanted = useMemo(
    () => drawnOf(placed, range, { keep: new Set(pinnedKey ? [pinnedKey] : []), focused }),
    [placed, range, pinnedKey, focused],
  );
  const drawn = useInPieces(wanted, screenOf(range), [pinnedKey, focused]);

  useLayoutEffect(() => {
    memory.current = {
      cause,
      places: new Map(placed.map(({ key, y, row }) => [key, { y, want: row.top }])),
    };
  }, [placed, cause]);

  useMeasuredSlots(column, drawn, look, heights.current, screenOf(range), () => setVersion((now) => now + 1));
  const last = placed.at(-1);
  return {
    drawn,
    isWhole: wanted.length === placed.length,
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
    let last: Range | null = null;
    const look = () => {
      const next = rangeAt(scrollY - columnTop, scrollY - columnTop + innerHeight);
      if (last?.from === next.from && last.to === next.to) return;
      last = next;
      // In pieces: what is drawn beyond the screen is drawn before one comes there.
      startTransition(() => setRange(next));
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

/** Draws a few of what is beyond the screen in each frame, so that none of them is felt. */
function useInPieces(
  wanted: readonly Placed[],
  screen: Range,
  gone: readonly (string | null)[],
): readonly Placed[] {
  const there = useRef<ReadonlySet<string>>(new Set());
  const [, next] = useState(0);
  const { shown, isWhole } =
    there.current.size === 0
      ? { shown: wanted, isWhole: true }
      : pieceOf(wanted, there.current, screen, ({ key }) => gone.includes(key));
  useLayoutEffect(() => {
    there.current = new Set(shown.map(({ key }) => key));
    if (isWhole) return;
    const frame = requestAnimationFrame(() => startTransition(() => next((turn) => turn + 1)));
    return () => cancelAnimationFrame(frame);
  });
  return shown;
}

/**
 * Hears how tall the rows are that have come, and when that changes. The browser tells it with the layout of the frame
 * they are shown in; to ask before would make it lay out the page once more for each piece that is drawn.
 */
function useMeasuredSlots(
  column: RefObject<HTMLElement | null>,
  drawn: readonly Placed[],
  look: (row: Row) => string,
  heights: Map<string, number>,
  screen: Range,
  changed: () => void,
): void {
  const known = useRef({ placed: new Map<string, Placed>(), look, changed });
  known.current = { placed: new Map(drawn.map((one) => [one.key, one])), look, changed };
  const observer = useRef<ResizeObserver | null>(null);
  useEffect(() => {
    observer.current = new ResizeObserver((entries) => {
      const { placed, look: lookNow, changed: tell } = known.current;
      let isOther = false;
      for (const { target, borderBoxSize } of entries) {
        const one = placed.get((target as HTMLElement).dataset.row ?? "");
        if (!one || !target.isConnected) continue;
        const height = Math.round(borderBoxSize[0]?.blockSize ?? 0);
        heights.set(lookNow(one.row), height);
        // Another look of the same height is never told of.
        heights.set(one.key, height);
        if (height !== one.height) isOther = true;
      }
      // Before it is painted, or what stands below would be covered for a moment.
      if (isOther) flushSync(tell);
    });
    return () => observer.current?.disconnect();
  }, [heights]);
  const watched = useRef(new WeakSet<Element>());
  /** Those that have been shown at their place. */
  const placed = useRef(new WeakSet<Element>());
  useLayoutEffect(() => {
    const fresh: HTMLElement[] = [];
    for (const slot of column.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])
      if (!watched.current.has(slot)) fresh.push(slot);
    if (fresh.length === 0) return;
    for (const slot of fresh) watched.current.add(slot);
    // In the frame they are shown in, and not in the middle of telling of others.
    requestAnimationFrame(() => {
      for (const slot of fresh) observer.current?.observe(slot);
      requestAnimationFrame(() => {
        for (const slot of fresh) placed.current.add(slot);
      });
    });
  });
  useSlides(column, drawn, screen, placed.current);
}

/** A note slides to its new place where the reader sees it; one that has just come appears in it. */
function useSlides(
  column: RefObject<HTMLElement | null>,
  drawn: readonly Placed[],
  screen: Range,
  settled: WeakSet<Element>,
): void {
  const last = useRef<ReadonlyMap<string, number>>(new Map());
  useLayoutEffect(() => {
    const before = last.current;
    last.current = new Map(drawn.map(({ key, y }) => [key, y]));
    const moved = drawn.filter(({ key, y }) => (before.get(key) ?? y) !== y);
    if (moved.length === 0) return;
    const seen = new Set(
      moved
        .filter(({ key, y, height }) => {
          const [top, low] = [Math.min(y, before.get(key) ?? y), Math.max(y, before.get(key) ?? y) + height];
          return low > screen.from && top < screen.to;
        })
        .map(({ key }) => key),
    );
    for (const slot of column.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])
      slot.classList.toggle("slides", seen.has(slot.dataset.row ?? "") && settled.has(slot));
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
