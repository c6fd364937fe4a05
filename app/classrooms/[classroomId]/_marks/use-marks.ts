"use client";

import { useState, useSyncExternalStore } from "react";
import type { Mark } from "#domain/note";
import { unpackMarks } from "#domain/packed-marks";
import { toActionError } from "../../../_ui/action-error";
import { keep, readKept } from "../../../_ui/shelf";
import { showToast } from "../../../_ui/toast";
import { outboxOf } from "../_comments/outbox";
import { type NoteSettings, useTalk } from "../_comments/talk-context";
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

/** Makes the marks of a page from what it was rendered with; null where nothing can be marked. */
export function useNewMarks(
  place: MarkPlace,
  notes: NoteSettings,
  initial: PageMarks | undefined,
): MarkStore | null {
  const [store] = useState(() => {
    if (!initial) return null;
    const { versionId, packed } = initial;
    return new MarkStore(place, { ...notes, versionId, marks: marksIn(packed, notes) }, worldOf(place));
  });
  return store;
}

// No mark is drawn before the browser draws it: the server passes them on and does not read them.
const marksIn = (packed: string, { themes }: NoteSettings): Mark[] =>
  typeof window === "undefined"
    ? []
    : unpackMarks(
        packed,
        themes.map(({ id }) => id),
      );

const nothing = () => () => {};

/** The marks of the page this component is on, and what they are now. Only below a text that can be marked. */
export function useMarks(): MarksState & { store: MarkStore } {
  const { marks: store } = useTalk();
  if (!store) throw new Error("nothing can be marked here");
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  return { ...state, store };
}

/** The same where there may be none. */
export function useMarksIfAny(): (MarksState & { store: MarkStore }) | null {
  const { marks: store } = useTalk();
  const state = useSyncExternalStore(
    store?.subscribe ?? nothing,
    () => store?.getState() ?? null,
    () => store?.getState() ?? null,
  );
  return store && state && { ...state, store };
}
