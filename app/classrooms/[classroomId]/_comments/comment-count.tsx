"use client";

import { useTalk } from "./talk-context";
import { capWords, counted } from "./words";

/** "12 comments, 3 new", and the way to be done with the new ones. */
export function CommentCount() {
  const { state, actions, change } = useTalk();
  const total = Object.values(state.counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) return <>Nobody has written here yet.</>;
  const { unread } = state;
  return (
    <>
      {counted(total, "comment")}
      {unread.count > 0 && (
        <>
          , <b>{capWords(unread)} new</b>
        </>
      )}
      .{" "}
      {unread.count > 0 && (
        <button
          type="button"
          className="lnk"
          onClick={() => {
            change({});
            void actions.markAllSeen();
          }}
        >
          Mark all as seen
        </button>
      )}
    </>
  );
}
