import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { follower } from "#domain/anchor/follow";
import type { Located, Selectors } from "#domain/anchor/selectors";
import { visibleTo } from "../comment/visibility";
import { getSectionText } from "../guide/text";

/** What stands in the text, by the table it is kept in and that table's key: notes, and what answers rest on. */
export const ANCHORED = {
  notes: { table: sql.raw("annotations"), id: sql.raw("comment_id") },
  citations: { table: sql.raw("citations"), id: sql.raw("id") },
} as const;
export type Kept = keyof typeof ANCHORED;

/** A note, or a passage that an answer rests on, before the move. */
export type Marked = Selectors & {
  id: string;
  sectionId: string;
  /** The version its place is counted in. */
  versionId: string;
  quoted: string | null;
  isLost: boolean;
  anchor: string;
  score: number;
};

/** A note, and where it is in the later version; null when it is lost there. */
export type Followed = { note: Marked; located: Located | null };

type MarkedRow = {
  id: string;
  section_id: string;
  version_id: string;
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
  end: number;
  paragraph_id: string | null;
  paragraph_offset: number | null;
  quoted: string | null;
  is_lost: boolean;
  anchor: string;
  score: number;
};

/** Ids as PostgreSQL reads an array. */
export const idList = (ids: readonly string[]): SQL => sql`${sql.param(`{${ids.join(",")}}`)}::uuid[]`;

/** The sections whose text two versions do not have in common, whatever is printed of them besides. */
export async function changedSections(tx: Queries, earlier: string, later: string): Promise<string[]> {
  const textsOf = (versionId: string) => sql`
    select section_id, md5(string_agg(paragraph_id || ':' || text, E'\n' order by position)) as sum
    from paragraph_versions where version_id = ${versionId}::uuid group by section_id`;
  const rows = await tx.execute<{ id: string }>(sql`
    select coalesce(o.section_id, n.section_id) as id from (${textsOf(earlier)}) o
    full join (${textsOf(later)}) n using (section_id) where o.sum is distinct from n.sum`);
  return rows.map(({ id }) => id);
}

/**
 * Reads the notes that a move has to look at: those in sections that changed, and those lost before, which may be
 * found again.
 *
 * @param reader  counts for somebody: only what they may see and what is not removed; null: every note of the class
 * @param kept    what is looked at
 */
export async function readMarked(
  tx: Queries,
  classroomId: string,
  sectionIds: readonly string[],
  reader: ClassroomActor | null,
  kept: Kept = "notes",
): Promise<Marked[]> {
  const { table, id } = ANCHORED[kept];
  const seen = reader
    ? sql`join comments c on c.id = a.comment_id and c.deleted_at is null and ${visibleTo(reader)}`
    : sql``;
  const rows = await tx.execute<MarkedRow>(sql`
    select a.${id} as id, a.section_id, a.version_id, a.exact, a.prefix, a.suffix, a.start, a.end, a.paragraph_id,
      a.paragraph_offset, a.quoted, a.lost_at is not null as is_lost, a.anchor, a.score
    from ${table} a ${seen}
    where a.classroom_id = ${classroomId}::uuid
      and (a.section_id = any (${idList(sectionIds)}) or a.lost_at is not null)
    order by a.section_id, a.version_id, a.start, a.${id}`);
  return rows.map((row) => ({
    id: row.id,
    sectionId: row.section_id,
    versionId: row.version_id,
    exact: row.exact,
    prefix: row.prefix,
    suffix: row.suffix,
    start: row.start,
    end: row.end,
    paragraphId: row.paragraph_id ?? "",
    offset: row.paragraph_offset ?? 0,
    quoted: row.quoted,
    isLost: row.is_lost,
    anchor: row.anchor,
    score: row.score,
  }));
}

/** Lets others have their turn between two sections: each takes milliseconds, a guide has many. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Follows notes into a later version: each section's two texts are compared once, and then any number of its
 * passages looked up. The one way in which a note moves: a preview asks it, and the move.
 */
export async function followAll(tx: Queries, notes: readonly Marked[], later: string): Promise<Followed[]> {
  const groups = new Map<string, Marked[]>();
  for (const note of notes) {
    const key = `${note.versionId}/${note.sectionId}`;
    const group = groups.get(key) ?? [];
    group.push(note);
    groups.set(key, group);
  }
  const followed: Followed[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const before = await getSectionText(tx, first.versionId, first.sectionId);
    const after = await getSectionText(tx, later, first.sectionId);
    const follow = after.paragraphs.length === 0 ? () => null : follower(before, after);
    for (const note of group) followed.push({ note, located: follow(note) });
    await breathe();
  }
  return followed;
}
