"use client";

import { useCallback, useEffect, useState } from "react";
import { setAccount } from "../../../../_ui/shelf";
import { outboxOf } from "../../_comments/outbox";
import type { Post } from "../../_comments/post";
import { liveClientOf } from "../../_live/live-client";
import type { Connection } from "../../_live/live-types";
import { wireOf } from "../../questions/[assignmentId]/answer-draft";
import type { Kept, MoveKind, Passage, Side } from "./page-types";

export type NewMove = {
  kind: MoveKind;
  side: Side;
  answersId: string | null;
  text: string;
  passages: Passage[];
};

type UseMovesInput = {
  classroomId: string;
  debateId: string;
  userId: string;
  connection: Connection;
  /** Words that the server keeps since a phase closed on them. */
  kept: readonly Kept[];
  /** The server has taken something, or has refused it. */
  onSettled: () => void;
};

export type Moves = {
  /** What is on its way, or was refused. */
  posts: Post[];
  unsent: number;
  send: (move: NewMove) => void;
  retry: (id: string) => void;
  /** Lets go of what was not sent. */
  discard: (id: string) => void;
};

/** What one says, on its way: kept on this device, and sent under one id until the server has it. */
export function useMoves(input: UseMovesInput): Moves {
  const { classroomId, debateId, userId, connection, kept, onSettled } = input;
  const [all, setAll] = useState<Post[]>([]);
  useEffect(() => {
    setAccount(userId);
    const outbox = outboxOf(userId);
    const show = () => setAll(outbox.list());
    show();
    const ends = [
      outbox.onChange(show),
      outbox.onSent((comment) => comment.sectionId === debateId && onSettled()),
      outbox.onUnknown(() => liveClientOf(userId).doubt()),
    ];
    outbox.flush();
    return () => {
      for (const end of ends) end();
    };
  }, [userId, debateId, onSettled]);
  useEffect(() => {
    if (connection === "live") outboxOf(userId).flush();
  }, [connection, userId]);

  const posts = all.filter((one) => one.move && one.sectionId === debateId);
  const refused = posts.flatMap(({ id, refusal }) => (refusal ? [id] : [])).join();
  useEffect(() => {
    if (refused) onSettled();
  }, [refused, onSettled]);
  // What the server keeps needs no second keeping here.
  const keptIds = kept.map(({ id }) => id).join();
  useEffect(() => {
    for (const id of refused.split(",")) if (id && keptIds.includes(id)) outboxOf(userId).discard(id);
  }, [refused, keptIds, userId]);

  const send = useCallback(
    ({ kind, side, answersId, text, passages }: NewMove) => {
      outboxOf(userId).add({
        classroomId,
        sectionId: debateId,
        paragraphId: null,
        parentId: answersId,
        rootId: null,
        text: text.trim(),
        move: { kind, side, passages: passages.map(wireOf) },
      });
    },
    [userId, classroomId, debateId],
  );
  return {
    posts,
    unsent: all.length,
    send,
    retry: (id) => outboxOf(userId).retry(id),
    discard: (id) => void outboxOf(userId).discard(id),
  };
}
