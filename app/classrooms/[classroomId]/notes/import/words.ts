import type { ImportLine, Outcome } from "#domain/exchange";
import { numberWords } from "../../../../_ui/words";

const count = (many: number, capital = true): string =>
  `${numberWords(many, capital)} ${many === 1 ? "note" : "notes"}`;

/** How far a file has got. */
export const progressWords = (isTrial: boolean, done: number, all: number): string =>
  `${isTrial ? "Looking for the lines" : "Bringing in"}: ${done} of ${all} notes.`;

export const fileWords = (name: string, source: string): string => `What is in ${name}, from ${source}`;

/** What became of a file, or would. */
export function resultWords(lines: readonly ImportLine[], isTrial: boolean): string {
  const of = (...outcomes: Outcome[]) => lines.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const coming = of("placed", "edited", "lost", "added");
  const pieces = [
    coming === 0
      ? "Nothing new in this file."
      : isTrial
        ? `${count(coming)} can be brought in.`
        : `${count(coming)} brought in.`,
  ];
  const lost = of("lost");
  if (lost > 0) pieces.push(`${count(lost)} found no line.`);
  if (of("there") > 0) pieces.push(`${count(of("there"))} ${of("there") === 1 ? "is" : "are"} here already.`);
  if (of("refused") > 0) pieces.push(`${count(of("refused"))} cannot be brought in.`);
  return pieces.join(" ");
}

/** A group of notes with one outcome. */
export function groupWords(outcome: Outcome, many: number, isDone: boolean): string {
  const notes = count(many);
  const will = (words: string, past: string) => `${notes} ${isDone ? past : words}`;
  return {
    placed: will(
      many === 1 ? "goes to its line" : "go to their lines",
      many === 1 ? "went to its line" : "went to their lines",
    ),
    edited: will(
      many === 1 ? "goes to a line that was edited" : "go to lines that were edited",
      "stand at lines that were edited",
    ),
    lost: `${notes} found no line`,
    added: will(
      many === 1 ? "goes to a section or a thread" : "go to sections and threads",
      "stand in sections and threads",
    ),
    there: `${notes} ${many === 1 ? "is" : "are"} here already`,
    refused: `${notes} ${isDone ? "could" : "can"} not be brought in`,
  }[outcome];
}

export const REASONS: Record<Outcome, string> = {
  placed: "The words stand in the guide as they were quoted.",
  edited: "The words in the guide differ a little from the quotation, which is kept beside them.",
  lost: "These words do not stand in the section, or not in one place for sure. The notes are kept with their quotation, under My notes.",
  added: "Comments on a section or a paragraph, and replies below notes of this file.",
  there: "The same note is not added twice.",
  refused: "Each with its reason. The file on your device keeps them.",
};
