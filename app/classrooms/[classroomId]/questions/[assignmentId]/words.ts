import type { timing } from "#domain/prompt";
import { counted } from "../../_comments/words";
import type { PromptView } from "./page-types";

/** What waits behind the gate, in a sentence; nobody's words and no name. */
export function waitingWords(waiting: number): string {
  if (waiting === 0) return "You’re first. The others will open when they post.";
  return waiting === 1
    ? "1 answer is waiting. Post yours to open it."
    : `${waiting} answers are waiting. Post yours to open them.`;
}

/** How many words there are, and how many are asked for. */
export const wordCountWords = (count: number, asked: number): { have: string; need: string } => ({
  have: counted(count, "word"),
  need: asked > 0 ? `, at least ${asked} asked` : "",
});

/** What is still asked after the answer, with how far one has come. */
export function repliesWords({ repliesMin, mine }: PromptView): string {
  const asked = repliesMin === 1 ? "reply to 1 person" : `reply to ${repliesMin} people`;
  if (!mine?.hears || mine.repliedTo === 0) return asked;
  return mine.repliedTo >= repliesMin ? `${asked}: done` : `${asked}, ${mine.repliedTo} so far`;
}

/** How the deadline stands, for the top of the leaf; null while there is time. */
export function lateWords(when: ReturnType<typeof timing>): string | null {
  if (when === "in_time") return null;
  return when === "late"
    ? "You can still post; it will be marked late."
    : "Late answers are not taken. What you write here is kept: ask your teacher for more time.";
}

/** "20 answers, 31 replies". */
export const talkWords = (answers: number, replies: number): string =>
  `${counted(answers, "answer")}, ${counted(replies, "reply", "replies")}`;

/** A person's name in the genitive. */
export const whose = (name: string): string => (/s$/i.test(name) ? `${name}’` : `${name}’s`);
