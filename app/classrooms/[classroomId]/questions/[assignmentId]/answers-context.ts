"use client";

import { createContext, useContext } from "react";
import type { Entry } from "../../_comments/thread-types";
import type { PromptView, QuestionPage } from "./page-types";

/** A question in a dialog about an answer, before something is done. */
export type Asked = { kind: "takeAway" | "sendBack"; entry: Entry };

type Here = {
  prompt: PromptView;
  cited: QuestionPage["cited"];
  themes: QuestionPage["themes"];
  ask: (what: Asked) => void;
  /** Asks the server how things stand. */
  read: () => Promise<void>;
};

export const AnswersContext = createContext<Here | null>(null);

/** What the answers of this page belong to. */
export function useAnswers(): Here {
  const here = useContext(AnswersContext);
  if (!here) throw new Error("outside of Answers");
  return here;
}
