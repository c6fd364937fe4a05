"use client";

import { startTransition, useCallback, useMemo, useState } from "react";
import { NO_NOTES, type Talk, type View } from "../../_comments/talk-context";
import { useFocusSoon } from "../../_comments/use-focus-soon";
import { useMedia } from "../../_comments/use-media";
import { useSeenMark } from "../../_comments/use-seen-mark";
import { useThreads } from "../../_comments/use-threads";
import type { AnswersProps } from "./answers";

const CLOSED: View = { openId: null, writingOn: null, sheetOf: null, target: null };

/** The answers as a talk like that of a section: threads, what one can do with them, and what is open. */
export function useAnswersTalk(props: AnswersProps, ask: Talk["ask"]): Talk {
  const { classroomId, me, isArchived, textMaxChars, page, discussionId } = props;
  const sectionId = page.prompt.id;
  const [initial] = useState(props.initial);
  const { state, actions } = useThreads({ classroomId, sectionId, me, initial, discussionId });
  const [view, setView] = useState<View>(CLOSED);
  const change = useCallback(
    (part: Partial<View>) => startTransition(() => setView((now) => ({ ...now, ...part }))),
    [],
  );
  const isPhone = useMedia("(max-width: 700px)");
  const focusSoon = useFocusSoon();
  const seenMark = useSeenMark(actions.seen);
  const place = useMemo(() => ({ classroomId, sectionId, paragraphs: [] }), [classroomId, sectionId]);
  const inPlace = useInPlace(state.threads, page, discussionId);
  return useMemo<Talk>(
    () => ({
      state: { ...state, threads: inPlace },
      actions,
      place,
      me,
      isArchived,
      textMaxChars,
      view,
      change,
      focusSoon,
      ask,
      isPhone,
      seenMark,
      notes: NO_NOTES,
      marks: null,
    }),
    [
      state,
      inPlace,
      actions,
      place,
      me,
      isArchived,
      textMaxChars,
      view,
      change,
      focusSoon,
      ask,
      isPhone,
      seenMark,
    ],
  );
}

/** Of several discussions a teacher hears all: those of another one are not shown beside the one that was chosen. */
function useInPlace(
  threads: Talk["state"]["threads"],
  page: AnswersProps["page"],
  discussionId: string | undefined,
): Talk["state"]["threads"] {
  return useMemo(() => {
    if (!discussionId) return threads;
    const here = new Set(page.threads?.comments.map(({ id }) => id));
    return threads.filter(({ root }) => here.has(root.id));
  }, [threads, page.threads, discussionId]);
}
