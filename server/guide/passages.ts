import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { Range } from "#domain/anchor/section-text";
import { sentencesOf } from "#domain/anchor/sentences";
import { DomainError, notFound } from "#domain/errors";
import { can } from "#domain/policy";
import { getContents } from "./contents";
import { getSectionText } from "./text";

/** A section by its name, to be chosen from a list. */
export type OpenSection = { id: string; path: string; title: string; partTitle: string };

/** A paragraph to choose a passage in: its sentences as positions in the section's text. */
export type ChoiceParagraph = {
  id: string;
  start: number;
  number: number | null;
  text: string;
  sentences: Range[];
};

/** A section in full, to choose a passage in. */
export type SectionChoice = { versionId: string; sectionId: string; paragraphs: ChoiceParagraph[] };

/**
 * The sections of the class's guide that are open to the actor, and one of them with its sentences.
 *
 * @param asked     the section to choose in
 * @param fallback  the one to offer where none is asked for; without it, or where it is not open, the first
 * @throws {DomainError} NOT_FOUND  the section is none of the guide's
 * @throws {DomainError} CLOSED     the section's part is not open to the actor yet
 */
export async function getPassages(
  tx: Queries,
  actor: ClassroomActor,
  asked?: string,
  fallback?: string,
): Promise<{ sections: OpenSection[]; choice: SectionChoice }> {
  const versionId = actor.guideVersionId;
  const { lines } = await getContents(tx, versionId);
  const sections = lines
    .filter(({ id }) => can(actor, "guide.readText", { sectionId: id }))
    .map(({ id, path, title, partTitle }) => ({ id, path, title, partTitle }));
  const here = sections.find(({ id }) => id === (asked ?? fallback)) ?? (asked ? null : sections[0]);
  if (!here) throw asked && lines.some(({ id }) => id === asked) ? closed() : notFound();
  return { sections, choice: await readSection(tx, versionId, here.id) };
}

async function readSection(tx: Queries, versionId: string, sectionId: string): Promise<SectionChoice> {
  const { paragraphs } = await getSectionText(tx, versionId, sectionId);
  const numbers = await tx.execute<{ id: string; number: number | null }>(sql`
    select paragraph_id as id, number from paragraph_versions
    where version_id = ${versionId}::uuid and section_id = ${sectionId}::uuid`);
  const numberOf = new Map(numbers.map(({ id, number }) => [id, number]));
  return {
    versionId,
    sectionId,
    paragraphs: paragraphs.map(({ id, start, text }) => ({
      id,
      start,
      number: numberOf.get(id) ?? null,
      text,
      sentences: sentencesOf(text).map((one) => ({ start: start + one.start, end: start + one.end })),
    })),
  };
}

const closed = () =>
  new DomainError("CLOSED", "This part of the guide is not open yet. Your teacher opens it later.");
