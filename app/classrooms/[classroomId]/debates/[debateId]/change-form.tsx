"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { faultOfText } from "#domain/debate/moves";
import { trpc } from "../../../../_trpc/client";
import { actionError, toActionError } from "../../../../_ui/action-error";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { useAction } from "../../../../_ui/use-action";
import { wireOf } from "../../questions/[assignmentId]/answer-draft";
import { EvidenceList } from "../../questions/[assignmentId]/evidence-list";
import { nameOf } from "../debate-words";
import { useBook } from "./book-context";
import type { ClaimView, Passage } from "./page-types";
import { Problem } from "./problem";

/** Fetches the words of one's own claim as they were written, and saves others. */
function useChange(claim: ClaimView, onDone: () => void) {
  const { classroomId, versionId, put } = useBook();
  const [text, setText] = useState<string | null>(null);
  const [version, setVersion] = useState(claim.comment.version);
  const [passages, setPassages] = useState(() => passagesOf(claim, versionId));
  const commentId = claim.id;
  const saving = useAction(async (words: string) => {
    const fault = faultOfText(words);
    if (fault) throw actionError("INVALID", fault.message);
    const input = { classroomId, commentId, text: words, passages: passages.map(wireOf), version };
    put(await trpc.debate.change.mutate(input));
    announce(`${nameOf(claim)} is changed.`);
    onDone();
  });
  const { fail } = saving;
  useEffect(() => {
    let isOver = false;
    trpc.comment.source.query({ classroomId, commentId }).then(
      (found) => {
        if (isOver) return;
        setText(found.text);
        setVersion(found.version);
      },
      (thrown) => !isOver && fail(toActionError(thrown)),
    );
    return () => {
      isOver = true;
    };
  }, [classroomId, commentId, fail]);
  return { text, setText, passages, setPassages, saving };
}

/** One's own claim in other words, while its phase is on and nobody has answered. */
export function ChangeForm({ claim, onDone }: { claim: ClaimView; onDone: () => void }) {
  const { classroomId, versionId, notes } = useBook();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const { text, setText, passages, setPassages, saving } = useChange(claim, onDone);
  const isThere = text !== null;
  useEffect(() => {
    if (isThere) box.current?.focus();
  }, [isThere]);
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (text !== null) void saving.run(text.trim());
  };
  return (
    <form className="moveform" noValidate onSubmit={handleSubmit}>
      <label htmlFor={id}>{nameOf(claim)} in other words</label>
      {saving.error && <Problem sentence={saving.error.message} />}
      <textarea
        id={id}
        ref={box}
        className="inp"
        rows={3}
        value={text ?? ""}
        readOnly={!isThere}
        onChange={(event) => setText(event.target.value)}
      />
      <EvidenceList
        classroomId={classroomId}
        passages={passages}
        notes={notes}
        versionId={versionId}
        isLocked={false}
        fieldId={id}
        onChange={setPassages}
        onAdd={(passage) => setPassages((now) => [...now, passage])}
      >
        {(addButton) => (
          <div className="foot">
            <Button look="line" onClick={onDone}>
              Cancel
            </Button>
            {addButton}
            <Button type="submit" pending={saving.pending || !isThere}>
              Save
            </Button>
          </div>
        )}
      </EvidenceList>
    </form>
  );
}

/** The passages a claim rests on, as they are sent again; those that lost their line are not. */
function passagesOf({ cited }: ClaimView, versionId: string): Passage[] {
  return cited.flatMap(({ sectionId, exact, start, end, title, number }) =>
    start === null || end === null
      ? []
      : [{ sectionId, versionId, exact, start, end, title: title ?? "", number }],
  );
}
