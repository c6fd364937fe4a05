"use client";

import { type FormEvent, useRef, useState } from "react";
import type { ImportLine, Incoming } from "#domain/exchange";
import { NoNotes, type NotesFile, portionsOf, readNotesFile } from "#domain/exchange-file";
import { trpc } from "../../../../_trpc/client";
import type { ActionError } from "../../../../_ui/action-error";
import { Button, LinkButton } from "../../../../_ui/button";
import { ErrorSummary } from "../../../../_ui/error-summary";
import { Field } from "../../../../_ui/field";
import { classroomPaths } from "../../../../_ui/frame";
import { useAction } from "../../../../_ui/use-action";
import { Lines } from "./lines";
import { fileWords, progressWords, resultWords } from "./words";

// As the server takes them: domain/exchange.ts and the limit of a request's body.
const MOST = 100;
const BYTES = 180_000;
const FILE_MAX = 50 * 1024 * 1024;

type BringInProps = { classroomId: string; role: "teacher" | "student" };
type Chosen = NotesFile & { name: string };
type NoteAudience = "file" | "private";

const problem = (message: string): ActionError => ({
  code: "INVALID",
  message,
  fields: { file: message },
});

/**
 * A file is read here, tried on the server in portions, and brought in when its reader says so. Whatever breaks off in
 * between can be done again: what is here already is not added twice.
 */
export function BringIn({ classroomId, role }: BringInProps) {
  const [file, setFile] = useState<Chosen | null>(null);
  const [lines, setLines] = useState<ImportLine[]>([]);
  const [isDone, setDone] = useState(false);
  const [said, setSaid] = useState("");
  const [audience, setAudience] = useState<NoteAudience>(role === "teacher" ? "file" : "private");
  const heading = useRef<HTMLHeadingElement>(null);

  const send = async ({ isTrial, from }: { isTrial: boolean; from: Chosen }) => {
    const found: ImportLine[] = [];
    for (const notes of portionsOf(from.notes, MOST, BYTES)) {
      setSaid(progressWords(isTrial, found.length, from.notes.length));
      const { lines: more } = await trpc.notes.import.mutate({
        classroomId,
        source: from.source,
        audience,
        isTrial,
        notes,
      });
      found.push(...more);
    }
    setLines(isTrial ? inFile(from.notes, found) : found);
    setDone(!isTrial);
    setSaid(resultWords(found, isTrial));
    heading.current?.focus();
  };
  const { pending, error, run, fail } = useAction(send);

  const handleFile = async (event: FormEvent<HTMLInputElement>) => {
    const [chosen] = event.currentTarget.files ?? [];
    setFile(null);
    setLines([]);
    setDone(false);
    fail(null);
    if (!chosen) return;
    if (chosen.size > FILE_MAX) return fail(problem("This file is larger than 50 MB. Export it in parts."));
    try {
      const read = { ...readNotesFile(await chosen.text()), name: chosen.name };
      setFile(read);
      await run({ isTrial: true, from: read });
    } catch (thrown) {
      fail(
        problem(thrown instanceof NoNotes ? thrown.message : "This file could not be read. Choose another."),
      );
    }
  };
  const coming = lines.filter(({ outcome }) => outcome !== "there" && outcome !== "refused").length;

  return (
    <>
      <section aria-labelledby="file-title">
        <div className="hd">
          <h2 id="file-title">The file</h2>
        </div>
        <ErrorSummary error={error} />
        <div className="para">
          <Field
            name="file"
            label="Choose a file of notes"
            hint="Nothing is added before you have seen what will become of it."
            type="file"
            accept=".json,.jsonld,application/json,application/ld+json"
            disabled={pending}
            onChange={handleFile}
            error={error}
          />
        </div>
        {role === "student" ? (
          <p className="key">What you bring in is yours alone. Nobody else in the class sees it.</p>
        ) : (
          <fieldset className="field para" disabled={pending || isDone}>
            <legend>Who sees them here</legend>
            {(
              [
                ["file", "As the file says: what was for the class is for this class"],
                ["private", "Only me"],
              ] as const
            ).map(([value, words]) => (
              <label className="pick" key={value}>
                <input
                  type="radio"
                  name="audience"
                  value={value}
                  checked={audience === value}
                  onChange={() => setAudience(value)}
                />{" "}
                {words}
              </label>
            ))}
          </fieldset>
        )}
      </section>
      <p className="st" role="status">
        {said}
      </p>
      {file && lines.length > 0 && (
        <section aria-labelledby="outcome-title">
          <div className="hd">
            <h2 id="outcome-title" ref={heading} tabIndex={-1}>
              {isDone ? "What was brought in" : fileWords(file.name, file.source)}
            </h2>
          </div>
          <Lines lines={lines} notes={file.notes} isDone={isDone} />
          <div className="brow para">
            {isDone ? (
              <LinkButton href={classroomPaths(classroomId).notes}>My notes</LinkButton>
            ) : (
              coming > 0 && (
                <Button pending={pending} onClick={() => run({ isTrial: false, from: file })}>
                  {coming === 1 ? "Bring this note in" : `Bring these ${coming} notes in`}
                </Button>
              )
            )}
          </div>
        </section>
      )}
    </>
  );
}

/**
 * A trial in portions does not know what an earlier portion would have brought: a reply to it stands where its root
 * would.
 */
function inFile(notes: Incoming[], lines: ImportLine[]): ImportLine[] {
  const byIri = new Map(lines.map((line) => [line.iri, line]));
  return lines.map((line, at) => {
    const target = notes[at]?.target;
    if (line.outcome !== "refused" || !target || !("replyTo" in target)) return line;
    const root = byIri.get(target.replyTo);
    if (!root || root.outcome === "refused" || root.outcome === "there") return line;
    const after: ImportLine = { ...line, outcome: "added", sentence: null, section: root.section };
    byIri.set(line.iri, after);
    return after;
  });
}
