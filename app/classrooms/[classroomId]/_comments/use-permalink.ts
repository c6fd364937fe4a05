"use client";

import { useEffect, useRef } from "react";
import { toActionError } from "../../../_ui/action-error";
import { showToast } from "../../../_ui/toast";
import { selectors, type Talk } from "./talk-context";

/** Opens the page at the comment that its address names: in the margin, in the sheet, or in the list. */
export function usePermalink(talk: Talk, openAt: string | null): void {
  const latest = useRef(talk);
  latest.current = talk;
  const { openThreadAt } = talk.actions;
  useEffect(() => {
    if (!openAt) return;
    let isOver = false;
    openThreadAt(openAt)
      .then((rootId) => {
        if (!isOver) arrive(latest.current, rootId, openAt);
      })
      .catch((thrown) => {
        if (isOver) return;
        const { code, message } = toActionError(thrown);
        showToast(code === "NOT_FOUND" ? "That comment is not here any more." : message);
      });
    return () => {
      isOver = true;
    };
  }, [openAt, openThreadAt]);
}

function arrive(talk: Talk, rootId: string, commentId: string): void {
  const thread = talk.state.loaded.find(({ root }) => root.id === rootId);
  const paragraphId = thread?.root.paragraphId ?? null;
  if (paragraphId && talk.isPhone) {
    talk.change({ sheetOf: paragraphId, target: commentId });
    talk.focusSoon(selectors.comment(".sheet", commentId));
  } else if (paragraphId) {
    talk.change({ openId: rootId, writingOn: null, target: commentId });
    talk.focusSoon(selectors.comment(".notes", commentId));
  } else {
    talk.change({ target: commentId });
    talk.focusSoon(selectors.comment(".talk", commentId));
  }
}
