import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { authorize, can } from "#domain/policy";
import type { AnswerState, Criterion, Stance } from "#domain/prompt";
import { iso } from "../comment/view";
import { isShown } from "../comment/visibility";
import type { AnswerDraft } from "./draft";
import type { Standing } from "./seat";

export const PROMPTS_WINDOW = 40;
export const LEDGER_WINDOW = 40;

/** What the guide itself says to a question, once it may be read. */
export type GuideAnswer = {
  html: string;
  followUp: string;
  /** What the actor makes of it; null for teachers and who has not said. */
  mine: { stance: Stance; paragraphId: string; why: string } | null;
  /** How many of the class make what of it; null until the actor has said. */
  spread: Record<Stance, number> | null;
};

/** A prompt on its page. Nothing of anybody else's answer is in it but how many there are. */
export type PromptView = {
  id: string;
  title: string;
  instructions: string;
  teacherName: string;
  /** The guide's question or claim it was made from. */
  source:
    | { from: "question"; key: string; number: number; of: number }
    | { from: "claim"; key: string }
    | null;
  opensAt: string;
  /** The actor's own, where they were given one. */
  dueAt: string;
  repliesDueAt: string | null;
  takesLate: boolean;
  wordsMin: number;
  passagesMin: number;
  repliesMin: number;
  rubric: Criterion[];
  hasGate: boolean;
  isAnonymous: boolean;
  isHeld: boolean;
  opensGuide: boolean;
  isForAll: boolean;
  isPublished: boolean;
  isWithdrawn: boolean;
  /** By the server's clock. */
  now: string;
  /** Answers of others in the actor's discussion, whether open or not; for teachers in all. */
  waiting: number;
  /** Students in the actor's discussion; for teachers in all. */
  students: number;
  mine: Mine | null;
  guide: GuideAnswer | null;
};

/** How a student stands with a prompt. */
export type Mine = {
  state: AnswerState | "none";
  commentId: string | null;
  committedAt: string | null;
  isLate: boolean;
  sentBackWhy: string | null;
  hears: boolean;
  /** The made-up name classmates know; null while none was drawn, and where names are shown. */
  alias: string | null;
  isExcused: boolean;
  isLetIn: boolean;
  hasAsked: boolean;
  /** Different classmates whose answers were replied to. */
  repliedTo: number;
  draft: AnswerDraft | null;
};

type Row = {
  title: string;
  instructions: string;
  teacher_name: string;
  question_key: string | null;
  question_number: number | null;
  questions: number;
  claim_path: string | null;
  opens_at: string;
  replies_due_at: string | null;
  replies_min: number;
  rubric: Criterion[];
  is_for_all: boolean;
  waiting: number;
  students: number;
  committed_at: string | null;
  is_late: boolean | null;
  sent_back_why: string | null;
  alias: string | null;
  has_asked: boolean;
  replied_to: number;
  draft: AnswerDraft | null;
  guide_html: string | null;
  follow_up: string | null;
  my_stance: GuideAnswer["mine"];
  spread: Record<Stance, number> | null;
};

/**
 * Everything about a prompt but its answers: one statement.
 *
 * @param standing  of the actor with it, from `getStanding`
 */
