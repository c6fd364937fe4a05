import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { Scope } from "#domain/audience";
import type { ClaimView } from "#domain/debate/claim";
import {
  faultOfMove,
  faultOfText,
  faultOfTurn,
  type MoveFault,
  type MoveKind,
  mayChange,
} from "#domain/debate/moves";
import type { Side } from "#domain/debate/sides";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import type { DraftPassage } from "#domain/prompt";
import { anchorAll, citedBy, writePassages, writingPassages } from "../annotation/citations";
import { versionOf } from "../annotation/service";
import { createComment } from "../comment/create";
import { changeOf, type Held, holdComment } from "../comment/hold";
import { removeHeld, rewrite } from "../comment/service";
import { isShown, visibleTo } from "../comment/visibility";
import { publish } from "../live/publish";
import { getClaim } from "./claims";
import { type Debate, holdDebate } from "./hold";
import { sideOf } from "./seats";

/** What somebody says in a debate; parsed by `MakeMove`. */
export type NewMove = {
  debateId: string;
  id: string;
  kind: MoveKind;
  side: Side;
  answersId: string | null;
  text: string;
  passages: DraftPassage[];
};

const IN_DEBATE: Scope = { audience: "debate", groupId: null, ownerId: null };

const refuse = ({ code, field, message }: MoveFault): never => {
  throw new DomainError(code, message, { [field]: message });
};

const UNANSWERABLE: MoveFault = {
  code: "CLOSED",
  field: "answersId",
  message: "What you answer is not there any more. Your text is saved in My notes.",
};

/** Whether what was refused is kept for its writer: it came too late, and says nothing wrong. */
export const isKeptWhen = ({ code, details }: DomainError): boolean =>
  code === "CLOSED" && (details?.phase !== undefined || details?.answersId !== undefined);

/** What a move is judged by, beside the debate: one statement. */
async function readGround(tx: Queries, actor: ClassroomActor, input: NewMove) {
  const [ground] = await tx.execute<{
    is_made: boolean;
    /** How much the actor has said, by the place of the phase. */
    said: Record<string, number>;
    answers_side: Side | null;
    answers_kind: MoveKind | null;
    next_number: number;
    version_id: string;
  }>(sql`
    select exists (select 1 from debate_claims x where x.comment_id = ${input.id}::uuid and x.author_id = ${actor.userId}::uuid)
        as is_made,
      (select coalesce(jsonb_object_agg(n.phase, n.said), '{}') from (
        select x.phase, count(*) as said from debate_claims x join comments c on c.id = x.comment_id
        where x.assignment_id = ${input.debateId}::uuid and x.author_id = ${actor.userId}::uuid and c.deleted_at is null
        group by x.phase) n) as said,
      answered.side as answers_side, answered.kind as answers_kind,
      (select coalesce(max(x.number), 0) + 1 from debate_claims x where x.assignment_id = ${input.debateId}::uuid
        and x.side = ${input.side}::debate_side) as next_number, k.guide_version_id as version_id
    from classrooms k left join lateral (
      select x.side, x.kind from debate_claims x join comments c on c.id = x.comment_id
      where x.comment_id = ${input.answersId}::uuid and x.assignment_id = ${input.debateId}::uuid
        and c.classroom_id = k.id and ${visibleTo(actor)} and ${isShown()}) answered on true
    where k.id = ${actor.classroomId}::uuid`);
  if (!ground) throw notFound();
  return ground;
}

/**
 * Says something in a debate: a claim, what rebuts one, or that one of the others' holds. Judged in the class's turn by
 * the clock after it is had, so that a phase that ends has this before it or after it.
 *
 * Calling twice with the same id and words says it once, and after the phase has closed too.
 *
 * @param input  parsed by `MakeMove`
 * @throws {DomainError} NOT_FOUND     no debate of the class
 * @throws {DomainError} FORBIDDEN     a teacher
 * @throws {DomainError} INVALID       without a passage in the opening, too long, more than one point, for a side that is not
 *                                     the actor's, or answering none or one's own
 * @throws {DomainError} CLOSED        the class is archived, the phase takes no such move (`details.phase`), what it answers is
 *                                     not there (`details.answersId`), or the actor has no side or has said enough
 * @throws {DomainError} CONFLICT      the id is taken by other words
 * @throws {DomainError} RATE_LIMITED  as for `createComment`
 */
