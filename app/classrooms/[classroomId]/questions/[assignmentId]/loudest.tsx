"use client";

import { leadingVoice } from "#domain/voice";
import { useTalk } from "../../_comments/talk-context";
import type { Thread } from "../../_comments/thread-types";
import { shortName } from "../../_comments/words";

/** Where one voice is a good part of a thread, that person and the teacher are told; nobody else. */
export function Loudest({ thread: { root, replies } }: { thread: Thread }) {
  const { me } = useTalk();
  const writers = [root, ...replies].flatMap(({ author, sending }) => (author && !sending ? [author] : []));
  const voice = leadingVoice(writers.map(({ id }) => id));
  const writer = writers.find(({ id }) => id === voice?.authorId);
  if (!voice || !writer) return null;
  const share = `${voice.written} of the ${voice.of} remarks here are`;
  if (writer.id === me.userId) return <p className="loud">{share} yours. Who has not been heard yet?</p>;
  if (me.role !== "teacher") return null;
  return (
    <p className="loud">
      {share} {shortName(writer.name)}’s. Only you and they are told.
    </p>
  );
}
