import { createHash } from "node:crypto";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import {
  claimVersions,
  guideEntries,
  guides,
  guideThemes,
  guideVersions,
  paragraphs,
  paragraphVersions,
  questions,
  questionVersions,
  sections,
  sectionVersions,
} from "#db/schema/index";
import { CLAIMS_PART, type GuideSource } from "./format";

/** What a version is known by: the same content has the same hash, wherever its files stand. */
function hashOf(source: GuideSource): string {
  const text = JSON.stringify(source, (key, value) => (key === "file" || key === "line" ? undefined : value));
  return createHash("sha256").update(text).digest("hex");
}

type Rows = { guideId: string; versionId: string };

/**
 * Publishes what the content folder says as a new version of its guide, unless that very content was published
 * before. A published version is never touched, and a classroom keeps the version it reads: this only adds.
 *
 * @param tx      a transaction of the owner
 * @param slug    the guide's folder name
 * @param source  read and checked by `readGuide`
 * @returns the version's number, and whether it is new
 */
export async function publishGuide(
  tx: Queries,
  slug: string,
  source: GuideSource,
): Promise<{ number: number; isNew: boolean }> {
  const contentHash = hashOf(source);
  const { title, author } = source.guide;
  const [guide] = await tx
    .insert(guides)
    .values({ slug, title, author })
    .onConflictDoUpdate({ target: guides.slug, set: { title, author } })
    .returning({ id: guides.id });
  if (!guide) throw new Error("the guide was not stored");
  const versions = await tx
    .select({ id: guideVersions.id, number: guideVersions.number, contentHash: guideVersions.contentHash })
    .from(guideVersions)
    .where(eq(guideVersions.guideId, guide.id))
    .orderBy(desc(guideVersions.number));
  const same = versions.find((version) => version.contentHash === contentHash);
  if (same) {
    await publishClaims(tx, { guideId: guide.id, versionId: same.id }, source);
    return { number: same.number, isNew: false };
  }
  const number = (versions[0]?.number ?? 0) + 1;
  const [version] = await tx
    .insert(guideVersions)
    .values({ guideId: guide.id, number, origin: "content", contentHash })
    .returning({ id: guideVersions.id });
  if (!version) throw new Error("the version was not stored");
  const rows = { guideId: guide.id, versionId: version.id };
  await publishSections(tx, rows, source);
  await publishClaims(tx, rows, source);
  await publishQuestions(tx, rows, source);
  await publishVocabulary(tx, rows, source);
  return { number, isNew: true };
}

async function publishSections(
  tx: Queries,
  { guideId, versionId }: Rows,
  source: GuideSource,
): Promise<void> {
  const paths = source.sections.map((section) => section.path);
  await tx
    .insert(sections)
    .values(paths.map((path) => ({ guideId, path })))
    .onConflictDoNothing();
  const known = await tx
    .select()
    .from(sections)
    .where(and(eq(sections.guideId, guideId), inArray(sections.path, paths)));
  const idOf = new Map(known.map((row) => [row.path, row.id]));
  for (const section of source.sections) {
    const sectionId = idOf.get(section.path);
    if (!sectionId) throw new Error(`section ${section.path} was not stored`);
    await tx.insert(sectionVersions).values({
      versionId,
      sectionId,
      position: section.position,
      partKey: section.partKey,
      partTitle: section.partTitle,
      title: section.title,
      lead: section.lead,
      words: section.words,
      minutes: section.minutes,
    });
    const keys = section.paragraphs.map((paragraph) => paragraph.key);
    await tx
      .insert(paragraphs)
      .values(keys.map((key) => ({ sectionId, key })))
      .onConflictDoNothing();
    const rows = await tx.select().from(paragraphs).where(eq(paragraphs.sectionId, sectionId));
    const paragraphIdOf = new Map(rows.map((row) => [row.key, row.id]));
    await tx.insert(paragraphVersions).values(
      section.paragraphs.map((paragraph, index) => ({
        versionId,
        sectionId,
        paragraphId: paragraphIdOf.get(paragraph.key) ?? "",
        position: index + 1,
        number: paragraph.number,
        kind: paragraph.kind,
        text: paragraph.text,
        html: paragraph.html,
      })),
    );
  }
}

