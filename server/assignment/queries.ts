import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { notFound } from "#domain/errors";
import { authorize, can } from "#domain/policy";
import { NO_NOTES, type Tally } from "#domain/tally";
import { iso } from "../comment/view";
import { getContents } from "../guide/contents";

/** Assignments that a page is told of: nobody has more running. */
const DUE_MAX = 30;
/** What was due is still shown for so long, so that a late note finds its way. */
const PAST_DAYS = 7;
export const ASSIGNMENTS_WINDOW = 20;
export const LEDGER_WINDOW = 40;

/** A section that notes are asked on. */
export type AskedSection = {
  id: string;
  path: string;
  title: string;
  /** When it opens for students, while it is locked for them. */
  opensAt: string | null;
};

/** What a teacher asks of the class. */
export type Assignment = {
  id: string;
  kind: "reading";
  teacherName: string;
  instructions: string;
  sections: AskedSection[];
  notesMin: number;
  needsTheme: boolean;
  needsReason: boolean;
  /** What counts is written from here on. */
  opensAt: string;
  dueAt: string;
  /** By the server's clock. */
  isPast: boolean;
  withdrawnAt: string | null;
  /** The asker's own; null for teachers. */
  tally: Tally | null;
};

/** What is known of the class's guide beside an assignment. */
export type Reading = { versionId: string; locks: Record<string, string> };

type AssignmentRow = {
  id: string;
  teacher_name: string;
  instructions: string;
  section_ids: string[];
  notes_min: number;
  needs_theme: boolean;
  needs_reason: boolean;
  opens_at: string;
  due_at: string;
  is_past: boolean;
  withdrawn_at: string | null;
  tally: Tally | null;
};

/**
 * The counts of a tally over comments `c` with annotations `n` for assignment `a` with rule `r`. Notes that their
 * writer alone can see do not count, nor what was removed or hidden: a teacher could not read it.
 */
const COUNTED: SQL = sql`c.root_id is null and c.deleted_at is null and c.hidden_at is null and c.audience <> 'private'
  and n.section_id = any (r.section_ids) and c.created_at >= a.opens_at`;
const THEMED: SQL = sql`(not r.needs_theme or exists (select 1 from annotation_themes t where t.comment_id = n.comment_id))`;
const REASONED: SQL = sql`(not r.needs_reason or c.text <> '')`;
const TALLY: SQL = sql`jsonb_build_object(
  'inTime', count(*) filter (where ${THEMED} and ${REASONED} and c.created_at <= a.due_at),
  'late', count(*) filter (where ${THEMED} and ${REASONED} and c.created_at > a.due_at),
  'withoutTheme', count(*) filter (where not ${THEMED}),
  'withoutReason', count(*) filter (where not ${REASONED}),
  'lastAt', ${iso(sql`max(c.created_at)`)})`;

/** The actor's own tally, found by what they wrote since it was set; nothing for teachers. */
const ownTally = (actor: ClassroomActor): SQL =>
  actor.role === "teacher"
    ? sql`null::jsonb`
    : sql`(select ${TALLY} from comments c join annotations n on n.comment_id = c.id
        where c.author_id = ${actor.userId}::uuid and c.classroom_id = a.classroom_id and ${COUNTED})`;

const columns = (actor: ClassroomActor): SQL => sql`
  select a.id, m.name as teacher_name, a.instructions, r.section_ids, r.notes_min, r.needs_theme, r.needs_reason,
    ${iso(sql`a.opens_at`)} as opens_at, ${iso(sql`a.due_at`)} as due_at, a.due_at < now() as is_past,
    ${iso(sql`a.withdrawn_at`)} as withdrawn_at, ${ownTally(actor)} as tally
  from assignments a join reading_assignments r on r.assignment_id = a.id
  join classroom_members m on m.classroom_id = a.classroom_id and m.user_id = a.created_by_id`;

/** Puts an assignment into the words of the class's guide. A section the guide has no more is left out. */
async function assignmentOf(
  tx: Queries,
  row: AssignmentRow,
  { versionId, locks }: Reading,
): Promise<Assignment> {
  const { lines } = await getContents(tx, versionId);
  return {
    id: row.id,
    kind: "reading",
    teacherName: row.teacher_name,
    instructions: row.instructions,
    sections: lines
      .filter(({ id }) => row.section_ids.includes(id))
      .map(({ id, path, title, partKey }) => ({ id, path, title, opensAt: locks[partKey] ?? null })),
    notesMin: row.notes_min,
    needsTheme: row.needs_theme,
    needsReason: row.needs_reason,
    opensAt: row.opens_at,
    dueAt: row.due_at,
    isPast: row.is_past,
    withdrawnAt: row.withdrawn_at,
    tally: row.tally,
  };
}

/**
 * What is asked of the class now, and what was due in the last days, soonest first; a student's own tally with each.
 * One statement, whatever the class.
 */
export async function listDue(tx: Queries, actor: ClassroomActor, reading: Reading): Promise<Assignment[]> {
  const rows = await tx.execute<AssignmentRow>(sql`
    ${columns(actor)}
    where a.classroom_id = ${actor.classroomId}::uuid and a.withdrawn_at is null
      and a.due_at > now() - make_interval(days => ${PAST_DAYS}::int)
    order by a.due_at, a.id limit ${sql.raw(String(DUE_MAX))}`);
  return Promise.all(rows.map((row) => assignmentOf(tx, row, reading)));
}

