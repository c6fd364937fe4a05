import { type SQL, sql } from "drizzle-orm";
import type { ClassroomActor, MemberRole } from "#domain/actor";
import type { Audience } from "#domain/audience";
import type { CommentAbilities, CommentView } from "#domain/comment";
import type { AnnotationView, Motivation, Reaction, ScopeView, Starter } from "#domain/note";
import { can, type Subject } from "#domain/policy";
import { isShown, isTakenBack, sectionSeen, threadSeen } from "./visibility";

/** A comment as `commentColumns` reads it, moments as ISO text. */
export type CommentRow = {
  id: string;
  section_id: string;
  paragraph_id: string | null;
  root_id: string | null;
  author_id: string;
  author_name: string;
  author_role: MemberRole;
  answers_id: string | null;
  answers_name: string | null;
  html: string;
  version: number;
  seq: string;
  created_at: string;
  edited_at: string | null;
  is_deleted: boolean;
  is_hidden: boolean;
  hidden_reason: string | null;
  is_pinned: boolean;
  is_locked: boolean;
  thread_locked: boolean;
  /** The root is a hole for the class: nothing is added below it. */
  thread_gone: boolean;
  reply_count: number;
  is_answered: boolean;
  seen_seq: string;
  audience: Audience;
  group_id: string | null;
  alias_id: string | null;
  alias: string | null;
  starter: Starter | null;
  quote: string | null;
  group_name: string | null;
  owner_id: string | null;
  reaction_counts: Partial<Record<Reaction, number>>;
  my_reactions: Reaction[] | null;
  endorsed_by: string | null;
  /** Null where the comment marks nothing. */
  motivation: Motivation | null;
  theme_ids: string[] | null;
  exact: string;
  start: number;
  end: number;
  quoted: string | null;
  is_lost: boolean;
  imported_from: { creator: string; source: string } | null;
};

/** A moment as ISO 8601 text, UTC, with milliseconds. */
export const iso = (column: SQL): SQL =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The name that comment `c`'s writer, member `m`, goes by for the actor: where it was written under a made-up name,
 * classmates know that one alone.
 */
export const nameOf = (actor: ClassroomActor, c: SQL, m: SQL): SQL =>
  actor.role === "teacher"
    ? sql`${m}.name`
    : sql`case when ${c}.alias is null or ${c}.author_id = ${actor.userId}::uuid then ${m}.name else ${c}.alias end`;

/**
 * The columns of one comment for `actor`, from `comments c`, with the joins of `commentJoins`.
 */
export const commentColumns = (actor: ClassroomActor): SQL => sql`
  c.id, c.section_id, c.paragraph_id, c.root_id, c.author_id, m.name as author_name, m.role as author_role,
  p.id as answers_id, ${nameOf(actor, sql.raw("p"), sql.raw("pm"))} as answers_name,
  c.html, c.version, c.seq, ${iso(sql`c.created_at`)} as created_at, ${iso(sql`c.edited_at`)} as edited_at,
  c.deleted_at is not null as is_deleted, c.hidden_at is not null as is_hidden, c.hidden_reason,
  c.pinned_at is not null as is_pinned, c.locked_at is not null as is_locked,
  coalesce(r.locked_at, c.locked_at) is not null as thread_locked,
  coalesce(r.deleted_at, r.hidden_at) is not null as thread_gone,
  c.reply_count, c.answered_at is not null as is_answered,
  greatest(${threadSeen(actor)}, ${sectionSeen(actor)}) as seen_seq,
  c.audience, c.audience_group_id as group_id, c.audience_owner_id as owner_id, ag.name as group_name,
  c.alias_id, c.alias, c.starter, c.quote,
  c.reaction_counts, case when c.reaction_counts <> '{}' then array(
    select x.kind::text from reactions x where x.comment_id = c.id and x.user_id = ${actor.userId}::uuid
    order by x.kind) end as my_reactions,
  em.name as endorsed_by, a.motivation, a.exact, a.start, a.end, a.quoted, a.lost_at is not null as is_lost, c.imported_from,
  case when a.comment_id is not null then array(
    select t.theme_id from annotation_themes t where t.comment_id = a.comment_id order by t.theme_id) end as theme_ids`;

/**
 * Author, whom a reply answers (another reply that is shown: the same for every reader, so that the going
 * of a hidden one changes nothing), the thread's root, and what it marks.
 */
export const commentJoins = (): SQL => sql`
  join classroom_members m on m.classroom_id = c.classroom_id and m.user_id = c.author_id
  left join comments p on p.id = nullif(c.parent_id, c.root_id) and ${isShown(sql.raw("p"))}
  left join classroom_members pm on pm.classroom_id = c.classroom_id and pm.user_id = p.author_id
  left join comments r on r.id = c.root_id
  left join annotations a on a.comment_id = c.id and c.root_id is null
  left join groups ag on ag.id = c.audience_group_id
  left join classroom_members em on em.classroom_id = c.classroom_id and em.user_id = c.endorsed_by_id`;

/** Whether a comment is the answer to a prompt: a root of a discussion, or one that waits for it. */
export const isAnswer = (row: {
  root_id: string | null;
  audience: Audience;
  group_id: string | null;
}): boolean =>
  row.root_id === null &&
  (row.audience === "discussion" || (row.audience === "teachers" && row.group_id !== null));

