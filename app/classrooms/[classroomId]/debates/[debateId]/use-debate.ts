"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { LiveItem } from "#domain/live";
import { trpc } from "../../../../_trpc/client";
import { toActionError } from "../../../../_ui/action-error";
import type { Connection } from "../../_live/live-types";
import { useLive } from "../../_live/use-live";
import type { ClaimView, DebatePage, Results } from "./page-types";
import { withClaim } from "./rows";
import { useSeen } from "./use-seen";

type UseDebateInput = {
  classroomId: string;
  userId: string;
  first: DebatePage;
  results: Results | null;
};

/** Seats, clocks and statements change in bursts: the page is read once for those of a moment. */
const READ_AFTER_MS = 300;
/** A phase ends for a whole class at once: they do not all ask in the same instant. */
const SPREAD_MS = 400;
const AGAIN_AFTER_MS = 4_000;
/** What a browser's timer can wait for at most. */
const LONGEST_MS = 2_000_000_000;

export type DebateState = {
  page: DebatePage;
  results: Results | null;
  isGone: boolean;
  connection: Connection;
  read: () => Promise<void>;
  /** A claim as the server answered it. */
  put: (claim: ClaimView) => void;
  setResults: (results: Results) => void;
};

/** The debate's page: claims are added as they are heard, and it is read again when its clock, seats or phase change. */
export function useDebate({ classroomId, userId, first, results: before }: UseDebateInput): DebateState {
  const debateId = first.debate.id;
  const [page, setPage] = useState(first);
  const [results, setResults] = useState(before);
  const [isGone, setGone] = useState(false);
  const turn = useRef(0);
  // What is heard while the page is being read may not be in what comes.
  const heard = useRef<ClaimView[]>([]);
  const put = useCallback((claim: ClaimView) => {
    heard.current.push(claim);
    setPage((now) => ({ ...now, claims: withClaim(now.claims, claim) }));
  }, []);
  const read = useCallback(async () => {
    const mine = ++turn.current;
    heard.current = [];
    try {
      const next = await trpc.debate.get.query({ classroomId, debateId });
      const rest = await readRest({ classroomId, debateId }, next.nextCursor);
      const isOver = next.debate.state === "closed";
      const told = isOver ? await trpc.debate.results.query({ classroomId, debateId }) : null;
      if (mine !== turn.current) return;
      const claims = heard.current.reduce<ClaimView[]>(withClaim, [...next.claims, ...rest]);
      setGone(false);
      setResults(told);
      setPage({ ...next, claims, nextCursor: null });
    } catch (thrown) {
      // Anything else is tried again when the connection is back, or when the next phase ends.
      if (mine === turn.current && toActionError(thrown).code === "NOT_FOUND") setGone(true);
    }
  }, [classroomId, debateId]);

  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
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
  const connection = useLive({
    classroomId,
    userId,
    cursor: page.cursor,
    onItems,
    onReload: () => void read(),
  });
  useEffect(() => () => clearTimeout(soon.current), []);
  usePhaseEnd(page, read);
  useSeen(classroomId, debateId, page.cursor, page.claims.length);
  const more = first.nextCursor;
  useEffect(() => {
    if (more !== null) void read();
  }, [more, read]);
  return { page, results, isGone, connection, read, put, setResults };
}

type On = { classroomId: string; debateId: string };

/** The windows of a long debate after its first. */
async function readRest(on: On, cursor: string | null): Promise<ClaimView[]> {
  if (cursor === null) return [];
  const { claims, nextCursor } = await trpc.debate.claims.query({ ...on, cursor });
  return [...claims, ...(await readRest(on, nextCursor))];
}

/** Reads the page again when its phase is over by the server's clock. */
function usePhaseEnd({ debate }: DebatePage, read: () => Promise<void>): void {
  const { now, state, pace } = debate;
  const next =
    state === "running"
      ? (debate.phases[debate.phase]?.endsAt ?? null)
      : state === "waiting" && pace === "dated"
        ? debate.startsAt
        : null;
  useEffect(() => {
    if (next === null) return;
    const left = Date.parse(next) - Date.parse(now);
    if (left > LONGEST_MS) return;
    const again = () => {
      void read();
      timer = setTimeout(again, AGAIN_AFTER_MS);
    };
    let timer = setTimeout(again, Math.max(0, left) + 50 + Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [next, now, read]);
}
