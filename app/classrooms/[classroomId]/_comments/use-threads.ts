"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
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
  const state = useSyncExternalStore(controller.subscribe, controller.getState, controller.getInitialState);
  useEffect(() => controller.start(), [controller]);
  return { state, actions: controller.actions };
}
