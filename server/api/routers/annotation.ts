import { CreateAnnotation, InSection, UpdateAnnotation } from "#domain/annotation";
import { ReattachAnnotation } from "#domain/edition";
import { listMarks } from "../../annotation/queries";
import { createAnnotation, updateAnnotation } from "../../annotation/service";
import { getFrameAndVersion } from "../../classroom/queries";
import { reattachAnnotation } from "../../edition/reattach";
import { classroomProcedure, router } from "../trpc";

export const annotationRouter = router({
  create: classroomProcedure
    .meta({ policy: "annotation.create" })
    .input(CreateAnnotation)
    .mutation(({ ctx, input }) => createAnnotation(ctx.tx, ctx.actor, input)),
  update: classroomProcedure
    .meta({ policy: "annotation.update" })
    .input(UpdateAnnotation)
    .mutation(({ ctx, input }) => updateAnnotation(ctx.tx, ctx.actor, input)),
  /** Gives a note that lost its line a new one. */
  reattach: classroomProcedure
    .meta({ policy: "annotation.reattach" })
    .input(ReattachAnnotation)
    .mutation(({ ctx, input }) => reattachAnnotation(ctx.tx, ctx.actor, input)),
  /** Everything marked in a section. */
  marks: classroomProcedure
    .meta({ policy: "annotation.read" })
    .input(InSection)
    .query(async ({ ctx, input }) => {
      const { versionId, notes } = await getFrameAndVersion(ctx.tx, ctx.actor);
      const themeIds = notes.themes.map(({ id }) => id);
      const at = { sectionId: input.sectionId, versionId, themeIds };
      const marks = await listMarks(ctx.tx, ctx.actor, at);
      return { versionId, notes, marks };
    }),
});
