import type { AnswerState } from "#domain/prompt";
import { numberWords } from "../../../_ui/words";

/** A student's line in the ledger, as the API sends it. */
export type LedgerLine = {
  userId: string;
  name: string;
  alias: string | null;
  discussionId: string | null;
  state: AnswerState | "none" | "excused";
  commentId: string | null;
  words: number | null;
  isLate: boolean;
  committedAt: string | null;
  repliedTo: number;
  dueAt: string | null;
  isLetIn: boolean;
  asks: string | null;
};

/** What of the question the words need to know. */
export type LedgerRule = { isHeld: boolean; repliesMin: number; dueAt: string; now: string };

/** Where an answer stands: "Answered, 84 words, late". */
export function answerWords(line: LedgerLine, rule: LedgerRule): string {
  const late = line.isLate ? ", late" : "";
  const length = line.words === null ? "" : `, ${line.words} ${line.words === 1 ? "word" : "words"}`;
  if (line.state === "in") return `Answered${length}${late}`;
  if (line.state === "waiting")
    return `Answered${length}${late}. ${rule.isHeld ? "Waits for you to let it in." : "Waits until three can join at once."}`;
  if (line.state === "sent_back") return "Sent back, not handed in again";
  if (line.state === "excused") return "Excused";
  const isOver = Date.parse(line.dueAt ?? rule.dueAt) < Date.parse(rule.now);
  return isOver ? "Not answered, and the deadline is over" : "Not answered yet";
}

/** Replies given of those asked for; nothing where none are. */
export function repliesWords({ repliedTo, state }: LedgerLine, { repliesMin }: LedgerRule): string {
  if (state === "excused" && repliedTo === 0) return "";
  if (repliesMin === 0) return repliedTo === 0 ? "" : `Replied to ${numberWords(repliedTo)}`;
  return `${repliedTo} of ${repliesMin} ${repliesMin === 1 ? "reply" : "replies"}`;
}

/** "Three of 26 have answered". */
export function headingWords({ answered, total }: { answered: number; total: number }): string {
  if (total === 0) return "Nobody is asked yet";
  return `${numberWords(answered, true)} of ${numberWords(total)} ${answered === 1 ? "has" : "have"} answered`;
}
