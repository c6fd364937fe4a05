import { z } from "zod";
import { asActor } from "#db/actor";
import { MEMBER_ROLES } from "#domain/actor";
import {
  CreateClassroom,
  InClassroom,
  JoinClassroom,
  RotateCode,
  TypedJoinCode,
  UpdateClassroom,
} from "#domain/classroom";
import { DomainError } from "#domain/errors";
import { proposeUsername } from "#domain/username";
import { hashPassword, newPassword } from "../../account/password";
import { createAccount, freeUsername } from "../../account/service";
import { giveCodeBack, takeCodeTry } from "../../account/throttle";
import { getActor } from "../../auth";
import { joinCodeHmac } from "../../classroom/code";
import {
  findByCode,
  getCode,
  getFrame,
  getFrameAndVersion,
  listKeptOut,
  listMembers,
  listMyClassrooms,
  type Preview,
} from "../../classroom/queries";
import {
  closeCode,
  createClassroom,
  joinClassroom,
  leaveClassroom,
  letIn,
  removeMember,
  resetPassword,
  rotateCode,
  setRole,
  updateClassroom,
} from "../../classroom/service";
import { sealAllOver } from "../../debate/vote";
import { withCursor } from "../../feed/cursor";
import { listGuides } from "../../guide/queries";
import { getHome } from "../../home/queries";
import {
  authedProcedure,
  classroomProcedure,
  publicProcedure,
  type RequestContext,
  router,
  steppingProcedure,
} from "../trpc";

const offset = z
  .string()
  .regex(/^\d{1,6}$/)
  .optional();
const onMember = InClassroom.extend({ userId: z.uuid() });

/** Looks a code up on the installation's budget; a wrong one is counted. */
async function previewByCode(ctx: RequestContext, userId: string | null, code: string): Promise<Preview> {
  await takeCodeTry(ctx.database.queries);
  const hmac = joinCodeHmac(ctx.env.secret, code);
  let isRight = true;
  try {
    return await asActor(ctx.database, { userId, joinCodeHmac: hmac }, (tx) => findByCode(tx, hmac, code));
  } catch (error) {
    isRight = !(error instanceof DomainError && error.code === "NOT_FOUND");
    throw error;
  } finally {
    if (isRight) await giveCodeBack(ctx.database.queries);
  }
}