export async function makeMove(tx: Queries, actor: ClassroomActor, input: NewMove): Promise<ClaimView> {
  // Sent together: the turn is waited for first, and what the move is judged by is read when it is had.
  const [debate, ground] = await Promise.all([
    holdDebate(tx, actor, input.debateId),
    readGround(tx, actor, input),
  ]);
  authorize(actor, "debate.claim");
  if (!ground.is_made) {
    const turn = faultOfTurn(debate.standing, input.kind);
    if (turn) refuse(turn);
    // Taken back, hidden, or never there: nobody is told which.
    if (input.answersId !== null && ground.answers_side === null) refuse(UNANSWERABLE);
    const side = await sideOf(tx, actor, debate);
    const speaker = { side, sides: debate.sides, saidInPhase: ground.said[debate.standing.index] ?? 0 };
    const fault = faultOfMove(debate.standing, speaker, {
      kind: input.kind,
      side: input.side,
      text: input.text,
      passages: input.passages.length,
      answersSide: ground.answers_side,
      answersKind: ground.answers_kind,
    });
    if (fault) refuse(fault);
  }
  const passages = ground.is_made ? [] : await anchorAll(tx, actor, input.passages, ground.version_id);
  const comment = await createComment(tx, actor, {
    id: input.id,
    sectionId: debate.id,
    paragraphId: null,
    parentId: input.answersId,
    text: input.text,
    scope: IN_DEBATE,
    isMove: true,
    turn: debate.seq,
    besides: writingMove(actor, debate, input, { number: ground.next_number, passages }),
  });
  if (ground.is_made) return getClaim(tx, actor, input.id);
  // Everything of it is known here, but for the themes its passages are marked with.
  const { [input.id]: cited = [] } = await citedBy(tx, actor, [input.id]);
  return {
    id: input.id,
    kind: input.kind,
    side: input.side,
    number: ground.next_number,
    phase: debate.standing.index,
    answersId: input.answersId,
    isAnswered: false,
    isMine: true,
    marks: [],
    cited,
    comment,
  };
}

/** Writing what makes a comment a move, as parts of the statement that writes the comment; words kept for it are not needed any more. */
function writingMove(
  actor: ClassroomActor,
  { id: debateId, standing }: Debate,
  { kind, side }: NewMove,
  { number, passages }: { number: number; passages: Awaited<ReturnType<typeof anchorAll>> },
): SQL {
  const cited = writingPassages(actor, passages, sql`select id from written`);
  return sql`moved as (
      insert into debate_claims (comment_id, assignment_id, classroom_id, author_id, kind, side, number, phase)
      select w.id, ${debateId}::uuid, ${actor.classroomId}::uuid, ${actor.userId}::uuid, ${kind}::move_kind,
        ${side}::debate_side, ${number}::int, ${standing.index}::int from written w
    ), ${passages.length > 0 ? sql`cited as (${cited}), ` : sql``}unkept as (
      delete from kept_moves k using written w where k.id = w.id and k.user_id = ${actor.userId}::uuid
    ), `;
}

type OnClaim = { row: Held; debate: Debate; phase: number; isAnswered: boolean };

/** A claim of the class that is there, with its debate, in the class's turn. @throws {DomainError} NOT_FOUND  none such */
async function holdClaim(tx: Queries, actor: ClassroomActor, commentId: string): Promise<OnClaim> {
  const row = await holdComment(tx, actor, commentId);
  const [claim] = await tx.execute<{ debate_id: string; phase: number; is_answered: boolean }>(sql`
    select x.assignment_id as debate_id, x.phase, exists (select 1 from comments n where n.parent_id = x.comment_id
      and ${isShown(sql.raw("n"))}) as is_answered
    from debate_claims x where x.comment_id = ${commentId}::uuid`);
  if (!claim) throw notFound();
  const debate = await holdDebate(tx, actor, claim.debate_id);
  return { row, debate, phase: claim.phase, isAnswered: claim.is_answered };
}

