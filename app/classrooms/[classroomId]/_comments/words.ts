import type { CappedCount } from "#domain/comment";
import { plainTextOf } from "#domain/plain";
import { numberWords } from "../../../_ui/words";
import type { Entry, Thread } from "./thread-types";

const TITLES = /^(mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|mme|m|herr|frau|fr|sr|br)\.?$/i;
const EXCERPT_CHARS = 400;

/** How the class speaks of a person: the first name, or the whole where it begins with a title. */
export function shortName(name: string): string {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  return rest.length === 0 || TITLES.test(first) ? name : first;
}

/** "1 reply", "4 replies". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** A count that stops at a cap: "99 and more". */
export const capWords = ({ count, more }: CappedCount): string =>
  more ? `${count} and more` : String(count);

/** The beginning of a comment as plain text, from its safe HTML. */
export const plainOf = (html: string): string => plainTextOf(html).slice(0, EXCERPT_CHARS);

/** What stands where a comment was. */
export const holeWords = (entry: Entry): string =>
  entry.state === "deleted" ? "Removed by its writer" : "Removed by a teacher";

/** Comments in a thread that the reader has not seen. */
export const unreadIn = ({ root, replies }: Thread): number =>
  [root, ...replies].filter((entry) => entry.unread).length;

/** Whether a reply is waited for: a remark in the margin stands for itself, a question does not. */
const waits = ({ needsReply, sending, annotation }: Entry): boolean =>
  needsReply && !sending && (!annotation || annotation.motivation === "questioning");

/** The small print of a closed note: "2 replies, pinned". What is new is told by `newWords`. */
export function metaWords({ root, replies }: Thread): string {
  const parts: string[] = [];
  const replyCount = Math.max(root.replyCount, replies.filter((entry) => entry.author).length);
  if (replyCount > 0) parts.push(counted(replyCount, "reply", "replies"));
  else if (waits(root)) parts.push("no reply yet");
  if (root.sending === "failed") parts.push("not sent");
  else if (root.sending) parts.push("on this device");
  if (root.pinned) parts.push("pinned");
  if (root.locked) parts.push("closed");
  return parts.join(", ");
}

/** "new", "3 new", or nothing. */
export function newWords(thread: Thread): string {
  const fresh = unreadIn(thread);
  return fresh === 0 ? "" : fresh === 1 ? "new" : `${fresh} new`;
}

/** "Nobody has answered Tomasz yet.", or null when somebody has or the thread is one's own. */
export function unansweredWords({ root }: Thread, me: string): string | null {
  if (!waits(root) || !root.author) return null;
  return root.author.id === me
    ? "Nobody has answered you yet."
    : `Nobody has answered ${shortName(root.author.name)} yet.`;
}

/** "Three new comments." */
export function arrivedWords(count: number): string {
  return count === 1 ? "One new comment." : `${numberWords(count, true)} new comments.`;
}
