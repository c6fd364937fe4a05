import { InClassroom } from "#domain/classroom";
import { CreateGroup, KeepGroups, PlaceStudent, RemoveGroup, RenameGroup } from "#domain/group";
import {
  createGroup,
  keepGroups,
  listGroups,
  placeStudent,
  removeGroup,
  renameGroup,
} from "../../classroom/groups";
import { getFrame } from "../../classroom/queries";
import { classroomProcedure, router } from "../trpc";

const writing = classroomProcedure.meta({ policy: "group.write" });

export const groupRouter = router({
  list: classroomProcedure
    .meta({ policy: "group.read" })
    .input(InClassroom)
    .query(async ({ ctx }) => ({
      ...(await listGroups(ctx.tx, ctx.actor)),
      frame: await getFrame(ctx.tx, ctx.actor),
    })),
  create: writing.input(CreateGroup).mutation(async ({ ctx, input }) => {
    await createGroup(ctx.tx, ctx.actor, input);
    return { done: true };
  }),
  rename: writing.input(RenameGroup).mutation(async ({ ctx, input }) => {
    await renameGroup(ctx.tx, ctx.actor, input);
    return { done: true };
  }),
  remove: writing.input(RemoveGroup).mutation(async ({ ctx, input }) => {
    await removeGroup(ctx.tx, ctx.actor, input.groupId);
    return { done: true };
  }),
  place: writing.input(PlaceStudent).mutation(async ({ ctx, input }) => {
    await placeStudent(ctx.tx, ctx.actor, input);
    return { done: true };
  }),
  /** Keeps groups as a preview showed them. */
  keep: writing.input(KeepGroups).mutation(async ({ ctx, input }) => {
    await keepGroups(ctx.tx, ctx.actor, input);
    return { done: true };
  }),
});
