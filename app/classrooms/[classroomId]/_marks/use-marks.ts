"use client";

import { createContext, startTransition, useContext, useEffect, useMemo, useState } from "react";
import type { Mark } from "#domain/note";
import { unpackMarks } from "#domain/packed-marks";
import { toActionError } from "../../../_ui/action-error";
import { keep, readKept } from "../../../_ui/shelf";
import { showToast } from "../../../_ui/toast";
import { outboxOf } from "../_comments/outbox";
import type { NoteSettings } from "../_comments/talk-context";
import { type Carried, readCarried } from "../_text/carried-store";
import { MarkStore } from "./mark-store";
import type { MarkPlace, MarksState, MarkWorld, PageMarks } from "./mark-types";
import { readingText } from "./text-dom";

// A browser-only part: on the server there is no device, and nothing was written on it.
const NO_OUTBOX = { add: () => "", amend: () => false, discard: () => "", list: () => [], sendingId: null };
const KIND = "marks";
const NAME = "filter";

function worldOf({ me }: MarkPlace): MarkWorld {
  return {
    outbox: () => (typeof window === "undefined" ? NO_OUTBOX : outboxOf(me.userId)),
    text: () => readingText()?.text ?? { text: "", paragraphs: [] },
    refused: (thrown) => showToast(toActionError(thrown).message),
    readFilter: () => readKept(me.userId, KIND, NAME),
    keepFilter: (filter) => keep(me.userId, KIND, NAME, filter),
  };
}

/** The marks of a page, and what they are now. */
export type Marks = MarksState & { store: MarkStore };

/** Makes the marks of a page from what it was rendered with; null where nothing can be marked. */
export function useNewMarks(
  place: MarkPlace,
  notes: NoteSettings,
  initial: PageMarks | undefined,
): Marks | null {
  const [store] = useState(() => {
    if (!initial) return null;
    const { versionId, packed } = initial;
    return new MarkStore(place, { ...notes, versionId, marks: marksIn(packed, notes) }, worldOf(place));
  });
  const [state, setState] = useState(() => store?.getState() ?? null);
  useEffect(() => {
    let last = store?.getState();
    return store?.subscribe(() => {
      const next = store.getState();
      // A phone opens its keyboard only for a field that is there at once; all else is drawn in pieces.
      if (next.draft && next.draft !== last?.draft) setState(next);
      else startTransition(() => setState(next));
      last = next;
    });
  }, [store]);
  return useMemo(() => store && state && { ...state, store }, [store, state]);
}

// No mark is drawn before the browser draws it: the server passes them on and does not read them.
const marksIn = (packed: Carried, { themes }: NoteSettings): Mark[] =>
  typeof window === "undefined"
    ? []
    : unpackMarks(
        readCarried(packed),
        themes.map(({ id }) => id),
      );

export const MarksContext = createContext<Marks | null>(null);

/** The marks of the page this component is on, and what they are now. Only below a text that can be marked. */
export function useMarks(): Marks {
  const marks = useMarksIfAny();
  if (!marks) throw new Error("nothing can be marked here");
  return marks;
}

/** The same where there may be none. */
export const useMarksIfAny = (): Marks | null => useContext(MarksContext);
