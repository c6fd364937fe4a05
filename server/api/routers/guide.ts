import { z } from "zod";
import { InClassroom } from "#domain/classroom";
import { getFrame, getFrameAndVersion } from "../../classroom/queries";
import { listThreads, summarizeThreads } from "../../comment/queries";
import { sealPositions } from "../../feed/cursor";
import { getSection, listQuestions } from "../../guide/queries";
import { classroomProcedure, router } from "../trpc";

const SectionPath = z
  .string()
  .max(200)
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "No section has this address.");

export const guideRouter = router({
  /** Everything the reading page shows first: the printed section, its threads' first window, and where live begins. */
  section: classroomProcedure
    .meta({ policy: "guide.read" })
    .input(InClassroom.extend({ path: SectionPath }))
    .query(async ({ ctx, input }) => {
      const { frame, versionId } = await getFrameAndVersion(ctx.tx, ctx.actor);
      const section = await getSection(ctx.tx, ctx.actor, versionId, input.path);
      const { sectionId } = section;
      // Sent together, answered in order: the sequence is read before the window.
      const [summary, window] = await Promise.all([
        summarizeThreads(ctx.tx, ctx.actor, sectionId),
        listThreads(ctx.tx, ctx.actor, { sectionId, order: "newest", filter: "all" }),
      ]);
      const { seq, ...counts } = summary;
      const cursor = sealPositions(ctx.env.secret, new Map([[ctx.actor.classroomId, seq]]));
      return { frame, section, threads: { ...window, ...counts, cursor } };
    }),
  questions: classroomProcedure
    .meta({ policy: "guide.read" })
    .input(InClassroom)
    .query(async ({ ctx }) => ({
      items: await listQuestions(ctx.tx, ctx.actor),
      frame: await getFrame(ctx.tx, ctx.actor),
    })),
});
