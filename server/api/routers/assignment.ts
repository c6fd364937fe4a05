import { z } from "zod";
import { ChangeReading, CreateReading, OnAssignment } from "#domain/assignment";
import { InClassroom } from "#domain/classroom";
import { can } from "#domain/policy";
import { getAssignment, getLedger, listAssignments, listDue } from "../../assignment/queries";
import { changeReading, createReading, withdrawAssignment } from "../../assignment/service";
import { getFrameAndVersion } from "../../classroom/queries";
import { withCursor } from "../../feed/cursor";
import { getContents } from "../../guide/contents";
import { classroomProcedure, router } from "../trpc";

const offset = z
  .string()
  .regex(/^\d{1,6}$/)
  .optional();

export const assignmentRouter = router({
  /** Every assignment of the class, and for teachers what can be asked for. */
  list: classroomProcedure
    .meta({ policy: "assignment.read" })
    .input(InClassroom.extend({ cursor: offset }))
    .query(async ({ ctx, input }) => {
      const { frame, versionId, locks, seq } = await getFrameAndVersion(ctx.tx, ctx.actor);
      const reading = { versionId, locks };
      const { contents, lines } = await getContents(ctx.tx, versionId);
      const parts = contents.parts.map((part) => ({
        key: part.key,
        title: part.title,
        opensAt: locks[part.key] ?? null,
        sections: lines.filter(({ partKey }) => partKey === part.key).map(({ id, title }) => ({ id, title })),
      }));
      return {
        frame,
        cursor: withCursor(ctx, { seq }).cursor,
        parts: can(ctx.actor, "assignment.write") ? parts : [],
        ...(await listAssignments(ctx.tx, ctx.actor, reading, Number(input.cursor ?? 0))),
      };
    }),
  /** What is asked now, with one's own tally: what an open page reads again. */
  due: classroomProcedure
    .meta({ policy: "assignment.read" })
    .input(InClassroom)
    .query(async ({ ctx }) => ({
      items: await listDue(ctx.tx, ctx.actor, await getFrameAndVersion(ctx.tx, ctx.actor)),
    })),
  get: classroomProcedure
    .meta({ policy: "assignment.read" })
    .input(OnAssignment)
    .query(async ({ ctx, input }) => {
      const { frame, ...reading } = await getFrameAndVersion(ctx.tx, ctx.actor);
      return { frame, assignment: await getAssignment(ctx.tx, ctx.actor, reading, input.assignmentId) };
    }),
  /** What each student has written for it. */
  ledger: classroomProcedure
    .meta({ policy: "assignment.ledger" })
    .input(OnAssignment.extend({ cursor: offset }))
    .query(({ ctx, input }) => getLedger(ctx.tx, ctx.actor, input.assignmentId, Number(input.cursor ?? 0))),
  createReading: classroomProcedure
    .meta({ policy: "assignment.write" })
    .input(CreateReading)
    .mutation(async ({ ctx, input }) => {
      await createReading(ctx.tx, ctx.actor, await getFrameAndVersion(ctx.tx, ctx.actor), input);
      return { done: true };
    }),
  changeReading: classroomProcedure
    .meta({ policy: "assignment.write" })
    .input(ChangeReading)
    .mutation(async ({ ctx, input }) => {
      await changeReading(ctx.tx, ctx.actor, await getFrameAndVersion(ctx.tx, ctx.actor), input);
      return { done: true };
    }),
  withdraw: classroomProcedure
    .meta({ policy: "assignment.write" })
    .input(OnAssignment)
    .mutation(async ({ ctx, input }) => {
      await withdrawAssignment(ctx.tx, ctx.actor, input.assignmentId);
      return { done: true };
    }),
});
