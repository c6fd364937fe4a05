"use client";

import { useEffect, useState } from "react";

/** What a browser's timer can wait for at most. */
const LONGEST_MS = 2_000_000_000;

/**
 * The time by the server's clock, whatever the device's says; told anew when a moment has come.
 *
 * @param said  the server's time when the page was read
 */
export function useServerNow(said: string, moment: string): number {
  const [ahead, setAhead] = useState<number | null>(null);
  const [, tick] = useState(0);
  useEffect(() => setAhead(Date.parse(said) - Date.now()), [said]);
  const now = ahead === null ? Date.parse(said) : Date.now() + ahead;
  useEffect(() => {
    const left = Date.parse(moment) - now;
    if (left < 0 || left > LONGEST_MS) return;
    const timer = setTimeout(() => tick((turn) => turn + 1), left + 50);
    return () => clearTimeout(timer);
  }, [moment, now]);
  return now;
}
