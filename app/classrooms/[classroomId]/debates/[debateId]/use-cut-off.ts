"use client";

import { useEffect } from "react";
import { trpc } from "../../../../_trpc/client";
import { announce } from "../../../../_ui/announcer";
import { putDraft, readDraft } from "../../_comments/drafts";
import type { Connection } from "../../_live/live-types";
import { wireOf } from "../../questions/[assignmentId]/answer-draft";
import type { Debate, MoveKind } from "./page-types";
import { begunMoves } from "./use-move-draft";

type UseCutOffInput = {
  classroomId: string;
  debate: Debate;
  isArchived: boolean;
  connection: Connection;
  onKept: () => Promise<void>;
};

/**
 * Hands what was half written when its phase closed to the server, which keeps it in My notes: its form is gone, and
 * may never come back. What cannot be handed over stays on this device until the next time.
 */
export function useCutOff({ classroomId, debate, isArchived, connection, onKept }: UseCutOffInput): void {
  const { id: debateId, state, isWithdrawn, mine, phase } = debate;
  const moves = mine?.moves.join() ?? null;
  const canKeep =
    moves !== null && !isArchived && !isWithdrawn && (state === "running" || state === "closed");
  // biome-ignore lint/correctness/useExhaustiveDependencies: each phase, and each connection, is another time to look
  useEffect(() => {
    if (!canKeep) return;
    let isHere = true;
    keepCutOff(classroomId, debateId, moves.split(",") as MoveKind[]).then(
      (count) => {
        if (!isHere || count === 0) return;
        announce("What you were writing when the phase closed is kept for you.");
        void onKept();
      },
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [classroomId, debateId, moves, canKeep, phase, connection, onKept]);
}

/** Ids of what is on its way, by place and words: sent again, it is kept once. */
const ids = new Map<string, string>();

const idOf = (place: string, words: string): string => {
  const key = `${place} ${words}`;
  const id = ids.get(key) ?? crypto.randomUUID();
  ids.set(key, id);
  return id;
};

/** @returns how many were handed over */
async function keepCutOff(classroomId: string, debateId: string, open: readonly MoveKind[]): Promise<number> {
  let count = 0;
  for (const { place } of begunMoves(debateId).filter(({ kind }) => !open.includes(kind)))
    await alone(place, async () => {
      // Read anew: another tab may have handed it over meanwhile.
      const begun = begunMoves(debateId).find((one) => one.place === place);
      if (!begun || begun.text.trim() === "") return;
      const { words, kind, answersId, text, passages } = begun;
      const on = { classroomId, debateId, id: idOf(place, words) };
      await trpc.debate.keep.mutate({
        ...on,
        kind,
        answersId,
        text: text.trim(),
        passages: passages.map(wireOf),
      });
      if (readDraft(place) === words) putDraft(place, "");
      count++;
    });
  return count;
}

/** One tab of this device at a time, where the browser can see to that. */
const alone = (name: string, work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request(`commonplace ${name}`, work) : work();
