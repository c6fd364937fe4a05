"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { Dialog } from "../../../../_ui/dialog";
import type { Evidence, Passage } from "./page-types";
import { usePassageNames } from "./use-passage-names";

// Fetched when somebody first looks for a passage.
const EvidenceDialog = lazy(() => import("./evidence-dialog"));

type EvidenceListProps = {
  classroomId: string;
  passages: Passage[];
  notes: Evidence[];
  versionId: string;
  isLocked: boolean;
  /** Where one writes: what has the focus when a passage was taken out. */
  fieldId?: string;
  onChange: (passages: Passage[]) => void;
  onAdd: (passage: Passage) => void;
  /** What stands below, with the button that adds a passage. */
  children: (addButton: ReactNode) => ReactNode;
};

/** The passages an answer rests on. */
export function EvidenceList(props: EvidenceListProps) {
  const {
    classroomId,
    passages,
    notes,
    versionId,
    isLocked,
    fieldId = "answer",
    onChange,
    onAdd,
    children,
  } = props;
  // The one to take the place of; null adds another.
  const [asked, setAsked] = useState<{ instead: number | null; isOpen: boolean } | null>(null);
  const nameOf = usePassageNames(classroomId, passages);
  const close = () => setAsked((now) => now && { ...now, isOpen: false });
  const handleChosen = (passage: Passage) => {
    const instead = asked?.instead ?? null;
    if (instead === null) onAdd(passage);
    else onChange(passages.map((one, at) => (at === instead ? passage : one)));
    close();
  };
  const handleRemove = (at: number) => {
    onChange(passages.filter((_, index) => index !== at));
    announce("Passage taken out.");
    document.getElementById(fieldId)?.focus();
  };
  return (
    <>
      {passages.length > 0 && (
        <ul className="evs" aria-label="Your evidence">
          {passages.map((passage, at) => (
            <li key={`${passage.sectionId} ${passage.start} ${passage.end}`} className="ev">
              <span className="cited">{passage.exact}</span>
              <span className="ref">
                {nameOf(passage)}{" "}
                {!isLocked && (
                  <>
                    <button
                      type="button"
                      className="lnk"
                      onClick={() => setAsked({ instead: at, isOpen: true })}
                    >
                      Change<span className="vh"> this passage</span>
                    </button>{" "}
                    <button type="button" className="lnk" onClick={() => handleRemove(at)}>
                      Take out<span className="vh"> this passage</span>
                    </button>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {children(
        <Button look="line" onClick={() => setAsked({ instead: null, isOpen: true })}>
          Add evidence
        </Button>,
      )}
      {asked && (
        <Dialog open={asked.isOpen} title="Choose a passage" onClose={close}>
          <Suspense fallback={<p>Fetching the text.</p>}>
            <EvidenceDialog
              classroomId={classroomId}
              notes={notes}
              versionId={versionId}
              begin={asked.instead === null ? null : (passages[asked.instead] ?? null)}
              onChosen={handleChosen}
              onClose={close}
            />
          </Suspense>
        </Dialog>
      )}
    </>
  );
}
