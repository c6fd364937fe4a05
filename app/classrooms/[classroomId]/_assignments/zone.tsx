"use client";

import { useEffect, useState } from "react";

/** Which time zone the moments of this page are in, in words: the browser's. */
export function Zone() {
  const [zone, setZone] = useState<string | null>(null);
  useEffect(() => {
    const name = Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
    const minutes = -new Date().getTimezoneOffset();
    const hours = Math.floor(Math.abs(minutes) / 60);
    const rest = Math.abs(minutes) % 60;
    const away = `${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
    setZone(`${name}${minutes === 0 ? "" : `, UTC ${minutes < 0 ? "−" : "+"} ${away}`}`);
  }, []);
  return <>{zone ? `Times are yours: ${zone}.` : "Times are in your own time zone."}</>;
}
