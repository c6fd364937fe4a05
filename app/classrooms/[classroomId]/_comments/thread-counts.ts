import type { CappedCount, CommentView, ThreadSummary } from "#domain/comment";

const NOBODY_COUNTS = { place: "", shown: 0, unread: 0, needs: 0 };

/** Whether a root marks a passage and says nothing, and nobody has answered it. */
export const isBareMark = ({ annotation, html, replyCount }: CommentView): boolean =>
  annotation !== null && html === "" && replyCount === 0;

/** What one comment adds to the counts of its section. */
export function weigh(comment: CommentView | undefined): typeof NOBODY_COUNTS {
  if (!comment) return NOBODY_COUNTS;
  return {
    place: comment.paragraphId ?? "section",
    // The class counts words that are for everybody.
    shown: comment.state === "shown" && comment.html !== "" && comment.scope === null ? 1 : 0,
    unread: comment.unread ? 1 : 0,
    needs: comment.needsReply ? 1 : 0,
  };
}

// A count that stopped at its cap says "at least": one more or less does not change that.
function shift({ count, more }: CappedCount, by: number): CappedCount {
  if (more || by === 0) return { count, more };
  return { count: Math.max(0, count + by), more: false };
}

/** The counts after one comment changed from `before` to `after`. */
export function recount(
  summary: ThreadSummary,
  before: CommentView | undefined,
  after: CommentView | undefined,
): ThreadSummary {
  const was = weigh(before);
  const is = weigh(after);
  const place = is.place || was.place;
  const shown = is.shown - was.shown;
  const unread = is.unread - was.unread;
  const needs = is.needs - was.needs;
  if (shown === 0 && unread === 0 && needs === 0) return summary;
  const here = Math.max(0, (summary.counts[place] ?? 0) + shown);
  const { [place]: _, ...others } = summary.counts;
  return {
    unread: shift(summary.unread, unread),
    needsReply: shift(summary.needsReply, needs),
    counts: here > 0 ? { ...others, [place]: here } : others,
  };
}