/** What the actor may do with the comment of a row. */
function abilitiesOn(actor: ClassroomActor, row: CommentRow): CommentAbilities {
  const subject: Subject = {
    authorId: row.author_id,
    hiddenAt: row.is_hidden ? row.created_at : null,
    deletedAt: row.is_deleted ? row.created_at : null,
    lockedAt: row.thread_locked ? row.created_at : null,
    scope: { audience: row.audience, groupId: row.group_id, ownerId: row.owner_id },
    isAnswer: isAnswer(row),
    isMove: row.audience === "debate",
  };
  const isRoot = row.root_id === null;
  return {
    reply: !row.thread_gone && can(actor, "comment.create", subject),
    edit: can(actor, "comment.update", subject),
    delete: can(actor, "comment.delete", subject),
    history: row.edited_at !== null && !row.is_deleted && can(actor, "comment.history", subject),
    pin: isRoot && can(actor, "comment.pin", subject),
    lock: isRoot && can(actor, "comment.lock", subject),
    moderate: can(actor, "comment.moderate", subject),
    report: row.audience !== "private" && can(actor, "comment.report", subject),
    react: row.audience !== "private" && can(actor, "comment.react", subject),
    endorse: can(actor, "comment.endorse", subject),
    mark: row.motivation !== null && can(actor, "annotation.update", subject),
  };
}

const NO_ABILITIES: CommentAbilities = {
  reply: false,
  edit: false,
  delete: false,
  history: false,
  pin: false,
  lock: false,
  moderate: false,
  report: false,
  react: false,
  endorse: false,
  mark: false,
};

/** What the row marks in the text, field by field. */
function viewAnnotation(row: CommentRow): AnnotationView | null {
  if (row.motivation === null) return null;
  const { exact, quoted } = row;
  return {
    motivation: row.motivation,
    themeIds: row.theme_ids ?? [],
    exact,
    start: row.is_lost ? null : row.start,
    end: row.is_lost ? null : row.end,
    quoted,
  };
}

/** What is for the class, for a discussion or said in a debate is for whoever reads it there: nothing to be said about it. */
const scopeOf = ({ audience, group_name }: CommentRow): ScopeView | null =>
  audience === "class" || audience === "discussion" || audience === "debate"
    ? null
    : { audience, groupName: group_name };

/**
 * Writes the wire shape of a comment that `visibleTo(actor)` let through, field by field. A removed comment, and
 * one hidden from this actor, becomes a hole: no author, no text, nothing that could tell what it was.
 */
export function viewComment(actor: ClassroomActor, row: CommentRow): CommentView {
  const mine = row.author_id === actor.userId;
  const isHole = row.is_deleted || (row.is_hidden && !mine && actor.role !== "teacher");
  // Of a debate that was taken back one's own words are left, and not what others made of them.
  const isAlone = isTakenBack(actor, row.section_id);
  // Spread last below: V8 is fifty times slower at adding many fields after a spread, half a millisecond a window.
  const base = {
    id: row.id,
    sectionId: row.section_id,
    paragraphId: row.paragraph_id,
    rootId: row.root_id,
    createdAt: row.created_at,
    replyCount: row.root_id === null && !isAlone ? row.reply_count : 0,
  };
  if (isHole)
    return {
      answers: null,
      author: null,
      alias: null,
      html: "",
      editedAt: null,
      version: 1,
      state: row.is_deleted ? "deleted" : "hidden",
      hiddenReason: null,
      pinned: false,
      locked: row.is_locked,
      needsReply: false,
      unread: false,
      annotation: null,
      scope: scopeOf(row),
      reactions: null,
      endorsedBy: null,
      importedFrom: null,
      takesUp: null,
      abilities: NO_ABILITIES,
      ...base,
    };
  const { alias, alias_id: aliasId } = row;
  // Their own answer, while the discussion is closed to them: not what others made of it meanwhile.
  const isSealed =
    mine && isAnswer(row) && actor.role === "student" && !actor.openDiscussions.includes(row.group_id ?? "");
  const isMasked = alias !== null && !mine && actor.role !== "teacher";
  return {
    answers: row.answers_id && !isAlone ? { id: row.answers_id, name: row.answers_name ?? "" } : null,
    author: isMasked
      ? { id: aliasId ?? "", name: alias, role: "student" }
      : { id: row.author_id, name: row.author_name, role: row.author_role },
    alias: isMasked ? null : alias,
    html: row.html,
    // When somebody wrote could tell who it was: of an edit classmates hear that there was one.
    editedAt: isMasked && row.edited_at !== null ? row.created_at : row.edited_at,
    version: row.version,
    state: row.is_hidden ? "hidden" : "shown",
    hiddenReason: row.is_hidden ? row.hidden_reason : null,
    pinned: row.is_pinned,
    locked: row.is_locked,
    needsReply:
      row.root_id === null &&
      !row.is_answered &&
      !row.is_hidden &&
      (row.audience === "class" || row.audience === "discussion") &&
      row.html !== "",
    unread: !mine && !row.is_hidden && row.html !== "" && Number(row.seq) > Number(row.seen_seq),
    annotation: viewAnnotation(row),
    scope: scopeOf(row),
    reactions: isSealed ? null : row.my_reactions && { counts: row.reaction_counts, mine: row.my_reactions },
    endorsedBy: row.endorsed_by,
    importedFrom: row.imported_from && {
      creator: row.imported_from.creator,
      source: row.imported_from.source,
    },
    takesUp: row.starter === null && row.quote === null ? null : { starter: row.starter, quote: row.quote },
    abilities: abilitiesOn(actor, row),
    ...base,
    ...(isSealed ? { replyCount: 0, endorsedBy: null } : {}),
  };
}
