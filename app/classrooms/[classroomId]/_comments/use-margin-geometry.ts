"use client";

import {
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { readingText, type TextDom } from "../_marks/text-dom";

/** Where lines stand in the margin's own coordinates, as last measured. */
export type Geometry = {
  /** Where the column begins on the page. */
  columnTop: number;
  textHeight: number;
  /** Below the list of themes: no note stands above it. */
  floor: number;
  /** How far down a note on this place of the text wants to stand. */
  topAt: (position: number) => number | null;
  /** The same of a paragraph's first line. */
  topOf: (paragraphId: string) => number | null;
};

const AIR_PX = 22;

type Measured = Omit<Geometry, "topAt" | "topOf"> & { size: string };

/**
 * Measures where the lines are. Every place is measured once; all again only when the text has another size: a note
 * or a mark that comes moves no line.
 *
 * @param positions  places of the text that notes stand at
 */
export function useMarginGeometry(
  column: RefObject<HTMLElement | null>,
  positions: readonly number[],
): Geometry | null {
  const tops = useRef(new Map<number, number>());
  const paragraphs = useRef(new Map<string, number>());
  const latest = useRef(positions);
  latest.current = positions;
  const last = useRef<Measured | null>(null);
  const [geometry, setGeometry] = useState<Geometry | null>(null);

  const measure = useCallback(() => {
    const dom = readingText();
    if (!column.current || !dom) return;
    const now = measureColumn(column.current, dom);
    const isSame = last.current !== null && sameColumn(last.current, now);
    if (!isSame) {
      tops.current.clear();
      paragraphs.current = measureParagraphs(dom, now.columnTop, leadOf(column.current, dom.article));
    }
    const missing = latest.current.filter((position) => !tops.current.has(position));
    if (isSame && missing.length === 0) return;
    measurePlaces(dom, missing, tops.current, now.columnTop, noteLine(column.current));
    last.current = now;
    const places = tops.current;
    const firsts = paragraphs.current;
    setGeometry({
      ...now,
      topAt: (position) => places.get(position) ?? null,
      topOf: (paragraphId) => firsts.get(paragraphId) ?? null,
    });
  }, [column]);

  // What moves lines, the observer tells; here only a place that is new is a reason to ask the page. After the first
  // time in pieces: what the class writes is not measured, placed and drawn in one task.
  useLayoutEffect(() => {
    if (!last.current) measure();
  }, [measure]);
  useEffect(() => {
    if (positions.some((position) => !tops.current.has(position))) startTransition(measure);
  }, [measure, positions]);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    for (const element of [readingText()?.article, document.querySelector(".inkbox"), column.current])
      if (element) observer.observe(element);
    return () => observer.disconnect();
  }, [measure, column]);
  return geometry;
}

const noteLine = (column: HTMLElement): number => Number.parseFloat(getComputedStyle(column).lineHeight);

/** The first lines stand on one height: half of what the book's line is taller than the note's. */
const leadOf = (column: HTMLElement, article: HTMLElement): number =>
  Math.max(0, (Number.parseFloat(getComputedStyle(article).lineHeight) - noteLine(column)) / 2);

function measureColumn(column: HTMLElement, dom: TextDom): Measured {
  const box = column.getBoundingClientRect();
  const themes = document.querySelector(".inkbox")?.getBoundingClientRect();
  const text = dom.article.getBoundingClientRect();
  return {
    columnTop: Math.round(box.top + scrollY),
    textHeight: text.height,
    floor: themes && themes.height > 0 ? Math.max(0, Math.round(themes.bottom - box.top + AIR_PX)) : 0,
    // Everything that moves a line changes one of these.
    size: `${text.width} ${text.height} ${text.top - box.top} ${getComputedStyle(dom.article).font}`,
  };
}

const sameColumn = (a: Measured, b: Measured): boolean =>
  a.size === b.size && a.floor === b.floor && a.columnTop === b.columnTop;

function measureParagraphs(dom: TextDom, columnTop: number, lead: number): Map<string, number> {
  const shift = scrollY - columnTop + lead;
  return new Map(
    dom.paragraphs.map((element) => [
      element.dataset.paragraph ?? "",
      element.getBoundingClientRect().top + shift,
    ]),
  );
}

function measurePlaces(
  dom: TextDom,
  positions: readonly number[],
  tops: Map<number, number>,
  columnTop: number,
  line: number,
): void {
  const shift = scrollY - columnTop - line / 2;
  for (const position of positions) {
    const rect = dom.rectsOf({ start: position, end: position + 1 })[0];
    if (rect) tops.set(position, rect.top + rect.height / 2 + shift);
  }
}
