import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { can } from "#domain/policy";
import type { AnswerState, Criterion, Stance } from "#domain/prompt";
import { iso } from "../comment/view";
import { isShown } from "../comment/visibility";
import type { AnswerDraft } from "./draft";
import type { Standing } from "./seat";

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
  /** Students that are asked; for students 0 where that is not the whole class. */
  students: number;
  /** Students who wait for a teacher, with a held answer or with less than is asked; for students 0. */
  toLetIn: number;
  /** The discussions there are, for teachers: none where the class hears each other as a whole. */
  discussions: { id: string; name: string }[];
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
  /** What was handed in and sent back, to go on from; null in every other state. */
  sentBackText: string | null;
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
  to_let_in: number;
  committed_at: string | null;
  is_late: boolean | null;
  sent_back_why: string | null;
  sent_back_text: string | null;
  discussions: { id: string; name: string }[];
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
  const [row] = await tx.execute<Row>(sql`
    select p.title, a.instructions, t.name as teacher_name, q.key as question_key, qv.number as question_number,
      (select count(*)::int from question_versions n where n.version_id = ${actor.guideVersionId}::uuid) as questions,
      cs.path as claim_path, ${iso(sql`a.opens_at`)} as opens_at, ${iso(sql`p.replies_due_at`)} as replies_due_at, p.replies_min,
      p.rubric, p.is_for_all,
      ${waitingFor(actor)} as waiting,
      ${isStudent ? sql`case when p.is_for_all then ${STUDENTS} else 0 end` : STUDENTS} as students,
      ${isStudent ? sql`0` : TO_LET_IN} as to_let_in,
      ${iso(sql`x.committed_at`)} as committed_at, x.is_late, nullif(x.sent_back_why, '') as sent_back_why,
      case when x.state = 'sent_back' then (select c.text from comments c where c.id = x.comment_id) end as sent_back_text,
      ${isStudent ? sql`'[]'::jsonb` : DISCUSSIONS} as discussions, s.alias,
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
    toLetIn: row.to_let_in,
    discussions: row.discussions,
    mine: isStudent
      ? {
          state: answer?.state ?? "none",
          commentId: answer?.commentId ?? null,
          committedAt: row.committed_at,
          isLate: row.is_late ?? false,
          sentBackWhy: answer?.state === "sent_back" ? row.sent_back_why : null,
          sentBackText: row.sent_back_text,
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

/** Answers of others to prompt `p` in the discussion of seat `s`, open or not; of all, for teachers and who has no seat. */
export const waitingFor = (actor: ClassroomActor): SQL => sql`(select count(*)::int from answers o
  join comments c on c.id = o.comment_id where o.assignment_id = p.assignment_id and o.author_id <> ${actor.userId}::uuid
    and o.removed_at is null and ${isShown()} ${actor.role === "student" ? sql`and o.state <> 'sent_back'` : sql``}
    and (s.discussion_id is null or o.discussion_id = s.discussion_id))`;

/** Students that prompt `p` is set to. */
export const STUDENTS: SQL = sql`(select count(*)::int from classroom_members m where m.classroom_id = p.classroom_id
  and m.role = 'student' and m.removed_at is null and (p.is_for_all or exists (
    select 1 from seats e where e.assignment_id = p.assignment_id and e.user_id = m.user_id)))`;

/** The discussions of prompt `p` by their names, where there are several. */
const DISCUSSIONS: SQL = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by lower(d.name), d.id)
  filter (where d.name <> ''), '[]') from discussions d where d.assignment_id = p.assignment_id)`;

/** Classmates whose answers to prompt `p` the actor has replied to, each once. */
export const repliedTo = (
  actor: ClassroomActor,
): SQL => sql`(select count(distinct r.author_id)::int from comments c
  join comments r on r.id = c.root_id where c.author_id = ${actor.userId}::uuid and c.section_id = p.assignment_id
    and r.author_id <> c.author_id and ${isShown()})`;

/** What the class makes of the guide's answer, for who has said it themselves and for teachers. */
const spreadFor = (actor: ClassroomActor): SQL => sql`(select jsonb_build_object(
    'agree', count(*) filter (where n.stance = 'agree'), 'qualify', count(*) filter (where n.stance = 'qualify'),
    'dispute', count(*) filter (where n.stance = 'dispute')) from stances n where n.assignment_id = p.assignment_id
  ${actor.role === "teacher" ? sql`` : sql`having bool_or(n.user_id = ${actor.userId}::uuid)`})`;

/** How many have answered prompt `p`. */
export const DONE: SQL = sql`(select count(*)::int from answers n where n.assignment_id = p.assignment_id
  and n.removed_at is null and n.state <> 'sent_back')`;

/** Who waits for a teacher with prompt `p`: held answers, and students who ask to be let in with less. */
export const TO_LET_IN: SQL = sql`(
  (select count(*)::int from answers w where w.assignment_id = p.assignment_id and w.removed_at is null and w.state = 'waiting' and p.is_held)
  + (select count(*)::int from seats w where w.assignment_id = p.assignment_id and w.asked_at is not null and w.let_in_at is null
    and not exists (select 1 from answers h where h.assignment_id = w.assignment_id and h.author_id = w.user_id and h.removed_at is null)))`;

/** `prompt.read` of domain/policy.ts as SQL, of prompt `p` of assignment `a` with the actor's seat `s`. */
export const isTheirs = (actor: ClassroomActor): SQL =>
  can(actor, "assignment.ledger")
    ? sql``
    : sql`and a.withdrawn_at is null and p.published_at is not null and a.opens_at <= now()
        and (p.is_for_all or s.user_id is not null)`;
