import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { placesOf } from "#domain/query";
import type { Segment } from "#domain/search";
import { type Marks, textArray } from "./terms";

const SNIPPET_CHARS = 220;
/** How much of it stands before the first word that was found. */
const LEAD_CHARS = 70;
/** How much is shown of the words that a note marks. */
export const QUOTE_CHARS = 160;
/** A title is shown whole. */
export const WHOLE = Number.POSITIVE_INFINITY;

/** Cuts a text to where it was found, in marked pieces. */
export type Marker = (text: string, chars?: number) => Segment[];

/**
 * Makes a marker for some texts: PostgreSQL says which of their words have the stems that were looked for, so that what
 * is marked is what was matched. One statement, whatever the texts are.
 */
export async function markerFor(tx: Queries, marks: Marks, texts: string[]): Promise<Marker> {
  const words = [...new Set(texts.flatMap((text) => placesOf(text).map(({ word }) => word)))];
  const rows = await tx.execute<{ word: string }>(sql`
    select w.word from unnest(${textArray(words)}::text[]) w(word)
    where ts_lexize('english_stem', w.word) && ${textArray(marks.stems)}::text[]`);
  const stemmed = new Set(rows.map((row) => row.word));
  const isHit = (word: string): boolean =>
    stemmed.has(word) || marks.words.has(word) || (marks.prefix !== null && word.startsWith(marks.prefix));
  return (text, chars = SNIPPET_CHARS) => cut(text, hitsOf(text, isHit, marks.phrases), chars);
}

type Range = { from: number; to: number };

/** Where the words and phrases stand in a text, in order, joined where they touch. */
export function hitsOf(text: string, isHit: (word: string) => boolean, phrases: string[][]): Range[] {
  const places = placesOf(text);
  const ranges: Range[] = places.filter(({ word }) => isHit(word)).map(({ from, to }) => ({ from, to }));
  for (const phrase of phrases)
    for (const [at, place] of places.entries())
      if (phrase.every((word, step) => places[at + step]?.word === word))
        ranges.push({ from: place.from, to: places[at + phrase.length - 1]?.to ?? place.to });
  ranges.sort((a, b) => a.from - b.from || b.to - a.to);
  const joined: Range[] = [];
  for (const range of ranges) {
    const before = joined.at(-1);
    if (before && range.from <= before.to) before.to = Math.max(before.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
}

/** Cuts a text around its first hit, at spaces, into plain and marked pieces. */
export function cut(text: string, hits: Range[], chars: number): Segment[] {
  const start = text.length <= chars ? 0 : startOf(text, Math.max(0, (hits[0]?.from ?? 0) - LEAD_CHARS));
  const end = text.length - start <= chars ? text.length : endOf(text, start, start + chars);
  const segments: Segment[] = [];
  const push = (piece: string, hit: boolean) => {
    if (piece) segments.push({ text: piece, hit });
  };
  let at = start;
  for (const { from, to } of hits) {
    if (to <= start || from >= end) continue;
    push((at === start && start > 0 ? "…" : "") + text.slice(at, Math.max(at, from)), false);
    push(text.slice(Math.max(from, start), Math.min(to, end)), true);
    at = Math.min(to, end);
  }
  const rest = text.slice(at, end);
  const tail = end < text.length ? `${rest.replace(/[\s,;:–—-]+$/u, "")}…` : rest;
  push((at === start && start > 0 ? "…" : "") + tail, false);
  return segments;
}

/** The beginning of a word at or after `from`, unless a word is longer than what may stand before a hit. */
function startOf(text: string, from: number): number {
  if (from === 0) return 0;
  const space = text.indexOf(" ", from - 1);
  if (space >= 0 && space < from + LEAD_CHARS) return space + 1;
  return isTorn(text, from) ? from + 1 : from;
}

function endOf(text: string, start: number, to: number): number {
  const space = text.lastIndexOf(" ", to);
  if (space > start + SNIPPET_CHARS / 2) return space;
  return isTorn(text, to) ? to - 1 : to;
}

/** Whether a cut here would tear one sign of two units. */
const isTorn = (text: string, at: number): boolean => /^[\uDC00-\uDFFF]$/.test(text[at] ?? "");
