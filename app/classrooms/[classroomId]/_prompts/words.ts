import type { AnswerState } from "#domain/prompt";

/** A question that is asked, in a list. */
export type PromptLine = {
  id: string;
  title: string;
  questionKey: string | null;
  claimKey: string | null;
  opensAt: string;
  dueAt: string;
  isPast: boolean;
  isPublished: boolean;
  isOpen: boolean;
  mine: AnswerState | "none" | "excused" | null;
  done: { students: number; of: number } | null;
};

/** How a student stands with it, or for a teacher how far the class is. */
export function standingWords({ done, mine, isPast, isPublished, isOpen }: PromptLine): string {
  if (!isPublished) return "A draft. Students do not see it.";
  if (!isOpen) return "Not open yet";
  if (done) return `${done.students} of ${done.of} have answered`;
  if (mine === "excused") return "You are excused";
  if (mine === "in") return "Answered";
  if (mine === "waiting") return "Answered, and not with the others yet";
  if (mine === "sent_back") return "Sent back to you";
  return isPast ? "The deadline is over, and it is not answered" : "Not answered yet";
}

/** Whether somebody still has to do something about it. */
export const isOwed = ({ mine, isPast }: PromptLine): boolean =>
  mine === "sent_back" || (mine === "none" && !isPast);
