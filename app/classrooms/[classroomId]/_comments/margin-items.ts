"use client";

import { useMemo } from "react";
import { paragraphAt } from "#domain/anchor/section-text";
import type { MarkDraft } from "../_marks/mark-types";
import { hasNote, type KnownMark } from "../_marks/marks-of";
import { useSame } from "../_marks/same";
import { readingText } from "../_marks/text-dom";
import { useMarks } from "../_marks/use-marks";
import type { MarginItem } from "./margin-rows";
import { useTalk } from "./talk-context";
import type { Thread } from "./thread-types";
import type { Geometry } from "./use-margin-geometry";

/** The paragraph a mark begins in. */
export const paragraphOf = ({ start }: { start: number }): string | null => {
  const dom = readingText();
  return (dom && paragraphAt(dom.text, start)?.id) ?? null;
};

/**
 * What the margin may show: the notes that the filter lets through, and the threads that mark nothing; with what is
 * open in any case.
 */
export function useMarginItems(draft: MarkDraft | null, begun: readonly { start: number }[]) {
  const { state, me, view, place } = useTalk();
  const { all, shown, filter } = useMarks();
  const { openId } = view;
  // Each list stays the same object until something in it changes: a mark without words, or another note opened,
  // changes none of them, and nothing of the margin is laid out anew.
  const said = useSame(useMemo(() => all.filter(hasNote), [all]));
  const notes = useSame(
    useMemo(() => {
      const found = shown.filter((mark) => hasNote(mark) || mark.id === openId);
      const open = openId ? all.find((mark) => mark.id === openId) : undefined;
      return open && !found.includes(open) ? [...found, open] : found;
    }, [all, shown, openId]),
  );
  const threads = useSame(
    useMemo(() => {
      const marked = new Set(all.map(({ id }) => id));
      return state.loaded.filter(
        ({ root }) =>
          root.paragraphId !== null &&
          !marked.has(root.id) &&
          (root.id === openId ||
            filter.whose === "everyone" ||
            (filter.whose === "mine" && root.author?.id === me.userId)),
      );
    }, [state.loaded, all, filter.whose, openId, me.userId]),
  );
  const threadsOf = useSame(state.loaded);
  const loaded = useMemo(() => new Map(threadsOf.map((thread) => [thread.root.id, thread])), [threadsOf]);
  const positions = useMemo(
    () => [...notes, ...begun, ...(draft ? [draft] : [])].map(({ start }) => start),
    [notes, begun, draft],
  );
  const itemsAt = useMemo(
    () => (geometry: Geometry) => placeItems({ notes, threads, loaded, geometry }),
    [notes, threads, loaded],
  );
  const earlierAt = useMemo(() => {
    const known = knownPer(said, threads);
    const missing = place.paragraphs.filter(({ id }) => (state.counts[id] ?? 0) > (known.get(id) ?? 0));
    return ({ topOf }: Geometry) =>
      filter.whose !== "everyone"
        ? []
        : missing.flatMap(({ id }) => {
            const top = topOf(id);
            return top === null ? [] : [{ paragraphId: id, top }];
          });
  }, [said, threads, place, state.counts, filter.whose]);
  return { positions, itemsAt, earlierAt };
}

type Input = {
  notes: readonly KnownMark[];
  threads: readonly Thread[];
  loaded: ReadonlyMap<string, Thread>;
  geometry: Geometry;
};

function placeItems({ notes, threads, loaded, geometry }: Input): MarginItem[] {
  const items: MarginItem[] = [];
  for (const mark of notes) {
    const top = geometry.topAt(mark.start);
    const paragraphId = paragraphOf(mark);
    if (top === null || !paragraphId) continue;
    items.push({ id: mark.id, mark, thread: loaded.get(mark.id) ?? null, paragraphId, top });
  }
  for (const thread of threads) {
    const { id, paragraphId } = thread.root;
    const top = paragraphId && geometry.topOf(paragraphId);
    if (paragraphId && typeof top === "number") items.push({ id, mark: null, thread, paragraphId, top });
  }
  return items;
}

/** How many of the comments that the class counts on each paragraph are known here. */
function knownPer(said: readonly KnownMark[], threads: readonly Thread[]): Map<string, number> {
  const known = new Map<string, number>();
  const add = (paragraphId: string | null, count: number) => {
    if (paragraphId) known.set(paragraphId, (known.get(paragraphId) ?? 0) + count);
  };
  for (const mark of said)
    if (mark.audience === "class") add(paragraphOf(mark), mark.replyCount + (mark.excerpt === "" ? 0 : 1));
  for (const { root } of threads)
    if (!root.scope) add(root.paragraphId, root.replyCount + (root.author ? 1 : 0));
  return known;
}
