"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { LiveItem } from "#domain/live";
import { trpc } from "../../../../_trpc/client";
import { toActionError } from "../../../../_ui/action-error";
import { type PackedThreads, threadsHere } from "../../_comments/packed-threads";
import type { Connection } from "../../_live/live-types";
import { useLive } from "../../_live/use-live";
import { type Carried, readCarried } from "../../_text/carried-store";
import type { QuestionPage } from "./page-types";

export type FirstPage = Omit<QuestionPage, "threads" | "cited"> & {
  threads: PackedThreads | null;
  /** JSON of `QuestionPage.cited`. */
  cited: Carried;
};

type UsePageInput = {
  classroomId: string;
  assignmentId: string;
  discussionId: string | undefined;
  userId: string;
  first: FirstPage;
};

/** Answers of a class come in bursts: the page is read once for those of a moment. */
const READ_AFTER_MS = 600;
/** Who waits asks for the number again, once for those of a moment: never later than this. */
const COUNT_AFTER_MS = 1_000;
const LOOK_AGAIN_MS = 15_000;

/**
 * The question's page, read again whenever the server says that something about it may have changed: others' answers
 * come, and the reader's own right to see them comes and goes.
 */
export function usePage(input: UsePageInput): {
  page: QuestionPage;
  read: () => Promise<void>;
  isGone: boolean;
  connection: Connection;
} {
  const { classroomId, assignmentId, discussionId, userId, first } = input;
  const [page, setPage] = useState<QuestionPage>(() => ({
    ...first,
    cited: JSON.parse(readCarried(first.cited)),
    threads: first.threads === null ? null : threadsHere(first.threads, assignmentId),
  }));
  const [isGone, setGone] = useState(false);
  const turn = useRef(0);
  const readAt = useRef(0);
  const read = useCallback(async () => {
    const mine = ++turn.current;
    readAt.current = Date.now();
    try {
      const on = { classroomId, assignmentId, ...(discussionId ? { discussionId } : {}) };
      const { prompt, versionId, themes, cited, threads } = await trpc.prompt.get.query(on);
      if (mine !== turn.current) return;
      setGone(false);
      setPage({ prompt, versionId, themes, cited, threads });
    } catch (thrown) {
      // Anything else is tried again when the connection is back.
      if (mine === turn.current && toActionError(thrown).code === "NOT_FOUND") setGone(true);
    }
  }, [classroomId, assignmentId, discussionId]);

  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const count = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onItems = (items: LiveItem[]) => {
    if (items.some((item) => item.type === "standing"))
      count.current ??= setTimeout(() => {
        count.current = undefined;
        void read();
      }, COUNT_AFTER_MS);
    if (!items.some((item) => isAnswerHere(item, assignmentId, userId))) return;
    clearTimeout(soon.current);
    soon.current = setTimeout(() => void read(), READ_AFTER_MS);
  };
  const cursor = page.threads?.cursor ?? null;
  const connection = useLive({ classroomId, userId, cursor, onItems, onReload: () => void read() });
  // What happened between the rendering and the opening of the stream is in neither, where the page has no cursor.
  const isClosed = cursor === null;
  useEffect(() => {
    if (connection === "live" && isClosed) void read();
  }, [connection, isClosed, read]);
  useEffect(() => {
    const handleSight = () => {
      const isDue = Date.now() - readAt.current > LOOK_AGAIN_MS;
      if (document.visibilityState === "visible" && isDue) void read();
    };
    document.addEventListener("visibilitychange", handleSight);
    return () => {
      clearTimeout(soon.current);
      clearTimeout(count.current);
      count.current = undefined;
      document.removeEventListener("visibilitychange", handleSight);
    };
  }, [read]);
  return { page, read, isGone, connection };
}

/** Other terms, an answer that came, changed or went, or something of the reader's own, which moves their tally. */
function isAnswerHere(item: LiveItem, assignmentId: string, userId: string): boolean {
  if (item.type === "asked") return true;
  if (item.type === "gone") return item.sectionId === assignmentId;
  if (item.type !== "comment" || item.comment.sectionId !== assignmentId) return false;
  return item.comment.rootId === null || item.comment.author?.id === userId;
}
