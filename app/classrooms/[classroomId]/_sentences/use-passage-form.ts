"use client";

import type { NoteAudience } from "#domain/audience";
import { useDraft } from "../_comments/drafts";
import { audiencesFor, defaultAudience } from "../_comments/scope";
import { useTalk } from "../_comments/talk-context";
import { useMarks } from "../_marks/use-marks";

/** What somebody has filled in, as this device keeps it until it is posted. */
export type Filled = {
  /** The version whose sentences were picked. */
  versionId: string;
  /** Places in the section's sentences. */
  picked: number[];
  /** How many paragraphs are listed, from the one that was asked for. */
  paragraphs: number;
  themeIds: string[];
  text: string;
  isQuestion: boolean;
  audience: NoteAudience;
};

/** The dialog's form: every change of it is kept on this device, for the account, until it is posted. */
export function usePassageForm(paragraphId: string) {
  const { place, notes, me } = useTalk();
  const { store } = useMarks();
  const [draft, setDraft, clear] = useDraft(`mark:${place.sectionId}:${paragraphId}`);
  const empty: Filled = {
    versionId: store.versionId,
    picked: [],
    paragraphs: 1,
    themeIds: [],
    text: "",
    isQuestion: false,
    audience: defaultAudience(notes, me),
  };
  const filled = { ...empty, ...parse(draft) };
  // Another version has other sentences, and a class other themes and groups than when this was begun.
  if (filled.versionId !== store.versionId) Object.assign(filled, { ...empty, text: filled.text });
  if (!audiencesFor(notes, me).includes(filled.audience)) filled.audience = empty.audience;
  filled.themeIds = filled.themeIds.filter((id) =>
    notes.themes.some((theme) => theme.id === id && !theme.isRetired),
  );
  const change = (part: Partial<Filled>) => setDraft(JSON.stringify({ ...filled, ...part }));
  return { filled, change, clear, isBegun: draft !== "" };
}

function parse(draft: string): Partial<Filled> | null {
  if (draft === "") return null;
  try {
    return JSON.parse(draft) as Partial<Filled>;
  } catch {
    return null;
  }
}
