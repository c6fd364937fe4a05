import { z } from "zod";
import { InClassroom } from "./classroom";

/** What one may make of a claim. */
export const POSITIONS = ["holds", "fails", "undecided"] as const;
export type Position = (typeof POSITIONS)[number];

/** No novel that a class reads has more. */
export const CHAPTER_MAX = 99;
/** Places named in a spread, for each position. */
export const SPREAD_PLACES = 8;

const ClaimKey = z
  .string()
  .max(80)
  .regex(/^[a-z0-9-]+$/, "No claim has this name.");

export const OneClaim = InClassroom.extend({ key: ClaimKey });

export const WeighIn = OneClaim.extend({
  position: z.enum(POSITIONS, "Choose what you make of it: holds, does not hold, or undecided."),
  paragraphId: z.uuid("Choose a paragraph from the list.").nullable().default(null),
  chapter: z
    .int("Write the chapter as a number.")
    .min(1, "Chapters begin at 1.")
    .max(CHAPTER_MAX, `Write a chapter between 1 and ${CHAPTER_MAX}.`)
    .nullable()
    .default(null),
}).superRefine(({ position, paragraphId, chapter }, context) => {
  const refuse = (message: string) => context.addIssue({ code: "custom", path: ["place"], message });
  if (paragraphId && chapter) refuse("Name one place: a paragraph of the guide, or a chapter of the novel.");
  if (position !== "undecided" && !paragraphId && !chapter)
    refuse("Name what this rests on: a paragraph of the guide, or a chapter of the novel.");
});

/** A paragraph of the guide, as an answer points at it. */
export type NamedParagraph = {
  id: string;
  key: string;
  /** A quotation has the number of the paragraph before it. */
  number: number | null;
  kind: "paragraph" | "quotation";
  path: string;
  title: string;
  opening: string;
};

/** What one has made of a claim. */
export type Weighing = {
  position: Position;
  /** Null: a chapter was named, or nothing, or the paragraph cannot be read now. */
  paragraph: NamedParagraph | null;
  chapter: number | null;
  /** ISO 8601, UTC, milliseconds. */
  weighedAt: string;
};

/** A place that members named, and how many did. */
export type NamedPlace = { paragraph: NamedParagraph | null; chapter: number | null; count: number };

/** How the class stands on a claim. Nobody's name is in it. */
export type Spread = Record<Position, { count: number; places: NamedPlace[] }>;
