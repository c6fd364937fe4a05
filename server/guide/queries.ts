import { and, asc, desc, eq } from "drizzle-orm";
import type { Queries } from "#db/client";
import { classrooms, guides, guideVersions, questions, questionVersions } from "#db/schema/index";
import type { Actor, ClassroomActor } from "#domain/actor";
import { notFound } from "#domain/errors";
import { authorize, authorizeInInstallation } from "#domain/policy";
import { getContents } from "./contents";
import { type Fragment, fragmentOf } from "./fragment";

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

/**
 * A section of the version that the class reads, if this member may read it now.
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
): Promise<Fragment> {
  authorize(actor, "guide.read");
  const line = (await getContents(tx, versionId)).lines.find((one) => one.path === path);
  if (!line) throw notFound();
  // Before the shelf is looked at, so that what a teacher has read there is not served to a student.
  authorize(actor, "guide.readText", { sectionId: line.id });
  return fragmentOf(tx, versionId, path);
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
