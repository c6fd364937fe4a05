import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { Selectors } from "#domain/anchor/selectors";
import type { Audience, Scope } from "#domain/audience";
import { notFound } from "#domain/errors";
import type { Motivation, Starter } from "#domain/note";
import type { Alias } from "./alias";
import { nameOf } from "./view";
import { visibleTo } from "./visibility";

/** What a comment is made of; parsed by `CreateComment`. */
export type NewComment = {
  id: string;
  sectionId: string;
  paragraphId: string | null;
  parentId: string | null;
  /** Empty only on a mark. */
  text: string;
  /** Whom a root is for; a reply is for whom its thread is for. */
  scope?: Scope;
  /** What a root marks in the text. */
  mark?: NewMark;
  /** That a root answers a prompt, whose place no version prints. */
  isAnswer?: boolean;
  /** That it is said in a debate, by its rules. */
  isMove?: boolean;
  /** The number of its change, where the turn of the class is had already. */
  turn?: number;
  /** What is written with it and only then: parts of the statement, each ending in a comma, that read it from `written`. */
  besides?: SQL;
  /** The made-up name it is written under. */
  alias?: Alias | null;
  /** How a reply takes up what it answers. */
  starter?: Starter | null;
  quote?: string | null;
};

/** A passage of the class's version, or of an earlier one where it has lost its line; checked by `createAnnotation`. */
export type NewMark = {
  versionId: string;
  /** How its place is known, and how surely. */
  anchor: { how: "made" | "position" | "quote" | "edited" | "lost"; score: number };
  /** What was marked, where the class's version says it otherwise. */
  quoted: string | null;
  selectors: Selectors;
  motivation: Motivation;
  themeIds: string[];
};

/** What a new comment is judged by. */
export type Ground = {
  /** The class's version or an earlier one has the section, and the paragraph in it. */
  is_place: boolean;
  posts: number;
  existing: string | null;
  parent_id: string | null;
  parent_section_id: string | null;
  parent_paragraph_id: string | null;
  root_id: string | null;
  author_id: string | null;
  locked_at: string | null;
  hidden_at: string | null;
  deleted_at: string | null;
  parent_name: string | null;
  /** Read only where a phrase of it is taken up. */
  parent_html: string | null;
  /** Classmates do not know who writes there. */
  is_anonymous: boolean;
  /** Replies that the thread shows already; null for a root. */
  thread_replies: number | null;
  alias_id: string | null;
  alias: string | null;
  audience: Audience | null;
  group_id: string | null;
  owner_id: string | null;
  group_name: string | null;
};

/**
 * Whether an earlier version of the guide of class `k` had the paragraph, or the section: the writer's page may be
 * older than the class's.
 */
const wasPrinted = ({ sectionId, paragraphId }: NewComment): SQL => sql`exists (
  select 1 from guide_versions n join guide_versions o on o.guide_id = n.guide_id and o.number < n.number
  join ${paragraphId === null ? sql`section_versions` : sql`paragraph_versions`} e
    on e.version_id = o.id and e.section_id = ${sectionId}::uuid
    ${paragraphId === null ? sql`` : sql`and e.paragraph_id = ${paragraphId}::uuid`}
  where n.id = k.guide_version_id)`;

/** Everything a new comment is judged by, in one statement: its place, whom it answers, the writer's pace. */
export async function readGround(tx: Queries, actor: ClassroomActor, input: NewComment): Promise<Ground> {
  const [ground] = await tx.execute<Ground>(sql`
    select (case when ${input.paragraphId}::uuid is null then v.section_id else pv.paragraph_id end is not null
        or c.paragraph_id = ${input.paragraphId}::uuid or ${wasPrinted(input)}) as is_place,
      (select count(*)::int from comments mine where mine.author_id = ${actor.userId}::uuid
        and mine.created_at > now() - interval '1 day' and mine.imported_from is null
        and case when mine.written_at is null then mine.created_at else mine.written_at end > now() - interval '1 minute') as posts,
      (select same.id from comments same where same.id = ${input.id}::uuid) as existing,
      c.id as parent_id, c.section_id as parent_section_id, c.paragraph_id as parent_paragraph_id,
      coalesce(c.root_id, c.id) as root_id, c.author_id, coalesce(r.locked_at, c.locked_at) as locked_at,
      coalesce(r.hidden_at, c.hidden_at) as hidden_at, coalesce(r.deleted_at, c.deleted_at) as deleted_at,
      ${nameOf(actor, sql.raw("c"), sql.raw("pm"))} as parent_name, ${input.quote ? sql`c.html` : sql`null`} as parent_html, t.is_anonymous is true as is_anonymous,
      coalesce(r.reply_count, c.reply_count) as thread_replies,
      seat.alias_id, seat.alias, c.audience, c.audience_group_id as group_id, c.audience_owner_id as owner_id,
      (select g.name from groups g where g.id = coalesce(c.audience_group_id, ${input.scope?.groupId ?? null}::uuid)) as group_name
    from classrooms k
    left join section_versions v on v.version_id = k.guide_version_id and v.section_id = ${input.sectionId}::uuid
    left join paragraph_versions pv on pv.version_id = k.guide_version_id and pv.section_id = v.section_id
      and pv.paragraph_id = ${input.paragraphId}::uuid
    left join comments c on c.id = ${input.parentId}::uuid and c.classroom_id = k.id and ${visibleTo(actor)}
    left join comments r on r.id = c.root_id
    left join classroom_members pm on pm.classroom_id = c.classroom_id and pm.user_id = c.author_id
    left join prompts t on t.assignment_id = c.section_id and c.audience = 'discussion'
    left join seats seat on seat.assignment_id = t.assignment_id and seat.user_id = ${actor.userId}::uuid
    where k.id = ${actor.classroomId}::uuid`);
  if (!ground) throw notFound();
  return ground;
}
