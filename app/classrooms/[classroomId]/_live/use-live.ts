"use client";

import { useEffect, useRef, useState } from "react";
import type { LiveItem } from "#domain/live";
import { setAccount } from "../../../_ui/shelf";
import { liveClientOf } from "./live-client";
import type { Connection } from "./live-types";

type UseLiveInput = {
  classroomId: string;
  userId: string;
  /** From the read that the page shows; null for a page that has none: it hears from now on. */
  cursor: string | null;
  onItems: (items: LiveItem[]) => void;
  /** What the page shows may be old: read it again. */
  onReload?: () => void;
};

/** Hears what changes in a class while the page is open. */
export function useLive({ classroomId, userId, cursor, onItems, onReload }: UseLiveInput): Connection {
  const [connection, setConnection] = useState<Connection>("connecting");
  const latest = useRef({ onItems, onReload });
  latest.current = { onItems, onReload };
  // The page's cursor is where it begins; later ones of a refreshed page are older than what was heard.
  const start = useRef(cursor);
  useEffect(() => {
    setAccount(userId);
    return liveClientOf(userId).join({
      cursor: start.current,
      asOf: () => 0,
      onItems(items) {
        const here = items.filter((item) => item.classroomId === classroomId);
        if (here.some((item) => item.type === "reload")) latest.current.onReload?.();
        if (here.length > 0) latest.current.onItems(here);
      },
      onConnection: setConnection,
      onReturn: () => latest.current.onReload?.(),
    });
  }, [classroomId, userId]);
  return connection;
}
