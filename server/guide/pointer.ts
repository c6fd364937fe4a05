/** A pointer: words of the guide's text that lead to a term, a person or a place of its vocabulary. */

const KINDS = "term|person|place";
const AUTHORED = new RegExp(`^(${KINDS}):([a-z][a-z0-9-]*)$`);
const PRINTED = new RegExp(`<a class="(?:${KINDS})" href="#([a-z0-9-]+)"[^>]*>(.*?)</a>`, "gs");

/** What is named by printed pointers, as a regular expression of PostgreSQL's: its first group is such as `term-carer`. */
export const PRINTED_IDS = `href="#((?:${KINDS})-[a-z0-9-]+)"`;

/** Reads where an author's link points, such as `term:carer`; null when that is no pointer. */
export function readPointer(href: string): { kind: string; key: string } | null {
  const [, kind, key] = AUTHORED.exec(href) ?? [];
  return kind && key ? { kind, key } : null;
}

/** Prints the opening tag of a pointer. */
export const printPointer = ({ kind, key }: { kind: string; key: string }): string =>
  `<a class="${kind}" href="#${kind}-${key}" data-${kind}="${key}">`;

/** The ids that a text's pointers name, each once, in the order it names them. */
export const pointedIds = (html: string): string[] => [
  ...new Set([...html.matchAll(PRINTED)].map(([, id = ""]) => id)),
];

/** Leaves the words of a text, and a pointer only where it leads somewhere. */
export const keepPointers = (html: string, leads: (id: string) => boolean): string =>
  html.replace(PRINTED, (link, id: string, words: string) => (leads(id) ? link : words));
