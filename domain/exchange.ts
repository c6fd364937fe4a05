import { z } from "zod";
import { InClassroom } from "./classroom";
import { SectionPath } from "./guide";
import { MOTIVATIONS, type Motivation } from "./note";

/** Notes of one call when they are brought in, and of one page when they go out. */
export const IMPORT_MAX = 100;
export const EXPORT_WINDOW = 200;
/** What one person may bring into one class. */
export const IMPORTED_MAX = 5_000;
/** How long the passage of one note may be looked for. */
export const SEARCH_BUDGET_MS = 50;

export const CONTEXT = "http://www.w3.org/ns/anno.jsonld";
/** What a fragment means; section 4.2.1 of the model. */
export const HTML_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236";

type Body = {
  type: "TextualBody";
  value: string;
  purpose: "commenting" | "tagging" | "replying";
  format?: "text/markdown";
};
type Selector =
  | { type: "TextQuoteSelector"; exact: string; prefix: string; suffix: string }
  | { type: "TextPositionSelector"; start: number; end: number }
  | { type: "FragmentSelector"; conformsTo: typeof HTML_FRAGMENTS; value: string };
type Target = string | { type: "SpecificResource"; source: string; selector?: Selector | Selector[] };

/** A note as the W3C Web Annotation Data Model writes it. */
export type WebAnnotation = {
  id: string;
  type: "Annotation";
  motivation: Motivation | "replying";
  creator: { type: "Person"; name: string };
  created?: string;
  modified?: string;
  /** For whom it is, where that is not everybody in the class; section 3.3.4. */
  audience?: { type: "schema:Audience"; "schema:audienceType": "private" | "group" | "teachers" };
  body?: Body[];
  target: Target;
};

/** One page of what goes out. */
export type ExportPage = {
  /** The collection's own address and name. */
  id: string;
  label: string;
  /** All there is; only on the first page. */
  total: number | null;
  items: WebAnnotation[];
  /** Titles of the sections that the items stand in, by their address. */
  titles: Record<string, string>;
  nextCursor: string | null;
};

export const EXPORTS = ["mine", "section", "class"] as const;
export const ExportNotes = InClassroom.extend({
  of: z.enum(EXPORTS),
  section: SectionPath.optional(),
  cursor: z.string().min(1).max(600).optional(),
}).refine(({ of, section }) => (of === "section") === (section !== undefined), {
  error: "Say which section.",
});

// Signs that no text can hold; as many units as before, so that positions stay.
const sound = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, "\ufffd");
const words = (max: number) => z.string().max(max).transform(sound);
const moment = z.iso.datetime({ offset: true, error: "A date in this file is none." });

/** A note of a file, whatever the file's form. What is wrong with one is said of that one. */
export const IncomingShape = z.strictObject({
  iri: z
    .string()
    .min(1, "A note in this file has no address.")
    .max(600, "A note’s address is too long.")
    .transform(sound),
  creator: words(200),
  created: moment.optional(),
  modified: moment.optional(),
  motivation: z.enum([...MOTIVATIONS, "replying"]),
  audience: z.enum(["private", "teachers", "class"]),
  text: words(60_000),
  tags: z.array(words(300)).max(60),
  target: z.union([
    z.strictObject({ replyTo: z.string().min(1).max(600).transform(sound) }),
    z.strictObject({
      source: words(2_000),
      paragraphKey: words(200).optional(),
      exact: words(60_000).optional(),
      prefix: words(2_000).optional(),
      suffix: words(2_000).optional(),
      start: z.int().min(0).max(10_000_000).optional(),
    }),
  ]),
});
export type Incoming = z.infer<typeof IncomingShape>;

export const ImportNotes = InClassroom.extend({
  /** What made the file. */
  source: z.string().trim().min(1).max(100).transform(sound),
  /** Whom they are for here: the asker alone, or as the file says. A student keeps them to themselves. */
  audience: z.enum(["private", "file"]),
  /** Only say what would become of them. */
  isTrial: z.boolean(),
  notes: z.array(IncomingShape).min(1).max(IMPORT_MAX, `Send at most ${IMPORT_MAX} notes at a time.`),
});

/**
 * What became of one: at its line; at its line, whose words have been edited; kept without a line; on the section or in
 * its thread; here already; not brought in.
 */
export const OUTCOMES = ["placed", "edited", "lost", "added", "there", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type ImportLine = {
  iri: string;
  outcome: Outcome;
  /** Why, where it was refused. */
  sentence: string | null;
  /** Title of the section it stands in. */
  section: string | null;
};
