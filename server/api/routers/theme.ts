import { InClassroom } from "#domain/classroom";
import { authorize } from "#domain/policy";
import { AddTheme, MoveTheme, RetireTheme, UpdateTheme } from "#domain/theme";
import { addTheme, moveTheme, readClassAudience, retireTheme, updateTheme } from "../../annotation/themes";
import { getFrameAndVersion } from "../../classroom/queries";
import { classroomProcedure, router } from "../trpc";

export const themeRouter = router({
  /** The class's themes and whom its notes are for, for the teacher who sets them. */
  list: classroomProcedure
    .meta({ policy: "theme.read" })
    .input(InClassroom)
    .query(async ({ ctx }) => {
      authorize(ctx.actor, "theme.read");
      const { frame, notes } = await getFrameAndVersion(ctx.tx, ctx.actor);
      return { frame, themes: notes.themes, audience: await readClassAudience(ctx.tx, ctx.actor) };
    }),
  add: classroomProcedure
    .meta({ policy: "theme.write" })
    .input(AddTheme)
    .mutation(async ({ ctx, input }) => {
      await addTheme(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  update: classroomProcedure
    .meta({ policy: "theme.write" })
    .input(UpdateTheme)
    .mutation(async ({ ctx, input }) => {
      await updateTheme(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  retire: classroomProcedure
    .meta({ policy: "theme.write" })
    .input(RetireTheme)
    .mutation(async ({ ctx, input }) => {
      await retireTheme(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  move: classroomProcedure
    .meta({ policy: "theme.write" })
    .input(MoveTheme)
    .mutation(async ({ ctx, input }) => {
      await moveTheme(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
});
