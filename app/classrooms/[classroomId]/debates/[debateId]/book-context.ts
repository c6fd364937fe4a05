"use client";

import { createContext, useContext } from "react";
import { isAnswerable } from "#domain/debate/moves";
import type { Theme } from "#domain/note";
import type { ClaimView, Debate, Evidence, Me, Mine, Results } from "./page-types";
import type { Moves } from "./use-moves";

/** What every claim on the facing pages needs to know. */
export type Book = {
  classroomId: string;
  me: Me;
  debate: Debate;
  /** How the reader stands; null for a teacher, and in a class that is over. */
  mine: Mine | null;
  isArchived: boolean;
  versionId: string;
  themes: Theme[];
  claims: readonly ClaimView[];
  notes: Evidence[];
  moves: Moves;
  results: Results | null;
  put: (claim: ClaimView) => void;
  setResults: (results: Results) => void;
  read: () => Promise<void>;
};

const BookContext = createContext<Book | null>(null);
export const BookProvider = BookContext.Provider;

export function useBook(): Book {
  const book = useContext(BookContext);
  if (!book) throw new Error("a claim stands in a debate");
  return book;
}

/** Whether the reader may answer, or concede, something said now. */
export const mayAnswer = ({ mine }: Book, { kind, side, comment }: ClaimView): boolean =>
  mine?.speaksFor != null &&
  mine.speaksFor !== side &&
  isAnswerable(kind) &&
  comment.author !== null &&
  comment.state === "shown" &&
  mine.moves.some((move) => move !== "claim");
