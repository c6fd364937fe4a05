import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { CLAIMS_PART } from "./format";
import { deepFreeze, keepAtMost } from "./keep";

const OPENING_WORDS = 9;

/** A paragraph as one points at it. */
export type PrintedPlace = {
  id: string;
  /** The `id` of its element on its section's page. */
  key: string;
  /** The printed number; a quotation has the one of the paragraph before it. */
  number: number | null;
  kind: "paragraph" | "quotation";
  sectionId: string;
  path: string;
  title: string;
  /** Its first words. */
  opening: string;
};

/** A claim to test as a published version states it. */
export type PrintedClaim = {
  sectionId: string;
  key: string;
  number: number;
  statement: string;
  other: string;
  kinds: ("itself" | "novel" | "interpretation")[];
  /** The guide's paragraphs that bear on it, as the author ordered them. */
  places: PrintedPlace[];
  chapters: number[];
  look: string;
};

/** The claims of a version by their number, and every paragraph one may point at, in reading order. */
export type VersionClaims = { claims: PrintedClaim[]; places: PrintedPlace[] };

const VERSIONS_MAX = 50;
const kept = keepAtMost<VersionClaims>(VERSIONS_MAX);

/**
 * The claims of a published version and the paragraphs they may be weighed by. Versions are immutable and nobody's data
 * is in them, so they are read once a process. At most 200 claims and 2,000 paragraphs. What of it is locked for whom
 * is for the caller to leave out.
 *
 * @param versionId  one that a class reads
 */
export async function getClaims(tx: Queries, versionId: string): Promise<VersionClaims> {
  return kept.get(versionId) ?? kept.put(versionId, deepFreeze(await readClaims(tx, versionId)));
}

async function readClaims(tx: Queries, versionId: string): Promise<VersionClaims> {
  const places = await readPlaces(tx, versionId);
  const byId = new Map(places.map((place) => [place.id, place]));
  const rows = await tx.execute<{
    section_id: string;
    path: string;
    number: number;
    statement: string;
    other: string;
    kinds: PrintedClaim["kinds"];
    paragraph_ids: string[];
    chapters: number[];
    look: string;
  }>(sql`
    select k.section_id, s.path, k.number, k.statement, k.other, k.kinds, to_jsonb(k.paragraph_ids) as paragraph_ids,
      to_jsonb(k.chapters) as chapters, k.look
    from claim_versions k join sections s on s.id = k.section_id
    where k.version_id = ${versionId}::uuid order by k.number limit 200`);
  const claims = rows.map((row) => ({
    sectionId: row.section_id,
    key: row.path.slice(CLAIMS_PART.length + 1),
    number: row.number,
    statement: row.statement,
    other: row.other,
    kinds: row.kinds,
    places: row.paragraph_ids.flatMap((id) => byId.get(id) ?? []),
    chapters: row.chapters,
    look: row.look,
  }));
  return { claims, places };
}

async function readPlaces(tx: Queries, versionId: string): Promise<PrintedPlace[]> {
  const rows = await tx.execute<
    Omit<PrintedPlace, "sectionId" | "opening"> & { section_id: string; text: string }
  >(
    sql`
    select v.paragraph_id as id, p.key, v.kind, v.section_id, s.path, sv.title, left(v.text, 200) as text,
      coalesce(v.number, max(v.number) over (partition by v.section_id order by v.position)) as number
    from paragraph_versions v join paragraphs p on p.id = v.paragraph_id join sections s on s.id = v.section_id
    join section_versions sv on sv.version_id = v.version_id and sv.section_id = v.section_id
    where v.version_id = ${versionId}::uuid and s.kind = 'section' order by sv.position, v.position limit 2000`,
  );
  return rows.map(({ section_id, text, ...row }) => ({
    ...row,
    sectionId: section_id,
    opening: openingOf(text),
  }));
}

function openingOf(text: string): string {
  const words = text.split(/\s+/);
  const first = words.slice(0, OPENING_WORDS).join(" ");
  return words.length > OPENING_WORDS ? `${first.replace(/[,;:.]$/, "")} …` : first;
}

/** A claim that bears on a paragraph of a section, for the sign beside it. */
export type ClaimSign = { paragraphId: string; key: string; number: number; statement: string };

/**
 * The signs of one section: for each of its paragraphs, in reading order, the claims that point at it.
 *
 * @param locked  ids of sections and claims the reader cannot read now
 */
export function signsOf(
  { claims, places }: VersionClaims,
  sectionId: string,
  locked: readonly string[],
): ClaimSign[] {
  const open = claims.filter((claim) => !locked.includes(claim.sectionId));
  return places
    .filter((place) => place.sectionId === sectionId)
    .flatMap(({ id }) =>
      open
        .filter((claim) => claim.places.some((place) => place.id === id))
        .map(({ key, number, statement }) => ({ paragraphId: id, key, number, statement })),
    );
}