/** @throws {DomainError} FORBIDDEN another's; CLOSED its phase is over, or somebody has answered */
function mustBeOpen(actor: ClassroomActor, { row, debate, phase, isAnswered }: OnClaim): void {
  authorize(actor, "debate.changeClaim", { authorId: row.author_id });
  if (mayChange(debate.standing, { phase, isAnswered })) return;
  const message = isAnswered
    ? "Somebody has answered this, so it stays as they read it."
    : "Its phase is not open now, so this stays as it was said.";
  refuse({ code: "CLOSED", field: "phase", message });
}

/** Whether a claim rests on these passages already, in this order. */
async function restsOn(
  tx: Queries,
  commentId: string,
  passages: Awaited<ReturnType<typeof anchorAll>>,
): Promise<boolean> {
  const rows = await tx.execute<{ section_id: string; exact: string; start: number; end: number }>(sql`
    select section_id, exact, start, "end" from citations where comment_id = ${commentId}::uuid order by position`);
  const was = rows.map(({ section_id, exact, start, end }) => [section_id, exact, start, end]);
  const is = passages.map(({ sectionId, selectors: { exact, start, end } }) => [
    sectionId,
    exact,
    start,
    end,
  ]);
  return JSON.stringify(was) === JSON.stringify(is);
}

/**
 * Says one's own claim in other words, while its phase is open and nobody has answered it; what it said before is kept.
 *
 * @param input  parsed by `ChangeMove`; `version` is the one it goes on from
 * @throws {DomainError} NOT_FOUND  no claim of the class
 * @throws {DomainError} FORBIDDEN  another's
 * @throws {DomainError} INVALID    as for `makeMove`
 * @throws {DomainError} CLOSED     its phase is over, or somebody has answered
 * @throws {DomainError} CONFLICT   it was changed elsewhere meanwhile; `details` holds those words and their version
 */
export async function changeMove(
  tx: Queries,
  actor: ClassroomActor,
  input: { commentId: string; text: string; passages: DraftPassage[]; version: number },
): Promise<ClaimView> {
  const held = await holdClaim(tx, actor, input.commentId);
  mustBeOpen(actor, held);
  const { row, debate } = held;
  if (row.version !== input.version)
    throw new DomainError(
      "CONFLICT",
      "You changed this somewhere else meanwhile. Both texts are kept; look at them and post again.",
      { version: row.version, text: row.text },
    );
  const fault = faultOfText(input.text);
  if (fault) refuse(fault);
  if (debate.standing.kind === "opening" && input.passages.length === 0)
    refuse({
      code: "INVALID",
      field: "passages",
      message: "Add at least one passage from the guide: a claim rests on the text.",
    });
  const passages = await anchorAll(tx, actor, input.passages, await versionOf(tx, actor));
  if (row.text !== input.text) await rewrite(tx, input);
  // Other passages are another version to go on from; what it says is as it was, and has no history.
  else if (!(await restsOn(tx, input.commentId, passages)))
    await tx.execute(sql`update comments set version = version + 1 where id = ${input.commentId}::uuid`);
  await tx.execute(sql`delete from citations where comment_id = ${input.commentId}::uuid`);
  await writePassages(tx, actor, input.commentId, passages);
  await publish(tx, actor.classroomId, row.seq, [changeOf(input.commentId, row)]);
  return getClaim(tx, actor, input.commentId);
}

/**
 * Takes one's own claim back, while its phase is open and nobody has answered it.
 *
 * @throws {DomainError} NOT_FOUND, FORBIDDEN, CLOSED  as for `changeMove`
 */
export async function withdrawMove(tx: Queries, actor: ClassroomActor, commentId: string): Promise<void> {
  const held = await holdClaim(tx, actor, commentId);
  mustBeOpen(actor, held);
  await removeHeld(tx, actor, commentId, held.row);
}
