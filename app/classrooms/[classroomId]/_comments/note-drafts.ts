"use client";

import { useEffect, useState } from "react";
import type { NoteAudience } from "#domain/audience";
import { currentAccount, keep, listKept, onKept } from "../../../_ui/shelf";
import type { MarkDraft } from "../_marks/mark-types";
import { readingText } from "../_marks/text-dom";
import { hasDraft } from "./drafts";

/** A note that was begun: its passage and what was chosen for it. Its words are kept by `useDraft`. */
export type BegunNote = MarkDraft & {
  audience: NoteAudience;
  exact: string;
  classroomId: string;
  sectionId: string;
};

// Beside what else is kept of marks: nobody wrote it, the words are elsewhere.
const KIND = "marks";
const nameOf = ({ classroomId, sectionId, start, end }: BegunNote): string =>
  `begun:${classroomId}:${sectionId}:${start}-${end}`;

/** Names the place where the words of a new note are kept while it is written. */
export const noteKey = (sectionId: string, { start, end }: { start: number; end: number }): string =>
  `note:${sectionId}:${start}-${end}`;

/** Keeps where a note is being written, and what it is. */
export function keepBegun(note: BegunNote): void {
  const account = currentAccount();
  if (account) keep(account, KIND, nameOf(note), note);
}

export function dropBegun(note: BegunNote): void {
  const account = currentAccount();
  if (account) keep(account, KIND, nameOf(note), null);
}

/** Notes begun in this section on this device and not sent, whose passage is still where it was. */
function readBegun(classroomId: string, sectionId: string): BegunNote[] {
  const account = currentAccount();
  const text = readingText()?.text.text ?? "";
  if (!account) return [];
  return listKept<Partial<BegunNote>>(account, KIND)
    .filter((one): one is BegunNote => one.classroomId === classroomId && one.sectionId === sectionId)
    .filter((one) => hasDraft(noteKey(sectionId, one)) && text.slice(one.start, one.end) === one.exact);
}

/** The notes begun in a section, kept up to date. */
export function useBegunNotes(classroomId: string, sectionId: string): BegunNote[] {
  const [begun, setBegun] = useState<BegunNote[]>([]);
  useEffect(() => {
    const look = () => setBegun(readBegun(classroomId, sectionId));
    look();
    const account = currentAccount();
    return account ? onKept(account, KIND, look) : undefined;
  }, [classroomId, sectionId]);
  return begun;
}
