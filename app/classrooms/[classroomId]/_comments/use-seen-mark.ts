"use client";

import { useCallback, useEffect, useRef } from "react";

/** How long the end of a comment must be on the screen to count as read. */
const SEEN_AFTER_MS = 1_500;

type Mark = (element: HTMLElement | null) => (() => void) | undefined;

/**
 * Watches marks at the end of unread comments. A thread whose mark was on the screen for SEEN_AFTER_MS, in a tab
 * that is looked at, is reported once.
 */
export function useSeenMark(seen: (rootIds: string[]) => void) {
  const watcher = useRef<ReturnType<typeof watch> | null>(null);
  useEffect(() => () => watcher.current?.stop(), []);
  // One function a thread for good: another one would begin to wait anew at every rendering.
  const marks = useRef(new Map<string, Mark>());
  return useCallback(
    (rootId: string) => {
      const known = marks.current.get(rootId);
      if (known) return known;
      const mark: Mark = (element) => {
        if (!element) return undefined;
        watcher.current ??= watch(seen);
        return watcher.current.add(element, rootId);
      };
      marks.current.set(rootId, mark);
      return mark;
    },
    [seen],
  );
}

function watch(seen: (rootIds: string[]) => void) {
  const roots = new Map<Element, string>();
  const onScreen = new Set<Element>();
  const timers = new Timers((element) => {
    const rootId = roots.get(element);
    if (rootId) seen([rootId]);
  });
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        onScreen.add(target);
        timers.start(target);
      } else {
        onScreen.delete(target);
        timers.stop(target);
      }
    }
  });
  const handleVisibility = () => {
    for (const element of onScreen) {
      if (document.hidden) timers.stop(element);
      else timers.start(element);
    }
  };
  document.addEventListener("visibilitychange", handleVisibility);
  return {
    add(element: HTMLElement, rootId: string) {
      roots.set(element, rootId);
      observer.observe(element);
      return () => {
        observer.unobserve(element);
        onScreen.delete(element);
        timers.stop(element);
        roots.delete(element);
      };
    },
    stop() {
      observer.disconnect();
      document.removeEventListener("visibilitychange", handleVisibility);
      for (const element of onScreen) timers.stop(element);
    },
  };
}

/** One timer an element, which runs only while the tab is looked at. */
class Timers {
  private readonly running = new Map<Element, ReturnType<typeof setTimeout>>();

  constructor(private readonly done: (element: Element) => void) {}

  start(element: Element): void {
    if (document.hidden || this.running.has(element)) return;
    this.running.set(
      element,
      setTimeout(() => this.done(element), SEEN_AFTER_MS),
    );
  }

  stop(element: Element): void {
    clearTimeout(this.running.get(element));
    this.running.delete(element);
  }
}
