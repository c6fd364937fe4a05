import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { SectionText } from "#domain/anchor/section-text";
import type { NoteAudience } from "#domain/audience";
import type { Incoming } from "#domain/exchange";
import type { Theme } from "#domain/note";
import { isShown, visibleTo } from "../comment/visibility";
import { getContents } from "../guide/contents";
import { getSectionText } from "../guide/text";
import { sectionPathOf } from "./addresses";
import type { ImportInput } from "./import";

/** A section that a note may stand on. */
export type Section = { id: string; path: string; title: string; paragraphs: Map<string, string> };

/** A note that stands in the class, as far as what is brought in has to know. */
export type Standing = {
  id: string;
  rootId: string | null;
  sectionId: string;
  paragraphId: string | null;
  audience: NoteAudience;
  ownerId: string | null;
  isMine: boolean;
  isImported: boolean;
  /** Neither closed, hidden nor removed. */
  isOpen: boolean;
  sectionTitle: string | null;
};

/** The guide as notes are placed in it. */
export type Reach = {
  /** The section of an address, if it is one of this guide's. */
  sectionOf(address: string): Section | null;
  byId(id: string): Section | null;
  /** Texts of the sections that passages are looked for in, by their ids. */
  texts: ReadonlyMap<string, SectionText>;
};

/** Everything a note is judged by. */
export type Surroundings = {
  actor: ClassroomActor;
  known: Reach;
  standing: { notes: Map<string, Standing>; imported: number };
  themes: Theme[];
  input: ImportInput;
};

/**
 * Reads what some notes can be placed in: the sections they name, and of those that name none every section that is open
 * to the actor.
 */
export async function readReach(
  tx: Queries,
  actor: ClassroomActor,
  notes: readonly Incoming[],
  versionId: string,
): Promise<Reach> {
  const rows = await tx.execute<{
    slug: string;
    id: string;
    path: string;
    title: string;
    paragraphs: Record<string, string>;
  }>(sql`
    select g.slug, s.id, s.path, v.title, (select coalesce(jsonb_object_agg(p.key, p.id), '{}') from paragraph_versions pv
        join paragraphs p on p.id = pv.paragraph_id where pv.version_id = v.version_id and pv.section_id = s.id) as paragraphs
    from section_versions v join sections s on s.id = v.section_id join guides g on g.id = s.guide_id
    where v.version_id = ${versionId}::uuid`);
  const slug = rows[0]?.slug ?? "";
  const sections = rows.map(({ paragraphs, ...row }) => ({
    ...row,
    paragraphs: new Map(Object.entries(paragraphs)),
  }));
  const sectionOf = (address: string): Section | null => {
    const path = sectionPathOf(address, slug);
    return path === null ? null : (sections.find((section) => section.path === path) ?? null);
  };
  const { lines } = await getContents(tx, versionId);
  const texts = new Set<string>();
  for (const { target } of notes) {
    if ("replyTo" in target || !target.exact) continue;
    const section = sectionOf(target.source);
    for (const { id } of section ? [section] : lines) if (!actor.lockedSections.includes(id)) texts.add(id);
  }
  return {
    sectionOf,
    byId: (id) => sections.find((section) => section.id === id) ?? null,
    texts: new Map(
      await Promise.all([...texts].map(async (id) => [id, await getSectionText(tx, versionId, id)] as const)),
    ),
  };
}

/** Reads which of some notes stand in the class already, as far as the actor sees them, with their roots. */
export async function readStanding(tx: Queries, actor: ClassroomActor, ids: string[], versionId: string) {
  const asked = sql`${sql.param(`{${[...new Set(ids)].join(",")}}`)}::uuid[]`;
  const rows = await tx.execute<{
    id: string;
    root_id: string | null;
    section_id: string;
    paragraph_id: string | null;
    audience: NoteAudience;
    owner_id: string | null;
    is_mine: boolean;
    is_imported: boolean;
    is_open: boolean;
    title: string | null;
    imported: number;
  }>(sql`
    with named as (
      select c.id, c.root_id from comments c where c.id = any (${asked}) and c.classroom_id = ${actor.classroomId}::uuid
        and ${visibleTo(actor)} and c.deleted_at is null
    )
    select c.id, c.root_id, c.section_id, c.paragraph_id, c.audience, c.audience_owner_id as owner_id,
      c.author_id = ${actor.userId}::uuid as is_mine, c.imported_from is not null as is_imported,
      ${isShown()} and c.locked_at is null as is_open, v.title, n.imported
    from (select count(*)::int as imported from comments c where c.author_id = ${actor.userId}::uuid
      and c.classroom_id = ${actor.classroomId}::uuid and c.imported_from is not null) n
    left join comments c on c.id in (select id from named union select root_id from named)
    left join section_versions v on v.version_id = ${versionId}::uuid and v.section_id = c.section_id`);
  const notes = new Map<string, Standing>();
  for (const row of rows)
    if (row.id !== null)
      notes.set(row.id, {
        id: row.id,
        rootId: row.root_id,
        sectionId: row.section_id,
        paragraphId: row.paragraph_id,
        audience: row.audience,
        ownerId: row.owner_id,
        isMine: row.is_mine,
        isImported: row.is_imported,
        isOpen: row.is_open,
        sectionTitle: row.title,
      });
  return { notes, imported: rows[0]?.imported ?? 0 };
}
