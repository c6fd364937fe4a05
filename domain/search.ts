import { z } from "zod";
import type { MemberRole } from "./actor";
import { QUERY_MAX_CHARS } from "./query";

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
  /** The words of the text that it marks, or their beginning; null where it marks none. */
  quote: string | null;
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
