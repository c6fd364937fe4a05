"use client";

import { useEffect, useRef } from "react";
import { Attention, needOf, reachOf } from "./attention";
import { ProgressKeeper } from "./progress-keeper";
import { setSectionState } from "./section-states";

type ReadingProgressProps = {
  userId: string;
  classroomId: string;
  sectionId: string;
  path: string;
  /** Where the reader stopped, and how far they had read, counted from one; 0 for not begun. */
  stoppedAt: number;
  reached: number;
};

/** Notices what is being read, and remembers it for the reader. Shows nothing. */
export function ReadingProgress(props: ReadingProgressProps) {
  const { userId, classroomId, sectionId, path, stoppedAt, reached } = props;
  // Where the visit begins; what a refreshed page says of it later is what was sent from here.
  const begun = useRef({ stoppedAt, reached });
  useEffect(() => {
    const text = document.querySelector<HTMLElement>("#text");
    if (!text) return;
    const keeper = new ProgressKeeper(userId, { classroomId, sectionId }, (state) =>
      setSectionState(classroomId, path, state),
    );
    const stopKeeping = keeper.start();
    const stopWatching = watch(text, begun.current, (place) => keeper.note(place));
    const stopGoing = goToAddress(text);
    return () => {
      stopGoing();
      stopWatching();
      stopKeeping();
    };
  }, [userId, classroomId, sectionId, path]);
  return null;
}

/** Less of a paragraph than this is its last line under the bar, or the first of what comes. */
const SHARE_SHOWN = 0.25;

type Told = { paragraphId: string; reachedId: string | null };

/** Watches the paragraphs of a text and tells of each that was read. Answers how to stop. */
function watch(
  text: HTMLElement,
  begun: { stoppedAt: number; reached: number },
  tell: (place: Told) => void,
): () => void {
  const elements = [...text.querySelectorAll<HTMLElement>("[data-paragraph]")];
  const order = elements.map(({ dataset }) => dataset.paragraph ?? "");
  const attention = new Attention(
    elements.map((element, at) => ({
      id: order[at] ?? "",
      needMs: needOf((element.textContent ?? "").split(/\s+/).length),
    })),
    performance.now(),
  );
  const read = new Set<string>();
  const onScreen = new Set<HTMLElement>();
  let { reached } = begun;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasMoved = false;

  const hear = (ids: string[]) => {
    const id = ids.at(-1);
    if (!id) return;
    for (const one of ids) read.add(one);
    const now = reachOf(order, read, reached);
    const reachedId = now > reached ? (order[now - 1] ?? null) : null;
    // The top of the page that somebody opened and has not moved since is not where they have gone back to.
    const isBack = order.indexOf(id) + 1 < begun.stoppedAt && !hasMoved;
    if (isBack && reachedId === null) return;
    reached = now;
    tell({ paragraphId: isBack ? (order[begun.stoppedAt - 1] ?? id) : id, reachedId });
  };
  const look = () => {
    clearTimeout(timer);
    for (const element of onScreen)
      if (element.getBoundingClientRect().bottom <= window.innerHeight + 1)
        attention.end(element.dataset.paragraph ?? "");
    hear(attention.advance(performance.now()));
    const wait = attention.wait();
    timer = wait === null ? undefined : setTimeout(look, wait);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      look();
      for (const { target, isIntersecting, intersectionRatio } of entries) {
        const element = target as HTMLElement;
        const isOnScreen = isIntersecting && intersectionRatio >= SHARE_SHOWN;
        if (isOnScreen) onScreen.add(element);
        else onScreen.delete(element);
        attention.show(element.dataset.paragraph ?? "", isOnScreen);
      }
      look();
    },
    // Not what stands under the bar of a phone.
    { rootMargin: "-56px 0px 0px 0px", threshold: [0, SHARE_SHOWN, 0.5, 0.75, 1] },
  );
  for (const element of elements) observer.observe(element);
  const handleVisibility = () => {
    hear(attention.advance(performance.now()));
    attention.look(!document.hidden);
    look();
  };
  const handleScroll = () => {
    hasMoved = true;
  };
  attention.look(!document.hidden);
  document.addEventListener("visibilitychange", handleVisibility);
  window.addEventListener("scroll", handleScroll, { passive: true, once: true });
  return () => {
    hear(attention.advance(performance.now()));
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener("visibilitychange", handleVisibility);
    window.removeEventListener("scroll", handleScroll);
  };
}

/**
 * Moves focus to the paragraph that the address names when the page opens, or that "You stopped at" leads to, so that
 * keys and screen readers go on from there.
 */
function goToAddress(text: HTMLElement): () => void {
  const go = () => {
    const key = decodeURIComponent(location.hash.slice(1));
    const target = key ? text.querySelector<HTMLElement>(`#${CSS.escape(key)}[data-paragraph]`) : null;
    if (!target) return;
    target.tabIndex = -1;
    target.focus();
  };
  const handlePress = (event: MouseEvent) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(".headl a.stop");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    // By hand, because the browser takes focus away after following a link inside the page.
    event.preventDefault();
    location.hash = link.hash;
    requestAnimationFrame(go);
  };
  go();
  document.addEventListener("click", handlePress);
  return () => document.removeEventListener("click", handlePress);
}
