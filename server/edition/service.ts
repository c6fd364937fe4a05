import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DomainError, notFound } from "#domain/errors";
import { authorize } from "#domain/policy";
import { recountPlaces } from "../comment/counts";
import { takeTurn } from "../live/publish";
import { ANCHORED, changedSections, type Followed, followAll, idList, type Kept, readMarked } from "./plan";

/** Rows of one statement: a parameter of some megabytes at most. */
const CHUNK = 1_000;

type Versions = { now: string; is_known: boolean; is_later: boolean };

/**
 * Moves a class to a later version of its guide, with everything that was written in it: each note stays on its words,
 * follows them where they were edited, or is listed as having lost its line.
 *
 * One transaction under the class's turn, so that a note is written before the move or after it, never between, and two
 * teachers move a class once. A move to the version that the class reads already changes nothing.
 *
 * @param tx  opened by `asActor` for the same person
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CLOSED     the class is archived
 * @throws {DomainError} NOT_FOUND  the class's guide has no such version
 * @throws {DomainError} INVALID    the class reads a later one
 */
export async function adoptEdition(
  tx: Queries,
  actor: ClassroomActor,
  later: string,
): Promise<{ isNew: boolean }> {
  authorize(actor, "guide.update");
  const { classroomId } = actor;
  const [, [found]] = await Promise.all([
    takeTurn(tx, classroomId),
    tx.execute<Versions>(sql`
      select c.guide_version_id as now, v.id is not null as is_known, coalesce(v.number > o.number, false) as is_later
      from classrooms c join guide_versions o on o.id = c.guide_version_id
      left join guide_versions v on v.id = ${later}::uuid and v.guide_id = o.guide_id
      where c.id = ${classroomId}::uuid for update of c`),
  ]);
  if (!found?.is_known) throw notFound();
  if (found.now === later) return { isNew: false };
  if (!found.is_later)
    throw new DomainError("INVALID", "The class reads a newer edition already. Reload the page.");
  const changed = await changedSections(tx, found.now, later);
  const followed = await followAll(tx, await readMarked(tx, classroomId, changed, null), later);
  const cited = await followAll(tx, await readMarked(tx, classroomId, changed, null, "citations"), later);
  await carryLocks(tx, actor, found.now, later);
  await tx.execute(sql`
    update classrooms set guide_version_id = ${later}::uuid where id = ${classroomId}::uuid`);
  await giveThemes(tx, classroomId);
  // Where the text is the same, a place is the same.
  for (const { table } of Object.values(ANCHORED))
    await tx.execute(sql`
      update ${table} set version_id = ${later}::uuid where classroom_id = ${classroomId}::uuid
        and version_id = ${found.now}::uuid and lost_at is null and section_id <> all (${idList(changed)})`);
  await writePlaces(tx, { classroomId, later, kept: "notes" }, followed);
  await writePlaces(tx, { classroomId, later, kept: "citations" }, cited);
  await tx.execute(sql`select app.follow_edition(${classroomId}::uuid, ${found.now}::uuid)`);
  await recountPlaces(tx, classroomId, followed.flatMap(leftAndReached));
  // Which version is read belongs to what a page was read with: every page that comes back is told to read afresh.
  await tx.execute(sql`
    select pg_notify('access', user_id::text) from classroom_members
    where classroom_id = ${classroomId}::uuid and removed_at is null`);
  return { isNew: true };
}

/** The two places whose counts change with a note that stands at another paragraph now. */
function leftAndReached({ note: { sectionId, paragraphId }, located }: Followed) {
  if (!located || located.selectors.paragraphId === paragraphId) return [];
  const places = [paragraphId, located.selectors.paragraphId].filter((placeId) => placeId !== "");
  return places.map((placeId) => ({ sectionId, placeId }));
}

/** Writes where each note is now, or that it has lost its line; of that one stays where it last was. */
async function writePlaces(
  tx: Queries,
  { classroomId, later, kept }: { classroomId: string; later: string; kept: Kept },
  followed: readonly Followed[],
): Promise<void> {
  const { table, id } = ANCHORED[kept];
  const lost = followed.filter(({ note, located }) => !located && !note.isLost).map(({ note }) => note.id);
  const rows = followed.flatMap(({ note, located }) => {
    if (!located) return [];
    const { selectors: at, how, score } = located;
    const said = note.quoted ?? note.exact;
    return {
      id: note.id,
      exact: at.exact,
      prefix: at.prefix,
      suffix: at.suffix,
      start: at.start,
      end: at.end,
      paragraph_id: at.paragraphId,
      paragraph_offset: at.offset,
      anchor: how,
      // Once followed into edited words it is no surer for standing still.
      score: Math.min(score, note.score),
      quoted: said === at.exact ? null : said,
    };
  });
  for (let from = 0; from < rows.length; from += CHUNK)
    await tx.execute(sql`
      update ${table} a set exact = n.exact, prefix = n.prefix, suffix = n.suffix, start = n.start, "end" = n."end",
        paragraph_id = n.paragraph_id, paragraph_offset = n.paragraph_offset, anchor = n.anchor::annotation_anchor,
        score = n.score, quoted = n.quoted, version_id = ${later}::uuid, lost_at = null
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + CHUNK))}::jsonb) as n(id uuid, exact text, prefix text,
        suffix text, start int, "end" int, paragraph_id uuid, paragraph_offset int, anchor text, score real, quoted text)
      where a.${id} = n.id and a.classroom_id = ${classroomId}::uuid`);
  if (lost.length > 0)
    await tx.execute(sql`
      update ${table} set anchor = 'lost', lost_at = now()
      where classroom_id = ${classroomId}::uuid and ${id} = any (${idList(lost)})`);
}

/** Themes that are new in the class's version. One whose ink the class has given to another comes without. */
const giveThemes = async (tx: Queries, classroomId: string): Promise<void> => {
  await tx.execute(sql`select app.give_themes(${classroomId}::uuid)`);
  await tx.execute(sql`
    insert into themes (classroom_id, key, name, ink, letter, definition, position)
    select c.id, t.key, t.name, null, upper(left(t.name, 1)), t.definition, t.position
    from classrooms c join guide_themes t on t.version_id = c.guide_version_id where c.id = ${classroomId}::uuid
    on conflict do nothing`);
};

/**
 * A lock stays on what it locked: where the later version has no part of that name, its sections' parts are locked as
 * long.
 */
const carryLocks = (tx: Queries, actor: ClassroomActor, earlier: string, later: string) =>
  tx.execute(sql`
    insert into part_locks (classroom_id, part_key, until, set_by_id)
    select l.classroom_id, n.part_key, max(l.until), ${actor.userId}::uuid
    from part_locks l
    join section_versions o on o.version_id = ${earlier}::uuid and o.part_key = l.part_key
    join section_versions n on n.version_id = ${later}::uuid and n.section_id = o.section_id
    where l.classroom_id = ${actor.classroomId}::uuid and l.until > now() and not exists (
      select 1 from section_versions s where s.version_id = ${later}::uuid and s.part_key = l.part_key)
    group by l.classroom_id, n.part_key
    on conflict (classroom_id, part_key) do update set until = greatest(part_locks.until, excluded.until)`);
