"use client";

import { useCallback, useEffect, useRef } from "react";

// A lazily fetched or freshly loaded part may take a few renders; after that the wish is stale.
const KEEP_MS = 3_000;

/**
 * A function that asks for focus on a selector once it is on the page. The latest wish wins, and it is over as soon as
 * the reader presses a key or points somewhere: focus is not taken from somebody who has gone on.
 */
export function useFocusSoon(): (selector: string) => void {
  const wish = useRef<{ selector: string; until: number } | null>(null);
  const grant = useCallback(() => {
    const { selector, until } = wish.current ?? {};
    if (!selector || !until) return;
    const element = [...document.querySelectorAll<HTMLElement>(selector)].find(isShown);
    if (element) element.focus();
    if (element || performance.now() > until) wish.current = null;
  }, []);
  useEffect(grant);
  useEffect(() => {
    const forget = () => {
      wish.current = null;
    };
    // Before any handler that may wish anew.
    for (const kind of ["keydown", "pointerdown"] as const) document.addEventListener(kind, forget, true);
    return () => {
      for (const kind of ["keydown", "pointerdown"] as const)
        document.removeEventListener(kind, forget, true);
    };
  }, []);
  return useCallback(
    (selector: string) => {
      wish.current = { selector, until: performance.now() + KEEP_MS };
      // For a wish that comes without a render of its own.
      requestAnimationFrame(grant);
    },
    [grant],
  );
}

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0;
