"use client";

import { useState } from "react";
import type { NoteAudience } from "#domain/audience";
import { announce } from "../../../_ui/announcer";
import { Button } from "../../../_ui/button";
import { useAction } from "../../../_ui/use-action";
import { ScopeChoice, ThemePicker } from "./note-choices";
import { useTalk } from "./talk-context";
import type { Entry } from "./thread-types";

/** Changes the themes of one's own note and whom it is for. */
export function NoteEditor({ entry, onDone }: { entry: Entry; onDone: () => void }) {
  const { actions, focusSoon } = useTalk();
  const before = { themeIds: entry.annotation?.themeIds ?? [], audience: entry.scope?.audience ?? "class" };
  const [themeIds, setThemeIds] = useState(before.themeIds);
  const [audience, setAudience] = useState<NoteAudience>(before.audience);
  const isAnswered = entry.replyCount > 0;
  const save = useAction(async () => {
    await actions.changeNote(entry.id, {
      themeIds,
      ...(audience === before.audience ? {} : { audience }),
    });
    return true;
  });
  const leave = () => {
    onDone();
    focusSoon(`[data-comment="${entry.id}"] .act button`);
  };
  const handleSave = async () => {
    if ((await save.run(undefined)) !== true) return;
    announce("Note changed.");
    leave();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears Escape from the controls inside
    <div
      className="composer change"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        leave();
      }}
    >
      {save.error && (
        <p className="msg" role="alert">
          {save.error.message}
        </p>
      )}
      <ThemePicker chosen={themeIds} onChange={setThemeIds} />
      <div className="wrow">
        <span>
          <ScopeChoice chosen={audience} onChange={setAudience} isFixed={isAnswered} />
        </span>
        <button type="button" className="lnk" onClick={leave}>
          Cancel
        </button>
        <Button size="sm" pending={save.pending} onClick={() => void handleSave()}>
          Save
        </Button>
      </div>
      {isAnswered && <p className="said">Somebody has answered this, so it stays for whom it was written.</p>}
    </div>
  );
}
