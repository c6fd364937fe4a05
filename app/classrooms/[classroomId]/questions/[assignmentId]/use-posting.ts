"use client";

import { useCallback, useEffect, useState } from "react";
import { setAccount } from "../../../../_ui/shelf";
import { outboxOf } from "../../_comments/outbox";
import type { Post } from "../../_comments/post";
import { liveClientOf } from "../../_live/live-client";
import type { Connection } from "../../_live/live-types";
import { wireOf } from "./answer-draft";
import type { Written } from "./page-types";

type PostingInput = {
  classroomId: string;
  assignmentId: string;
  userId: string;
  connection: Connection;
  /** The server has the answer. */
  onSent: () => void;
};

export type Posting = {
  /** The answer on its way; null when there is none. */
  post: Post | null;
  isSending: boolean;
  /** Things of the reader's that this device holds and has not sent. */
  unsent: number;
  send: (written: Written) => void;
  retry: () => void;
  /** Takes back what is not sent. Answers what it said. */
  takeBack: () => Written | null;
};

/** An answer's way to the server: it is kept on this device, and sent under one id until the server has it. */
export function usePosting({ classroomId, assignmentId, userId, connection, onSent }: PostingInput): Posting {
  const [posts, setPosts] = useState<Post[]>([]);
  const [sendingId, setSendingId] = useState<string | null>(null);
  useEffect(() => {
    setAccount(userId);
    const outbox = outboxOf(userId);
    const show = () => {
      setPosts(outbox.list());
      setSendingId(outbox.sendingId);
    };
    show();
    const ends = [
      outbox.onChange(show),
      outbox.onSent((comment) => comment.sectionId === assignmentId && comment.rootId === null && onSent()),
      outbox.onUnknown(() => liveClientOf(userId).doubt()),
    ];
    outbox.flush();
    return () => {
      for (const end of ends) end();
    };
  }, [userId, assignmentId, onSent]);
  useEffect(() => {
    if (connection === "live") outboxOf(userId).flush();
  }, [connection, userId]);

  const post = posts.find((one) => one.answer && one.sectionId === assignmentId) ?? null;
  const send = useCallback(
    ({ text, passages }: Written) => {
      outboxOf(userId).add({
        classroomId,
        sectionId: assignmentId,
        paragraphId: null,
        parentId: null,
        rootId: null,
        text: text.trim(),
        answer: { passages: passages.map(wireOf) },
      });
    },
    [userId, classroomId, assignmentId],
  );
  const takeBack = () => {
    if (!post) return null;
    outboxOf(userId).discard(post.id);
    return { text: post.text, passages: post.answer?.passages ?? [] };
  };
  const retry = () => post && outboxOf(userId).retry(post.id);
  return {
    post,
    isSending: post !== null && post.id === sendingId,
    unsent: posts.length,
    send,
    retry,
    takeBack,
  };
}
