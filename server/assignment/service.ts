import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DUE_MAX_DAYS, type ReadingRule } from "#domain/assignment";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { getContents } from "../guide/contents";
import { publish, takeTurn, tellAsked } from "../live/publish";
import type { Reading } from "./queries";

/** Assignments a class can have at a time, withdrawn ones left out. */
const ASSIGNMENTS_MAX = 200;

const refuse = (field: string, message: string): never => {
  throw new DomainError("INVALID", message, { [field]: message });
};

/**
 * The rule as it stands, so that two can be compared.
 *
 * The order of sections is the guide's and says nothing.
 */
const spelled = (rule: ReadingRule): string =>
  JSON.stringify([
    [...rule.sectionIds].sort(),
    rule.notesMin,
    rule.needsTheme,
    rule.needsReason,
    rule.instructions,
    new Date(rule.dueAt).toISOString(),
  ]);

/** @throws {DomainError} INVALID  what is asked cannot be asked of this class */
async function mustBePossible(
  tx: Queries,
  rule: ReadingRule,
  reading: Reading,
  was: ReadingRule | null,
): Promise<void> {
  const due = Date.parse(rule.dueAt);
  // A deadline that is over may stay where it was: the words beside it can still be put right.
  const isKept = was !== null && Date.parse(was.dueAt) === due;
  const [at] = await tx.execute<{ is_past: boolean; is_far: boolean }>(sql`
    select ${rule.dueAt}::timestamptz <= now() as is_past,
      ${rule.dueAt}::timestamptz > now() + make_interval(days => ${DUE_MAX_DAYS}::int) as is_far`);
  if (!isKept && at?.is_past) refuse("dueAt", "That moment is past. Choose one that is still to come.");
  if (at?.is_far) refuse("dueAt", "Choose a day within the next thirteen months.");
  const { lines } = await getContents(tx, reading.versionId);
  for (const id of rule.sectionIds) {
    const line = lines.find((one) => one.id === id);
    if (!line)
      return refuse(
        "sectionIds",
        "One of these sections is not in the guide that the class reads. Reload the page and choose again.",
      );
    const opensAt = reading.locks[line.partKey];
    if (opensAt && Date.parse(opensAt) >= due)
      refuse(
        "dueAt",
        `“${line.title}” is locked for students until after that. Choose a later moment, or open the part first.`,
      );
  }
}

/**
 * Asks the class for notes on sections. Calling twice with the same `id` and rule asks once.
 *
 * @param input  parsed by `CreateReading`
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CLOSED     the class is archived
 * @throws {DomainError} INVALID    the moment is past, or a section is none of the guide's or opens after it
 * @throws {DomainError} CONFLICT   the id is another assignment's
 */
