import type { Cited, DraftPassage } from "#domain/prompt";
import type { Evidence } from "#server/annotation/evidence";
import type { PromptView } from "#server/prompt/queries";
import type { InitialThreads, Me } from "../../_comments/thread-types";

export type { Cited, DraftPassage, Evidence, Me, PromptView };

/** The question as this page knows it. `threads` is null while the others' answers are closed. */
export type QuestionPage = {
  prompt: PromptView;
  versionId: string;
  cited: Record<string, Cited[]>;
  threads: InitialThreads | null;
};

/** A passage that is being cited: what is sent of it, and what its writer is shown. */
export type Passage = DraftPassage & {
  title?: string;
  number?: number | null;
};

/** What stands on the leaf. */
export type Written = { text: string; passages: Passage[] };
