import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { deepFreeze, keepAtMost } from "./keep";

/** A section's line in the table of contents of one version. */
export type ContentsLine = {
  id: string;
  path: string;
  title: string;
  partKey: string;
  partTitle: string;
  minutes: number;
  lead: string | null;
};

/** The table of contents as a class page shows it. */
export type Contents = {
  title: string;
  author: string;
  questionCount: number;
  parts: { key: string; title: string; sections: { path: string; title: string; minutes: number }[] }[];
};

/** The contents of a published version: what the page shows, and the lines with their ids, in reading order. */
export type VersionContents = { contents: Contents; lines: ContentsLine[] };

const VERSIONS_MAX = 50;
const kept = keepAtMost<VersionContents>(VERSIONS_MAX);

/**
 * The contents of a published version. Versions are immutable and nobody's data is in them, so they are read once a
 * process. No text is in them: titles of locked parts are to be seen, and the day they open.
 *
 * @param versionId  one that a class reads, or of the installation
 */
export async function getContents(tx: Queries, versionId: string): Promise<VersionContents> {
  return kept.get(versionId) ?? kept.put(versionId, deepFreeze(await readContents(tx, versionId)));
}

async function readContents(tx: Queries, versionId: string): Promise<VersionContents> {
  const lines = await tx.execute<{
    id: string;
    path: string;
    title: string;
    part_key: string;
    part_title: string;
    minutes: number;
    lead: string | null;
  }>(sql`
    select s.id, s.path, v.title, v.part_key, v.part_title, v.minutes, v.lead
    from section_versions v join sections s on s.id = v.section_id
    where v.version_id = ${versionId}::uuid and s.kind = 'section' order by v.position`);
  const [guide] = await tx.execute<{ title: string; author: string; questions: number }>(sql`
    select g.title, g.author, (select count(*)::int from question_versions q where q.version_id = v.id) as questions
    from guide_versions v join guides g on g.id = v.guide_id where v.id = ${versionId}::uuid`);
  const read: VersionContents = {
    lines: lines.map((row) => ({
      id: row.id,
      path: row.path,
      title: row.title,
      partKey: row.part_key,
      partTitle: row.part_title,
      minutes: row.minutes,
      lead: row.lead,
    })),
    contents: {
      title: guide?.title ?? "",
      author: guide?.author ?? "",
      questionCount: guide?.questions ?? 0,
      parts: [],
    },
  };
  for (const { path, title, minutes, partKey, partTitle } of read.lines) {
    let part = read.contents.parts.at(-1);
    if (part?.key !== partKey) {
      part = { key: partKey, title: partTitle, sections: [] };
      read.contents.parts.push(part);
    }
    part.sections.push({ path, title, minutes });
  }
  return read;
}
