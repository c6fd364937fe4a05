import { z } from "zod";
import { InClassroom } from "#domain/classroom";
import { ChangePrompt, CreatePrompt, GrantSeat, OnPrompt } from "#domain/prompt-inputs";
import { getFrameAndVersion } from "../../classroom/queries";
import { withCursor } from "../../feed/cursor";
import { letInLeftovers } from "../../prompt/let-in";
import { listPrompts } from "../../prompt/list";
import { getLedgerPage, getPromptPage } from "../../prompt/page";
import { grantSeat } from "../../prompt/people";
import { changePrompt, createPrompt, publishPrompt } from "../../prompt/set";
import { classroomProcedure, router, steppingProcedure } from "../trpc";

const offset = z
  .string()
  .regex(/^\d{1,6}$/)
  .optional();

export const promptRouter = router({
  list: classroomProcedure
    .meta({ policy: "prompt.read" })
    .input(InClassroom.extend({ cursor: offset }))
    .query(async ({ ctx, input }) => ({
      frame: (await getFrameAndVersion(ctx.tx, ctx.actor)).frame,
      ...(await listPrompts(ctx.tx, ctx.actor, Number(input.cursor ?? 0))),
    })),
  /** The prompt's page: its terms, where one stands, and the answers where they are open. */
  get: steppingProcedure
    .meta({ policy: "prompt.read" })
    .input(OnPrompt.extend({ discussionId: z.uuid().optional() }))
    .query(async ({ ctx, input: { assignmentId, discussionId } }) => {
      const read = () =>
        ctx.step(true, async (tx, actor) => {
          const { threads, ...page } = await getPromptPage(tx, actor, assignmentId, discussionId);
          return { ...page, threads: threads && withCursor({ ...ctx, actor }, threads) };
        });
      let page = await read();
      if (page.hasLeftovers) {
        await ctx.step(false, (tx, actor) => letInLeftovers(tx, actor, assignmentId));
        page = await read();
      }
      const { hasLeftovers: _, ...shown } = page;
      return shown;
    }),
  /** The terms, and who has answered and who has not. */
  ledger: classroomProcedure
    .meta({ policy: "assignment.ledger" })
    .input(OnPrompt.extend({ cursor: offset }))
    .query(({ ctx, input }) =>
      getLedgerPage(ctx.tx, ctx.actor, input.assignmentId, Number(input.cursor ?? 0)),
    ),
  create: classroomProcedure
    .meta({ policy: "assignment.write" })
    .input(CreatePrompt)
    .mutation(async ({ ctx, input }) => {
      await createPrompt(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  change: classroomProcedure
    .meta({ policy: "assignment.write" })
    .input(ChangePrompt)
    .mutation(async ({ ctx, input }) => {
      await changePrompt(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  publish: classroomProcedure
    .meta({ policy: "assignment.write" })
    .input(OnPrompt)
    .mutation(async ({ ctx, input }) => {
      await publishPrompt(ctx.tx, ctx.actor, input.assignmentId);
      return { done: true };
    }),
  grant: classroomProcedure
    .meta({ policy: "assignment.write" })
    .input(GrantSeat)
    .mutation(async ({ ctx, input }) => {
      await grantSeat(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
});
