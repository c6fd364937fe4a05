"use client";

import { useEffect, useMemo, useState } from "react";
import type { NoteAudience } from "#domain/audience";
import { announce } from "../../../_ui/announcer";
import type { MarkStore } from "../_marks/mark-store";
import type { MarkDraft } from "../_marks/mark-types";
import { hasNote } from "../_marks/marks-of";
import { readingText } from "../_marks/text-dom";
import { useMarks } from "../_marks/use-marks";
import { focusLine } from "../_sentences/focus-line";
import { Composer } from "./composer";
import { hasDraft } from "./drafts";
import { ScopeChoice, ThemePicker } from "./note-choices";
import { type BegunNote, dropBegun, keepBegun, noteKey } from "./note-drafts";
import { defaultAudience } from "./scope";
import { shortened } from "./shortened";
import { selectors, useTalk } from "./talk-context";
import { ThemeSign, themesOf } from "./theme-sign";

type NoteComposerProps = { draft: MarkDraft & { audience?: NoteAudience }; where?: "margin" | "sheet" };

/** The place to write a note, level with the passage it is about. What is begun stays on this device. */
export function NoteComposer({ draft, where = "margin" }: NoteComposerProps) {
  const { notes, place, me, change, focusSoon } = useTalk();
  const { store } = useMarks();
  const [begun, choose] = useBegun(draft);
  const themes = themesOf(notes.themes, begun.themeIds);
  const isQuestion = begun.motivation === "questioning";
  const key = noteKey(place.sectionId, draft);
  const handleSubmit = (text: string) => {
    const { start, end, motivation, themeIds, audience } = begun;
    const id = store.create({ start, end, motivation, themeIds, audience, text });
    takeOver(store, me.userId, begun);
    dropBegun(begun);
    store.endDraft();
    announce(isQuestion ? "Question asked." : "Note saved.");
    change({ openId: id, writingOn: null });
    focusSoon(where === "margin" ? selectors.openNote(id) : selectors.comment(".sheet", id));
    return true;
  };
  const handleLeave = () => {
    // After this key press: what was just typed is kept by then.
    if (!hasDraft(key)) dropBegun(begun);
    store.endDraft();
    focusLine(draft.start);
  };
  return (
    <div className="note draft" data-ink={themes[0]?.ink ?? undefined}>
      {themes[0] ? <ThemeSign theme={themes[0]} /> : <span className="say" aria-hidden="true" />}
      <Composer
        key={key}
        label={isQuestion ? "Your question to the class" : "Your note"}
        draftKey={key}
        action={isQuestion ? "Ask" : "Save note"}
        autoFocus
        onSubmit={handleSubmit}
        onLeave={handleLeave}
        hint={<ScopeChoice chosen={begun.audience} onChange={(audience) => choose({ audience })} />}
        above={
          <blockquote className="quoted">
            <span className={themes[0]?.ink ? "stroke" : undefined}>{shortened(begun.exact)}</span>
          </blockquote>
        }
        below={
          <>
            <ThemePicker chosen={begun.themeIds} onChange={(themeIds) => choose({ themeIds })} />
            <label className="asks">
              <input
                type="checkbox"
                checked={isQuestion}
                onChange={(event) =>
                  choose({ motivation: event.target.checked ? "questioning" : "commenting" })
                }
              />
              <span>Ask the class. It waits under “Needs a reply” until somebody answers.</span>
            </label>
          </>
        }
      />
    </div>
  );
}

/** A mark of one's own without words, on the very passage and in no other theme, is the note's now. */
function takeOver(store: MarkStore, me: string, { start, end, themeIds }: BegunNote): void {
  for (const mark of store.all()) {
    const isHere = mark.authorId === me && mark.start === start && mark.end === end;
    const isBare = mark.motivation === "highlighting" && !hasNote(mark);
    if (isHere && isBare && mark.themeIds.every((id) => themeIds.includes(id))) store.remove(mark.id);
  }
}

/** What is chosen for the note that is being written, kept with its passage. */
function useBegun(draft: NoteComposerProps["draft"]) {
  const { notes, me, place } = useTalk();
  const fixed = useMemo(
    () => ({
      start: draft.start,
      end: draft.end,
      exact: readingText()?.text.text.slice(draft.start, draft.end) ?? "",
      classroomId: place.classroomId,
      sectionId: place.sectionId,
    }),
    [draft.start, draft.end, place],
  );
  const [chosen, setChosen] = useState({
    motivation: draft.motivation === "highlighting" ? "commenting" : draft.motivation,
    themeIds: draft.themeIds,
    audience: draft.audience ?? defaultAudience(notes, me),
  });
  const begun: BegunNote = useMemo(() => ({ ...fixed, ...chosen }), [fixed, chosen]);
  useEffect(() => keepBegun(begun), [begun]);
  const choose = (part: Partial<typeof chosen>) => setChosen((now) => ({ ...now, ...part }));
  return [begun, choose] as const;
}
