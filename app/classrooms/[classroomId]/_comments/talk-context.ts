"use client";

import { createContext, useContext } from "react";
import type { NoteAudience } from "#domain/audience";
import type { Theme } from "#domain/note";
import type { MarkStore } from "../_marks/mark-store";
import type { Entry, Me, ThreadsActions, ThreadsState } from "./thread-types";

export type Paragraph = {
  id: string;
  /** The `id` of its element. */
  key: string;
  number: number | null;
  kind: "paragraph" | "quotation";
};

/** A claim that points at a paragraph. */
export type ClaimSign = { paragraphId: string; key: string; number: number; statement: string };

/** Where the talk takes place: one section, with its paragraphs in text order. */
export type Place = {
  classroomId: string;
  sectionId: string;
  paragraphs: Paragraph[];
  /** What the paragraphs are cited as; absent where there are none. */
  cited?: { guide: string; section: string };
  /** The claims to test that point at a paragraph, in reading order. */
  signs?: ClaimSign[];
  /** It is a claim's page: no text stands here, and no margin. */
  isClaim?: boolean;
};

/** What a note is made with here: the class's themes, whom it is for by default, the reader's group. */
export type NoteSettings = { themes: Theme[]; audience: NoteAudience; groupName: string | null };

export const NO_NOTES: NoteSettings = { themes: [], audience: "class", groupName: null };

/** Where a thread is shown whole. */
export type Where = "margin" | "list" | "sheet";

/** Whom a reply is being written to; `isAsked` when the reader has just asked to. */
export type Answering = { entry: Entry; isAsked: boolean };

/** A question in a dialog, before something is done. */
export type Ask =
  | { kind: "report" | "hide" | "remove" | "history"; entry: Entry }
  | { kind: "keys"; entry?: undefined }
  /** To mark a passage by choosing sentences of a paragraph. */
  | { kind: "mark"; paragraphId: string; entry?: undefined };

/** What is open on this page. At most one thread in the margin, one sheet, one new comment. */
export type View = {
  openId: string | null;
  /** The paragraph on which a new comment is being written in the margin. */
  writingOn: string | null;
  /** The paragraph whose threads are in the sheet. */
  sheetOf: string | null;
  /** The comment a permalink leads to. */
  target: string | null;
};

export type Talk = {
  state: ThreadsState;
  actions: ThreadsActions;
  /** What is marked in the text; null where nothing can be marked. Components ask `useMarks`. */
  marks: MarkStore | null;
  place: Place;
  me: Me;
  notes: NoteSettings;
  isArchived: boolean;
  textMaxChars: number;
  view: View;
  change: (part: Partial<View>) => void;
  /** Moves focus to the first element of a selector once what was just changed is on the page. */
  focusSoon: (selector: string) => void;
  ask: (what: Ask) => void;
  isPhone: boolean;
  /** A ref for the end of the last unread comment of a thread: on the screen for a while, the thread is seen. */
  seenMark: (rootId: string) => (element: HTMLElement | null) => (() => void) | undefined;
};

export const TalkContext = createContext<Talk | null>(null);

/** The talk of the page this component is on. */
export function useTalk(): Talk {
  const talk = useContext(TalkContext);
  if (!talk) throw new Error("outside of a Discussion");
  return talk;
}

/** How a paragraph is spoken of. */
export function placeWords(place: Place, paragraphId: string | null): string {
  if (paragraphId === null) return place.isClaim ? "this claim" : "the whole section";
  const at = place.paragraphs.findIndex((paragraph) => paragraph.id === paragraphId);
  const number = place.paragraphs[at]?.number;
  if (number) return `paragraph ${number}`;
  const before = place.paragraphs
    .slice(0, Math.max(0, at))
    .findLast((paragraph) => paragraph.number !== null);
  return before ? `the quotation after paragraph ${before.number}` : "a quotation";
}

/** Addresses of the controls that belong to a paragraph or a thread, for moving focus. */
export const selectors = {
  tools: (paragraphId: string) => `[data-tools="${paragraphId}"] button`,
  note: (rootId: string) => `.notes [data-thread="${rootId}"] [data-stop]`,
  openNote: (rootId: string) => `.notes .open [data-thread="${rootId}"] [data-stop]`,
  comment: (where: string, id: string) => `${where} [data-comment="${id}"] [data-who]`,
};
