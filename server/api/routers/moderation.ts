import { z } from "zod";
import { InClassroom } from "#domain/classroom";
import { HideComment, OneComment, ReportComment } from "#domain/comment";
import { getFrame } from "../../classroom/queries";
import { hideComment, restoreComment } from "../../comment/service";
import { listReports, reportComment, resolveReport } from "../../moderation/service";
import { classroomProcedure, router } from "../trpc";

export const moderationRouter = router({
  report: classroomProcedure
    .meta({ policy: "comment.report" })
    .input(ReportComment)
    .mutation(async ({ ctx, input }) => {
      await reportComment(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  reports: classroomProcedure
    .meta({ policy: "report.list" })
    .input(
      InClassroom.extend({
        cursor: z
          .string()
          .regex(/^\d{1,6}$/)
          .optional(),
      }),
    )
    .query(async ({ ctx, input }) => ({
      ...(await listReports(ctx.tx, ctx.actor, Number(input.cursor ?? 0))),
      frame: await getFrame(ctx.tx, ctx.actor),
    })),
  resolve: classroomProcedure
    .meta({ policy: "report.resolve" })
    .input(InClassroom.extend({ reportId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      await resolveReport(ctx.tx, ctx.actor, input.reportId);
      return { done: true };
    }),
  hide: classroomProcedure
    .meta({ policy: "comment.moderate" })
    .input(HideComment)
    .mutation(({ ctx, input }) => hideComment(ctx.tx, ctx.actor, input.commentId, input.reason)),
  restore: classroomProcedure
    .meta({ policy: "comment.moderate" })
    .input(OneComment)
    .mutation(({ ctx, input }) => restoreComment(ctx.tx, ctx.actor, input.commentId)),
});