export async function readPrompt(
  tx: Queries,
  actor: ClassroomActor,
  standing: Standing,
): Promise<PromptView> {
  const { id, answer } = standing;
  const hears = can(actor, "answer.hear", { hears: standing.hears });
  const opensGuide = can(actor, "answer.readGuide", {
    hears: standing.hears,
    opensGuide: standing.opensGuide,
  });
  const isStudent = actor.role === "student";
  // Of others in one's own discussion; who has no seat yet is told of all.
  const inHere = (d: SQL): SQL =>
    isStudent && standing.discussionId ? sql`and ${d} = ${standing.discussionId}::uuid` : sql``;
  const [row] = await tx.execute<Row>(sql`
    select p.title, a.instructions, t.name as teacher_name, q.key as question_key, qv.number as question_number,
      (select count(*)::int from question_versions n where n.version_id = ${actor.guideVersionId}::uuid) as questions,
      cs.path as claim_path, ${iso(sql`a.opens_at`)} as opens_at, ${iso(sql`p.replies_due_at`)} as replies_due_at, p.replies_min,
      p.rubric, p.is_for_all,
      (select count(*)::int from answers x join comments c on c.id = x.comment_id where x.assignment_id = p.assignment_id
        and x.author_id <> ${actor.userId}::uuid and x.removed_at is null and ${isShown()}
        ${isStudent ? sql`and x.state <> 'sent_back'` : sql``} ${inHere(sql`x.discussion_id`)}) as waiting,
      ${isStudent ? sql`0` : STUDENTS} as students,
      ${iso(sql`x.committed_at`)} as committed_at, x.is_late, nullif(x.sent_back_why, '') as sent_back_why, s.alias,
      s.asked_at is not null as has_asked, ${repliedTo(actor)} as replied_to,
      (select jsonb_build_object('text', d.text, 'passages', d.passages, 'version', d.version, 'savedAt', ${iso(sql`d.saved_at`)})
        from answer_drafts d where d.assignment_id = p.assignment_id and d.user_id = ${actor.userId}::uuid) as draft,
      ${opensGuide ? sql`qv.answer_html` : sql`null`} as guide_html, ${opensGuide ? sql`qv.follow_up` : sql`null`} as follow_up,
      (select jsonb_build_object('stance', n.stance, 'paragraphId', n.paragraph_id, 'why', n.why) from stances n
        where n.assignment_id = p.assignment_id and n.user_id = ${actor.userId}::uuid) as my_stance,
      ${opensGuide ? spreadFor(actor) : sql`null::jsonb`} as spread
    from prompts p join assignments a on a.id = p.assignment_id
    join classroom_members t on t.classroom_id = a.classroom_id and t.user_id = a.created_by_id
    left join questions q on q.id = p.question_id
    left join question_versions qv on qv.question_id = q.id and qv.version_id = ${actor.guideVersionId}::uuid
    left join sections cs on cs.id = p.claim_id
    left join seats s on s.assignment_id = p.assignment_id and s.user_id = ${actor.userId}::uuid
    left join answers x on x.comment_id = ${answer?.commentId ?? null}::uuid
    where p.assignment_id = ${id}::uuid`);
  if (!row) throw new Error("a prompt that was found is there");
  return {
    id,
    title: row.title,
    instructions: row.instructions,
    teacherName: row.teacher_name,
    source: sourceOf(row),
    opensAt: row.opens_at,
    dueAt: standing.dueAt,
    repliesDueAt: row.replies_due_at,
    takesLate: standing.takesLate,
    wordsMin: standing.wordsMin,
    passagesMin: standing.passagesMin,
    repliesMin: row.replies_min,
    rubric: row.rubric,
    hasGate: standing.hasGate,
    isAnonymous: standing.isAnonymous,
    isHeld: standing.isHeld,
    opensGuide: standing.opensGuide,
    isForAll: row.is_for_all,
    isPublished: standing.isPublished,
    isWithdrawn: standing.isWithdrawn,
    now: standing.now,
    waiting: row.waiting,
    students: row.students,
    mine: isStudent
      ? {
          state: answer?.state ?? "none",
          commentId: answer?.commentId ?? null,
          committedAt: row.committed_at,
          isLate: row.is_late ?? false,
          sentBackWhy: answer?.state === "sent_back" ? row.sent_back_why : null,
          hears,
          alias: standing.isAnonymous ? row.alias : null,
          isExcused: standing.isExcused,
          isLetIn: standing.isLetIn,
          hasAsked: row.has_asked,
          repliedTo: row.replied_to,
          draft: row.draft,
        }
      : null,
    guide:
      row.guide_html === null
        ? null
        : { html: row.guide_html, followUp: row.follow_up ?? "", mine: row.my_stance, spread: row.spread },
  };
}

