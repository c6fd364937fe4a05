"use client";

import { useMemo, useState } from "react";
import type { Range } from "#domain/anchor/section-text";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { ErrorSummary } from "../../../../_ui/error-summary";
import { ChooseSentences } from "../../_sentences/choose-sentences";
import { FromBoards } from "./from-boards";
import { NoteRow } from "./notes-side";
import type { Evidence, Passage } from "./page-types";
import { SectionOptions, usePassages } from "./use-passages";

type EvidenceDialogProps = {
  classroomId: string;
  notes: Evidence[];
  versionId: string;
  /** The passage to begin at; null where there is none yet. */
  begin: Passage | null;
  onChosen: (passage: Passage) => void;
  onClose: () => void;
};

/** A passage chosen from the text, sentence by sentence, from one's own notes, or from the class's theme boards. */
export default function EvidenceDialog(props: EvidenceDialogProps) {
  const { classroomId, notes, versionId, begin, onChosen, onClose } = props;
  const [from, setFrom] = useState<"text" | "notes" | "boards">("text");
  const source = (one: typeof from, words: string) => (
    <button type="button" aria-pressed={from === one} onClick={() => setFrom(one)}>
      {words}
    </button>
  );
  return (
    <>
      <fieldset className="seg">
        <legend className="vh">Choose from</legend>
        {source("text", "The text")}
        {notes.length > 0 && source("notes", "Your notes")}
        {source("boards", "Theme boards")}
      </fieldset>
      {from === "text" && (
        <FromText classroomId={classroomId} begin={begin} onChosen={onChosen} onClose={onClose} />
      )}
      {from === "notes" && (
        <ul className="ownnotes">
          {notes.map((note) => (
            <NoteRow key={note.id} note={note} versionId={versionId} onUse={onChosen} />
          ))}
        </ul>
      )}
      {from === "boards" && <FromBoards classroomId={classroomId} onChosen={onChosen} />}
    </>
  );
}

type FromTextProps = Pick<EvidenceDialogProps, "classroomId" | "begin" | "onChosen" | "onClose">;

function FromText({ classroomId, begin, onChosen, onClose }: FromTextProps) {
  const [sectionId, setSectionId] = useState(begin?.sectionId ?? lastSection);
  const { read, error } = usePassages(classroomId, sectionId);
  const [chosen, setChosen] = useState<Range | null>(begin && { start: begin.start, end: begin.end });
  const text = useMemo(() => read?.choice.paragraphs.map((one) => one.text).join("\n") ?? "", [read]);
  const handleChoose = (range: Range | null) => {
    setChosen(range);
    announce(range ? `Chosen: ${text.slice(range.start, range.end).slice(0, 300)}` : "Nothing is chosen.");
  };
  const handleUse = () => {
    if (!chosen || !read) return;
    const { choice, sections } = read;
    lastSection = choice.sectionId;
    const at = choice.paragraphs.findLast(({ start }) => start <= chosen.start);
    onChosen({
      sectionId: choice.sectionId,
      versionId: choice.versionId,
      exact: text.slice(chosen.start, chosen.end),
      ...chosen,
      title: sections.find(({ id }) => id === choice.sectionId)?.title ?? "",
      number: at?.number ?? null,
    });
  };
  return (
    <>
      <ErrorSummary error={error} />
      {!read && !error && <p>Fetching the text.</p>}
      {read && (
        <>
          <label htmlFor="evidence-section" className="evlabel">
            Section
          </label>
          <select
            id="evidence-section"
            className="inp"
            value={read.choice.sectionId}
            onChange={(event) => {
              setChosen(null);
              setSectionId(event.target.value);
            }}
          >
            <SectionOptions sections={read.sections} />
          </select>
          <p className="evhint">
            Choose the first sentence and the last, or select the very words. Arrow keys go from sentence to
            sentence.
          </p>
          <div className="evtext">
            <ChooseSentences
              key={read.choice.sectionId}
              paragraphs={read.choice.paragraphs}
              text={text}
              chosen={chosen}
              onChoose={handleChoose}
            />
          </div>
        </>
      )}
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Cancel
        </Button>
        <Button aria-disabled={!chosen} onClick={handleUse}>
          Use this passage
        </Button>
      </div>
    </>
  );
}

/** Where a passage was last taken from: the next one is often near. */
let lastSection: string | undefined;