/**
 * Every assignment of the class, the latest deadline first; teachers see those that were withdrawn too, and how many
 * students have done each.
 *
 * @param after  how many the windows before held
 */
export async function listAssignments(tx: Queries, actor: ClassroomActor, reading: Reading, after: number) {
  const isTeacher = can(actor, "assignment.ledger");
  const rows = await tx.execute<AssignmentRow & { done: number | null; students: number }>(sql`
    with picked as (${columns(actor)}
      where a.classroom_id = ${actor.classroomId}::uuid ${isTeacher ? sql`` : sql`and a.withdrawn_at is null`}
      order by a.due_at desc, a.id offset ${after}::int limit ${sql.raw(String(ASSIGNMENTS_WINDOW + 1))})
    select p.*, ${isTeacher ? DONE : sql`null::int`} as done, (select count(*)::int from classroom_members s
      where s.classroom_id = ${actor.classroomId}::uuid and s.role = 'student' and s.removed_at is null) as students
    from picked p order by p.due_at desc, p.id`);
  const items = await Promise.all(
    rows.slice(0, ASSIGNMENTS_WINDOW).map(async (row) => ({
      ...(await assignmentOf(tx, row, reading)),
      done: row.done === null ? null : { students: row.done, of: row.students },
    })),
  );
  return { items, nextCursor: rows.length > ASSIGNMENTS_WINDOW ? String(after + ASSIGNMENTS_WINDOW) : null };
}

/** How many students of the class have done assignment `p`, late notes included. */
const DONE: SQL = sql`(select count(*)::int from (
  select c.author_id from assignments a join reading_assignments r on r.assignment_id = a.id
  join annotations n on n.classroom_id = a.classroom_id and n.section_id = any (r.section_ids)
  join comments c on c.id = n.comment_id
  join classroom_members s on s.classroom_id = a.classroom_id and s.user_id = c.author_id and s.role = 'student'
    and s.removed_at is null
  where a.id = p.id and ${COUNTED} and ${THEMED} and ${REASONED}
  group by c.author_id, r.notes_min having count(*) >= r.notes_min) x)`;

/**
 * One assignment as the actor may see it.
 *
 * @throws {DomainError} NOT_FOUND  there is none in the class, or it was withdrawn and the actor is a student
 */
export async function getAssignment(
  tx: Queries,
  actor: ClassroomActor,
  reading: Reading,
  assignmentId: string,
): Promise<Assignment> {
  const [row] = await tx.execute<AssignmentRow>(sql`
    ${columns(actor)} where a.id = ${assignmentId}::uuid and a.classroom_id = ${actor.classroomId}::uuid`);
  if (!row || !can(actor, "assignment.read", { withdrawnAt: row.withdrawn_at })) throw notFound();
  return assignmentOf(tx, row, reading);
}

/** A student's line in the ledger. */
export type LedgerLine = { userId: string; name: string; tally: Tally };

/**
 * What each student of the class has written for an assignment, by name: facts, no score. One statement.
 *
 * @param after  how many the windows before held
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} NOT_FOUND  no assignment of the class
 */
export async function getLedger(tx: Queries, actor: ClassroomActor, assignmentId: string, after: number) {
  authorize(actor, "assignment.ledger");
  const rows = await tx.execute<{
    user_id: string | null;
    name: string;
    tally: Tally | null;
    total: number;
    in_time: number;
    late: number;
  }>(sql`
    with tallies as (
      select c.author_id, ${TALLY} as tally from assignments a
      join reading_assignments r on r.assignment_id = a.id
      join annotations n on n.classroom_id = a.classroom_id and n.section_id = any (r.section_ids)
      join comments c on c.id = n.comment_id
      where a.id = ${assignmentId}::uuid and a.classroom_id = ${actor.classroomId}::uuid and ${COUNTED}
      group by c.author_id),
    students as (
      select m.user_id, m.name, y.tally, count(*) over ()::int as total,
        count(*) filter (where (y.tally ->> 'inTime')::int >= r.notes_min) over ()::int as in_time,
        count(*) filter (where (y.tally ->> 'inTime')::int < r.notes_min
          and (y.tally ->> 'inTime')::int + (y.tally ->> 'late')::int >= r.notes_min) over ()::int as late
      from assignments a join reading_assignments r on r.assignment_id = a.id
      join classroom_members m on m.classroom_id = a.classroom_id and m.role = 'student' and m.removed_at is null
      left join tallies y on y.author_id = m.user_id
      where a.id = ${assignmentId}::uuid and a.classroom_id = ${actor.classroomId}::uuid)
    select * from students order by lower(name), user_id offset ${after}::int limit ${sql.raw(String(LEDGER_WINDOW))}`);
  const [first] = rows;
  const total = first?.total ?? 0;
  return {
    lines: rows.map(
      ({ user_id, name, tally }): LedgerLine => ({ userId: user_id ?? "", name, tally: tally ?? NO_NOTES }),
    ),
    total,
    inTime: first?.in_time ?? 0,
    late: first?.late ?? 0,
    nextCursor: after + rows.length < total ? String(after + rows.length) : null,
  };
}
