import { type Owing, repliesLeft } from "#domain/prompt";
import { numberWords } from "../../../_ui/words";

/** A question that is asked, in a list. */
export type PromptLine = Owing & {
  id: string;
  title: string;
  questionKey: string | null;
  claimKey: string | null;
  opensAt: string;
  dueAt: string;
  isPublished: boolean;
  isOpen: boolean;
  done: { students: number; of: number } | null;
};

/** How a student stands with it, or for a teacher how far the class is. */
export function standingWords(line: PromptLine): string {
  const { done, mine, isPast, takesLate, isPublished, isOpen } = line;
  if (!isPublished) return "A draft. Students do not see it.";
  if (!isOpen) return "Not open yet";
  if (done) return `${done.students} of ${done.of} have answered`;
  switch (mine?.state) {
    case "excused":
      return "You are excused";
    case "waiting":
      return "Answered, and not with the others yet";
    case "sent_back":
      return "Sent back to you";
    case "in": {
      const left = repliesLeft(line);
      return left === 0
        ? "Answered"
        : `Answered, ${numberWords(left)} ${left === 1 ? "reply" : "replies"} to go`;
    }
    default:
      if (!isPast) return "Not answered yet";
      return takesLate
        ? "The deadline is over; late answers are taken"
        : "The deadline is over, and it is not answered";
  }
}
