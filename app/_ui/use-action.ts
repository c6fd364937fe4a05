"use client";

import { useCallback, useRef, useState } from "react";
import { type ActionError, toActionError } from "./action-error";

export type Action<Input, Output> = {
  pending: boolean;
  error: ActionError | null;
  /** Runs it. Answers undefined when it failed (then `error` says why) or when one is still running. */
  run: (input: Input) => Promise<Output | undefined>;
  fail: (error: ActionError | null) => void;
};

/** Wraps one call to the server for a form or a button: pending, and an error in words. */
export function useAction<Input, Output>(call: (input: Input) => Promise<Output>): Action<Input, Output> {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ActionError | null>(null);
  const running = useRef(false);
  const latest = useRef(call);
  latest.current = call;

  const run = useCallback(async (input: Input) => {
    if (running.current) return undefined;
    running.current = true;
    setPending(true);
    setError(null);
    try {
      return await latest.current(input);
    } catch (thrown) {
      setError(toActionError(thrown));
      return undefined;
    } finally {
      running.current = false;
      setPending(false);
    }
  }, []);

  return { pending, error, run, fail: setError };
}
