"use client";

import { useEffect, useState } from "react";
import { type DateForm, dateWords } from "./dates";

type TimeProps = { value: string; form?: DateForm; className?: string };

/**
 * A moment in words. The server does not know the reader's clock, so it writes the words in UTC; the browser then
 * puts them into its own time zone, and keeps "5 minutes ago" true while the page is open.
 */
export function Time({ value, form = "day", className }: TimeProps) {
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    setNow(new Date());
    if (form !== "ago") return;
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, [form]);
  const full = dateWords(value, "full", now);
  return (
    <time dateTime={value} className={className} title={now ? full : undefined}>
      {dateWords(value, form, now)}
    </time>
  );
}
