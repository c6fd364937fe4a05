"use client";

import { useCallback, useEffect, useState } from "react";
import { trpc } from "../../../../_trpc/client";
import { announce } from "../../../../_ui/announcer";
import { Time } from "../../../../_ui/time";
import { useAction } from "../../../../_ui/use-action";
import { makeId } from "../../../../_ui/uuid";
import { CommentBody } from "../../_comments/comment-body";
import { Composer } from "../../_comments/composer";
import { useTalk } from "../../_comments/talk-context";
import type { Entry } from "../../_comments/thread-types";
import { shortName } from "../../_comments/words";

type Said = Awaited<ReturnType<typeof trpc.answer.feedback.query>>["items"];

/** What a teacher says to a writer alone. */
export function Feedback({ entry }: { entry: Entry }) {
  const { me } = useTalk();
  const isMine = entry.author?.id === me.userId;
  if (me.role === "teacher") return <ForTeacher entry={entry} />;
  return isMine ? <ForWriter entry={entry} /> : null;
}

function useFeedback(commentId: string, isWanted: boolean) {
  const { place } = useTalk();
  const { classroomId } = place;
  const [items, setItems] = useState<Said>([]);
  const read = useCallback(async () => {
    // What cannot be read now is read with the page next time.
    const got = await trpc.answer.feedback.query({ classroomId, commentId }).catch(() => null);
    if (got) setItems(got.items);
  }, [classroomId, commentId]);
  useEffect(() => {
    if (isWanted) void read();
  }, [isWanted, read]);
  return { items, read };
}

function ForWriter({ entry }: { entry: Entry }) {
  const { items } = useFeedback(entry.id, true);
  return <Given items={items} to="to you alone" />;
}

function ForTeacher({ entry }: { entry: Entry }) {
  const { place, isArchived, focusSoon } = useTalk();
  const [isOpen, setOpen] = useState(false);
  const { items, read } = useFeedback(entry.id, isOpen);
  const name = shortName(entry.author?.name ?? "");
  const [id, setId] = useState(makeId);
  const give = useAction(async (text: string) => {
    await trpc.answer.giveFeedback.mutate({
      classroomId: place.classroomId,
      commentId: entry.id,
      id,
      text: text.trim(),
    });
    setId(makeId());
    announce(`${name} alone sees this.`);
    await read();
    return true;
  });
  const close = () => {
    setOpen(false);
    focusSoon(`.answers [data-feedback="${entry.id}"]`);
  };
  if (!isOpen)
    return (
      <p className="fb">
        <button type="button" className="lnk" data-feedback={entry.id} onClick={() => setOpen(true)}>
          Feedback to {name} alone
        </button>
      </p>
    );
  return (
    <div className="fb">
      <Given items={items} to={`to ${name} alone`} />
      {!isArchived && (
        <Composer
          label={`Feedback to ${name} alone`}
          draftKey={`feedback:${entry.id}`}
          action="Send"
          hint={`Seen by ${name} and the teachers`}
          error={give.error}
          pending={give.pending}
          autoFocus
          onSubmit={async (text) => (await give.run(text)) === true}
          onLeave={close}
        />
      )}
    </div>
  );
}

function Given({ items, to }: { items: Said; to: string }) {
  return items.map(({ id, teacherName, html, createdAt }) => (
    <div key={id} className="given">
      <p>
        <b>{teacherName}</b>, {to}, <Time value={createdAt} form="ago" />
      </p>
      <CommentBody html={html} />
    </div>
  ));
}
