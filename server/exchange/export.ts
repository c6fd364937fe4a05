import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { NoteAudience } from "#domain/audience";
import { notFound } from "#domain/errors";
import { EXPORT_WINDOW, type ExportPage, HTML_FRAGMENTS, type WebAnnotation } from "#domain/exchange";
import type { Motivation, Origin } from "#domain/note";
import { authorize } from "#domain/policy";
import { placeReader, writeKey } from "../annotation/place";
import { iso } from "../comment/view";
import { isHole, isShown, visibleTo } from "../comment/visibility";
import { addresses } from "./addresses";

/** What goes out; parsed by `ExportNotes`. */
export type ExportInput = {
  of: "mine" | "section" | "class";
  section?: string | undefined;
  cursor?: string | undefined;
};

/** The class as its addresses and names are made of. */
export type Ground = { origin: string; versionId: string; className: string };

type Row = {
  id: string;
  is_reply: number;
  parent_id: string | null;
  parent_iri: string | null;
  creator: string;
  created_at: string;
  edited_at: string | null;
  audience: NoteAudience;
  text: string;
  imported_from: Origin | null;
  motivation: Motivation | null;
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
  end: number;
  themes: string[];
  path: string;
  title: string | null;
  paragraph_key: string | null;
  root_id: string;
  root_at: string;
  root_start: number;
  section_place: number;
};

const [readPlace, place] = placeReader(["int", "int", "moment", "id", "int", "moment", "id"]);
const ORDER = sql.raw("f.section_place, f.root_start, f.root_at, f.root_id, f.is_reply, f.created_at, f.id");

/** What may go out of what was asked for. Private notes go with one's own alone; what is hidden stays here. */
function scopeOf(actor: ClassroomActor, { of, section }: ExportInput): SQL {
  if (of === "mine") return sql`c.author_id = ${actor.userId}::uuid and c.deleted_at is null`;
  // Answers to questions are no notes, nor what is said in debates.
  const shared = sql`${isShown()} and c.audience not in ('private', 'discussion', 'debate')`;
  if (of === "class") return shared;
  return sql`${shared} and c.section_id = (select s.id from classrooms k join section_versions v on v.version_id = k.guide_version_id
    join sections s on s.id = v.section_id where k.id = ${actor.classroomId}::uuid and s.path = ${section ?? ""}::text)`;
}

/**
 * One page of notes in the W3C Web Annotation Data Model: in the guide's order, each thread after its root. No ids of
 * accounts are in it, and nothing the actor may not see.
 *
 * @throws {DomainError} FORBIDDEN  the whole class, and the actor is no teacher
 * @throws {DomainError} NOT_FOUND  the class reads no such section
 * @throws {DomainError} CLOSED     its part is not open to the actor yet
 */
