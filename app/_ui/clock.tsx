"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { UTC } from "#domain/zone";
import type { Clock } from "./dates";

const MINUTE_MS = 60_000;

type Keeper = {
  own: string | null;
  now: number;
  /** What time it is at this moment; the server's until the page has come alive, so that both write the same. */
  read: () => number;
};

const KeeperContext = createContext<Keeper>({ own: null, now: 0, read: () => 0 });
const ZoneContext = createContext<string | null>(null);

type KeeperProps = {
  /** The browser's zone as its cookie says it; null on its first visit. */
  own: string | null;
  /** The server's time. */
  now: number;
  children: ReactNode;
};

/**
 * What time it is, for all of the page: the server's when it was drawn, and then on by the minute. A device whose
 * clock is wrong by more than a minute goes by the server's.
 */
export function ClockKeeper({ own: known, now: said, children }: KeeperProps) {
  const [own, setOwn] = useState(known);
  const [now, setNow] = useState(said);
  const ahead = useRef<number | null>(null);
  useEffect(() => {
    const wrong = said - Date.now();
    ahead.current = Math.abs(wrong) < MINUTE_MS ? 0 : wrong;
    const timer = setInterval(() => setNow(Date.now() + (ahead.current ?? 0)), MINUTE_MS);
    return () => clearInterval(timer);
  }, [said]);
  useEffect(() => setOwn(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  const keeper = useMemo(
    () => ({
      own,
      now,
      read: () => (ahead.current === null ? now : Date.now() + ahead.current),
    }),
    [own, now],
  );
  return <KeeperContext value={keeper}>{children}</KeeperContext>;
}

/** All of it is told in the zone of a class. */
export function ClassClock({ zone, children }: { zone: string; children: ReactNode }) {
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

/** The clock that moments are told by here. */
export function useClock(): Clock & { now: number } {
  const { own, now, read } = useContext(KeeperContext);
  const zone = useContext(ZoneContext);
  // What comes to stand on a page that has been open for a while knows how late it is.
  const [begun] = useState(read);
  return { zone: zone ?? own ?? UTC, own, now: Math.max(now, begun) };
}
