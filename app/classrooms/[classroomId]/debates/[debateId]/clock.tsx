"use client";

import { useEffect, useState } from "react";
import { clockWords } from "../debate-words";

type ClockProps = {
  /** The server's time when the page was read. */
  said: string;
  endsAt: string;
  /** Since when the clock stands still; null while it runs. */
  pausedAt: string | null;
};

/** What is left of a phase, by the server's clock alone. It is told in words beside it, so it is silent. */
export function Clock({ said, endsAt, pausedAt }: ClockProps) {
  const [ahead, setAhead] = useState<number | null>(null);
  const [, tick] = useState(0);
  useEffect(() => setAhead(Date.parse(said) - Date.now()), [said]);
  useEffect(() => {
    if (pausedAt !== null) return;
    const timer = setInterval(() => tick((turn) => turn + 1), 1_000);
    return () => clearInterval(timer);
  }, [pausedAt]);
  const now =
    pausedAt !== null ? Date.parse(pausedAt) : ahead === null ? Date.parse(said) : Date.now() + ahead;
  return (
    <span className="dclock" role="timer">
      {clockWords(Date.parse(endsAt) - now)}
    </span>
  );
}
