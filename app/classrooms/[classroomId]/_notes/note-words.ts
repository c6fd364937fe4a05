import type { MyNotes, NoteKind } from "#domain/my-notes";
import type { ScopeView } from "#domain/note";
import { numberWords } from "../../../_ui/words";

/** Whom a note is for, where that is not the class. */
export function scopeWords(scope: ScopeView | null, isMine: boolean): string {
  if (scope === null) return "";
  if (scope.audience === "private") return "Only you can see this";
  if (scope.audience === "group") return `For ${scope.groupName ?? "one group"} only`;
  return isMine ? "For your teacher only" : "For teachers only";
}

export const KIND_WORDS: Record<NoteKind, string> = {
  marks: "Marks without words",
  notes: "Notes",
  questions: "Questions",
  evidence: "Evidence kept",
  comments: "Comments",
  replies: "Replies",
};

/** What one note is, before its place. */
export function kindOf(kind: NoteKind, answers: string | null): string {
  if (kind === "replies") return answers ? `Reply to ${answers}` : "Reply";
  return {
    marks: "Marked",
    notes: "Note",
    questions: "Question",
    evidence: "Kept as evidence",
    comments: "Comment",
  }[kind];
}

const noteWords = (count: number, capital: boolean): string =>
  `${numberWords(count, capital)} ${count === 1 ? "note" : "notes"}`;

/** How much there is, and how much of it fits what was asked for. */
export function countWords({ total, found }: Pick<MyNotes, "total" | "found">, isNarrowed: boolean): string {
  if (total === 0)
    return "Nothing yet. What you mark, ask, keep and write in this class will be gathered here.";
  if (!isNarrowed) return `${noteWords(total, true)} in this class, newest first.`;
  return found === 0
    ? `None of your ${noteWords(total, false)} fits that.`
    : `${numberWords(found, true)} of your ${noteWords(total, false)}, newest first.`;
}
