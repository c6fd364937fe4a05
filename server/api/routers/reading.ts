import { KeepProgress } from "#domain/reading";
import { keepProgress } from "../../reading/service";
import { classroomProcedure, router } from "../trpc";

export const readingRouter = router({
  keep: classroomProcedure
    .meta({ policy: "progress.keep" })
    .input(KeepProgress)
    .mutation(({ ctx, input }) => keepProgress(ctx.tx, ctx.actor, input)),
});
