"use client";

import { useEffect, useState } from "react";
import { setAccount } from "../../../_ui/shelf";
import { setDraftScope } from "./drafts";
import type { ThreadsActions, ThreadsState, UseThreadsInput } from "./thread-types";
import { ThreadsController } from "./threads-controller";

/**
 * The threads of a section: what the page was rendered with, kept up to date, with one's own posts on their way.
 * Render the component that uses it with the section's id as its key.
 */
export function useThreads(input: UseThreadsInput): { state: ThreadsState; actions: ThreadsActions } {
  setAccount(input.me.userId);
  setDraftScope(input.classroomId);
  const [controller] = useState(() => new ThreadsController(input));
  // A state of React's, so that it is drawn as whoever changes it asks for: at once, or in pieces.
  const [state, setState] = useState(controller.getState);
  useEffect(() => {
    const unsubscribe = controller.subscribe(() => setState(controller.getState()));
    const stop = controller.start();
    return () => {
      stop();
      unsubscribe();
    };
  }, [controller]);
  return { state, actions: controller.actions };
}
