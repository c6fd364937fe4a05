import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import {
  type NamedParagraph,
  type NamedPlace,
  type Position,
  SPREAD_PLACES,
  type Spread,
  type Weighing,
} from "#domain/claim";
import { notFound } from "#domain/errors";
import { authorize, can } from "#domain/policy";
import { getClaims, type PrintedClaim, type PrintedPlace } from "../guide/claims";

/** A claim as the list shows it. */
export type ClaimLine = {
  key: string;
  number: number;
  statement: string;
  other: string;
  kinds: PrintedClaim["kinds"];
  /** Paths of the sections of which a paragraph bears on it. */
  sections: string[];
  /** Comments that everybody in the class may see. */
  comments: number;
  /** The asker's own position; null before they weigh in. */
  mine: Position | null;
};

/** A section that has claims, for the filter. */
export type ClaimSection = { path: string; title: string };

/** A claim whole. */
export type ClaimView = {
  sectionId: string;
  key: string;
  number: number;
  statement: string;
  other: string;
  kinds: PrintedClaim["kinds"];
  paragraphs: NamedParagraph[];
  chapters: number[];
  look: string;
};

type Neighbour = { key: string; number: number; statement: string } | null;

/** A claim with what lies around it. */
export type ClaimPage = {
  claim: ClaimView;
  previous: Neighbour;
  next: Neighbour;
  /** Every paragraph that one may rest an answer on, in reading order. */
  places: NamedParagraph[];
};

/** What of the guide the actor may read now. */
const isOpen =
  (actor: ClassroomActor) =>
  ({ sectionId }: { sectionId: string }): boolean =>
    can(actor, "guide.readText", { sectionId });

const nameOf = ({ sectionId: _, ...place }: PrintedPlace): NamedParagraph => place;

const uuids = (ids: readonly string[]) => sql`${sql.param(`{${ids.join(",")}}`)}::uuid[]`;

/**
 * The claims of what the class reads, by their number; those that are locked for the actor are left out, and so is
 * every pointer at a locked paragraph. At most 200.
 *
 * @param versionId  the class's
 */
export async function listClaims(
  tx: Queries,
  actor: ClassroomActor,
  versionId: string,
): Promise<{ items: ClaimLine[]; sections: ClaimSection[] }> {
  authorize(actor, "claim.read");
  const { claims, places } = await getClaims(tx, versionId);
  const open = claims.filter(isOpen(actor));
  const rows = await tx.execute<{ id: string; comments: number; position: Position | null }>(sql`
    select k.id, w.position, (select coalesce(sum(n.count), 0)::int from comment_counts n
      where n.classroom_id = ${actor.classroomId}::uuid and n.section_id = k.id) as comments
    from unnest(${uuids(open.map(({ sectionId }) => sectionId))}) k (id)
    left join weighings w on w.classroom_id = ${actor.classroomId}::uuid and w.section_id = k.id
      and w.user_id = ${actor.userId}::uuid`);
  const facts = new Map(rows.map((row) => [row.id, row]));
  const items = open.map((claim) => ({
    key: claim.key,
    number: claim.number,
    statement: claim.statement,
    other: claim.other,
    kinds: claim.kinds,
    sections: [...new Set(claim.places.filter(isOpen(actor)).map(({ path }) => path))],
    comments: facts.get(claim.sectionId)?.comments ?? 0,
    mine: facts.get(claim.sectionId)?.position ?? null,
  }));
  const named = new Set(items.flatMap((item) => item.sections));
  const titles = new Map(
    places.filter(({ path }) => named.has(path)).map(({ path, title }) => [path, title]),
  );
  return { items, sections: [...titles].map(([path, title]) => ({ path, title })) };
}

/**
 * One claim, with its neighbours among those the actor may read.
 *
 * @throws {DomainError} NOT_FOUND  the version has no such claim, or it is locked for the actor
 */