function sourceOf(row: Row): PromptView["source"] {
  if (row.question_key && row.question_number !== null)
    return { from: "question", key: row.question_key, number: row.question_number, of: row.questions };
  return row.claim_path ? { from: "claim", key: row.claim_path.replace(/^claims\//, "") } : null;
}

/** Students that prompt `p` is set to. */
const STUDENTS: SQL = sql`(select count(*)::int from classroom_members m where m.classroom_id = p.classroom_id
  and m.role = 'student' and m.removed_at is null and (p.is_for_all or exists (
    select 1 from seats e where e.assignment_id = p.assignment_id and e.user_id = m.user_id)))`;

/** Classmates whose answers to prompt `p` the actor has replied to, each once. */
const repliedTo = (actor: ClassroomActor): SQL => sql`(select count(distinct r.author_id)::int from comments c
  join comments r on r.id = c.root_id where c.author_id = ${actor.userId}::uuid and c.section_id = p.assignment_id
    and r.author_id <> c.author_id and ${isShown()})`;

/** What the class makes of the guide's answer, for who has said it themselves and for teachers. */
const spreadFor = (actor: ClassroomActor): SQL => sql`(select jsonb_build_object(
    'agree', count(*) filter (where n.stance = 'agree'), 'qualify', count(*) filter (where n.stance = 'qualify'),
    'dispute', count(*) filter (where n.stance = 'dispute')) from stances n where n.assignment_id = p.assignment_id
  ${actor.role === "teacher" ? sql`` : sql`having bool_or(n.user_id = ${actor.userId}::uuid)`})`;

/** A prompt in a list. */
export type PromptLine = {
  id: string;
  title: string;
  questionKey: string | null;
  opensAt: string;
  dueAt: string;
  isPast: boolean;
  /** Teachers only: a draft, or not open yet. */
  isPublished: boolean;
  isOpen: boolean;
  /** The actor's own state; null for teachers. */
  mine: AnswerState | "none" | "excused" | null;
  /** Teachers only: how many of how many have answered. */
  done: { students: number; of: number } | null;
};

/**
 * The prompts of the class that are the actor's to know of, those due soonest first, then what is over. One statement.
 *
 * @param after  how many the windows before held
 */
export async function listPrompts(
  tx: Queries,
  actor: ClassroomActor,
  after: number,
): Promise<{ items: PromptLine[]; nextCursor: string | null }> {
  authorize(actor, "assignment.read");
  const isTeacher = can(actor, "assignment.ledger");
  // `prompt.read` of domain/policy.ts as SQL.
  const isTheirs = isTeacher
    ? sql``
    : sql`and a.withdrawn_at is null and p.published_at is not null and a.opens_at <= now() and (p.is_for_all or s.user_id is not null)`;
  const rows = await tx.execute<{
    id: string;
    title: string;
    question_key: string | null;
    opens_at: string;
    due_at: string;
    is_past: boolean;
    published: boolean;
    has_opened: boolean;
    state: AnswerState | null;
    excused: boolean;
    done: number;
    students: number;
  }>(sql`
    select a.id, p.title, q.key as question_key, ${iso(sql`a.opens_at`)} as opens_at, ${iso(sql`coalesce(s.due_at, a.due_at)`)} as due_at,
      coalesce(s.due_at, a.due_at) < now() as is_past, p.published_at is not null as published, a.opens_at <= now() as has_opened,
      x.state, s.excused_at is not null as excused,
      ${isTeacher ? sql`(select count(*)::int from answers n where n.assignment_id = a.id and n.removed_at is null and n.state <> 'sent_back')` : sql`0`} as done,
      ${isTeacher ? STUDENTS : sql`0`} as students
    from assignments a join prompts p on p.assignment_id = a.id
    left join questions q on q.id = p.question_id
    left join seats s on s.assignment_id = a.id and s.user_id = ${actor.userId}::uuid
    left join answers x on x.assignment_id = a.id and x.author_id = ${actor.userId}::uuid and x.removed_at is null
    where a.classroom_id = ${actor.classroomId}::uuid and a.kind = 'question' and a.withdrawn_at is null ${isTheirs}
    order by a.due_at < now(), case when a.due_at < now() then extract(epoch from -(a.due_at - now())) else extract(epoch from a.due_at - now()) end, a.id
    offset ${after}::int limit ${sql.raw(String(PROMPTS_WINDOW + 1))}`);
  const items = rows.slice(0, PROMPTS_WINDOW).map(
    (row): PromptLine => ({
      id: row.id,
      title: row.title,
      questionKey: row.question_key,
      opensAt: row.opens_at,
      dueAt: row.due_at,
      isPast: row.is_past,
      isPublished: row.published,
      isOpen: row.has_opened,
      mine: isTeacher ? null : (row.state ?? (row.excused ? "excused" : "none")),
      done: isTeacher ? { students: row.done, of: row.students } : null,
    }),
  );
  return { items, nextCursor: rows.length > PROMPTS_WINDOW ? String(after + PROMPTS_WINDOW) : null };
}

/** A student's line in the ledger of a prompt: facts, no score. */
export type PromptLedgerLine = {
  userId: string;
  name: string;
  alias: string | null;
  discussion: string | null;
  state: AnswerState | "none" | "excused";
  commentId: string | null;
  words: number | null;
  isLate: boolean;
  committedAt: string | null;
  repliedTo: number;
  dueAt: string | null;
  isLetIn: boolean;
  /** Why they ask to be let in with less; null when they do not. */
  asks: string | null;
};

/**
 * Who has answered a prompt and who has not, by name. One statement.
 *
 * @param after  how many the windows before held
 * @throws {DomainError} FORBIDDEN  not a teacher here
 */
export async function getPromptLedger(
  tx: Queries,
  actor: ClassroomActor,
  assignmentId: string,
  after: number,
): Promise<{ lines: PromptLedgerLine[]; total: number; answered: number; nextCursor: string | null }> {
  authorize(actor, "assignment.ledger");
  const rows = await tx.execute<{
    user_id: string;
    name: string;
    alias: string | null;
    discussion: string | null;
    state: AnswerState | null;
    excused: boolean;
    comment_id: string | null;
    words: number | null;
    is_late: boolean | null;
    committed_at: string | null;
    replied_to: number;
    due_at: string | null;
    let_in: boolean;
    asks: string | null;
    total: number;
    answered: number;
  }>(sql`
    with asked as (
      select m.user_id, m.name, s.alias, nullif(d.name, '') as discussion, x.state, s.excused_at is not null as excused, x.comment_id,
        x.words, x.is_late, x.committed_at, s.due_at, s.let_in_at is not null as let_in,
        case when s.asked_at is not null then s.asked end as asks, p.is_anonymous
      from prompts p join classroom_members m on m.classroom_id = p.classroom_id and m.role = 'student' and m.removed_at is null
      left join seats s on s.assignment_id = p.assignment_id and s.user_id = m.user_id
      left join discussions d on d.id = s.discussion_id
      left join answers x on x.assignment_id = p.assignment_id and x.author_id = m.user_id and x.removed_at is null
      where p.assignment_id = ${assignmentId}::uuid and p.classroom_id = ${actor.classroomId}::uuid
        and (p.is_for_all or s.user_id is not null))
    select y.user_id, y.name, case when y.is_anonymous then y.alias end as alias, y.discussion, y.state, y.excused, y.comment_id,
      y.words, y.is_late, ${iso(sql`y.committed_at`)} as committed_at, ${iso(sql`y.due_at`)} as due_at, y.let_in, y.asks,
      (select count(distinct r.author_id)::int from comments c join comments r on r.id = c.root_id
        where c.author_id = y.user_id and c.section_id = ${assignmentId}::uuid and r.author_id <> c.author_id and ${isShown()}) as replied_to,
      count(*) over ()::int as total, count(*) filter (where y.state in ('in', 'waiting')) over ()::int as answered
    from asked y order by lower(y.name), y.user_id offset ${after}::int limit ${sql.raw(String(LEDGER_WINDOW))}`);
  const total = rows[0]?.total ?? 0;
  return {
    lines: rows.map((row) => ({
      userId: row.user_id,
      name: row.name,
      alias: row.alias,
      discussion: row.discussion,
      state: row.state ?? (row.excused ? "excused" : "none"),
      commentId: row.comment_id,
      words: row.words,
      isLate: row.is_late ?? false,
      committedAt: row.committed_at,
      repliedTo: row.replied_to,
      dueAt: row.due_at,
      isLetIn: row.let_in,
      asks: row.asks,
    })),
    total,
    answered: rows[0]?.answered ?? 0,
    nextCursor: after + rows.length < total ? String(after + rows.length) : null,
  };
}
