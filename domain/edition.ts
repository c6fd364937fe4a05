import { z } from "zod";
import { PassageShape } from "./anchor/shape";
import { InClassroom } from "./classroom";

/** Changed paragraphs of one section that are shown with their words. */
export const SHOWN_CHANGES_MAX = 30;
/** Lost notes in one window. */
export const LOST_WINDOW = 30;
/** Likely places that are shown for a lost passage. */
export const LIKELY_MAX = 3;

export const AdoptEdition = InClassroom.extend({
  /** The version the teacher was shown. */
  versionId: z.uuid(),
});

export const ListLost = InClassroom.extend({ cursor: z.string().max(200).optional() });

export const AskPlaces = InClassroom.extend({
  commentId: z.uuid(),
  /** Where to look; without it where the note stood, else the guide's first section. */
  sectionId: z.uuid().optional(),
});

export const ReattachAnnotation = InClassroom.extend({
  commentId: z.uuid(),
  sectionId: z.uuid(),
  /** The version that the passage was chosen in. */
  versionId: z.uuid(),
  selectors: PassageShape,
});

/** A stretch of words in what stands around it, each cut short. */
export type Excerpt = { head: string; words: string; tail: string };

/** One paragraph that two versions print differently. `before` is null for a new one, `after` for one that went. */
export type ParagraphChange = { number: number | null; before: Excerpt | null; after: Excerpt | null };

/** What becomes of notes. */
export type NoteCounts = {
  /** With the words they marked. */
  stay: number;
  /** In words that were edited. */
  followed: number;
  lost: number;
  /** That had lost their line before, and have it again. */
  found: number;
};

/** A section that two versions print differently. */
export type SectionChange = {
  title: string;
  partTitle: string;
  way: "edited" | "added" | "removed";
  edited: number;
  added: number;
  removed: number;
  /** Only the other order of its paragraphs. */
  isReordered: boolean;
  /** At most SHOWN_CHANGES_MAX, in the order of the text. */
  paragraphs: ParagraphChange[];
  notes: NoteCounts;
};
