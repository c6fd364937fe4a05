"use client";

import { useEffect, useState } from "react";

const EVENT = "commonplace:say";

/** Says a sentence to screen readers through the page's one polite live region. */
export function announce(text: string): void {
  if (typeof window !== "undefined") window.dispatchEvent(new CustomEvent<string>(EVENT, { detail: text }));
}

/** The live region. The layout renders it once, empty, so that it is there before anything is said. */
export function Announcer() {
  const [said, setSaid] = useState({ text: "", turn: 0 });
  useEffect(() => {
    const handleSay = (event: Event) => {
      const text = (event as CustomEvent<string>).detail;
      // Saying the same sentence twice must change the text, or the second time is silent.
      setSaid((last) => ({ text, turn: last.turn + 1 }));
    };
    window.addEventListener(EVENT, handleSay);
    return () => window.removeEventListener(EVENT, handleSay);
  }, []);
  return (
    <div className="vh" role="status" aria-live="polite" id="announcer">
      {said.text && <p key={said.turn}>{said.text}</p>}
    </div>
  );
}
