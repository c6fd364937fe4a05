import { z } from "zod";
import { AcceptInvitation, ChangePassword, KeepReader, SetUp } from "#domain/account";
import { resetPasswordOf, setDisabled } from "../../account/administration";
import {
  acceptInvitation,
  inviteTeacher,
  isInvitationOpen,
  isSetUpOpen,
  setUp,
  useInvitation,
} from "../../account/arrival";
import { hashPassword, newPassword } from "../../account/password";
import { listPeople, listSessions, readReader } from "../../account/queries";
import { changePassword, keepReader, signOutEverywhere } from "../../account/service";
import { getActor } from "../../auth";
import { authedProcedure, looseProcedure, publicProcedure, router } from "../trpc";

const code = z.string().min(1).max(100);

export const accountRouter = router({
  me: publicProcedure.meta({ policy: "public" }).query(async ({ ctx }) => {
    const actor = await getActor(ctx.cookieHeader, ctx);
    if (!actor) return null;
    return {
      id: actor.userId,
      name: actor.name,
      username: actor.username,
      role: actor.accountRole,
      isAdmin: actor.isAdmin,
      reader: await readReader(ctx.database.queries, actor.userId),
    };
  }),
  providers: publicProcedure
    .meta({ policy: "public" })
    .query(({ ctx }) => ctx.env.providers.map(({ id, name }) => ({ id, name }))),
  setupOpen: publicProcedure
    .meta({ policy: "public" })
    .input(z.strictObject({ code }))
    .query(async ({ ctx, input }) => ({
      open: await isSetUpOpen(ctx.database.queries, ctx.env.setupCode, input.code),
    })),
  setup: publicProcedure
    .meta({ policy: "setup.firstTeacher" })
    .input(SetUp)
    .mutation(async ({ ctx, input }) => {
      await setUp(ctx.database.queries, ctx.env.setupCode, input);
      return { username: input.username };
    }),
  invitation: publicProcedure
    .meta({ policy: "public" })
    .input(z.strictObject({ token: code }))
    .query(async ({ ctx, input }) => ({ valid: await isInvitationOpen(ctx.database.queries, input.token) })),
  acceptInvitation: publicProcedure
    .meta({ policy: "public" })
    .input(AcceptInvitation)
    .mutation(async ({ ctx, input }) => {
      await acceptInvitation(ctx.database.queries, input);
      return { username: input.username };
    }),
  useInvitation: authedProcedure
    .meta({ policy: "teacher.useInvitation" })
    .input(z.strictObject({ token: code }))
    .mutation(async ({ ctx, input }) => {
      await useInvitation(ctx.tx, ctx.actor, input.token);
      return { done: true };
    }),
  resetPassword: authedProcedure
    .meta({ policy: "user.resetPassword" })
    .input(z.strictObject({ userId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const password = newPassword();
      await resetPasswordOf(ctx.tx, ctx.actor, input.userId, () => hashPassword(password));
      return { password };
    }),
  setDisabled: authedProcedure
    .meta({ policy: "user.disable" })
    .input(z.strictObject({ userId: z.uuid(), disabled: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      await setDisabled(ctx.tx, ctx.actor, input.userId, input.disabled);
      return { done: true };
    }),
  invite: authedProcedure.meta({ policy: "teacher.invite" }).mutation(async ({ ctx }) => {
    const { token, expiresAt } = await inviteTeacher(ctx.tx, ctx.actor);
    return { url: new URL(`/invite/${token}`, ctx.env.publicUrl).href, expiresAt: expiresAt.toISOString() };
  }),
  people: authedProcedure
    .meta({ policy: "user.list" })
    .input(
      z.strictObject({
        cursor: z
          .string()
          .max(64)
          .regex(/^[a-z0-9.-]+$/)
          .optional(),
      }),
    )
    .query(({ ctx, input }) => listPeople(ctx.tx, ctx.actor, input.cursor)),
  sessions: authedProcedure
    .meta({ policy: "user.readSelf" })
    .query(({ ctx }) => listSessions(ctx.tx, ctx.actor)),
  keepReader: authedProcedure
    .meta({ policy: "user.update" })
    .input(KeepReader)
    .mutation(async ({ ctx, input }) => {
      await keepReader(ctx.tx, ctx.actor, input.reader);
      return { done: true };
    }),
  changePassword: looseProcedure
    .meta({ policy: "user.update" })
    .input(ChangePassword)
    .mutation(async ({ ctx, input }) => {
      await changePassword(ctx.database.queries, ctx.actor, input);
      return { username: ctx.actor.username };
    }),
  signOutEverywhere: looseProcedure.meta({ policy: "session.revokeAll" }).mutation(async ({ ctx }) => {
    await signOutEverywhere(ctx.database.queries, ctx.actor.userId);
    return { done: true };
  }),
});
