import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { isCounted } from "../comment/hold";
import { HTML_VERSION, renderMarkdown } from "../comment/markdown";
import { publish, takeTurn } from "../live/publish";
import type { Arrived } from "./import";

const rowOf = (actor: ClassroomActor) => (note: Arrived, at: number) => ({
  at,
  id: note.id,
  section_id: note.sectionId,
  paragraph_id: note.paragraphId,
  root_id: note.rootId,
  parent_id: note.parentId,
  audience: note.audience,
  owner_id: note.audience === "class" ? null : actor.userId,
  text: note.text,
  html: note.text === "" ? "" : renderMarkdown(note.text),
  origin: note.origin,
  counted: isCounted({ audience: note.audience, text: note.text }),
  mark: note.mark !== null,
  motivation: note.mark?.motivation ?? null,
  lost: note.mark?.isLost ?? false,
  score: note.mark?.score ?? 1,
  quoted: note.mark?.quoted ?? null,
  ...note.mark?.selectors,
  themes: note.themeIds,
});

/**
 * Stores notes that were brought in, with their counts and what the class is told: five statements, however many they are.
 * Their moments rise in the order of the file, after whatever the actor brought in before, so that threads keep their order.
 */
export async function storeNotes(
  tx: Queries,
  actor: ClassroomActor,
  notes: Arrived[],
  versionId: string,
): Promise<void> {
  const seq = await takeTurn(tx, actor.classroomId);
  const given = sql`jsonb_to_recordset(${JSON.stringify(notes.map(rowOf(actor)))}::jsonb) as n(at int, id uuid, section_id uuid,
    paragraph_id uuid, root_id uuid, parent_id uuid, audience note_audience, owner_id uuid, text text, html text, origin jsonb,
    counted boolean, mark boolean, motivation annotation_motivation, lost boolean, score real, quoted text, exact text,
    prefix text, suffix text, start int, "end" int, "paragraphId" uuid, "offset" int, themes uuid[])`;
  await tx.execute(sql`
    insert into comments (id, classroom_id, section_id, paragraph_id, root_id, parent_id, author_id, audience, audience_owner_id,
      text, html, html_version, seq, imported_from, created_at)
    select n.id, ${actor.classroomId}::uuid, n.section_id, n.paragraph_id, n.root_id, n.parent_id, ${actor.userId}::uuid, n.audience,
      n.owner_id, n.text, n.html, ${HTML_VERSION}::int, ${seq}::bigint, n.origin, l.at + (n.at + 1) * interval '1 millisecond'
    from ${given}, (select greatest(date_trunc('milliseconds', clock_timestamp()) - interval '1 second', max(c.created_at)) as at
      from comments c where c.author_id = ${actor.userId}::uuid and c.classroom_id = ${actor.classroomId}::uuid
        and c.imported_from is not null) l
    order by n.at`);
  await tx.execute(sql`
    insert into annotations (comment_id, classroom_id, section_id, motivation, version_id, anchor, score, exact, prefix, suffix,
      start, "end", paragraph_id, paragraph_offset, quoted, lost_at)
    select n.id, ${actor.classroomId}::uuid, n.section_id, n.motivation, ${versionId}::uuid,
      (case when n.lost then 'lost' else 'imported' end)::annotation_anchor, n.score, n.exact, n.prefix, n.suffix, n.start, n."end",
      n."paragraphId", n."offset", n.quoted, case when n.lost then date_trunc('milliseconds', clock_timestamp()) end
    from ${given} where n.mark`);
  await tx.execute(sql`
    insert into annotation_themes (comment_id, theme_id, classroom_id)
    select n.id, t.id, ${actor.classroomId}::uuid from ${given} cross join unnest(n.themes) as t(id) where n.mark`);
  await tx.execute(sql`
    with counted as (
      insert into comment_counts (classroom_id, section_id, place_id, count)
      select ${actor.classroomId}::uuid, n.section_id, coalesce(n.paragraph_id, n.section_id), count(*)
      from ${given} where n.counted group by 2, 3
      on conflict (classroom_id, section_id, place_id) do update set count = comment_counts.count + excluded.count
    )
    update comments r set reply_count = r.reply_count + x.replies,
      answered_at = coalesce(r.answered_at, date_trunc('milliseconds', clock_timestamp()))
    from (select n.root_id, count(*)::int as replies from ${given} where n.root_id is not null group by n.root_id) x
    where r.id = x.root_id`);
  await publish(
    tx,
    actor.classroomId,
    seq,
    notes.map((note) => ({
      kind: "comment",
      subjectId: note.id,
      wasVisible: false,
      isPrivate:
        note.audience === "private" ? { ownerId: actor.userId, sectionId: note.sectionId } : undefined,
    })),
  );
}
