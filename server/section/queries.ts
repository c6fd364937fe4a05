import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { notFound } from "#domain/errors";
import { can } from "#domain/policy";
import { readMarks } from "../annotation/queries";
import { listDue } from "../assignment/queries";
import { getClaim, getSpread, getWeighing } from "../claim/queries";
import { getFrameAndVersion } from "../classroom/queries";
import { listThreads, summarizeThreads } from "../comment/queries";
import { getClaims, signsOf } from "../guide/claims";
import { getContents } from "../guide/contents";
import { getSection } from "../guide/queries";
import { getProgress } from "../reading/queries";

/**
 * Everything the reading page shows first: the printed section, its threads' first window, how far the actor has read,
 * and where live begins. Of a section that is not open to the actor yet: its title and the day it opens, and nothing
 * else. Six statements, or three of a locked section.
 *
 * @param path  `part/section`
 * @throws {DomainError} NOT_FOUND  the guide that the class reads has no such section
 */
export async function getSectionPage(tx: Queries, actor: ClassroomActor, path: string) {
  const { frame, versionId, locks, notes } = await getFrameAndVersion(tx, actor);
  const { contents, lines } = await getContents(tx, versionId);
  const line = lines.find((one) => one.path === path);
  if (!line) throw notFound();
  const claims = await getClaims(tx, versionId);
  const claimCount = claims.claims.filter(({ sectionId }) => can(actor, "claim.read", { sectionId })).length;
  if (!can(actor, "guide.readText", { sectionId: line.id })) {
    const { title, partTitle } = line;
    const locked = { path, title, partTitle, opensAt: locks[line.partKey] ?? null, contents };
    const [progress, due] = await Promise.all([
      getProgress(tx, actor, { sectionId: line.id, paragraphs: [] }),
      listDue(tx, actor, { versionId, locks }),
    ]);
    return {
      frame,
      locks,
      locked,
      claimCount,
      signs: [],
      section: null,
      versionId,
      notes,
      marks: null,
      due,
      progress,
      threads: null,
    };
  }
  const section = await getSection(tx, actor, versionId, path);
  const { sectionId } = section;
  // Sent together, answered in order: the sequence is read before the threads' window and the marks.
  const [threads, marks, progress, due] = await Promise.all([
    readThreads(tx, actor, sectionId),
    readMarks(tx, actor, { sectionId, versionId, themeIds: notes.themes.map(({ id }) => id) }),
    getProgress(tx, actor, section),
    listDue(tx, actor, { versionId, locks }),
  ]);
  const signs = signsOf(claims, sectionId, actor.lockedSections);
  return {
    frame,
    locks,
    locked: null,
    claimCount,
    signs,
    section,
    versionId,
    notes,
    marks,
    due,
    progress,
    threads,
  };
}

/**
 * Everything a claim's page shows first: the claim with its neighbours, what the actor has made of it, and its threads'
 * first window. The spread is null for a student who has not weighed in, and then nothing is counted. Four statements,
 * or five with the spread.
 *
 * @throws {DomainError} NOT_FOUND  the guide that the class reads has no such claim, or it is locked for the actor
 */
export async function getClaimPage(tx: Queries, actor: ClassroomActor, key: string) {
  const { frame, versionId } = await getFrameAndVersion(tx, actor);
  const page = await getClaim(tx, actor, versionId, key);
  const { sectionId } = page.claim;
  const [mine, threads] = await Promise.all([
    getWeighing(tx, actor, page),
    readThreads(tx, actor, sectionId),
  ]);
  return {
    frame,
    ...page,
    mine,
    spread: await getSpread(tx, actor, page, mine),
    canWeighIn: can(actor, "claim.weighIn", { sectionId }),
    threads,
  };
}

/** The first window of a section's threads, what is counted beside it, and where live begins. */
async function readThreads(tx: Queries, actor: ClassroomActor, sectionId: string) {
  // Sent together, answered in order: the sequence is read before the window.
  const [summary, window] = await Promise.all([
    summarizeThreads(tx, actor, sectionId),
    listThreads(tx, actor, { sectionId, order: "newest", filter: "all" }),
  ]);
  return { ...window, ...summary };
}
