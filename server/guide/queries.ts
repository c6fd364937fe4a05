import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { classrooms, guides, guideVersions, questions, questionVersions } from "#db/schema/index";
import type { Actor, ClassroomActor } from "#domain/actor";
import { notFound } from "#domain/errors";
import { authorize, authorizeInInstallation } from "#domain/policy";

/** The newest published version of a guide, or null. */
export async function findPublishedVersion(tx: Queries, slug: string): Promise<{ id: string } | null> {
  const [row] = await tx
    .select({ id: guideVersions.id })
    .from(guideVersions)
    .innerJoin(guides, eq(guides.id, guideVersions.guideId))
    .where(eq(guides.slug, slug))
    .orderBy(desc(guideVersions.number))
    .limit(1);
  return row ?? null;
}

/** The guides of this installation, for a teacher who makes a class. At most 100. */
export async function listGuides(tx: Queries, actor: Actor) {
  authorizeInInstallation(actor, "guide.list");
  return tx
    .select({ slug: guides.slug, title: guides.title, author: guides.author })
    .from(guides)
    .orderBy(asc(guides.title))
    .limit(100);
}

/** The table of contents as a class page shows it. */
export type Contents = {
  title: string;
  author: string;
  questionCount: number;
  parts: { key: string; title: string; sections: { path: string; title: string; minutes: number }[] }[];
};

/** What never changes about a section of a published version. Safe to keep in the process: nobody's data is in it. */
export type PrintedSection = {
  sectionId: string;
  path: string;
  title: string;
  partTitle: string;
  lead: string | null;
  minutes: number;
  previous: { path: string; title: string } | null;
  next: { path: string; title: string } | null;
  contents: Contents;
  paragraphs: { id: string; key: string; number: number | null; kind: "paragraph" | "quotation" }[];
  /** The article's paragraphs as HTML, the same for everybody. */
  html: string;
};

const PRINTED_MAX = 400;
const printed = new Map<string, PrintedSection | null>();

/**
 * A section of the version that the class reads. Versions are immutable, so it is read once a process.
 *
 * @param versionId  the class's, read with its frame
 * @param path       `part/section`
 * @throws {DomainError} NOT_FOUND  the version has no such section
 */
export async function getSection(
  tx: Queries,
  actor: ClassroomActor,
  versionId: string,
  path: string,
): Promise<PrintedSection> {
  authorize(actor, "guide.read");
  const key = `${versionId}/${path}`;
  let section = printed.get(key);
  if (section === undefined) {
    section = await printSection(tx, versionId, path);
    if (!section) throw notFound();
    // The oldest goes: a process of one school holds all it reads, a hostile path list cannot grow it.
    if (printed.size >= PRINTED_MAX) printed.delete(printed.keys().next().value ?? "");
    printed.set(key, section);
  }
  if (!section) throw notFound();
  return section;
}

type ContentsRow = {
  id: string;
  path: string;
  title: string;
  part_key: string;
  part_title: string;
  minutes: number;
  lead: string | null;
};

async function printSection(tx: Queries, versionId: string, path: string): Promise<PrintedSection | null> {
  const rows = await tx.execute<ContentsRow>(sql`
    select s.id, s.path, v.title, v.part_key, v.part_title, v.minutes, v.lead
    from section_versions v join sections s on s.id = v.section_id
    where v.version_id = ${versionId}::uuid and s.kind = 'section' order by v.position`);
  const index = rows.findIndex((row) => row.path === path);
  const row = rows[index];
  if (!row) return null;
  const [guide] = await tx.execute<{ title: string; author: string; questions: number }>(sql`
    select g.title, g.author, (select count(*)::int from question_versions q where q.version_id = v.id) as questions
    from guide_versions v join guides g on g.id = v.guide_id where v.id = ${versionId}::uuid`);
  const text = await tx.execute<{
    id: string;
    key: string;
    number: number | null;
    kind: "paragraph" | "quotation";
    html: string;
  }>(sql`
    select p.id, p.key, v.number, v.kind, v.html from paragraph_versions v join paragraphs p on p.id = v.paragraph_id
    where v.version_id = ${versionId}::uuid and v.section_id = ${row.id}::uuid order by v.position`);
  const neighbour = (at: number) => {
    const other = rows[at];
    return other ? { path: other.path, title: other.title } : null;
  };
  return {
    sectionId: row.id,
    path: row.path,
    title: row.title,
    partTitle: row.part_title,
    lead: row.lead,
    minutes: row.minutes,
    previous: index > 0 ? neighbour(index - 1) : null,
    next: neighbour(index + 1),
    contents: {
      title: guide?.title ?? "",
      author: guide?.author ?? "",
      questionCount: guide?.questions ?? 0,
      parts: contentsOf(rows),
    },
    paragraphs: text.map(({ id, key, number, kind }) => ({ id, key, number, kind })),
    html: text.map(printParagraph).join("\n"),
  };
}

function contentsOf(rows: readonly ContentsRow[]): Contents["parts"] {
  const parts: Contents["parts"] = [];
  for (const row of rows) {
    let part = parts.at(-1);
    if (part?.key !== row.part_key) {
      part = { key: row.part_key, title: row.part_title, sections: [] };
      parts.push(part);
    }
    part.sections.push({ path: row.path, title: row.title, minutes: row.minutes });
  }
  return parts;
}

// Keys are kebab-case by the guide's format and inline HTML was made by its renderer: nothing here is a person's.
function printParagraph(row: {
  id: string;
  key: string;
  number: number | null;
  kind: string;
  html: string;
}): string {
  const attributes = `id="${row.key}" data-paragraph="${row.id}"`;
  if (row.kind === "quotation") return `<blockquote ${attributes}><p>${row.html}</p></blockquote>`;
  return `<p ${attributes}><a class="pn" href="#${row.key}" aria-label="Paragraph ${row.number}">${row.number}</a>${row.html}</p>`;
}

/** The guide's questions as the class may see them. The guide's own answers are sealed and not read at all. */
export async function listQuestions(tx: Queries, actor: ClassroomActor) {
  authorize(actor, "guide.read");
  return tx
    .select({
      key: questions.key,
      number: questionVersions.number,
      question: questionVersions.question,
      motion: questionVersions.motion,
      sideFor: questionVersions.sideFor,
      sideAgainst: questionVersions.sideAgainst,
      followUp: questionVersions.followUp,
    })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .innerJoin(classrooms, eq(classrooms.guideVersionId, questionVersions.versionId))
    .where(and(eq(classrooms.id, actor.classroomId)))
    .orderBy(asc(questionVersions.number))
    .limit(200);
}
