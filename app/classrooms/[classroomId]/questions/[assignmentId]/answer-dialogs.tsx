"use client";

import { type FormEvent, useState } from "react";
import { trpc } from "../../../../_trpc/client";
import { Button } from "../../../../_ui/button";
import { Dialog } from "../../../../_ui/dialog";
import { ErrorSummary } from "../../../../_ui/error-summary";
import { showToast } from "../../../../_ui/toast";
import { useAction } from "../../../../_ui/use-action";
import { useTalk } from "../../_comments/talk-context";
import { type Asked, useAnswers } from "./answers-context";

type AnswerDialogsProps = { asked: Asked; isOpen: boolean; onClose: () => void };

/** What is asked before an answer is taken away, or sent back. */
export default function AnswerDialogs({ asked, isOpen, onClose }: AnswerDialogsProps) {
  const name = asked.entry.author?.name ?? "";
  const title = asked.kind === "takeAway" ? "Take your answer away?" : `Send this back to ${name}?`;
  return (
    <Dialog open={isOpen} title={title} onClose={onClose}>
      {asked.kind === "takeAway" ? (
        <TakeAway asked={asked} onClose={onClose} />
      ) : (
        <SendBack asked={asked} onClose={onClose} />
      )}
    </Dialog>
  );
}

type Props = { asked: Asked; onClose: () => void };

function TakeAway({ asked: { entry }, onClose }: Props) {
  const { place } = useTalk();
  const { read, prompt } = useAnswers();
  const remove = useAction(async () => {
    await trpc.answer.remove.mutate({ classroomId: place.classroomId, commentId: entry.id });
    onClose();
    showToast("Your answer is taken away.");
    await read();
  });
  return (
    <>
      <p>
        Its words go for good.
        {entry.replyCount > 0 && " What others said below it stays for them."}
        {prompt.hasGate && " The others’ answers close for you again, until you post another one."}
      </p>
      <ErrorSummary error={remove.error} />
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Keep it
        </Button>
        <Button pending={remove.pending} onClick={() => void remove.run(undefined)}>
          Take it away
        </Button>
      </div>
    </>
  );
}

function SendBack({ asked: { entry }, onClose }: Props) {
  const { place } = useTalk();
  const { read, prompt } = useAnswers();
  const [why, setWhy] = useState("");
  const send = useAction(async () => {
    await trpc.answer.sendBack.mutate({
      classroomId: place.classroomId,
      commentId: entry.id,
      why: why.trim(),
    });
    onClose();
    showToast(`Sent back to ${entry.author?.name ?? "its writer"}.`);
    await read();
  });
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send.run(undefined);
  };
  return (
    <form onSubmit={handleSubmit} noValidate>
      <p>
        Only its writer and the teachers see it until it is posted again.
        {prompt.hasGate && " The others’ answers close for them until then."}
      </p>
      <ErrorSummary error={send.error} />
      <div className="field">
        <label htmlFor="back-why">What is to be done, for {entry.author?.name}</label>
        <textarea
          id="back-why"
          className="inp"
          rows={3}
          maxLength={500}
          value={why}
          // biome-ignore lint/a11y/noAutofocus: it opens because the teacher asked to
          autoFocus
          onChange={(event) => setWhy(event.target.value)}
        />
      </div>
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" pending={send.pending}>
          Send it back
        </Button>
      </div>
    </form>
  );
}
