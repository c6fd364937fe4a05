"use client";

import { useCallback, useRef, useState } from "react";
import { trpc } from "../../../../_trpc/client";
import { toActionError } from "../../../../_ui/action-error";
import type { ClaimView, DebatePage, Results } from "./page-types";
import { withClaim } from "./rows";

export type Page = {
  page: DebatePage;
  results: Results | null;
  isGone: boolean;
  read: () => Promise<void>;
  /** A claim as the server answered it, or as it was heard. */
  put: (claim: ClaimView) => void;
  setResults: (results: Results) => void;
};

/** What is known of a debate: the page as it was first read, read again, and what is heard in between. */
export function useDebatePage(classroomId: string, first: DebatePage, before: Results | null): Page {
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
      const { told, ...next } = await readWhole({ classroomId, debateId });
      if (mine !== turn.current) return;
      setGone(false);
      setResults(told);
      setPage({ ...next, claims: heard.current.reduce<ClaimView[]>(withClaim, next.claims) });
    } catch (thrown) {
      // Anything else is tried again when the connection is back, or when the next phase ends.
      if (mine === turn.current && toActionError(thrown).code === "NOT_FOUND") setGone(true);
    }
  }, [classroomId, debateId]);
  return { page, results, isGone, read, put, setResults };
}

type On = { classroomId: string; debateId: string };

/** The windows of a long debate after its first. */
async function readRest(on: On, cursor: string | null): Promise<ClaimView[]> {
  if (cursor === null) return [];
  const { claims, nextCursor } = await trpc.debate.claims.query({ ...on, cursor });
  return [...claims, ...(await readRest(on, nextCursor))];
}

/** A debate with everything that was said in it, and what came of it where it is over. */
async function readWhole(on: On) {
  const next = await trpc.debate.get.query(on);
  const rest = await readRest(on, next.nextCursor);
  const told = next.debate.state === "closed" ? await trpc.debate.results.query(on) : null;
  return { ...next, claims: [...next.claims, ...rest], nextCursor: null, told };
}
