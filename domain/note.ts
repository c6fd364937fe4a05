import type { NoteAudience } from "./audience";

/** Why a passage was marked, in the words of the W3C Web Annotation Data Model, section 3.3.5. */
export const MOTIVATIONS = ["highlighting", "commenting", "questioning", "bookmarking"] as const;
export type Motivation = (typeof MOTIVATIONS)[number];

export const REACTIONS = ["agree", "changed_my_mind", "look_again"] as const;
export type Reaction = (typeof REACTIONS)[number];

/** More than any class has use for; a passage in every theme says nothing. */
export const THEMES_PER_NOTE_MAX = 12;
export const THEMES_PER_CLASS_MAX = 24;
/** Marks of one section that a page is sent; beyond, the oldest are left to the lists. */
export const MARKS_MAX = 2_000;

/** A theme as a class uses it. */
export type Theme = {
  id: string;
  name: string;
  /** One of the five inks; null for a theme beyond them, which has a plain rule and its letter. */
  ink: string | null;
  letter: string;
  definition: string;
  /** Taken out of use: what was marked with it keeps it. */
  isRetired: boolean;
};

/** Where something was written that was brought in. */
export type Origin = {
  /** Its writer's name there. */
  creator: string;
  /** The tool, or the house. */
  source: string;
  /** Its address there: the same one twice is the same note. */
  iri: string;
  /** ISO 8601, when the file said so. */
  created?: string;
  modified?: string;
};

/** What a note marks, as the asker may see it. */
export type AnnotationView = {
  motivation: Motivation;
  themeIds: string[];
  /** The passage's words as they stand in the class's version; as they last stood when the line is lost. */
  exact: string;
  /** UTF-16 units in the section's text, `end` excluded; null when the passage lost its line. */
  start: number | null;
  end: number | null;
  /** What it quoted before its words were edited; null when they are as they were marked. */
  quoted: string | null;
};

/** How a reply takes up what it answers: it goes on from it, doubts it, or wants to know more. */
export const STARTERS = ["builds", "challenges", "asks"] as const;
export type Starter = (typeof STARTERS)[number];

/** Whom a note is for, in the words a reader needs. */
export type ScopeView = { audience: NoteAudience; groupName: string | null };

/** A mark as the text draws it, without its words. */
export type Mark = {
  id: string;
  start: number;
  end: number;
  themeIds: string[];
  motivation: Motivation;
  audience: NoteAudience;
  authorId: string;
  authorName: string;
  isTeacher: boolean;
  /** The beginning of its words as plain text; empty where there are none. */
  excerpt: string;
  replyCount: number;
  createdAt: string;
};
