"use client";

import { useEffect, useRef, useState } from "react";
import { trpc } from "../../../_trpc/client";
import { type ActionError, toActionError } from "../../../_ui/action-error";
import { announce } from "../../../_ui/announcer";
import { useAction } from "../../../_ui/use-action";
import { Composer } from "./composer";
import { useDraft } from "./drafts";
import { useTalk } from "./talk-context";
import type { Entry } from "./thread-types";

/** Changes one's own comment. Begins with what it says now, or with what one had begun to change. */
export function EditBox({ entry, onDone }: { entry: Entry; onDone: () => void }) {
  const { place, actions, focusSoon } = useTalk();
  const key = `edit:${entry.id}`;
  const [draft, setDraft] = useDraft(key);
  const [version, setVersion] = useState<number | null>(null);
  const [missing, setMissing] = useState<ActionError | null>(null);
  const begun = useRef(draft);
  useEffect(() => {
    let isOver = false;
    trpc.comment.source
      .query({ classroomId: place.classroomId, commentId: entry.id })
      .then((source) => {
        if (isOver) return;
        if (!begun.current) setDraft(source.text);
        setVersion(source.version);
      })
      .catch((thrown) => !isOver && setMissing(toActionError(thrown)));
    return () => {
      isOver = true;
    };
  }, [place.classroomId, entry.id, setDraft]);

  const save = useAction((text: string) =>
    actions.edit(entry.id, version ?? entry.version, text).then(() => true),
  );
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
  if (version === null) return <p className="onway">Fetching what you wrote</p>;
  return (
    <Composer
      label="Change your comment"
      draftKey={key}
      action="Save"
      autoFocus
      hint="The class sees that it was edited"
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
