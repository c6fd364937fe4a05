"use client";

import { useEffect, useState } from "react";
import { trpc } from "../../../../_trpc/client";
import { type ActionError, toActionError } from "../../../../_ui/action-error";

type Read = Awaited<ReturnType<typeof trpc.guide.passages.query>>;

/** The sections one may choose from, by their parts. */
export function SectionOptions({ sections }: Pick<Read, "sections">) {
  const parts = [...new Set(sections.map(({ partTitle }) => partTitle))];
  return parts.map((part) => (
    <optgroup key={part} label={part}>
      {sections
        .filter(({ partTitle }) => partTitle === part)
        .map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
    </optgroup>
  ));
}

/** A section of the guide with its sentences. */
export function usePassages(classroomId: string, sectionId: string | undefined) {
  const [read, setRead] = useState<Read | null>(null);
  const [error, setError] = useState<ActionError | null>(null);
  useEffect(() => {
    let isOver = false;
    trpc.guide.passages.query({ classroomId, ...(sectionId ? { sectionId } : {}) }).then(
      (found) => {
        if (isOver) return;
        setError(null);
        setRead(found);
      },
      (thrown) => !isOver && setError(toActionError(thrown)),
    );
    return () => {
      isOver = true;
    };
  }, [classroomId, sectionId]);
  return { read, error };
}
