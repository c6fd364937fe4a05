import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { classrooms, guides, guideVersions, questions, questionVersions } from "#db/schema/index";
import type { Actor, ClassroomActor } from "#domain/actor";
import { notFound } from "#domain/errors";
import { authorize, authorizeInInstallation } from "#domain/policy";
import { type Contents, getContents } from "./contents";

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
 * @throws {DomainError} CLOSED     its part is not open to the actor yet
 */
export async function getSection(
  tx: Queries,
  actor: ClassroomActor,
  versionId: string,
  path: string,
): Promise<PrintedSection> {
  authorize(actor, "guide.read");
  const line = (await getContents(tx, versionId)).lines.find((one) => one.path === path);
  if (!line) throw notFound();
  // Before the shelf is looked at, so that what a teacher has read there is not served to a student.
  authorize(actor, "guide.readText", { sectionId: line.id });
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

async function printSection(tx: Queries, versionId: string, path: string): Promise<PrintedSection | null> {
  const { contents, lines } = await getContents(tx, versionId);
  const index = lines.findIndex((line) => line.path === path);
  const line = lines[index];
  if (!line) return null;
  const text = await tx.execute<{
    id: string;
    key: string;
    number: number | null;
    kind: "paragraph" | "quotation";
    html: string;
  }>(sql`
    select p.id, p.key, v.number, v.kind, v.html from paragraph_versions v join paragraphs p on p.id = v.paragraph_id
    where v.version_id = ${versionId}::uuid and v.section_id = ${line.id}::uuid order by v.position`);
  const neighbour = (at: number) => {
    const other = lines[at];
    return other ? { path: other.path, title: other.title } : null;
  };
  return {
    sectionId: line.id,
    path: line.path,
    title: line.title,
    partTitle: line.partTitle,
    lead: line.lead,
    minutes: line.minutes,
    previous: index > 0 ? neighbour(index - 1) : null,
    next: neighbour(index + 1),
    contents,
    paragraphs: text.map(({ id, key, number, kind }) => ({ id, key, number, kind })),
    html: text.map(printParagraph).join("\n"),
  };
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
