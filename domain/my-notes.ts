import { z } from "zod";
import { InClassroom } from "./classroom";
import { SectionPath } from "./guide";
import type { Motivation, ScopeView } from "./note";

/** Notes of one page. */
export const MY_NOTES_WINDOW = 30;
export const MY_NOTES_QUERY_MAX = 200;

export const NOTE_KINDS = ["marks", "notes", "questions", "evidence", "comments", "replies"] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export const ListMyNotes = InClassroom.extend({
  /** Words that stand in what I wrote or in what I marked; in quotation marks, side by side. */
  q: z.string().max(MY_NOTES_QUERY_MAX, `Search for at most ${MY_NOTES_QUERY_MAX} characters.`).optional(),
  themeId: z.uuid().optional(),
  section: SectionPath.optional(),
  kind: z.enum(NOTE_KINDS).optional(),
  cursor: z.string().min(1).max(200).optional(),
});

/** Something I wrote or marked. */
export type MyNote = {
  id: string;
  kind: NoteKind;
  section: { path: string; title: string };
  /** Said in a debate that was taken back: there is no page that it stands on. */
  isTakenBack: boolean;
  paragraphNumber: number | null;
  /** What it marks; null for a comment or a reply. */
  quote: string | null;
  isLost: boolean;
  motivation: Motivation | null;
  themeIds: string[];
  /** Null where it is for the class. */
  scope: ScopeView | null;
  /** Whom a reply answers. */
  answers: string | null;
  html: string;
  replyCount: number;
  createdAt: string;
  isEdited: boolean;
  /** A teacher has hidden it from the class, and why. */
  hiddenReason: string | null;
  importedFrom: { creator: string; source: string } | null;
};

export type MyNotes = {
  items: MyNote[];
  /** Everything of mine in the class, whatever is asked for. */
  total: number;
  /** How many fit what is asked for. */
  found: number;
  /** Sections I wrote something in, in the guide's order. */
  sections: { path: string; title: string; notes: number }[];
  nextCursor: string | null;
};

const WORDS_MAX = 8;

/** The words of a search in one's own notes; what stands in quotation marks stays together. */
export function soughtWords(q: string): string[] {
  // Broken and control characters stand in no text that is kept.
  const pieces =
    q
      .replace(/[\p{Cc}\p{Cs}]/gu, " ")
      .normalize("NFC")
      .match(/["“”][^"“”]+["“”]|[^\s"“”]+/g) ?? [];
  return pieces
    .map((piece) =>
      piece.replace(/["“”]/g, "").replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim().toLowerCase(),
    )
    .filter((piece) => piece !== "")
    .slice(0, WORDS_MAX);
}
