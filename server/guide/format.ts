import { z } from "zod";

/** What a guide on disk may contain: the shapes authors write (see content/README.md) and the typed object made of them. */

/** Where claims stand among the sections: no author's part has this key. */
export const CLAIMS_PART = "claims";

const key = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "must be lower-case words joined by hyphens, starting with a letter",
  );
const line = z.string().trim().min(1).max(600);
const pointer = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+#[a-z0-9-]+$/, "must look like part/section#paragraph");
const sectionPath = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "must look like part/section");
const keys = z.array(key).default([]);
const partKey = key.refine((one) => one !== CLAIMS_PART, "is the name of the page of claims; use another");

/** The five theme inks the design draws; a guide's themes are exactly these. */
export const inks = ["memory", "identity", "love", "acceptance", "symbolism"] as const;

export const guideFile = z.strictObject({
  title: line,
  author: line,
  blurb: line,
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, "must be a language tag such as en or en-GB"),
  quoting: line,
  counts: z.strictObject({
    sections: z.int().positive(),
    questions: z.int().nonnegative(),
    claims: z.int().nonnegative(),
  }),
  parts: z.array(z.strictObject({ key: partKey, title: line, sections: z.array(sectionPath).min(1) })).min(1),
});

export const sectionFrontMatter = z.strictObject({
  title: line,
  lead: line.optional(),
  themes: z.array(key).min(1),
  topics: keys,
  people: keys,
  places: keys,
});

export const questionFile = z.array(
  z.strictObject({
    key,
    question: line,
    answer: z.string().trim().min(1),
    motion: line,
    sides: z.strictObject({ for: line, against: line, third: line.optional() }),
    evidence: z.array(z.strictObject({ paragraph: pointer, note: line })).min(1),
    followUp: line,
    themes: z.array(key).min(1),
    claims: keys,
  }),
);

const named = { key, name: line, definition: line };
export const themeFile = z.array(
  z.strictObject({
    key: z.enum(inks),
    ink: z.enum(inks),
    name: line,
    definition: line,
    topics: z.array(z.strictObject(named)).default([]),
  }),
);
export const entryFile = z.array(
  z.strictObject({ ...named, also: z.array(line).default([]), firstSeen: z.int().min(1).max(99).optional() }),
);
export const claimKinds = ["itself", "novel", "interpretation"] as const;
export const claimFile = z.array(
  z.strictObject({
    key,
    statement: line,
    other: line,
    kinds: z.array(z.enum(claimKinds)).min(1),
    paragraphs: z.array(pointer).min(1),
    chapters: z.array(z.int().min(1).max(99)).default([]),
    look: line,
    themes: z.array(key).default([]),
  }),
);

/** Where an item stands on disk: the file as the guide's folder names it, and its first line. */
export type Place = { file: string; line: number };
export type Problem = Place & { message: string };

export type SourceParagraph = Place & {
  /** Given by the author, unique in the section; it outlives every edit of the text. */
  key: string;
  kind: "paragraph" | "quotation";
  /** Printed number, 1-based; a quotation has none. */
  number: number | null;
  markdown: string;
  /** Plain text, markup and entities removed, NFC: what anchors and search read. */
  text: string;
  /** Safe inline HTML without the surrounding element. */
  html: string;
  /** Keys this paragraph links to, in order of first mention. */
  terms: string[];
  people: string[];
  places: string[];
};
export type SourceSection = Place & {
  /** The identity of a section: "part/section". Titles may repeat, paths never. */
  path: string;
  partKey: string;
  partTitle: string;
  title: string;
  lead: string | null;
  /** 1-based over the whole guide. */
  position: number;
  themes: string[];
  topics: string[];
  people: string[];
  places: string[];
  paragraphs: SourceParagraph[];
  words: number;
  /** Reading time at 230 words a minute, rounded up. */
  minutes: number;
};
export type SourceQuestion = Place & {
  key: string;
  /** 1-based. */
  position: number;
  question: string;
  /** The guide's own answer, sealed until a student commits. */
  answer: { markdown: string; text: string; html: string };
  motion: string;
  sides: { for: string; against: string; third: string | null };
  evidence: { paragraph: string; note: string }[];
  followUp: string;
  themes: string[];
  claims: string[];
};
export type SourceTopic = { key: string; name: string; definition: string };
export type SourceTheme = Place & {
  key: (typeof inks)[number];
  ink: (typeof inks)[number];
  name: string;
  definition: string;
  position: number;
  topics: SourceTopic[];
};
/** A person, a place or a term: what a reader may ask about on demand. */
export type SourceEntry = Place & {
  key: string;
  name: string;
  also: string[];
  definition: string;
  /** Chapter of the novel where it first comes up. */
  firstSeen: number | null;
};
export type SourceClaim = Place & {
  key: string;
  position: number;
  statement: string;
  other: string;
  kinds: (typeof claimKinds)[number][];
  paragraphs: string[];
  chapters: number[];
  look: string;
  themes: string[];
};
export type GuideSource = {
  guide: { slug: string; title: string; author: string; blurb: string; language: string; quoting: string };
  counts: { sections: number; questions: number; claims: number };
  parts: { key: string; title: string; position: number; sections: string[] }[];
  sections: SourceSection[];
  questions: SourceQuestion[];
  themes: SourceTheme[];
  people: SourceEntry[];
  places: SourceEntry[];
  terms: SourceEntry[];
  claims: SourceClaim[];
};