/**
 * Publishes the claims to test, each as a section of its own kind. A version that was published before claims were
 * stored gets them now: its content, by its hash, had them all along.
 */
async function publishClaims(tx: Queries, { guideId, versionId }: Rows, source: GuideSource): Promise<void> {
  const { claims } = source;
  if (claims.length === 0) return;
  const [stored] = await tx
    .select({ versionId: claimVersions.versionId })
    .from(claimVersions)
    .where(eq(claimVersions.versionId, versionId))
    .limit(1);
  if (stored) return;
  const pathOf = (key: string) => `${CLAIMS_PART}/${key}`;
  await tx
    .insert(sections)
    .values(claims.map(({ key }) => ({ guideId, path: pathOf(key), kind: "claim" as const })))
    .onConflictDoNothing();
  const known = await tx
    .select()
    .from(sections)
    .where(and(eq(sections.guideId, guideId), eq(sections.kind, "claim")));
  const idOf = new Map(known.map((row) => [row.path, row.id]));
  const pointers = await tx.execute<{ pointer: string; id: string }>(sql`
    select s.path || '#' || p.key as pointer, p.id from paragraph_versions v
    join paragraphs p on p.id = v.paragraph_id join sections s on s.id = v.section_id
    where v.version_id = ${versionId}::uuid`);
  const paragraphIdOf = new Map(pointers.map((row) => [row.pointer, row.id]));
  const found = <T>(map: Map<string, T>, key: string): T => {
    const id = map.get(key);
    if (id === undefined) throw new Error(`${key} was not stored`);
    return id;
  };
  const after = source.sections.length;
  await tx.insert(sectionVersions).values(
    claims.map((claim) => ({
      versionId,
      sectionId: found(idOf, pathOf(claim.key)),
      // After every section of the text, so that what comes first is text.
      position: after + claim.position,
      partKey: CLAIMS_PART,
      partTitle: "Claims to test",
      title: claim.statement,
      lead: null,
      words: 0,
      minutes: 0,
    })),
  );
  await tx.insert(claimVersions).values(
    claims.map((claim) => ({
      versionId,
      sectionId: found(idOf, pathOf(claim.key)),
      number: claim.position,
      statement: claim.statement,
      other: claim.other,
      kinds: claim.kinds,
      paragraphIds: claim.paragraphs.map((pointer) => found(paragraphIdOf, pointer)),
      chapters: claim.chapters,
      look: claim.look,
      themes: claim.themes,
    })),
  );
}

async function publishQuestions(
  tx: Queries,
  { guideId, versionId }: Rows,
  source: GuideSource,
): Promise<void> {
  if (source.questions.length === 0) return;
  await tx
    .insert(questions)
    .values(source.questions.map(({ key }) => ({ guideId, key })))
    .onConflictDoNothing();
  const known = await tx.select().from(questions).where(eq(questions.guideId, guideId));
  const idOf = new Map(known.map((row) => [row.key, row.id]));
  await tx.insert(questionVersions).values(
    source.questions.map((item) => ({
      versionId,
      questionId: idOf.get(item.key) ?? "",
      number: item.position,
      question: item.question,
      answerHtml: item.answer.html,
      motion: item.motion,
      sideFor: item.sides.for,
      sideAgainst: item.sides.against,
      sideThird: item.sides.third,
      followUp: item.followUp,
      evidence: item.evidence.map(({ paragraph, note }) => {
        const [path = "", key = ""] = paragraph.split("#");
        return { path, key, note };
      }),
    })),
  );
}

async function publishVocabulary(tx: Queries, { versionId }: Rows, source: GuideSource): Promise<void> {
  await tx.insert(guideThemes).values(
    source.themes.map((theme, index) => ({
      versionId,
      key: theme.key,
      position: index + 1,
      name: theme.name,
      ink: theme.ink,
      definition: theme.definition,
    })),
  );
  const kinds = [
    ["person", source.people],
    ["place", source.places],
    ["term", source.terms],
  ] as const;
  const entries = kinds.flatMap(([kind, list]) =>
    list.map((entry, index) => ({
      versionId,
      kind,
      key: entry.key,
      position: index + 1,
      name: entry.name,
      definition: entry.definition,
      also: entry.also,
    })),
  );
  if (entries.length > 0) await tx.insert(guideEntries).values(entries);
}
