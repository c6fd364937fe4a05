"use client";

import { useEffect, useRef, useState } from "react";
import { trpc } from "../../../_trpc/client";
import { classroomPaths } from "../../../_ui/frame";
import { SoftLink } from "../../../_ui/soft-link";
import { Time } from "../../../_ui/time";
import { useLive } from "../_live/use-live";
import { type Assignment, notesWords, progressWords } from "./words";

const SETTLE_MS = 300;

type DueLineProps = {
  classroomId: string;
  userId: string;
  /** The section that is read. */
  path: string;
  initial: Assignment[];
};

/**
 * What is asked on this section, in the line below its title: "Ms Okafor asks for two notes by Friday 8:00." One's own
 * count moves as one writes.
 */
export function DueLine({ classroomId, userId, path, initial }: DueLineProps) {
  const due = useDue(classroomId, userId, initial);
  const here = due.filter((one) => !one.isPast && one.sections.some((section) => section.path === path));
  return here.map((one) => (
    <span key={one.id} className="dueline">
      {one.teacherName} asks for{" "}
      <SoftLink className="lnk" href={classroomPaths(classroomId).assignment(one.id)}>
        {notesWords(one.notesMin)}
      </SoftLink>{" "}
      by <Time value={one.dueAt} form="due" />
      {one.tally ? `: ${lowered(progressWords(one)).replace(/\.$/, "")}.` : "."}{" "}
    </span>
  ));
}

const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** What is due, read again when one has written something oneself, or when a teacher may have set something. */
function useDue(classroomId: string, userId: string, initial: Assignment[]): Assignment[] {
  const [due, setDue] = useState(initial);
  useEffect(() => setDue(initial), [initial]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const readAgain = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      try {
        setDue((await trpc.assignment.due.query({ classroomId })).items);
      } catch {
        // Without an answer the line stays as it was; the next note or the next visit asks again.
      }
    }, SETTLE_MS);
  };
  useLive({
    classroomId,
    userId,
    cursor: null,
    onItems: (items) => {
      const isMine = items.some(
        (item) => item.type === "gone" || (item.type === "comment" && item.comment.author?.id === userId),
      );
      const isAsked = items.some((item) => item.type === "asked");
      if (isAsked || (isMine && due.length > 0)) readAgain();
    },
    onReload: readAgain,
  });
  return due;
}
