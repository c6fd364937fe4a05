"use client";

import { useEffect, useRef, useState } from "react";
import { trpc } from "../_trpc/client";
import { type ActionError, toActionError } from "../_ui/action-error";

const CODE_CHARS = 8;
const PAUSE_MS = 250;

export type Preview = { name: string; teacherName: string; guideTitle: string };

/** Looks up the class for a code as soon as it is whole, once a code: every look costs from the guessing budget. */
export function usePreview(typed: string): { preview: Preview | null; problem: ActionError | null } {
  const [found, setFound] = useState<{
    code: string;
    preview: Preview | null;
    problem: ActionError | null;
  }>();
  const seen = useRef(new Map<string, Preview>());
  const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  useEffect(() => {
    if (code.length !== CODE_CHARS) return;
    const known = seen.current.get(code);
    if (known) {
      setFound({ code, preview: known, problem: null });
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      try {
        const preview = await trpc.classroom.preview.query({ code });
        seen.current.set(code, preview);
        if (current) setFound({ code, preview, problem: null });
      } catch (thrown) {
        const problem = toActionError(thrown);
        // The network may come back before the form is sent; only what the API said stands beside the field.
        if (current && problem.code !== "OFFLINE") setFound({ code, preview: null, problem });
      }
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [code]);
  return found?.code === code ? found : { preview: null, problem: null };
}
