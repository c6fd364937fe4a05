import type { NoteCounts, SectionChange } from "#domain/edition";
import { numberWords } from "../../../_ui/words";

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

/** ": three sections changed." */
export function changedWords(sections: number): string {
  if (sections === 0) return ". Its sections say the same.";
  return `: ${numberWords(sections)} ${sections === 1 ? "section" : "sections"} changed.`;
}

/** What becomes of the notes in one sentence: "41 notes stay where they are, 2 follow edited words, 1 loses its line." */
export function notesWords({ stay, followed, lost, found }: NoteCounts): string {
  const parts: string[] = [];
  // The first of them says what is counted.
  const tell = (count: number, one: string, more: string) => {
    if (count > 0)
      parts.push(`${parts.length > 0 ? count : many(count, "note", "notes")} ${count === 1 ? one : more}`);
  };
  tell(stay, "stays where it is", "stay where they are");
  tell(followed, "follows edited words", "follow edited words");
  tell(lost, "loses its line", "lose their lines");
  tell(found, "has its line again", "have their lines again");
  if (parts.length === 0) return "Nothing is marked there.";
  return `${parts.join(", ")}.`;
}

/** "2 paragraphs edited, 1 new, 1 taken out." */
export function changeWords(change: SectionChange): string {
  if (change.way === "added") return `A new section of ${many(change.added, "paragraph", "paragraphs")}.`;
  if (change.way === "removed") return "Not in the newer edition.";
  if (change.isReordered) return "The same paragraphs in another order.";
  const told: [number, string][] = [
    [change.edited, "edited"],
    [change.added, "new"],
    [change.removed, "taken out"],
  ];
  const parts = told.filter(([count]) => count > 0);
  return `${parts
    .map(([count, words], at) => `${at === 0 ? many(count, "paragraph", "paragraphs") : count} ${words}`)
    .join(", ")}.`;
}