export async function createReading(
  tx: Queries,
  actor: ClassroomActor,
  reading: Reading,
  input: ReadingRule & { id: string },
): Promise<void> {
  authorize(actor, "assignment.write");
  const before = await readRule(tx, actor, input.id);
  if (before && spelled(before.rule) === spelled(input) && !before.withdrawn) return;
  await mustBePossible(tx, input, reading, null);
  const [count] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from assignments where classroom_id = ${actor.classroomId}::uuid and withdrawn_at is null`);
  if ((count?.n ?? 0) >= ASSIGNMENTS_MAX)
    refuse("sectionIds", "This class has as many assignments as it can. Withdraw one first.");
  const made = await tx.execute(sql`
    insert into assignments (id, classroom_id, kind, instructions, opens_at, due_at, created_by_id)
    values (${input.id}::uuid, ${actor.classroomId}::uuid, 'reading', ${input.instructions}, date_trunc('milliseconds', now()),
      ${input.dueAt}::timestamptz, ${actor.userId}::uuid)
    on conflict (id) do nothing returning id`);
  if (made.length === 0)
    throw new DomainError("CONFLICT", "This was saved once before and has changed since. Reload the page.");
  await tx.execute(sql`
    insert into reading_assignments (assignment_id, classroom_id, section_ids, notes_min, needs_theme, needs_reason)
    values (${input.id}::uuid, ${actor.classroomId}::uuid, ${sql.param(`{${input.sectionIds.join(",")}}`)}::uuid[],
      ${input.notesMin}::int, ${input.needsTheme}::boolean, ${input.needsReason}::boolean)`);
  await tellAsked(tx, actor.classroomId, input.id);
}

type Held = { rule: ReadingRule; withdrawn: boolean };

/** The rule of an assignment of the class; null when there is none by that id. */
async function readRule(tx: Queries, actor: ClassroomActor, id: string): Promise<Held | null> {
  const [row] = await tx.execute<{
    section_ids: string[];
    notes_min: number;
    needs_theme: boolean;
    needs_reason: boolean;
    instructions: string;
    due_at: string;
    withdrawn: boolean;
  }>(sql`
    select r.section_ids, r.notes_min, r.needs_theme, r.needs_reason, a.instructions, a.due_at::text as due_at,
      a.withdrawn_at is not null as withdrawn
    from assignments a join reading_assignments r on r.assignment_id = a.id
    where a.id = ${id}::uuid and a.classroom_id = ${actor.classroomId}::uuid for update of a`);
  if (!row) return null;
  const rule = {
    sectionIds: row.section_ids,
    notesMin: row.notes_min,
    needsTheme: row.needs_theme,
    needsReason: row.needs_reason,
    instructions: row.instructions,
    dueAt: new Date(row.due_at).toISOString(),
  };
  return { rule, withdrawn: row.withdrawn };
}

/**
 * Changes what an assignment asks for. What was written for it still counts, by the new rule.
 *
 * @param input  parsed by `ChangeReading`; `before` is the rule its teacher had before them
 * @throws {DomainError} NOT_FOUND  no assignment of the class, or it was withdrawn
 * @throws {DomainError} CONFLICT   somebody changed it meanwhile
 * @throws {DomainError} INVALID    as for `createReading`; a deadline that is over may stay
 */
export async function changeReading(
  tx: Queries,
  actor: ClassroomActor,
  reading: Reading,
  input: ReadingRule & { assignmentId: string; before: ReadingRule },
): Promise<void> {
  authorize(actor, "assignment.write");
  const held = await readRule(tx, actor, input.assignmentId);
  if (!held || held.withdrawn) throw notFound();
  if (spelled(held.rule) === spelled(input)) return;
  if (spelled(held.rule) !== spelled(input.before))
    throw new DomainError(
      "CONFLICT",
      "Another teacher has changed this assignment meanwhile. Nothing of yours was saved: reload the page to go on from there.",
    );
  await mustBePossible(tx, input, reading, held.rule);
  await tx.execute(sql`
    update assignments set instructions = ${input.instructions}, due_at = ${input.dueAt}::timestamptz
    where id = ${input.assignmentId}::uuid`);
  await tx.execute(sql`
    update reading_assignments set section_ids = ${sql.param(`{${input.sectionIds.join(",")}}`)}::uuid[],
      notes_min = ${input.notesMin}::int, needs_theme = ${input.needsTheme}::boolean, needs_reason = ${input.needsReason}::boolean
    where assignment_id = ${input.assignmentId}::uuid`);
  await tellAsked(tx, actor.classroomId, input.assignmentId);
}

/**
 * Takes an assignment back: students do not see it any more, what they wrote stays. Twice is once. A debate's clock stands
 * from then on, and its ballots are sealed: nobody votes or speaks in it, and no vote of it is ever told.
 *
 * @throws {DomainError} NOT_FOUND  no assignment of the class
 */
export async function withdrawAssignment(
  tx: Queries,
  actor: ClassroomActor,
  assignmentId: string,
): Promise<void> {
  authorize(actor, "assignment.write");
  // What is said or voted at the same moment comes before this, or is refused.
  const seq = await takeTurn(tx, actor.classroomId);
  const [row] = await tx.execute<{ is_known: boolean; is_debate: boolean }>(sql`
    update assignments a set withdrawn_at = coalesce(withdrawn_at, date_trunc('milliseconds', clock_timestamp()))
    where id = ${assignmentId}::uuid and classroom_id = ${actor.classroomId}::uuid
    returning a.kind = 'debate' as is_debate, coalesce((select p.is_for_all and p.published_at is not null
      and a.opens_at <= now() from prompts p where p.assignment_id = a.id), true) as is_known`);
  if (!row) throw notFound();
  if (row.is_debate) await closeDebate(tx, assignmentId);
  if (row.is_known)
    await publish(tx, actor.classroomId, seq, [
      { kind: "asked", subjectId: assignmentId, wasVisible: false },
      ...(row.is_debate ? [{ kind: "debate" as const, subjectId: assignmentId, wasVisible: false }] : []),
    ]);
}

/** Stops the clock of a debate that was taken back, and seals what was voted in it. Twice is once. */
async function closeDebate(tx: Queries, assignmentId: string): Promise<void> {
  await tx.execute(sql`
    update debates set paused_at = date_trunc('milliseconds', clock_timestamp()), version = version + 1
    where assignment_id = ${assignmentId}::uuid and paused_at is null`);
  await tx.execute(sql`
    select app.seal_ballots(${assignmentId}::uuid, date_trunc('milliseconds', clock_timestamp()))`);
}
