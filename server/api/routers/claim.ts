import { OneClaim, WeighIn } from "#domain/claim";
import { InClassroom } from "#domain/classroom";
import { can } from "#domain/policy";
import { getClaim, getSpread, getWeighing, listClaims } from "../../claim/queries";
import { weighIn } from "../../claim/service";
import { getFrameAndVersion } from "../../classroom/queries";
import { listThreads, summarizeThreads } from "../../comment/queries";
import { withCursor } from "../../feed/cursor";
import { classroomProcedure, router } from "../trpc";

export const claimRouter = router({
  list: classroomProcedure
    .meta({ policy: "claim.read" })
    .input(InClassroom)
    .query(async ({ ctx }) => {
      const { frame, versionId } = await getFrameAndVersion(ctx.tx, ctx.actor);
      return { frame, ...(await listClaims(ctx.tx, ctx.actor, versionId)) };
    }),
  /** Everything a claim's page shows first. The spread is null for a student who has not weighed in. */
  get: classroomProcedure
    .meta({ policy: "claim.read" })
    .input(OneClaim)
    .query(async ({ ctx, input }) => {
      const { tx, actor } = ctx;
      const { frame, versionId } = await getFrameAndVersion(tx, actor);
      const page = await getClaim(tx, actor, versionId, input.key);
      const { sectionId } = page.claim;
      // Sent together, answered in order: the sequence is read before the window.
      const [mine, summary, window] = await Promise.all([
        getWeighing(tx, actor, page),
        summarizeThreads(tx, actor, sectionId),
        listThreads(tx, actor, { sectionId, order: "newest", filter: "all" }),
      ]);
      return {
        frame,
        ...page,
        mine,
        spread: await getSpread(tx, actor, page, mine),
        canWeighIn: can(actor, "claim.weighIn", { sectionId }),
        threads: withCursor(ctx, { ...window, ...summary }),
      };
    }),
  weighIn: classroomProcedure
    .meta({ policy: "claim.weighIn" })
    .input(WeighIn)
    .mutation(({ ctx, input }) => weighIn(ctx.tx, ctx.actor, input)),
});
