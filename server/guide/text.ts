import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { joinParagraphs, type Paragraph, type SectionText } from "#domain/anchor/section-text";
import { deepFreeze, keepAtMost } from "./keep";

const TEXTS_MAX = 400;
const texts = keepAtMost<SectionText>(TEXTS_MAX);

/**
 * A section's text as positions are counted in it. The same for everybody; whether somebody may read it is asked before.
 *
 * @param versionId  one that a class reads, or read
 * @returns of a section that the version does not have, or of a claim: a text without paragraphs
 */
export async function getSectionText(
  tx: Queries,
  versionId: string,
  sectionId: string,
): Promise<SectionText> {
  const key = `${versionId}/${sectionId}`;
  const known = texts.get(key);
  if (known) return known;
  const paragraphs = await tx.execute<Paragraph>(sql`
    select paragraph_id as id, text from paragraph_versions
    where version_id = ${versionId}::uuid and section_id = ${sectionId}::uuid order by position`);
  return texts.put(key, deepFreeze(joinParagraphs(paragraphs.map(({ id, text }) => ({ id, text })))));
}
