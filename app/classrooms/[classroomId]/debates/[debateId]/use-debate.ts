"use client";

import { useEffect, useRef } from "react";
import type { LiveItem } from "#domain/live";
import type { Connection } from "../../_live/live-types";
import { useLive } from "../../_live/use-live";
import type { DebatePage, Results } from "./page-types";
import { type Page, useDebatePage } from "./use-debate-page";
import { usePhaseEnd } from "./use-phase-end";
import { useSeen } from "./use-seen";

type UseDebateInput = {
  classroomId: string;
  userId: string;
  first: DebatePage;
  results: Results | null;
};

/** Seats, clocks and statements change in bursts: the page is read once for those of a moment. */
const READ_AFTER_MS = 300;

export type DebateState = Page & { connection: Connection };

/** The debate's page: claims are added as they are heard, and it is read again when its clock, seats or phase change. */
export function useDebate({ classroomId, userId, first, results }: UseDebateInput): DebateState {
  const debateId = first.debate.id;
  const state = useDebatePage(classroomId, first, results);
  const { page, read, put } = state;
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(soon.current), []);
  const onItems = (items: LiveItem[]) => {
    let isStale = false;
    for (const item of items) {
      if (item.type === "claim" && item.debateId === debateId) put(item.claim);
      else if (item.type === "debate") isStale ||= item.debateId === debateId;
      else if (item.type === "gone") isStale ||= item.sectionId === debateId;
    }
    if (!isStale) return;
    clearTimeout(soon.current);
    soon.current = setTimeout(() => void read(), READ_AFTER_MS);
  };
  const onReload = () => void read();
  const connection = useLive({ classroomId, userId, cursor: page.cursor, onItems, onReload });
  usePhaseEnd(page, read);
  useSeen(classroomId, debateId, page.cursor, page.claims.length);
  const more = first.nextCursor;
  useEffect(() => {
    if (more !== null) void read();
  }, [more, read]);
  return { ...state, connection };
}
