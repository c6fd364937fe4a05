"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { Thread } from "./thread-types";

/**
 * Holds back threads of others that arrive while the list is on the screen, so that nothing moves under the eyes
 * that read it. They come in when asked for, or when the list is out of sight.
 */
export function useHeldBack(threads: Thread[], me: string, list: RefObject<HTMLElement | null>) {
  const admitted = useRef<Set<string> | null>(null);
  const newest = useRef("");
  const isInView = useRef(false);
  const [, redraw] = useState(0);
  const known = admitted.current ?? new Set(threads.map(({ root }) => root.id));
  const isLate = ({ root }: Thread) =>
    !known.has(root.id) && root.author?.id !== me && root.createdAt > newest.current && isInView.current;
  const held = threads.filter(isLate);
  const shown = held.length > 0 ? threads.filter((thread) => !isLate(thread)) : threads;
  useEffect(() => {
    const ids = new Set(admitted.current);
    for (const { root } of shown) {
      ids.add(root.id);
      if (root.createdAt > newest.current) newest.current = root.createdAt;
    }
    admitted.current = ids;
  });
  useEffect(() => {
    if (!list.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      isInView.current = entry?.isIntersecting ?? false;
      if (!isInView.current) redraw((turn) => turn + 1);
    });
    observer.observe(list.current);
    return () => observer.disconnect();
  }, [list]);
  const reveal = () => {
    admitted.current = new Set([...known, ...held.map(({ root }) => root.id)]);
    redraw((turn) => turn + 1);
  };
  return { shown, held: held.length, reveal };
}
