"use client";

import { useCallback, useEffect, useRef } from "react";

// A thread may have to be fetched first, by a poor network; after that the wish is stale.
const KEEP_MS = 15_000;
// Notes are drawn in pieces and find their places after they have grown: what was gone to is kept on the screen
// while they do.
const SETTLE_MS = 3_000;
const ACTS = ["keydown", "pointerdown", "wheel", "touchmove"] as const;

/**
 * A function that asks for focus on a selector once it is on the page. The latest wish wins, and it is over as soon as
 * the reader presses a key or points somewhere: focus is not taken from somebody who has gone on.
 */
export function useFocusSoon(): (selector: string) => void {
  const wish = useRef<{ selector: string; until: number } | null>(null);
  const settled = useRef(0);
  const grant = useCallback(() => {
    const { selector, until } = wish.current ?? {};
    if (!selector || !until) return;
    const element = [...document.querySelectorAll<HTMLElement>(selector)].find(isShown);
    if (element) {
      element.focus();
      settled.current = performance.now() + SETTLE_MS;
      keepInSight(element, () => performance.now() < settled.current);
    }
    if (element || performance.now() > until) wish.current = null;
  }, []);
  useEffect(grant);
  useEffect(() => {
    const forget = () => {
      wish.current = null;
      settled.current = 0;
    };
    // Before any handler that may wish anew.
    for (const kind of ACTS) document.addEventListener(kind, forget, true);
    return () => {
      for (const kind of ACTS) document.removeEventListener(kind, forget, true);
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

/**
 * Brings what has focus back to the screen when the page moves under it, until the reader moves the page. A browser that
 * scrolls to the fragment of an address late takes the focus to the page as a whole: it is given back.
 */
function keepInSight(element: HTMLElement, isWanted: () => boolean): void {
  const look = () => {
    if (!isWanted()) return;
    if (document.activeElement === document.body) element.focus();
    if (document.activeElement !== element) return;
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) element.scrollIntoView({ block: "center", behavior: "instant" });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0;
