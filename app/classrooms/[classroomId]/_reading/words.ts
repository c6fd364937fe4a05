type Printed = { id: string; number: number | null; kind: "paragraph" | "quotation" };

/** "4 of 16 sections read". */
export const readWords = (read: number, all: number): string =>
  all === 1 ? (read === 1 ? "Read to the end" : "One section") : `${read} of ${all} sections read`;

/** "1 minute", "4 minutes". */
export const minutesWords = (minutes: number): string => (minutes === 1 ? "1 minute" : `${minutes} minutes`);

/** How a place in the text is spoken of: "paragraph 3"; `number` of a quotation is of the paragraph before it. */
export function spotWords(kind: "paragraph" | "quotation", number: number | null): string {
  if (kind === "paragraph" && number !== null) return `paragraph ${number}`;
  return number === null ? "the first lines" : `the quotation after paragraph ${number}`;
}

/** The words for where somebody stopped in a section, and its place counted from one; null when it is not there. */
export function stopOf(paragraphs: readonly Printed[], id: string): { place: number; words: string } | null {
  const at = paragraphs.findIndex((paragraph) => paragraph.id === id);
  const found = paragraphs[at];
  if (!found) return null;
  const number = paragraphs.slice(0, at + 1).findLast((one) => one.number !== null)?.number ?? null;
  return { place: at + 1, words: spotWords(found.kind, number) };
}
