"use client";

import { useEffect, useRef } from "react";
import { announce } from "../../../_ui/announcer";
import { readReaderCookie } from "../../../_ui/reader-browser";
import type { Talk } from "./talk-context";
import { arrivedWords } from "./words";

/** At most one announcement of others' comments in this time: a busy class must not talk over the text. */
const ANNOUNCE_EVERY_MS = 30_000;

/** Tells screen readers, now and then, how many comments of others have arrived while the page is open. */
export function useArrivals({ state, me }: Talk): void {
  const known = useRef<{ ids: Set<string>; newest: string } | null>(null);
  const pending = useRef({ count: 0, saidAt: Number.NEGATIVE_INFINITY });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const entries = state.loaded.flatMap(({ root, replies }) => [root, ...replies]);
    const last = known.current;
    const ids = new Set([...(last?.ids ?? []), ...entries.map(({ id }) => id)]);
    const newest = [...entries.map(({ createdAt }) => createdAt), last?.newest ?? ""].sort().at(-1) ?? "";
    known.current = { ids, newest };
    if (!last) return;
    // What is loaded on demand is older than what was here; only the class's new words are newer.
    const arrived = entries.filter(
      ({ id, author, createdAt }) =>
        author && author.id !== me.userId && !last.ids.has(id) && createdAt > last.newest,
    );
    if (arrived.length === 0) return;
    pending.current.count += arrived.length;
    const say = () => {
      const { count } = pending.current;
      pending.current = { count: 0, saidAt: performance.now() };
      const way = readReaderCookie().keys === "on" ? " Press J to go to them." : "";
      announce(`${arrivedWords(count)}${way}`);
    };
    clearTimeout(timer.current);
    timer.current = setTimeout(
      say,
      Math.max(0, pending.current.saidAt + ANNOUNCE_EVERY_MS - performance.now()),
    );
  }, [state.loaded, me.userId]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
