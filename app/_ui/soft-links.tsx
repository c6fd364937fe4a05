"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isLeaving } from "./early";

/** Opens every `SoftLink` of the page. Before it is there, and without script, they are plain links. */
export function SoftLinks() {
  const router = useRouter();
  useEffect(() => {
    const handleClick = (event: MouseEvent) => {
      const isOrdinary =
        event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[data-soft]");
      if (!link || !isOrdinary || event.defaultPrevented || link.origin !== location.origin) return;
      // Opened here, it would be lost again when the document comes that was asked for before.
      if (isLeaving()) return;
      event.preventDefault();
      router.push(`${link.pathname}${link.search}${link.hash}` as Route, {
        scroll: link.dataset.soft !== "stay",
      });
    };
    document.addEventListener("click", handleClick);
    return () => document.removeEventListener("click", handleClick);
  }, [router]);
  return null;
}
