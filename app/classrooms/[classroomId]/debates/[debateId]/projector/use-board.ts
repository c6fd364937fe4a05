"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { trpc } from "../../../../../_trpc/client";
import { useLive } from "../../../_live/use-live";
import { debateOnBoard, type OnBoard, onBoard, type Said, withSaid } from "./said";

/** When the server could not be asked it is asked again. */
const AGAIN_MS = 2_000;
const LONGEST_MS = 2_000_000_000;

type BoardOf = {
  classroomId: string;
  userId: string;
  cursor: string;
  debate: OnBoard;
  said: Said[];
};

/** A debate that goes on while one looks: its clock by the server's, and what is said as it is said. */
export function useBoard({ classroomId, userId, cursor, debate: first, said: begun }: BoardOf) {
  const [debate, setDebate] = useState(first);
  const [said, setSaid] = useState(begun);
  const debateId = first.id;
  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(again.current), []);
  const read = useCallback(async () => {
    clearTimeout(again.current);
    try {
      const page = await trpc.debate.get.query({ classroomId, debateId, newest: true });
      setDebate(debateOnBoard(page.debate));
      setSaid((all) => withSaid(all, page.claims.map(onBoard)));
    } catch {
      again.current = setTimeout(() => void read(), AGAIN_MS);
    }
  }, [classroomId, debateId]);
  const connection = useLive({
    classroomId,
    userId,
    cursor,
    onItems: (items) => {
      const news = items.flatMap((item) =>
        item.type === "claim" && item.debateId === debateId ? [onBoard(item.claim)] : [],
      );
      const gone = items.flatMap((item) => (item.type === "gone" ? [item.commentId] : []));
      if (news.length > 0 || gone.length > 0)
        setSaid((all) => withSaid(all, news).filter(({ id }) => !gone.includes(id)));
      if (items.some((item) => item.type === "debate" && item.debateId === debateId)) void read();
    },
    onReload: () => void read(),
  });
  const now = useSecond(debate.now);
  const end = nextMoment(debate);
  const left = end === null ? null : Date.parse(end) - Date.parse(debate.now);
  useEffect(() => {
    if (left === null || left > LONGEST_MS) return;
    const wait = setTimeout(() => void read(), Math.max(0, left) + 100);
    return () => clearTimeout(wait);
  }, [left, read]);
  return { debate, said, now, connection };
}

/** When it will not be as it is by itself: the end of its phase, or the day it opens on. */
function nextMoment({ state, phases, phase, startsAt }: OnBoard): string | null {
  if (state === "running") return phases[phase]?.endsAt ?? null;
  return state === "waiting" ? startsAt : null;
}

/** The server's time, told each second. */
function useSecond(said: string): number {
  const [now, setNow] = useState(() => Date.parse(said));
  useEffect(() => {
    const ahead = Date.parse(said) - Date.now();
    setNow(Date.parse(said));
    const timer = setInterval(() => setNow(Date.now() + ahead), 250);
    return () => clearInterval(timer);
  }, [said]);
  return now;
}
