import { z } from "zod";
import { InClassroom } from "#domain/classroom";
import {
  AmendDebate,
  BackStatement,
  CastVote,
  ChangeMove,
  CreateDebate,
  GiveSeat,
  KeepMove,
  MakeMove,
  MarkClaim,
  OnClaim,
  OnDebate,
  OnStatement,
  SaveStatement,
  SteerDebate,
  TakeSeat,
  WeighClaim,
} from "#domain/debate-inputs";
import { DomainError } from "#domain/errors";
import { getFrameAndVersion } from "../../classroom/queries";
import { amendDebate } from "../../debate/amend";
import { listClaims } from "../../debate/claims";
import { readDebate } from "../../debate/hold";
import { markClaim, weighClaim } from "../../debate/judge";
import { discardKept, keepMove, listKept } from "../../debate/kept";
import { listDebates } from "../../debate/list";
import { changeMove, isKeptWhen, makeMove, withdrawMove } from "../../debate/moves";
import { getDebatePage } from "../../debate/page";
import { getResults, isToSeal, listNamedVotes } from "../../debate/results";
import { giveSeat, takeSeat } from "../../debate/seats";
import { createDebate } from "../../debate/set";
import { backStatement, listVersions, saveStatement } from "../../debate/statements";
import { steerDebate } from "../../debate/steer";
import { castVote, getTurnout, sealAllOver, sealIfOver } from "../../debate/vote";
import { withCursor } from "../../feed/cursor";
import { classroomProcedure, router, steppingProcedure } from "../trpc";

const offset = z
  .string()
  .regex(/^\d{1,6}$/)
  .optional();

