"use client";

import { useEffect, useState } from "react";
import { trpc } from "../../../_trpc/client";
import { type ActionError, toActionError } from "../../../_ui/action-error";
import { announce } from "../../../_ui/announcer";
import { useAction } from "../../../_ui/use-action";
import { Composer } from "./composer";
import { useTalk } from "./talk-context";
import type { Entry } from "./thread-types";

type EditBoxProps = { entry: Entry; autoFocus: boolean; onDone: () => void };

/** Names the place where a change of a comment is kept while it is written. */
export const editKey = (entry: Entry): string => `edit:${entry.id}`;

/** Changes one's own comment. Begins with what it says now, or with what one had begun to change. */
export function EditBox({ entry, autoFocus, onDone }: EditBoxProps) {
  const { actions, focusSoon } = useTalk();
  const { source, missing } = useSource(entry);
  // Words for a mark that had none are no edit.
  const isReason = entry.html === "" && entry.annotation !== null;
  const save = useAction(async (text: string) => {
    await actions.edit(entry.id, source?.version ?? entry.version, text);
    return true;
  });
  const leave = () => {
    onDone();
    focusSoon(`[data-comment="${entry.id}"] .act button`);
  };
  if (missing) {
    return (
      <p className="msg" role="alert">
        {missing.message}
      </p>
    );
  }
  if (!source) return <p className="onway">Fetching what you wrote</p>;
  return (
    <Composer
      label={isReason ? "Your reason" : entry.annotation ? "Change your note" : "Change your comment"}
      draftKey={editKey(entry)}
      initialText={source.text}
      action="Save"
      autoFocus={autoFocus}
      hint={isReason ? " " : "The class sees that it was edited"}
      error={save.error}
      pending={save.pending}
      onSubmit={async (text) => {
        const isSaved = (await save.run(text)) === true;
        if (isSaved) {
          announce("Comment changed.");
          leave();
        }
        return isSaved;
      }}
      onLeave={leave}
    />
  );
}

/** Fetches the Markdown of one's own comment. */
function useSource({ id: commentId }: Entry) {
  const { classroomId } = useTalk().place;
  const [source, setSource] = useState<{ text: string; version: number } | null>(null);
  const [missing, setMissing] = useState<ActionError | null>(null);
  useEffect(() => {
    let isOver = false;
    trpc.comment.source.query({ classroomId, commentId }).then(
      (found) => !isOver && setSource(found),
      (thrown) => !isOver && setMissing(toActionError(thrown)),
    );
    return () => {
      isOver = true;
    };
  }, [classroomId, commentId]);
  return { source, missing };
}
