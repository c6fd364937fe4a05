import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor, MemberRole } from "#domain/actor";
import { plainTextOf } from "#domain/plain";
import { authorize } from "#domain/policy";
import { type Assignment, type Reading as Guide, listDue } from "../assignment/queries";
import { nameOf } from "../comment/view";
import { hasNews, inOpenPart, sectionSeen, threadSeen, visibleTo, visibleToAll } from "../comment/visibility";
import { type DebateLine, listDueDebates } from "../debate/list";
import { listDuePrompts, type PromptDue } from "../prompt/due";
import { findReading, type Reading } from "../reading/queries";

const NEWS_MAX = 6;
const WAITING_MAX = 5;
const GROUP_MEMBERS_MAX = 40;
// News is what is new: further back than this the section's own list is the place to look. Counted over what may be
// seen, so that what is hidden pushes nothing out.
const LOOK_BACK = 200;
const EXCERPT_CHARS = 160;

/** A comment as a line of the home page. */
export type NewsItem = {
  commentId: string;
  author: { name: string; role: MemberRole };
  /** Plain text, the beginning. */
  excerpt: string;
  sectionPath: string;
  sectionTitle: string;
  paragraphNumber: number | null;
  createdAt: string;
  /** It answers something the actor wrote. */
  answersMe: boolean;
};

export type Home = {
  /** Where reading goes on, and how much of the guide is read. */
  reading: Reading;
  /** What the actor has not seen, newest first. */
  news: NewsItem[];
  /** Threads nobody else has answered, oldest first. */
  waiting: NewsItem[];
  memberCount: number;
  /** A newer version of the guide waits for the class's teachers to take it. Never told to students. */
  hasNewerEdition: boolean;
  /** What is asked of the class, soonest first. */
  due: Assignment[];
  /** The questions asked of the class, soonest first. */
  questions: PromptDue[];
  /** The debates that go on, or are to come. */
  debates: DebateLine[];
  /** The actor's group and who else is in it; null for teachers and who is in none. */
  group: { name: string; members: string[] } | null;
};

type NewsRow = {
  id: string;
  name: string;
  role: MemberRole;
  html: string;
  path: string;
  title: string;
  number: number | null;
  at: string;
  answers_me: boolean;
};

/** The beginning of a comment as plain text, from its safe HTML. */
export function excerptOf(html: string): string {
  const text = plainTextOf(html);
  if (text.length <= EXCERPT_CHARS) return text;
  return `${text.slice(0, EXCERPT_CHARS).replace(/[\uD800-\uDBFF]$|\s+\S*$/u, "")}…`;
}

const item = (row: NewsRow): NewsItem => ({
  commentId: row.id,
  author: { name: row.name, role: row.role },
  excerpt: excerptOf(row.html),
  sectionPath: row.path,
  sectionTitle: row.title,
  paragraphNumber: row.number,
  createdAt: row.at,
  answersMe: row.answers_me,
});

/** Columns and joins of a news line, from comments `c`. */
const line = (actor: ClassroomActor) => sql`
  select c.id, ${nameOf(actor, sql.raw("c"), sql.raw("m"))} as name, m.role, c.html, s.path, coalesce(v.title, pr.title, de.motion) as title, pv.number,
    to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
    exists (select 1 from comments p where p.id = c.parent_id and p.author_id = ${actor.userId}::uuid) as answers_me
  from picked c
  join classroom_members m on m.classroom_id = c.classroom_id and m.user_id = c.author_id
  join classrooms k on k.id = c.classroom_id
  join sections s on s.id = c.section_id
  left join section_versions v on v.version_id = k.guide_version_id and v.section_id = c.section_id
  left join prompts pr on pr.assignment_id = c.section_id
  left join debates de on de.assignment_id = c.section_id
  left join paragraph_versions pv on pv.version_id = k.guide_version_id and pv.section_id = c.section_id
    and pv.paragraph_id = c.paragraph_id
  where v.title is not null or pr.title is not null or de.motion is not null`;

/**
 * What the home page of a class shows to this member: seven statements, whatever the class.
 *
 * @returns with it `toSeal`, the debates whose last vote is over and whose ballots are not sealed yet
 */
export async function getHome(
  tx: Queries,
  actor: ClassroomActor,
  guide: Guide,
): Promise<Home & { toSeal: string[] }> {
  authorize(actor, "classroom.read");
  const [reading, members, due, questions, debates, news, waiting] = await Promise.all([
    findReading(tx, actor),
    tx.execute<{ count: number; has_newer: boolean; group_name: string | null; group_members: string[] }>(sql`
      select count(*)::int as count, ${actor.role === "teacher"}::boolean and exists (
          select 1 from guide_versions o join guide_versions n on n.guide_id = o.guide_id and n.number > o.number
          where o.id = ${actor.guideVersionId}::uuid) as has_newer,
        (select g.name from groups g where g.id = ${actor.groupId}::uuid) as group_name,
        array(select o.name from group_members gm join classroom_members o on o.classroom_id = gm.classroom_id
          and o.user_id = gm.user_id and o.removed_at is null and o.role = 'student'
          where gm.group_id = ${actor.groupId}::uuid and gm.user_id <> ${actor.userId}::uuid
          order by lower(o.name) limit ${sql.raw(String(GROUP_MEMBERS_MAX))}) as group_members
      from classroom_members m
      where m.classroom_id = ${actor.classroomId}::uuid and m.removed_at is null and m.role = 'student'`),
    listDue(tx, actor, guide),
    listDuePrompts(tx, actor),
    listDueDebates(tx, actor),
    tx.execute<NewsRow>(sql`
      with picked as (
        select c.* from (select c.* from comments c where c.classroom_id = ${actor.classroomId}::uuid
          and ${visibleTo(actor)} and ${hasNews()} order by c.seq desc, c.id limit ${sql.raw(String(LOOK_BACK))}) c
        where c.author_id <> ${actor.userId}::uuid and c.seq > greatest(${threadSeen(actor)}, ${sectionSeen(actor)})
        order by c.seq desc, c.id limit ${sql.raw(String(NEWS_MAX))})
      ${line(actor)} order by c.seq desc, c.id`),
    tx.execute<NewsRow>(sql`
      with picked as (
        select c.* from comments c where c.classroom_id = ${actor.classroomId}::uuid and c.root_id is null
          and c.answered_at is null and ${visibleToAll()} and c.text <> '' and c.author_id <> ${actor.userId}::uuid${inOpenPart(actor)}
        order by c.seq limit ${sql.raw(String(WAITING_MAX))})
      ${line(actor)} order by c.seq`),
  ]);
  return {
    reading,
    news: news.map(item),
    waiting: waiting.map(item),
    memberCount: members[0]?.count ?? 0,
    hasNewerEdition: members[0]?.has_newer ?? false,
    due,
    questions,
    debates: debates.lines,
    toSeal: debates.toSeal,
    group: members[0]?.group_name ? { name: members[0].group_name, members: members[0].group_members } : null,
  };
}