export const debateRouter = router({
  list: steppingProcedure
    .meta({ policy: "debate.read" })
    .input(InClassroom.extend({ cursor: offset }))
    .query(async ({ ctx, input }) => {
      const { toSeal, ...page } = await ctx.step(true, async (tx, actor) => {
        const { frame, seq } = await getFrameAndVersion(tx, actor);
        const { cursor } = withCursor({ ...ctx, actor }, { seq });
        return { frame, cursor, ...(await listDebates(tx, actor, Number(input.cursor ?? 0))) };
      });
      if (toSeal.length > 0) await ctx.step(false, (tx, actor) => sealAllOver(tx, actor, toSeal));
      return page;
    }),
  /** The debate's page: its clock, its sides, what was said, and where one stands. */
  get: steppingProcedure
    .meta({ policy: "debate.read" })
    .input(OnDebate.extend({ newest: z.boolean().optional() }))
    .query(async ({ ctx, input: { debateId, newest } }) => {
      const read = () =>
        ctx.step(true, async (tx, actor) =>
          withCursor({ ...ctx, actor }, await getDebatePage(tx, actor, debateId, newest)),
        );
      const { isToSeal: isLeft, ...page } = await read();
      if (!isLeft) return page;
      await ctx.step(false, (tx, actor) => sealIfOver(tx, actor, debateId));
      const { isToSeal: _, ...sealed } = await read();
      return sealed;
    }),
  /** More of what was said. */
  claims: classroomProcedure
    .meta({ policy: "debate.read" })
    .input(OnDebate.extend({ cursor: z.string().min(1).max(600).optional() }))
    .query(async ({ ctx, input }) => {
      await readDebate(ctx.tx, ctx.actor, input.debateId);
      return listClaims(ctx.tx, ctx.actor, input);
    }),
  turnout: classroomProcedure
    .meta({ policy: "debate.turnout" })
    .input(OnDebate)
    .query(({ ctx, input }) => getTurnout(ctx.tx, ctx.actor, input.debateId)),
  results: steppingProcedure
    .meta({ policy: "debate.results" })
    .input(OnDebate)
    .query(async ({ ctx, input: { debateId } }) => {
      if (await ctx.step(true, (tx, actor) => isToSeal(tx, actor, debateId)))
        await ctx.step(false, (tx, actor) => sealIfOver(tx, actor, debateId));
      return ctx.step(true, (tx, actor) => getResults(tx, actor, debateId));
    }),
  votes: steppingProcedure
    .meta({ policy: "debate.whoVotedWhat" })
    .input(OnDebate)
    .query(async ({ ctx, input: { debateId } }) => {
      if (await ctx.step(true, (tx, actor) => isToSeal(tx, actor, debateId)))
        await ctx.step(false, (tx, actor) => sealIfOver(tx, actor, debateId));
      return { votes: await ctx.step(true, (tx, actor) => listNamedVotes(tx, actor, debateId)) };
    }),
  create: classroomProcedure
    .meta({ policy: "debate.create" })
    .input(CreateDebate)
    .mutation(async ({ ctx, input }) => {
      await createDebate(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  /** Other terms, before it begins. */
  amend: classroomProcedure
    .meta({ policy: "debate.amend" })
    .input(AmendDebate)
    .mutation(async ({ ctx, input }) => {
      await amendDebate(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  steer: classroomProcedure
    .meta({ policy: "debate.phase" })
    .input(SteerDebate)
    .mutation(async ({ ctx, input }) => {
      await steerDebate(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  takeSeat: classroomProcedure
    .meta({ policy: "debate.takeSeat" })
    .input(TakeSeat)
    .mutation(({ ctx, input }) => takeSeat(ctx.tx, ctx.actor, input)),
  giveSeat: classroomProcedure
    .meta({ policy: "debate.seat" })
    .input(GiveSeat)
    .mutation(async ({ ctx, input }) => {
      await giveSeat(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  vote: classroomProcedure
    .meta({ policy: "debate.vote" })
    .input(CastVote)
    .mutation(({ ctx, input }) => castVote(ctx.tx, ctx.actor, input)),
  /** Says something. What came too late is kept for its writer, in a transaction of its own. */
  say: steppingProcedure
    .meta({ policy: "debate.claim" })
    .input(MakeMove)
    .mutation(async ({ ctx, input }) => {
      try {
        return await ctx.step(false, (tx, actor) => makeMove(tx, actor, input));
      } catch (error) {
        if (error instanceof DomainError && isKeptWhen(error))
          await ctx.step(false, (tx, actor) => keepMove(tx, actor, input));
        throw error;
      }
    }),
  change: classroomProcedure
    .meta({ policy: "debate.changeClaim" })
    .input(ChangeMove)
    .mutation(({ ctx, input }) => changeMove(ctx.tx, ctx.actor, input)),
  takeBack: classroomProcedure
    .meta({ policy: "debate.changeClaim" })
    .input(OnClaim)
    .mutation(async ({ ctx, input }) => {
      await withdrawMove(ctx.tx, ctx.actor, input.commentId);
      return { done: true };
    }),
  mark: classroomProcedure
    .meta({ policy: "debate.mark" })
    .input(MarkClaim)
    .mutation(({ ctx, input }) => markClaim(ctx.tx, ctx.actor, input)),
  weigh: classroomProcedure
    .meta({ policy: "debate.weigh" })
    .input(WeighClaim)
    .mutation(({ ctx, input }) => weighClaim(ctx.tx, ctx.actor, input)),
  /** Words that closed phases have left with the actor, of every debate of the class. */
  kept: classroomProcedure
    .meta({ policy: "debate.read" })
    .input(InClassroom)
    .query(async ({ ctx }) => ({ kept: await listKept(ctx.tx, ctx.actor) })),
  /** Keeps what somebody was writing when its phase closed. */
  keep: classroomProcedure
    .meta({ policy: "debate.keep" })
    .input(KeepMove)
    .mutation(async ({ ctx, input }) => {
      await keepMove(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  discard: classroomProcedure
    .meta({ policy: "debate.keep" })
    .input(InClassroom.extend({ keptId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      await discardKept(ctx.tx, ctx.actor, input.keptId);
      return { done: true };
    }),
  state: classroomProcedure
    .meta({ policy: "debate.state" })
    .input(SaveStatement)
    .mutation(({ ctx, input }) => saveStatement(ctx.tx, ctx.actor, input)),
  back: classroomProcedure
    .meta({ policy: "debate.state" })
    .input(BackStatement)
    .mutation(async ({ ctx, input }) => {
      await backStatement(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  versions: classroomProcedure
    .meta({ policy: "debate.read" })
    .input(OnStatement)
    .query(async ({ ctx, input }) => ({ versions: await listVersions(ctx.tx, ctx.actor, input) })),
});
