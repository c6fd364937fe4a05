"use client";

import { useEffect, useRef, useState } from "react";
import { trpc } from "../../../../_trpc/client";
import type { Evidence } from "./page-types";

/**
 * The student's own notes, for the leaf. A page that was opened with nothing to write has none; they are fetched when
 * an answer is sent back while it is looked at.
 *
 * @param first  those that the page came with
 */
export function useNotes(classroomId: string, isOwing: boolean, first: Evidence[]): Evidence[] {
  const [notes, setNotes] = useState(first);
  const isThere = useRef(isOwing);
  useEffect(() => {
    if (!isOwing || isThere.current) return;
    isThere.current = true;
    trpc.notes.evidence.query({ classroomId }).then(
      ({ items }) => setNotes(items),
      // The leaf can be written without them; the next time it is asked for, they are asked for too.
      () => {
        isThere.current = false;
      },
    );
  }, [classroomId, isOwing]);
  return notes;
}