export async function exportNotes(
  tx: Queries,
  actor: ClassroomActor,
  input: ExportInput,
  ground: Ground,
): Promise<ExportPage> {
  const [about] = await tx.execute<{
    slug: string;
    guide: string;
    section_id: string | null;
    title: string | null;
  }>(sql`
    select g.slug, g.title as guide, v.section_id, v.title from guide_versions gv join guides g on g.id = gv.guide_id
    left join sections s on s.guide_id = g.id and s.path = ${input.section ?? ""}::text
    left join section_versions v on v.version_id = gv.id and v.section_id = s.id
    where gv.id = ${ground.versionId}::uuid`);
  if (!about || (input.of === "section" && about.section_id === null)) throw notFound();
  authorize(actor, input.of === "class" ? "annotation.exportClass" : "annotation.export", {
    ...(about.section_id ? { sectionId: about.section_id } : {}),
  });
  const after = input.cursor ? readPlace(input.cursor) : null;
  const rows = await tx.execute<Row & { total: number }>(sql`
    with found as (
      select c.id, (c.root_id is not null)::int as is_reply, c.created_at, coalesce(r.id, c.id) as root_id,
        coalesce(r.created_at, c.created_at) as root_at, coalesce(ra.start, -1) as root_start,
        coalesce(v.position, 100000) as section_place, coalesce(v.title, pr.title, de.motion) as title
      from comments c left join comments r on r.id = c.root_id
      left join annotations ra on ra.comment_id = coalesce(c.root_id, c.id)
      left join section_versions v on v.version_id = ${ground.versionId}::uuid and v.section_id = c.section_id
      left join prompts pr on pr.assignment_id = c.section_id
      left join debates de on de.assignment_id = c.section_id
      where c.classroom_id = ${actor.classroomId}::uuid and ${visibleTo(actor)} and not ${isHole(actor)}
        and ${scopeOf(actor, input)}
    ), shown as (select * from found f ${after ? sql`where (${ORDER}) > ${place(after)}` : sql``}
      order by ${ORDER} limit ${sql.raw(String(EXPORT_WINDOW + 1))})
    select (select count(*)::int from found) as total, f.id, f.is_reply, f.root_id, ${iso(sql`f.root_at`)} as root_at, f.root_start,
      f.section_place, p.id as parent_id, p.imported_from ->> 'iri' as parent_iri, m.name as creator,
      ${iso(sql`c.created_at`)} as created_at, ${iso(sql`c.edited_at`)} as edited_at, case when c.audience in ('discussion', 'debate') then 'class' else c.audience::text end as audience, c.text, c.imported_from,
      a.motivation, a.exact, a.prefix, a.suffix, a.start, a.end, s.path, f.title, pk.key as paragraph_key,
      array(select th.name from annotation_themes t join themes th on th.id = t.theme_id
        where t.comment_id = c.id order by th.position, th.name) as themes
    from shown f join comments c on c.id = f.id join sections s on s.id = c.section_id
    join classroom_members m on m.classroom_id = c.classroom_id and m.user_id = c.author_id
    left join annotations a on a.comment_id = c.id left join paragraphs pk on pk.id = c.paragraph_id
    left join comments q on q.id = c.parent_id and ${isShown(sql.raw("q"))}
    left join comments p on p.id = case when c.root_id is not null then coalesce(q.id, c.root_id) end
    order by ${ORDER}`);
  const to = addresses(ground.origin, about.slug, actor.classroomId);
  const shown = rows.slice(0, EXPORT_WINDOW);
  const last = shown.at(-1);
  const query = `of=${input.of}${input.section ? `&section=${input.section}` : ""}`;
  return {
    id: to.collection(query),
    label: labelOf(input.of, { ...ground, guide: about.guide, title: about.title }),
    total: after ? null : (rows[0]?.total ?? 0),
    items: shown.map((row) => viewOf(row, to)),
    titles: Object.fromEntries(shown.map(({ path, title }) => [to.section(path), title ?? path])),
    nextCursor:
      rows.length > EXPORT_WINDOW && last
        ? writeKey([
            last.section_place,
            last.root_start,
            last.root_at,
            last.root_id,
            last.is_reply,
            last.created_at,
            last.id,
          ])
        : null,
  };
}

const labelOf = (
  of: ExportInput["of"],
  { className, guide, title }: { className: string; guide: string; title: string | null },
): string =>
  of === "mine"
    ? `My notes: ${className}, ${guide}`
    : `Notes of ${className}: ${of === "section" ? `${title}, ` : ""}${guide}`;

/** A row as an annotation. Keys in one order, so that the same notes are the same bytes. */
function viewOf(row: Row, to: ReturnType<typeof addresses>): WebAnnotation {
  const { imported_from: origin } = row;
  const created = origin ? origin.created : row.created_at;
  const modified = row.edited_at ?? origin?.modified;
  const isReply = row.is_reply === 1;
  const body: NonNullable<WebAnnotation["body"]> = row.themes.map((value) => ({
    type: "TextualBody",
    value,
    purpose: "tagging",
  }));
  if (row.text !== "")
    body.unshift({
      type: "TextualBody",
      value: row.text,
      purpose: isReply ? "replying" : "commenting",
      format: "text/markdown",
    });
  return {
    id: origin?.iri ?? to.note(row.id),
    type: "Annotation",
    motivation: isReply ? "replying" : (row.motivation ?? "commenting"),
    creator: { type: "Person", name: origin?.creator ?? row.creator },
    ...(created ? { created } : {}),
    ...(modified ? { modified } : {}),
    ...(row.audience === "class"
      ? {}
      : { audience: { type: "schema:Audience", "schema:audienceType": row.audience } }),
    ...(body.length > 0 ? { body } : {}),
    target: isReply ? (row.parent_iri ?? to.note(row.parent_id ?? row.root_id)) : targetOf(row, to),
  };
}

function targetOf(row: Row, to: ReturnType<typeof addresses>): WebAnnotation["target"] {
  const source = to.section(row.path);
  if (row.motivation !== null)
    return {
      type: "SpecificResource",
      source,
      selector: [
        { type: "TextQuoteSelector", exact: row.exact, prefix: row.prefix, suffix: row.suffix },
        { type: "TextPositionSelector", start: row.start, end: row.end },
      ],
    };
  if (row.paragraph_key === null) return source;
  return {
    type: "SpecificResource",
    source,
    selector: { type: "FragmentSelector", conformsTo: HTML_FRAGMENTS, value: row.paragraph_key },
  };
}
