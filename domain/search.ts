import { z } from "zod";
import type { MemberRole } from "./actor";

export const QUERY_MAX_CHARS = 200;
/** Hits of one group at a time: of the guide by how well they fit, of the threads by how new they are. */
export const GUIDE_HITS = 8;
export const THREAD_HITS = 10;
/** Beyond this many the guide's groups end: who looks further types another word. */
export const GUIDE_HITS_MAX = 200;

export const SEARCH_GROUPS = ["sections", "questions", "claims", "threads"] as const;
export type SearchGroup = (typeof SEARCH_GROUPS)[number];

export const SearchInput = z.strictObject({
  classroomId: z.uuid(),
  q: z.string().max(QUERY_MAX_CHARS, `Search for at most ${QUERY_MAX_CHARS} characters.`),
  /** One group alone, to go on in it. */
  group: z.enum(SEARCH_GROUPS).optional(),
  cursor: z.string().min(1).max(200).optional(),
  /** Whether the page's frame is wanted too. */
  frame: z.boolean().default(false),
});

/** Plain text in pieces; a piece that was searched for is marked. */
export type Segment = { text: string; hit: boolean };

export type SectionHit = {
  sectionId: string;
  path: string;
  title: Segment[];
  partTitle: string;
  /** Null: it is the title that was found. */
  paragraph: { key: string; number: number | null } | null;
  snippet: Segment[];
};
export type QuestionHit = { key: string; number: number; question: Segment[]; snippet: Segment[] };
export type ClaimHit = {
  sectionId: string;
  path: string;
  number: number;
  statement: Segment[];
  snippet: Segment[];
};
export type ThreadHit = {
  commentId: string;
  author: { name: string; role: MemberRole };
  /** Hidden from the class; only its writer and the teachers find it. */
  hidden: boolean;
  sectionTitle: string;
  onClaim: boolean;
  paragraphNumber: number | null;
  createdAt: string;
  snippet: Segment[];
};

export type HitsOf<T> = { items: T[]; nextCursor: string | null };

export type SearchAnswer = {
  /** Why nothing was looked for: no word was typed, one letter alone, or only words that stand everywhere. */
  unusable: "empty" | "short" | "common" | null;
  /** Names of the guide that a word was taken for. */
  also: string[];
  sections: HitsOf<SectionHit>;
  questions: HitsOf<QuestionHit>;
  claims: HitsOf<ClaimHit>;
  threads: HitsOf<ThreadHit>;
};

/** What was typed, taken apart: words, quoted phrases, and the word that may go on. All in lower case. */
export type Asked = { words: string[]; phrases: string[][]; last: string | null };

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** The words of a text, in lower case: letters and digits, whatever stands between them. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];

/** The words of a text, where they stand. */
export const placesOf = (text: string): { word: string; from: number; to: number }[] =>
  [...text.matchAll(WORD)].map((match) => ({
    word: match[0].toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
  }));

/**
 * Takes apart what a person typed. Anything that is no letter and no digit parts words and does nothing else, so no
 * sign is an operator but quotation marks around a phrase.
 */
export function readQuery(typed: string): Asked {
  const text = typed.normalize("NFC").replace(/[“”„‟«»＂]/g, '"');
  const phrases: string[][] = [];
  const rest = text.replace(/"([^"]*)"/g, (_, inside: string) => {
    const words = wordsOf(inside);
    if (words.length > 0) phrases.push(words);
    return ' " ';
  });
  const words = wordsOf(rest);
  // A phrase at the end is finished; so is what stands before it.
  const last = /"\s*$/.test(rest) && phrases.length > 0 ? null : (words.at(-1) ?? null);
  return { words: [...new Set(words)], phrases, last };
}
