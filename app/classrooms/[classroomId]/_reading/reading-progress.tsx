"use client";

import { useEffect, useRef } from "react";
import { ProgressKeeper } from "./progress-keeper";
import { setSectionState } from "./section-states";
import { type Begun, TextWatcher } from "./text-watcher";

type ReadingProgressProps = Begun & {
  userId: string;
  classroomId: string;
  sectionId: string;
  path: string;
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
    const stopWatching = new TextWatcher(text, begun.current, (place) => keeper.note(place)).start();
    const stopGoing = goToAddress(text);
    return () => {
      stopGoing();
      stopWatching();
      stopKeeping();
    };
  }, [userId, classroomId, sectionId, path]);
  return null;
}

/**
 * Moves focus to the paragraph that the address names when the page opens, or that "You stopped at" leads to, so that
 * keys and screen readers go on from there.
 */
function goToAddress(text: HTMLElement): () => void {
  const go = () => {
    const [key] = /^#[a-z0-9-]+$/.exec(location.hash) ?? [];
    const target = key ? text.querySelector<HTMLElement>(`[id="${key.slice(1)}"][data-paragraph]`) : null;
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
