"use client";

import { useEffect, useState } from "react";
import { toActionError } from "../../../_ui/action-error";
import { showToast } from "../../../_ui/toast";
import { selectors, type Talk } from "./talk-context";
import type { Thread } from "./thread-types";

/**
 * Opens the page at the comment that its address names: in the margin, in the sheet, or in the list.
 *
 * @param list  a selector of the list
 */
export function usePermalink(talk: Talk, openAt: string | null, list = ".talk"): void {
  const [rootId, setRootId] = useState<string | null>(null);
  const { openThreadAt } = talk.actions;
  useEffect(() => {
    if (!openAt) return;
    let isOver = false;
    openThreadAt(openAt).then(
      (found) => !isOver && setRootId(found),
      (thrown) => {
        if (isOver) return;
        const { code, message } = toActionError(thrown);
        showToast(code === "NOT_FOUND" ? "That comment is not here any more." : message);
      },
    );
    return () => {
      isOver = true;
    };
  }, [openAt, openThreadAt]);

  // The answer and the thread on the page come one after the other.
  const thread = rootId ? talk.state.loaded.find(({ root }) => root.id === rootId) : undefined;
  useEffect(() => {
    if (!thread || !openAt) return;
    setRootId(null);
    arrive(talk, thread, openAt, list);
  }, [thread, openAt, talk, list]);
}

function arrive(talk: Talk, { root }: Thread, commentId: string, list: string): void {
  const { paragraphId } = root;
  const isHere = talk.place.paragraphs.some(({ id }) => id === paragraphId);
  const isNote = typeof root.annotation?.start === "number";
  if (isNote && talk.isPhone) {
    talk.change({ openId: root.id, sheetOf: null, target: commentId });
    talk.focusSoon(selectors.comment(".sheet", commentId));
  } else if (paragraphId && isHere && talk.isPhone) {
    talk.change({ sheetOf: paragraphId, target: commentId });
    talk.focusSoon(selectors.comment(".sheet", commentId));
  } else if (paragraphId && isHere) {
    talk.change({ openId: root.id, writingOn: null, target: commentId });
    talk.focusSoon(selectors.comment(".notes", commentId));
  } else {
    talk.change({ target: commentId });
    talk.focusSoon(selectors.comment(list, commentId));
  }
}
