import type { Theme } from "#domain/note";
import type { Cited, DraftPassage } from "#domain/prompt";
import type { trpc } from "../../../../_trpc/client";
import type { InitialThreads, Me } from "../../_comments/thread-types";

export type { Cited, DraftPassage, Me };

export type PromptView = Awaited<ReturnType<typeof trpc.prompt.get.query>>["prompt"];
/** One's own note, as something an answer can rest on. */
export type Evidence = Awaited<ReturnType<typeof trpc.notes.evidence.query>>["items"][number];

/** The question as this page knows it. `threads` is null while the others' answers are closed. */
export type QuestionPage = {
  prompt: PromptView;
  versionId: string;
  /** The class's themes, in its order. */
  themes: Theme[];
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