export const classroomRouter = router({
  mine: authedProcedure
    .meta({ policy: "user.readSelf" })
    .query(({ ctx }) => listMyClassrooms(ctx.tx, ctx.actor)),
  guides: authedProcedure.meta({ policy: "guide.list" }).query(({ ctx }) => listGuides(ctx.tx, ctx.actor)),
  create: authedProcedure
    .meta({ policy: "classroom.create" })
    .input(CreateClassroom)
    .mutation(({ ctx, input }) => createClassroom(ctx.tx, ctx.env.secret, ctx.actor, input)),
  preview: publicProcedure
    .meta({ policy: "public" })
    .input(z.strictObject({ code: TypedJoinCode }))
    .query(async ({ ctx, input }) => {
      const { name, teacherName, guideTitle } = await previewByCode(ctx, null, input.code);
      return { name, teacherName, guideTitle };
    }),
  join: publicProcedure
    .meta({ policy: "classroom.joinByCode" })
    .input(JoinClassroom)
    .mutation(async ({ ctx, input }) => {
      const actor = await getActor(ctx.cookieHeader, ctx);
      const { classroomId } = await previewByCode(ctx, actor?.userId ?? null, input.code);
      const joinHmac = joinCodeHmac(ctx.env.secret, input.code);
      if (actor) {
        await asActor(ctx.database, { userId: actor.userId, joinCodeHmac: joinHmac }, (tx) =>
          joinClassroom(tx, actor.userId, { classroomId, name: input.name }),
        );
        return { classroomId, username: actor.username };
      }
      const { password } = input;
      if (!password)
        throw new DomainError("INVALID", "Choose a password.", { password: "Choose a password." });
      const passwordHash = await hashPassword(password);
      const userId = crypto.randomUUID();
      return asActor(ctx.database, { userId, joinCodeHmac: joinHmac }, async (tx) => {
        const username = input.username ?? (await freeUsername(tx, proposeUsername(input.name)));
        await createAccount(tx, { id: userId, name: input.name, username, passwordHash, role: "student" });
        await joinClassroom(tx, userId, { classroomId, name: input.name });
        return { classroomId, username };
      });
    }),
  home: steppingProcedure
    .meta({ policy: "classroom.read" })
    .input(InClassroom)
    .query(async ({ ctx }) => {
      const { toSeal, ...page } = await ctx.step(true, async (tx, actor) => {
        const { frame, seq, ...reading } = await getFrameAndVersion(tx, actor);
        const { cursor } = withCursor({ ...ctx, actor }, { seq });
        return { frame, cursor, ...(await getHome(tx, actor, reading)) };
      });
      if (toSeal.length > 0) await ctx.step(false, (tx, actor) => sealAllOver(tx, actor, toSeal));
      return page;
    }),
  members: classroomProcedure
    .meta({ policy: "member.list" })
    .input(InClassroom.extend({ cursor: offset }))
    .query(async ({ ctx, input }) => ({
      ...(await listMembers(ctx.tx, ctx.actor, Number(input.cursor ?? 0))),
      keptOut: await listKeptOut(ctx.tx, ctx.actor),
      frame: await getFrame(ctx.tx, ctx.actor),
    })),
  update: classroomProcedure
    .meta({ policy: "classroom.update" })
    .input(UpdateClassroom)
    .mutation(async ({ ctx, input }) => {
      await updateClassroom(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  code: classroomProcedure
    .meta({ policy: "classroom.readCode" })
    .input(InClassroom)
    .query(async ({ ctx }) => ({
      ...(await getCode(ctx.tx, ctx.env.secret, ctx.actor)),
      frame: await getFrame(ctx.tx, ctx.actor),
    })),
  rotateCode: classroomProcedure
    .meta({ policy: "classroom.rotateCode" })
    .input(RotateCode)
    .mutation(async ({ ctx, input }) => {
      await rotateCode(ctx.tx, ctx.env.secret, ctx.actor, input.days);
      return { done: true };
    }),
  closeCode: classroomProcedure
    .meta({ policy: "classroom.rotateCode" })
    .input(InClassroom)
    .mutation(async ({ ctx }) => {
      await closeCode(ctx.tx, ctx.actor);
      return { done: true };
    }),
  setRole: classroomProcedure
    .meta({ policy: "member.setRole" })
    .input(onMember.extend({ role: z.enum(MEMBER_ROLES) }))
    .mutation(async ({ ctx, input }) => {
      await setRole(ctx.tx, ctx.actor, input.userId, input.role);
      return { done: true };
    }),
  removeMember: classroomProcedure
    .meta({ policy: "member.remove" })
    .input(onMember.extend({ keepOut: z.boolean().default(false) }))
    .mutation(async ({ ctx, input }) => {
      await removeMember(ctx.tx, ctx.actor, input.userId, input.keepOut);
      return { done: true };
    }),
  letIn: classroomProcedure
    .meta({ policy: "member.letIn" })
    .input(onMember)
    .mutation(async ({ ctx, input }) => {
      await letIn(ctx.tx, ctx.actor, input.userId);
      return { done: true };
    }),
  resetPassword: classroomProcedure
    .meta({ policy: "member.resetPassword" })
    .input(onMember)
    .mutation(async ({ ctx, input }) => {
      const password = newPassword();
      await resetPassword(ctx.tx, ctx.actor, input.userId, () => hashPassword(password));
      return { password };
    }),
  leave: classroomProcedure
    .meta({ policy: "classroom.leave" })
    .input(InClassroom)
    .mutation(async ({ ctx }) => {
      await leaveClassroom(ctx.tx, ctx.actor);
      return { done: true };
    }),
});
