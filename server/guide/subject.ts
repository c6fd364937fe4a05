import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { notFound } from "#domain/errors";

/** What something that is asked of a class comes from: the guide's question, a claim to test, or neither. */
export type Subject = { from: "question" | "claim"; key: string } | { from: "own" };

/**
 * What something is made from, in a version of the guide.
 *
 * @throws {DomainError} NOT_FOUND  the version has none such
 */
export async function getSubject(
  tx: Queries,
  versionId: string,
  subject: Subject,
): Promise<{ questionId: string | null; claimId: string | null }> {
  if (subject.from === "own") return { questionId: null, claimId: null };
  const found: SQL =
    subject.from === "question"
      ? sql`select q.id from questions q join question_versions v on v.question_id = q.id
          and v.version_id = ${versionId}::uuid where q.key = ${subject.key}`
      : sql`select s.id from sections s join claim_versions v on v.section_id = s.id
          and v.version_id = ${versionId}::uuid where s.path = ${`claims/${subject.key}`}`;
  const [row] = await tx.execute<{ id: string }>(found);
  if (!row) throw notFound();
  return subject.from === "question"
    ? { questionId: row.id, claimId: null }
    : { questionId: null, claimId: row.id };
}
