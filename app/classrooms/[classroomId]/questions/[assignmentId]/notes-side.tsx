"use client";

import { useState } from "react";
import { plainOf } from "../../_comments/words";
import type { Evidence, Passage } from "./page-types";
import { refWords } from "./use-passage-names";

const NOTES_SHOWN = 4;

type NotesSideProps = {
  notes: Evidence[];
  versionId: string;
  isLocked: boolean;
  onUse: (passage: Passage) => void;
};

/** One's own notes beside the leaf, each a passage to rest the answer on. */
export function NotesSide({ notes, versionId, isLocked, onUse }: NotesSideProps) {
  const [isWhole, setWhole] = useState(false);
  if (notes.length === 0 || isLocked) return null;
  const shown = isWhole ? notes : notes.slice(0, NOTES_SHOWN);
  return (
    <section aria-labelledby="your-notes">
      <h2 id="your-notes">Your notes on this</h2>
      <ul>
        {shown.map((note) => (
          <NoteRow key={note.id} note={note} versionId={versionId} onUse={onUse} />
        ))}
      </ul>
      {shown.length < notes.length && (
        <button type="button" className="lnk" onClick={() => setWhole(true)}>
          All {notes.length} of your notes
        </button>
      )}
    </section>
  );
}

type NoteRowProps = { note: Evidence; versionId: string; onUse: (passage: Passage) => void };

/** One note: what it says, or what it marks. */
export function NoteRow({ note, versionId, onUse }: NoteRowProps) {
  const { html, exact, ink, title, number, sectionId, start, end } = note;
  const words = plainOf(html) || `“${exact}”`;
  return (
    <li className="mn" data-ink={ink ?? undefined}>
      <span className={ink ? "sign" : "nosign"} />
      <span>
        <span className="short">{words}</span>
        <span className="ref">{refWords(title, number)}</span>
      </span>
      <button
        type="button"
        className="lnk"
        onClick={() => onUse({ sectionId, versionId, exact, start, end, title, number })}
      >
        Use<span className="vh"> this as evidence: {words.slice(0, 80)}</span>
      </button>
    </li>
  );
}
