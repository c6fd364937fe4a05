import { z } from "zod";
import type { MemberRole } from "./actor";
import { InClassroom } from "./classroom";
import { SectionPath } from "./guide";
import type { Motivation, ScopeView, Theme } from "./note";

/** Passages of one page of a theme's board. */
export const BOARD_WINDOW = 30;
/** Of a long passage a list shows this much; the whole of it stands at its line. */
export const QUOTE_CHARS = 500;

const cursor = z.string().min(1).max(400);

export const OneBoard = InClassroom.extend({
  themeId: z.uuid(),
  section: SectionPath.optional(),
  authorId: z.uuid().optional(),
  cursor: cursor.optional(),
});

/** A theme with what the asker may see marked in it. */
export type ThemeLine = Theme & {
  passages: number;
  /** Who marked them. */
  people: number;
};

/** A paragraph and how many passages begin in it, as the asker may see them. */
export type HeatParagraph = {
  key: string;
  /** Its printed number; null for a quotation. */
  number: number | null;
  /** UTF-16 units, for how wide it is drawn. */
  length: number;
  /** Passages in any theme, each counted once. */
  passages: number;
  /** Passages by theme id; nothing for none. */
  themes: Record<string, number>;
};

export type HeatSection = {
  path: string;
  title: string;
  partTitle: string;
  /** Not open to the asker yet. */
  isLocked: boolean;
  paragraphs: HeatParagraph[];
};

/** What a class has marked, by theme and by place. */
export type Boards = {
  themes: ThemeLine[];
  /** Passages in any theme, each counted once. */
  passages: number;
  /** Of those, how many lost their line. */
  lost: number;
  sections: HeatSection[];
};

/** Something the asker may see marked in a theme. */
export type Passage = {
  id: string;
  section: { path: string; title: string };
  /** Null in a quotation, and where it lost its line. */
  paragraphNumber: number | null;
  /** At most QUOTE_CHARS of it. */
  quote: string;
  isLost: boolean;
  themeIds: string[];
  motivation: Motivation;
  scope: ScopeView | null;
  author: { id: string; name: string; role: MemberRole };
  /** Its reason; empty for a mark without words. */
  html: string;
  replyCount: number;
  createdAt: string;
  /** A teacher has hidden it; only they and its writer see it. */
  isHidden: boolean;
  importedFrom: { creator: string; source: string } | null;
};

/** A theme's passages across the guide. */
export type Board = {
  theme: ThemeLine;
  /** Where its passages stand, in the guide's order, and whose they are, most first; each over the whole board. */
  sections: { path: string; title: string; passages: number }[];
  people: { userId: string; name: string; passages: number }[];
  items: Passage[];
  nextCursor: string | null;
};
