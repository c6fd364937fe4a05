import { owes, repliesLeft } from "#domain/prompt";
import { numberWords } from "../../_ui/words";

/** A question that is asked now, as the API sends it. */
export type QuestionDue = {
  id: string;
  title: string;
  dueAt: string;
  isPast: boolean;
  takesLate: boolean;
  hasGate: boolean;
  repliesDueAt: string | null;
  repliesMin: number;
  waiting: number;
  mine: {
    state: "none" | "waiting" | "in" | "sent_back" | "excused";
    draftWords: number;
    repliedTo: number;
    hasFeedback: boolean;
  } | null;
  done: { students: number; of: number; toLetIn: number } | null;
};

const people = (count: number): string => (count === 1 ? "person" : "people");

/** Until when; null for replies without a deadline. */
export const owedBy = (question: QuestionDue): string | null =>
  owes(question) === "replies" ? question.repliesDueAt : question.dueAt;

/** "Reply to two people", "Reply to one more person". */
export function replyWords(question: QuestionDue): string {
  const left = repliesLeft(question);
  const more = (question.mine?.repliedTo ?? 0) > 0 ? " more" : "";
  return `Reply to ${numberWords(left)}${more} ${people(left)}`;
}

/** "Draft of 62 words. Post it to open 19 answers." */
function draftWords({ mine, waiting, hasGate }: QuestionDue): string {
  const draft = mine?.draftWords ?? 0;
  const words = draft > 0 ? `Draft of ${draft} ${draft === 1 ? "word" : "words"}.` : "";
  const others = `${waiting} ${waiting === 1 ? "answer" : "answers"}`;
  if (waiting === 0) return words || "Nobody has answered yet.";
  if (!hasGate) return [words, `${others} so far.`].filter(Boolean).join(" ");
  return words ? `${words} Post it to open ${others}.` : `Answer to open ${others}.`;
}

/** How one stands with it, in a line: for the list of what is coming up. */
export function standingWords(question: QuestionDue): string {
  const { mine, done, isPast, takesLate } = question;
  if (done) {
    const waits =
      done.toLetIn > 0
        ? ` ${numberWords(done.toLetIn, true)} ${done.toLetIn === 1 ? "waits" : "wait"} for you.`
        : "";
    return `${done.students} of ${done.of} have answered.${waits}`;
  }
  if (!mine || mine.state === "excused") return "You are excused from this.";
  if (mine.state === "sent_back") return "Sent back to you, with what to do.";
  if (mine.state === "none") {
    if (!isPast) return draftWords(question);
    return takesLate ? "The deadline is over; late answers are taken." : "The time for this is over.";
  }
  const feedback = mine.hasFeedback ? " Your teacher has written back." : "";
  if (mine.state === "waiting") return `Handed in, not yet open to the class.${feedback}`;
  if (repliesLeft(question) > 0) return `Handed in. ${replyWords(question)}.${feedback}`;
  return `Handed in.${feedback}`;
}

/** What its link is called. */
export function actionWords(question: QuestionDue): string {
  if (question.done) return "Who has answered";
  const owed = owes(question);
  if (owed === "again") return "Hand it in again";
  if (owed === "replies") return "Reply";
  if (owed === "answer") return question.mine?.draftWords ? "Finish" : "Answer";
  if (question.mine?.hasFeedback) return "Read feedback";
  return question.mine?.state === "in" ? "Read the answers" : "See the question";
}
