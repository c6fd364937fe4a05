import { InClassroom } from "#domain/classroom";
import { AskPassages, LockPart, SectionPath } from "#domain/guide";
import { authorize } from "#domain/policy";
import { getFrameAndVersion } from "../../classroom/queries";
import { withCursor } from "../../feed/cursor";
import { getContents } from "../../guide/contents";
import { lockPart } from "../../guide/locks";
import { getPassages } from "../../guide/passages";
import { listQuestions } from "../../guide/queries";
import { getSectionPage } from "../../section/queries";
import { classroomProcedure, router } from "../trpc";

export const guideRouter = router({
  /** Everything the reading page shows first, or of a locked section its title and the day it opens. */
  section: classroomProcedure
    .meta({ policy: "guide.read" })
    .input(InClassroom.extend({ path: SectionPath }))
    .query(async ({ ctx, input }) => {
      const page = await getSectionPage(ctx.tx, ctx.actor, input.path);
      return page.locked ? page : { ...page, threads: withCursor(ctx, page.threads) };
    }),
  questions: classroomProcedure
    .meta({ policy: "guide.read" })
    .input(InClassroom)
    .query(async ({ ctx }) => {
      const { frame, seq } = await getFrameAndVersion(ctx.tx, ctx.actor);
      return {
        frame,
        cursor: withCursor(ctx, { seq }).cursor,
        items: await listQuestions(ctx.tx, ctx.actor),
      };
    }),
  /** The sections one may take a passage from, and one of them sentence by sentence. */
  passages: classroomProcedure
    .meta({ policy: "guide.readText" })
    .input(AskPassages)
    .query(({ ctx, input }) => getPassages(ctx.tx, ctx.actor, input.sectionId)),
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
