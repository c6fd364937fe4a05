"use client";

import { announce } from "../../../_ui/announcer";
import { attempt } from "./attempt";
import { useTalk } from "./talk-context";
import { capWords, counted } from "./words";

/** "12 comments, 3 new", and the way to be done with the new ones. */
export function CommentCount() {
  const { state, actions, focusSoon } = useTalk();
  const total = Object.values(state.counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) return <span className="cc">Nobody has written here yet.</span>;
  const { unread } = state;
  const handleSeen = async () => {
    await attempt(
      actions.markAllSeen().then(() => {
        announce("Everything here is marked as seen.");
        // The button goes; focus stays where it was.
        focusSoon(".cc");
      }),
    );
  };
  return (
    <span className="cc" tabIndex={-1}>
      {counted(total, "comment")}
      {unread.count > 0 && (
        <>
          , <b>{capWords(unread)} new</b>
        </>
      )}
      .{" "}
      {unread.count > 0 && (
        <button type="button" className="lnk" onClick={() => void handleSeen()}>
          Mark all as seen
        </button>
      )}
    </span>
  );
}
