import { InClassroom } from "#domain/classroom";
import { notFound } from "#domain/errors";
import { LockPart, SectionPath } from "#domain/guide";
import { authorize, can } from "#domain/policy";
import { getFrame, getFrameAndVersion } from "../../classroom/queries";
import { listThreads, summarizeThreads } from "../../comment/queries";
import { sealPositions } from "../../feed/cursor";
import { getClaims, signsOf } from "../../guide/claims";
import { getContents } from "../../guide/contents";
import { lockPart } from "../../guide/locks";
import { getSection, listQuestions } from "../../guide/queries";
import { getProgress } from "../../reading/queries";
import { classroomProcedure, router } from "../trpc";

export const guideRouter = router({
  /**
   * Everything the reading page shows first: the printed section, its threads' first window, and where live begins. Of
   * a section that is not open to the actor yet: its title and the day it opens, and nothing else.
   */
  section: classroomProcedure
    .meta({ policy: "guide.read" })
    .input(InClassroom.extend({ path: SectionPath }))
    .query(async ({ ctx, input }) => {
      const { frame, versionId, locks } = await getFrameAndVersion(ctx.tx, ctx.actor);
      const { contents, lines } = await getContents(ctx.tx, versionId);
      const line = lines.find((one) => one.path === input.path);
      if (!line) throw notFound();
      const claims = await getClaims(ctx.tx, versionId);
      const claimCount = claims.claims.filter(({ sectionId }) =>
        can(ctx.actor, "claim.read", { sectionId }),
      ).length;
      if (!can(ctx.actor, "guide.readText", { sectionId: line.id })) {
        const { path, title, partTitle } = line;
        const locked = { path, title, partTitle, opensAt: locks[line.partKey] ?? null, contents };
        const progress = await getProgress(ctx.tx, ctx.actor, { sectionId: line.id, paragraphs: [] });
        return { frame, locks, locked, claimCount, signs: [], section: null, progress, threads: null };
      }
      const section = await getSection(ctx.tx, ctx.actor, versionId, input.path);
      const { sectionId } = section;
      // Sent together, answered in order: the sequence is read before the window.
      const [summary, window, progress] = await Promise.all([
        summarizeThreads(ctx.tx, ctx.actor, sectionId),
        listThreads(ctx.tx, ctx.actor, { sectionId, order: "newest", filter: "all" }),
        getProgress(ctx.tx, ctx.actor, section),
      ]);
      const { seq, ...counts } = summary;
      const cursor = sealPositions(ctx.env.secret, new Map([[ctx.actor.classroomId, seq]]));
      const signs = signsOf(claims, sectionId, ctx.actor.lockedSections);
      return {
        frame,
        locks,
        locked: null,
        claimCount,
        signs,
        section,
        progress,
        threads: { ...window, ...counts, cursor },
      };
    }),
  questions: classroomProcedure
    .meta({ policy: "guide.read" })
    .input(InClassroom)
    .query(async ({ ctx }) => ({
      items: await listQuestions(ctx.tx, ctx.actor),
      frame: await getFrame(ctx.tx, ctx.actor),
    })),
  /** The parts of the class's guide with their locks, for the teacher who sets them. */
  parts: classroomProcedure
    .meta({ policy: "guide.listParts" })
    .input(InClassroom)
    .query(async ({ ctx }) => {
      authorize(ctx.actor, "guide.listParts");
      const { frame, versionId, locks } = await getFrameAndVersion(ctx.tx, ctx.actor);
      const { contents } = await getContents(ctx.tx, versionId);
      const items = contents.parts.map(({ key, title, sections }) => ({
        key,
        title,
        sections: sections.map((section) => section.title),
        lockedUntil: locks[key] ?? null,
      }));
      return { frame, items };
    }),
  lockPart: classroomProcedure
    .meta({ policy: "guide.lockPart" })
    .input(LockPart)
    .mutation(async ({ ctx, input }) => {
      await lockPart(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
});
