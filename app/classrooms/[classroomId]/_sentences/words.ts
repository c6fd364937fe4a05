import type { Mark, Theme } from "#domain/note";
import { type Place, placeWords } from "../_comments/talk-context";
import { counted } from "../_comments/words";
import { hasNote } from "../_marks/marks-of";
import { type Chosen, type Steps, sentencesIn } from "./steps";

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "Paragraph 3, sentence 2 of 4." */
export function whereWords(steps: Steps, { anchor, head, range }: Chosen, place: Place): string {
  const [low, high] = [Math.min(anchor, head), Math.max(anchor, head)];
  const [from, to] = [steps.sentences[low], steps.sentences[high]];
  if (!from || !to) return "";
  const nameOf = (paragraph: number) => placeWords(place, steps.section.paragraphs[paragraph]?.id ?? null);
  const ordinal = (at: number, paragraph: number) => at - sentencesIn(steps, paragraph).first + 1;
  const { first, last } = sentencesIn(steps, from.paragraph);
  const count = last - first + 1;
  const part = range.start !== from.start || range.end !== to.end ? "part of " : "";
  const one = ordinal(low, from.paragraph);
  if (low === high) return `${capital(nameOf(from.paragraph))}, ${part}sentence ${one} of ${count}.`;
  const other = ordinal(high, to.paragraph);
  if (from.paragraph === to.paragraph)
    return `${capital(nameOf(from.paragraph))}, ${part}sentences ${one} to ${other} of ${count}.`;
  const begin = `${nameOf(from.paragraph)}, sentence ${one}`;
  return `${capital(part)}${part ? begin : capital(begin)}, to ${nameOf(to.paragraph)}, sentence ${other}.`;
}

/** "4 notes: Acceptance & Resignation, Symbolism. One from a teacher." A mark without words is no note. */
export function marksWords(marks: Mark[], themes: Theme[], me: string): string {
  if (marks.length === 0) return "No notes.";
  const ids = new Set(marks.flatMap(({ themeIds }) => themeIds));
  const names = themes.filter(({ id }) => ids.has(id)).map(({ name }) => name);
  const notes = marks.filter(hasNote).length;
  const bare = marks.length - notes;
  const counts = [notes > 0 ? counted(notes, "note") : "", bare > 0 ? counted(bare, "mark") : ""];
  const said = [counts.filter(Boolean).join(" and ") + (names.length > 0 ? `: ${names.join(", ")}` : "")];
  const mine = marks.filter(({ authorId }) => authorId === me).length;
  const teachers = marks.filter(({ isTeacher, authorId }) => isTeacher && authorId !== me).length;
  if (mine > 0) said.push(mine < marks.length ? `${mine} of them yours` : mine === 1 ? "Yours" : "All yours");
  if (teachers > 0) said.push(`${teachers === 1 ? "One" : teachers} from a teacher`);
  return `${said.join(". ")}.`;
}

/** Marks that touch a stretch of the text. */
export const marksIn = <T extends { start: number; end: number }>(
  marks: readonly T[],
  { start, end }: { start: number; end: number },
): T[] => marks.filter((mark) => mark.start < end && start < mark.end);
