import { numberWords } from "../../../_ui/words";

export type Kind = "itself" | "novel" | "interpretation";
export type Position = "holds" | "fails" | "undecided";

type Line = { kinds: Kind[]; sections: string[] };

export const KINDS: { kind: Kind; words: string }[] = [
  { kind: "itself", words: "Against itself" },
  { kind: "novel", words: "Against the novel" },
  { kind: "interpretation", words: "Open to reading" },
];

export const POSITIONS: { position: Position; words: string }[] = [
  { position: "holds", words: "Holds" },
  { position: "fails", words: "Does not hold" },
  { position: "undecided", words: "Undecided" },
];

export const positionWords = (position: Position): string =>
  POSITIONS.find((one) => one.position === position)?.words ?? "";

/** "Against itself, against the novel". */
export function kindsWords(kinds: Kind[]): string {
  const words = KINDS.filter(({ kind }) => kinds.includes(kind)).map((one) => one.words);
  return words.map((one, at) => (at === 0 ? one : one.charAt(0).toLowerCase() + one.slice(1))).join(", ");
}

/** What the list is narrowed to; null is no bound. */
export type ClaimFilter = { kind: Kind | null; section: string | null };

/** Reads the filter from the address. What no claim could have is no bound. */
export function filterOf(
  query: { kind: string | undefined; section: string | undefined },
  sections: { path: string }[],
): ClaimFilter {
  return {
    kind: KINDS.find(({ kind }) => kind === query.kind)?.kind ?? null,
    section: sections.find(({ path }) => path === query.section)?.path ?? null,
  };
}

/** The address part of a filter: empty where nothing is narrowed. */
export function queryOf({ kind, section }: ClaimFilter): string {
  const query = new URLSearchParams();
  if (kind) query.set("kind", kind);
  if (section) query.set("section", section);
  return query.size === 0 ? "" : `?${query}`;
}

export const filterClaims = <T extends Line>(items: T[], { kind, section }: ClaimFilter): T[] =>
  items.filter(
    (item) => (!kind || item.kinds.includes(kind)) && (!section || item.sections.includes(section)),
  );

/** "Twelve of 39 claims: against the novel, in Life at Hailsham." */
export function shownWords(shown: number, total: number, filter: ClaimFilter, title: string | null): string {
  if (!filter.kind && !filter.section)
    return total === 1 ? "One claim." : `All ${numberWords(total)} claims.`;
  const kind = KINDS.find((one) => one.kind === filter.kind)?.words.toLowerCase();
  const bounds = [kind, title && `in ${title}`].filter(Boolean).join(", ");
  const count = shown === 0 ? "None" : numberWords(shown, true);
  return `${count} of ${numberWords(total)} claims: ${bounds.replace(/\.$/, "")}.`;
}

type Paragraph = { number: number | null; kind: "paragraph" | "quotation"; title: string };

/** "Tommy, ¶3"; a quotation goes by the paragraph before it. */
export function paragraphWords({ number, kind, title }: Paragraph): string {
  if (kind === "paragraph") return `${title}, ¶${number}`;
  return number ? `${title}, the quotation after ¶${number}` : `${title}, the opening quotation`;
}

/** "Chapter 3", "Chapters 3, 7 and 22". */
export function chaptersWords(chapters: number[]): string {
  if (chapters.length <= 1) return `Chapter ${chapters[0] ?? ""}`;
  return `Chapters ${chapters.slice(0, -1).join(", ")} and ${chapters.at(-1)}`;
}

type Counts = Record<Position, { count: number }>;

/** How the class stands, in a sentence. */
export function spreadWords(spread: Counts, hasWeighedIn: boolean): string {
  const { holds, fails, undecided } = spread;
  const total = holds.count + fails.count + undecided.count;
  if (total === 0) return "Nobody has weighed in yet.";
  if (total === 1 && hasWeighedIn) return "You are the first to weigh in.";
  const says = (count: number, one: string, many: string) =>
    `${numberWords(count)} ${count === 1 ? one : many}`;
  const parts = [
    holds.count > 0 && says(holds.count, "says it holds", "say it holds"),
    fails.count > 0 && says(fails.count, "says it does not", "say it does not"),
    undecided.count > 0 && says(undecided.count, "is undecided", "are undecided"),
  ].filter((part) => part !== false);
  const last = parts.pop();
  const list = parts.length > 0 ? `${parts.join(", ")} and ${last}` : last;
  return `${numberWords(total, true)} ${total === 1 ? "has" : "have"} weighed in: ${list}.`;
}
