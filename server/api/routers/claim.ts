import { OneClaim, WeighIn } from "#domain/claim";
import { InClassroom } from "#domain/classroom";
import { listClaims } from "../../claim/queries";
import { weighIn } from "../../claim/service";
import { getFrameAndVersion } from "../../classroom/queries";
import { withCursor } from "../../feed/cursor";
import { getClaimPage } from "../../section/queries";
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
      const page = await getClaimPage(ctx.tx, ctx.actor, input.key);
      return { ...page, threads: withCursor(ctx, page.threads) };
    }),
  weighIn: classroomProcedure
    .meta({ policy: "claim.weighIn" })
    .input(WeighIn)
    .mutation(({ ctx, input }) => weighIn(ctx.tx, ctx.actor, input)),
});
