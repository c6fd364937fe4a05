"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { liveClientOf } from "../../_live/live-client";
import { AnswerDraft, type DraftState, firstState } from "./answer-draft";
import type { Saved } from "./draft-settling";
import type { Me, QuestionPage } from "./page-types";

type DraftInput = { classroomId: string; me: Me; page: QuestionPage; onRead: () => void };

const nothing = () => () => {};

/** The words on the leaf: what this device keeps, what the server keeps, or what was sent back. */
export function useAnswerDraft({ classroomId, me, page, onRead }: DraftInput): {
  draft: DraftState;
  set: AnswerDraft["set"];
  choose: AnswerDraft["choose"];
  clear: AnswerDraft["clear"];
} {
  const [saved] = useState(() => savedOf(page));
  const [first] = useState(() => firstState(saved));
  const [store] = useState(() =>
    typeof window === "undefined"
      ? null
      : new AnswerDraft(me.userId, { classroomId, assignmentId: page.prompt.id }, saved, {
          onClosed: onRead,
          onUnknown: () => liveClientOf(me.userId).doubt(),
        }),
  );
  const draft = useSyncExternalStore(
    store?.subscribe ?? nothing,
    () => store?.state ?? first,
    () => first,
  );
  useEffect(() => store?.start(), [store]);
  const ignore = () => {};
  return {
    draft,
    set: store?.set ?? ignore,
    choose: store?.choose ?? ignore,
    clear: store?.clear ?? ignore,
  };
}

/** What the server has to go on from: the draft, or else the answer that was sent back. */
function savedOf({ prompt: { mine }, cited, versionId }: QuestionPage): Saved | null {
  if (!mine) return null;
  if (mine.draft) return mine.draft;
  if (mine.sentBackText === null) return null;
  const passages = (mine.commentId ? (cited[mine.commentId] ?? []) : []).flatMap(
    ({ sectionId, exact, start, end, title, number }) =>
      start === null || end === null
        ? []
        : [{ sectionId, versionId, exact, start, end, number, ...(title ? { title } : {}) }],
  );
  return { text: mine.sentBackText, passages, version: 0, savedAt: null };
}
