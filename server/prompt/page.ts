import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { authorize, can } from "#domain/policy";
import type { Cited } from "#domain/prompt";
import { citedBy } from "../annotation/citations";
import { getFrameAndVersion } from "../classroom/queries";
import { listThreads, summarizeThreads } from "../comment/queries";
import { getPromptLedger } from "./ledger";
import { readPrompt } from "./queries";
import { getStanding } from "./seat";

/** A class's answers with what was said below them: all of it in one window. */
const WHOLE_CLASS = { threads: 60, comments: 240 };

const NOTHING: Record<string, Cited[]> = {};

/**
 * Everything a prompt's page shows first. Before the gate opens: the terms, the actor's own and one number; nothing of
 * the others' answers is read. After it: the answers with their replies and passages. Three statements, then six.
 *
 * @param discussionId  one discussion, for teachers where there are several
 * @throws {DomainError} NOT_FOUND  no prompt of the class, or not for the actor
 */
export async function getPromptPage(
  tx: Queries,
  actor: ClassroomActor,
  assignmentId: string,
  discussionId?: string,
) {
  const [{ frame, versionId, notes }, standing] = await Promise.all([
    getFrameAndVersion(tx, actor),
    getStanding(tx, actor, assignmentId),
  ]);
  const { hasLeftovers } = standing;
  const { themes } = notes;
  if (!can(actor, "answer.hear", { hears: standing.hears })) {
    const [prompt, cited] = await Promise.all([
      readPrompt(tx, actor, standing),
      // What was sent back is gone on from.
      standing.answer ? citedBy(tx, actor, [standing.answer.commentId]) : NOTHING,
    ]);
    return { hasLeftovers, frame, versionId, themes, prompt, threads: null, cited };
  }
  // Sent together, answered in order: the sequence is read before the window.
  const [prompt, summary, window] = await Promise.all([
    readPrompt(tx, actor, standing),
    summarizeThreads(tx, actor, assignmentId),
    listThreads(
      tx,
      actor,
      { sectionId: assignmentId, order: "newest", filter: "all", discussionId },
      WHOLE_CLASS,
    ),
  ]);
  const answers = window.comments.filter(({ rootId }) => rootId === null).map(({ id }) => id);
  return {
    hasLeftovers,
    frame,
    versionId,
    themes,
    prompt,
    threads: { ...window, ...summary },
    cited: await citedBy(tx, actor, answers),
  };
}

/**
 * A prompt's terms and its ledger, for the teacher's page about it. Four statements.
 *
 * @param after  how many students the windows before held
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} NOT_FOUND  no prompt of the class
 */
export async function getLedgerPage(tx: Queries, actor: ClassroomActor, assignmentId: string, after: number) {
  authorize(actor, "assignment.ledger");
  const [{ frame }, standing] = await Promise.all([
    getFrameAndVersion(tx, actor),
    getStanding(tx, actor, assignmentId),
  ]);
  const [prompt, ledger] = await Promise.all([
    readPrompt(tx, actor, standing),
    getPromptLedger(tx, actor, assignmentId, after),
  ]);
  return { frame, prompt, ...ledger };
}
