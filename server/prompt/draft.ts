import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DomainError } from "#domain/errors";
import { authorize } from "#domain/policy";
import type { DraftPassage } from "#domain/prompt";
import { ringTeachers } from "../live/publish";
import { getStanding } from "./seat";

/** What is being written for a prompt, as the server has it. */
export type AnswerDraft = { text: string; passages: DraftPassage[]; version: number; savedAt: string };

/**
 * Keeps what the actor is writing, for them alone: no teacher can read it. It is kept after the deadline too, so that
 * nothing is lost while more time is asked for.
 *
 * @param input  `version` is of the draft it goes on from; 0 for the first
 * @returns the draft's new version and when it was saved
 * @throws {DomainError} NOT_FOUND  no prompt for the actor
 * @throws {DomainError} CLOSED     the class is archived, or the answer is handed in
 * @throws {DomainError} CONFLICT   it was changed elsewhere meanwhile: `details` holds that text and its version
 */
export async function saveDraft(
  tx: Queries,
  actor: ClassroomActor,
  input: { assignmentId: string; text: string; passages: DraftPassage[]; version: number },
): Promise<{ version: number; savedAt: string }> {
  const standing = await getStanding(tx, actor, input.assignmentId);
  authorize(actor, "answer.write");
  if (standing.answer && standing.answer.state !== "sent_back")
    throw new DomainError("CLOSED", "Your answer is handed in. Add second thoughts below it.");
  const [saved] = await tx.execute<{ version: number; saved_at: string }>(sql`
    insert into answer_drafts as d (assignment_id, user_id, classroom_id, text, passages, version, saved_at)
    values (${standing.id}::uuid, ${actor.userId}::uuid, ${actor.classroomId}::uuid, ${input.text},
      ${JSON.stringify(input.passages)}::jsonb, 1, date_trunc('milliseconds', clock_timestamp()))
    on conflict (assignment_id, user_id) do update set text = excluded.text, passages = excluded.passages,
      version = d.version + 1, saved_at = excluded.saved_at
    where d.version = ${input.version}::int or (d.text = excluded.text and d.passages = excluded.passages)
    returning version, saved_at::text`);
  if (saved) return { version: saved.version, savedAt: new Date(saved.saved_at).toISOString() };
  const now = await readDraft(tx, actor, standing.id);
  throw new DomainError(
    "CONFLICT",
    "You are writing this on another page too. Both texts are kept; choose the one to go on with.",
    { text: now?.text ?? "", version: now?.version ?? 0 },
  );
}

/** The actor's own draft for a prompt; null when there is none. */
export async function readDraft(
  tx: Queries,
  actor: ClassroomActor,
  assignmentId: string,
): Promise<AnswerDraft | null> {
  const [row] = await tx.execute<{
    text: string;
    passages: DraftPassage[];
    version: number;
    saved_at: string;
  }>(sql`
    select text, passages, version, saved_at::text from answer_drafts
    where assignment_id = ${assignmentId}::uuid and user_id = ${actor.userId}::uuid`);
  if (!row) return null;
  const { text, passages, version } = row;
  return { text, passages, version, savedAt: new Date(row.saved_at).toISOString() };
}

/**
 * Asks a teacher to be let in with less than the prompt asks for. Asking again changes the words.
 *
 * @throws {DomainError} NOT_FOUND  no prompt for the actor
 * @throws {DomainError} CLOSED     the class is archived, or the answer is handed in
 */
export async function askToBeLetIn(
  tx: Queries,
  actor: ClassroomActor,
  { assignmentId, why }: { assignmentId: string; why: string },
): Promise<void> {
  const standing = await getStanding(tx, actor, assignmentId);
  authorize(actor, "answer.write");
  if (standing.answer && standing.answer.state !== "sent_back")
    throw new DomainError("CLOSED", "Your answer is handed in already.");
  await tx.execute(sql`select app.take_seat(${assignmentId}::uuid, ${actor.userId}::uuid, null)`);
  await tx.execute(sql`
    update seats set asked_at = now(), asked = ${why} where assignment_id = ${assignmentId}::uuid and user_id = ${actor.userId}::uuid`);
  await ringTeachers(tx, actor.classroomId);
}
