import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { authorize } from "#domain/policy";
import type { SectionState } from "#domain/reading";
import { keepPointers } from "../guide/pointer";

/** What a reader has read of the guide, and where they are in one section of it. */
export type Progress = {
  /** By section path. A section that is not here is unread. */
  sections: Record<string, SectionState>;
  /** Where they stopped in the section that is asked for; null where they have not begun. */
  here: { paragraphId: string; number: number | null } | null;
  /** The place of the furthest paragraph they have read to in it; 0 for none. */
  reached: number;
};

/**
 * The actor's own progress through the guide that the class reads, and their place in one section: one statement.
 * Nobody is answered anybody else's, whatever their role.
 *
 * @param section  the one that is asked for, as it is printed; without paragraphs there is no place in it
 */
export async function getProgress(
  tx: Queries,
  actor: ClassroomActor,
  section: { sectionId: string; paragraphs: readonly { id: string; number: number | null }[] },
): Promise<Progress> {
  authorize(actor, "progress.read");
  const rows = await tx.execute<{
    section_id: string;
    path: string;
    is_read: boolean;
    paragraph_id: string | null;
    reached: number;
  }>(sql`
    select p.section_id, s.path, p.read_at is not null as is_read, p.paragraph_id, p.reached
    from section_progress p
    join classrooms k on k.id = p.classroom_id
    join section_versions t on t.version_id = k.guide_version_id and t.section_id = p.section_id
    join sections s on s.id = p.section_id
    where p.classroom_id = ${actor.classroomId}::uuid and p.user_id = ${actor.userId}::uuid`);
  const mine = rows.find((row) => row.section_id === section.sectionId);
  const here = section.paragraphs.find(({ id }) => id === mine?.paragraph_id);
  return {
    sections: Object.fromEntries(rows.map((row) => [row.path, row.is_read ? "read" : "part"])),
    here: here ? { paragraphId: here.id, number: here.number } : null,
    reached: mine?.reached ?? 0,
  };
}

/** Where reading goes on: a section, and the paragraph to go on at. */
export type Continuation = {
  path: string;
  partTitle: string;
  title: string;
  /** Minutes of the whole section, and of what is left from the paragraph on. */
  minutes: number;
  minutesLeft: number;
  /** How many numbered paragraphs the section has. */
  paragraphCount: number;
  /** `begin`: nothing of the guide is read yet; `stopped`: in the middle of this one; `next`: this one is not begun; `again`: all is read. */
  way: "begin" | "stopped" | "next" | "again";
  /** The paragraph as it is printed. A quotation has the number of the paragraph before it, if there is one. */
  paragraph: { key: string; kind: "paragraph" | "quotation"; number: number | null; html: string };
};

/** Where the actor goes on reading, and how much of the guide they have read. */
export type Reading = { continuation: Continuation | null; read: number; sections: number };

type ReadingRow = {
  path: string | null;
  part_title: string;
  title: string;
  minutes: number;
  is_begun: boolean;
  is_read: boolean;
  key: string;
  kind: "paragraph" | "quotation";
  number: number | null;
  html: string;
  share_left: number;
  paragraph_count: number;
  read: number;
  begun: number;
  sections: number;
};

const ID_LIST = (ids: readonly string[]) => sql`${sql.param(`{${ids.join(",")}}`)}::uuid[]`;

/**
 * Finds where the actor goes on: the section they read last when it is not read to its end, else the next one after
 * it that is not. What is locked for them is passed over. When everything is read, it is the beginning again.
 * One statement.
 */
export async function findReading(tx: Queries, actor: ClassroomActor): Promise<Reading> {
  authorize(actor, "progress.read");
  const [row] = await tx.execute<ReadingRow>(sql`
    with listed as materialized (
      select v.version_id, v.section_id, v.position, s.path, v.part_title, v.title, v.minutes,
        p.paragraph_id, p.read_at, p.updated_at, v.section_id = any (${ID_LIST(actor.lockedSections)}) as is_locked
      from classrooms k
      join section_versions v on v.version_id = k.guide_version_id
      join sections s on s.id = v.section_id and s.kind = 'section'
      left join section_progress p on p.classroom_id = k.id and p.user_id = ${actor.userId}::uuid
        and p.section_id = v.section_id
      where k.id = ${actor.classroomId}::uuid
    ), latest as (
      select l.section_id, l.position from listed l where l.updated_at is not null and not l.is_locked
      order by l.updated_at desc, l.position desc limit 1
    ), chosen as (
      select l.* from listed l left join latest on l.read_at is null where not l.is_locked
      order by l.read_at is not null, coalesce(l.section_id = latest.section_id, false) desc,
        coalesce(l.position > latest.position, false) desc, l.position
      limit 1
    )
    select c.path, c.part_title, c.title, c.minutes, c.updated_at is not null as is_begun, c.read_at is not null as is_read,
      t.key, t.kind, t.number, t.html, t.share_left, t.paragraph_count, n.read, n.begun, n.sections
    from (select count(*)::int as sections, count(l.read_at)::int as read, count(l.updated_at)::int as begun from listed l) n
    left join chosen c on true
    left join lateral (
      select g.key, v.kind, max(v.number) over (order by v.position) as number, v.html, v.paragraph_id, v.position,
        (sum(length(v.text)) over (order by v.position desc))::float8
          / greatest(1, sum(length(v.text)) over ()) as share_left,
        (count(v.number) over ())::int as paragraph_count
      from paragraph_versions v join paragraphs g on g.id = v.paragraph_id
      where v.version_id = c.version_id and v.section_id = c.section_id
      order by coalesce(v.paragraph_id = c.paragraph_id and c.read_at is null, false) desc, v.position limit 1
    ) t on true`);
  return {
    continuation: row?.path && row.key ? continuationOf(row) : null,
    read: row?.read ?? 0,
    sections: row?.sections ?? 0,
  };
}

function continuationOf(row: ReadingRow): Continuation {
  return {
    path: row.path ?? "",
    partTitle: row.part_title,
    title: row.title,
    minutes: row.minutes,
    minutesLeft: Math.max(1, Math.ceil(row.minutes * row.share_left)),
    paragraphCount: row.paragraph_count,
    way: row.is_read ? "again" : row.is_begun ? "stopped" : row.begun > 0 ? "next" : "begin",
    paragraph: {
      key: row.key,
      kind: row.kind,
      number: row.number,
      // It stands outside of its section, where the words it points at are not listed.
      html: keepPointers(row.html, () => false),
    },
  };
}
