"use client";

import { classroomPaths } from "../../../_ui/frame";
import { ScopeLine } from "./scope";
import { shortened } from "./shortened";
import { useTalk, type Where } from "./talk-context";
import { ThemeSign, themesOf } from "./theme-sign";
import type { Entry } from "./thread-types";

/** What a note marks: its words in the text where the text is not beside it, and its themes. */
export function NoteHead({ entry, where }: { entry: Entry; where: Where }) {
  const { notes } = useTalk();
  const { annotation } = entry;
  if (!annotation) return null;
  const themes = themesOf(notes.themes, annotation.themeIds);
  const isLost = annotation.start === null;
  return (
    <>
      {(where !== "margin" || isLost) && (
        <blockquote className="quoted" data-ink={themes[0]?.ink ?? undefined}>
          <span className={themes[0]?.ink ? "stroke" : undefined}>{shortened(annotation.exact)}</span>
        </blockquote>
      )}
      {isLost && <LostLine entry={entry} />}
      {annotation.quoted !== null && !isLost && (
        <p className="said">The line was edited since: it said “{shortened(annotation.quoted)}”</p>
      )}
      {/* The sheet's own head names the first. */}
      {themes.length > (where === "sheet" ? 1 : 0) && (
        <ul className="note-themes" aria-label="Themes">
          {themes.map((theme) => (
            <li key={theme.id}>
              <ThemeSign theme={theme} /> {theme.name}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** That its line is gone; its writer and the teachers may give it another. */
function LostLine({ entry }: { entry: Entry }) {
  const { me, place } = useTalk();
  const isTheirs = me.role === "teacher" || entry.author?.id === me.userId;
  return (
    <p className="said">
      This line is not in the text any more. The note is kept.
      {isTheirs && (
        <>
          {" "}
          <a className="lnk" data-soft="" href={classroomPaths(place.classroomId).lostNote(entry.id)}>
            Give it a line
          </a>
        </>
      )}
    </p>
  );
}

/** Under a note's words: who finds it worth reading, and whom it is for. */
export function NoteFoot({ entry }: { entry: Entry }) {
  const { me } = useTalk();
  const { endorsedBy, scope, importedFrom } = entry;
  return (
    <>
      {endorsedBy && <p className="endorsed">{endorsedBy} finds this worth reading</p>}
      {scope && entry.rootId === null && <ScopeLine scope={scope} isMine={entry.author?.id === me.userId} />}
      {importedFrom && (
        <p className="scope">
          Written by {importedFrom.creator}. Brought in from {importedFrom.source}
        </p>
      )}
    </>
  );
}
