"use client";

import { useTalk } from "../../_comments/talk-context";
import type { Thread } from "../../_comments/thread-types";
import { shortName } from "../../_comments/words";

/** From so many comments on a thread is a talk, and one voice in it can be too much. */
const TALK_MIN = 5;
const SHARE = 0.4;

/** Where one voice has two fifths of a thread, that person and the teacher are told; nobody else. */
export function Loudest({ thread: { root, replies } }: { thread: Thread }) {
  const { me } = useTalk();
  const said = replies.filter((reply) => reply.author && !reply.sending);
  if (said.length < TALK_MIN) return null;
  const counts = new Map<string, { name: string; count: number }>();
  for (const { author } of said) {
    if (!author || author.role === "teacher") continue;
    const known = counts.get(author.id) ?? { name: author.name, count: 0 };
    counts.set(author.id, { ...known, count: known.count + 1 });
  }
  const loud = [...counts].filter(([, { count }]) => count >= said.length * SHARE);
  const mine = loud.find(([id]) => id === me.userId)?.[1];
  if (mine && me.role === "student")
    return (
      <p className="loud">
        {mine.count} of the {said.length} replies here are yours. Who has not been heard yet?
      </p>
    );
  const first = loud[0]?.[1];
  if (me.role !== "teacher" || !first || !root.author) return null;
  return (
    <p className="loud">
      {first.count} of the {said.length} replies here are {shortName(first.name)}’s. Only you and they see
      this line.
    </p>
  );
}
