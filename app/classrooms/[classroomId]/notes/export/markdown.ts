import type { WebAnnotation } from "#domain/exchange";

const KINDS: Record<WebAnnotation["motivation"], string> = {
  highlighting: "Marked",
  commenting: "Note",
  questioning: "Question",
  bookmarking: "Kept as evidence",
  replying: "Reply",
};
const SCOPES = { private: "only for me", group: "for a group", teachers: "for the teacher" };

const quoted = (words: string): string => words.replace(/^/gm, "> ");

/** The beginning of the file. */
export const beginMarkdown = (label: string): string => `# ${label.replace(/\s+/g, " ")}\n`;

/**
 * A note for reading: its section where that is new, what it marks, what it says, and what it is.
 *
 * @param under  the section that the note before it stood in
 */
export function markdownOf(
  note: WebAnnotation,
  titles: Record<string, string>,
  under: string,
): { text: string; section: string } {
  const { target } = note;
  const source = note.motivation === "replying" ? null : typeof target === "string" ? target : target.source;
  const section = source ?? under;
  const pieces: string[] = [];
  if (section !== under) pieces.push(`## ${titles[section] ?? section}`);
  const quote = quoteOf(note);
  if (quote !== null) pieces.push(quoted(quote));
  const said = note.body?.filter(({ purpose }) => purpose !== "tagging").map(({ value }) => value) ?? [];
  pieces.push(...said);
  pieces.push(`*${factsOf(note)}* [Open it](${note.id.replace(/[()\s]/g, encodeURIComponent)})`);
  return { text: `\n${pieces.join("\n\n")}\n`, section };
}

function quoteOf({ target }: WebAnnotation): string | null {
  if (typeof target === "string" || !Array.isArray(target.selector)) return null;
  const quote = target.selector.find((selector) => selector.type === "TextQuoteSelector");
  return quote?.type === "TextQuoteSelector" ? quote.exact : null;
}

/** "Question by Maya L., Symbolism, only for me, 21 November 2026". */
function factsOf({ motivation, creator, body, audience, created }: WebAnnotation): string {
  const themes = body?.filter(({ purpose }) => purpose === "tagging").map(({ value }) => value) ?? [];
  const day = created
    ? [
        new Date(created).toLocaleDateString("en-GB", {
          day: "numeric",
          month: "long",
          year: "numeric",
          timeZone: "UTC",
        }),
      ]
    : [];
  const scope = audience ? [SCOPES[audience["schema:audienceType"]]] : [];
  return [`${KINDS[motivation]} by ${creator.name}`, ...themes, ...scope, ...day]
    .join(", ")
    .replace(/[*_[\]\\]/g, "\\$&");
}