export async function getClaim(
  tx: Queries,
  actor: ClassroomActor,
  versionId: string,
  key: string,
): Promise<ClaimPage> {
  const { claims, places } = await getClaims(tx, versionId);
  const open = claims.filter(({ sectionId }) => can(actor, "claim.read", { sectionId }));
  const at = open.findIndex((claim) => claim.key === key);
  const claim = open[at];
  if (!claim) throw notFound();
  const { places: pointers, ...stated } = claim;
  const neighbour = (one: PrintedClaim | undefined): Neighbour =>
    one ? { key: one.key, number: one.number, statement: one.statement } : null;
  return {
    claim: { ...stated, paragraphs: pointers.filter(isOpen(actor)).map(nameOf) },
    previous: neighbour(open[at - 1]),
    next: neighbour(open[at + 1]),
    places: places.filter(isOpen(actor)).map(nameOf),
  };
}

/** What the actor has made of a claim; null before. Asks for nobody else's. */
export async function getWeighing(
  tx: Queries,
  actor: ClassroomActor,
  { claim, places }: Pick<ClaimPage, "claim" | "places">,
): Promise<Weighing | null> {
  const [row] = await tx.execute<{
    position: Position;
    paragraph_id: string | null;
    chapter: number | null;
    weighed_at: string;
  }>(sql`
    select w.position, w.paragraph_id, w.chapter,
      to_char(w.weighed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as weighed_at
    from weighings w where w.classroom_id = ${actor.classroomId}::uuid and w.section_id = ${claim.sectionId}::uuid
      and w.user_id = ${actor.userId}::uuid`);
  if (!row) return null;
  return {
    position: row.position,
    paragraph: places.find(({ id }) => id === row.paragraph_id) ?? null,
    chapter: row.chapter,
    weighedAt: row.weighed_at,
  };
}

/**
 * How the members of the class stand on a claim, and on what they rest it: counts, never names. Who has left or was
 * removed counts no more; what stands in a locked part is not named to whom it is locked for.
 *
 * @param mine  what the actor has made of it: a student without that gets null, and nothing is counted for them
 */
export async function getSpread(
  tx: Queries,
  actor: ClassroomActor,
  { claim, places }: Pick<ClaimPage, "claim" | "places">,
  mine: Weighing | null,
): Promise<Spread | null> {
  const subject = { sectionId: claim.sectionId, hasWeighedIn: mine !== null };
  if (!can(actor, "claim.spread", subject)) return null;
  const rows = await tx.execute<{
    position: Position;
    paragraph_id: string | null;
    chapter: number | null;
    count: number;
  }>(sql`
    select w.position, w.paragraph_id, w.chapter, count(*)::int as count from weighings w
    join classroom_members m on m.classroom_id = w.classroom_id and m.user_id = w.user_id and m.removed_at is null
    where w.classroom_id = ${actor.classroomId}::uuid and w.section_id = ${claim.sectionId}::uuid
    group by w.position, w.paragraph_id, w.chapter order by count desc, w.chapter`);
  const order = new Map(places.map((place, at) => [place.id, { place, at }]));
  const spreadOf = (position: Position): Spread[Position] => {
    const here = rows.filter((row) => row.position === position);
    const named = here.flatMap((row): (NamedPlace & { at: number })[] => {
      const found = row.paragraph_id ? order.get(row.paragraph_id) : undefined;
      if (!found && row.chapter === null) return [];
      const paragraph = found?.place ?? null;
      return [{ paragraph, chapter: row.chapter, count: row.count, at: found?.at ?? places.length }];
    });
    // Paragraphs in reading order, then chapters: nothing tells who came first.
    named.sort((a, b) => b.count - a.count || a.at - b.at || (a.chapter ?? 0) - (b.chapter ?? 0));
    return {
      count: here.reduce((sum, row) => sum + row.count, 0),
      places: named.slice(0, SPREAD_PLACES).map(({ at: _, ...place }) => place),
    };
  };
  return { holds: spreadOf("holds"), fails: spreadOf("fails"), undecided: spreadOf("undecided") };
}
