import {
  AskToBeLetIn,
  CommitAnswer,
  GiveFeedback,
  OnAnswer,
  SaveAnswerDraft,
  SendBackAnswer,
  TakeStance,
} from "#domain/prompt-inputs";
import { commitAnswer, letIn, removeAnswer, sendBack } from "../../prompt/commit";
import { askToBeLetIn, saveDraft } from "../../prompt/draft";
import { giveFeedback, listFeedback } from "../../prompt/feedback";
import { takeStance } from "../../prompt/stance";
import { classroomProcedure, router } from "../trpc";

export const answerRouter = router({
  /** Autosaves what is being written, for its writer alone. */
  saveDraft: classroomProcedure
    .meta({ policy: "answer.write" })
    .input(SaveAnswerDraft)
    .mutation(({ ctx, input }) => saveDraft(ctx.tx, ctx.actor, input)),
  commit: classroomProcedure
    .meta({ policy: "answer.write" })
    .input(CommitAnswer)
    .mutation(({ ctx, input }) => commitAnswer(ctx.tx, ctx.actor, input)),
  ask: classroomProcedure
    .meta({ policy: "answer.write" })
    .input(AskToBeLetIn)
    .mutation(async ({ ctx, input }) => {
      await askToBeLetIn(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  takeStance: classroomProcedure
    .meta({ policy: "answer.write" })
    .input(TakeStance)
    .mutation(async ({ ctx, input }) => {
      await takeStance(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  remove: classroomProcedure
    .meta({ policy: "answer.remove" })
    .input(OnAnswer)
    .mutation(async ({ ctx, input }) => {
      await removeAnswer(ctx.tx, ctx.actor, input.commentId);
      return { done: true };
    }),
  sendBack: classroomProcedure
    .meta({ policy: "answer.moderate" })
    .input(SendBackAnswer)
    .mutation(({ ctx, input }) => sendBack(ctx.tx, ctx.actor, input)),
  letIn: classroomProcedure
    .meta({ policy: "answer.moderate" })
    .input(OnAnswer)
    .mutation(({ ctx, input }) => letIn(ctx.tx, ctx.actor, input.commentId)),
  giveFeedback: classroomProcedure
    .meta({ policy: "answer.moderate" })
    .input(GiveFeedback)
    .mutation(async ({ ctx, input }) => {
      await giveFeedback(ctx.tx, ctx.actor, input);
      return { done: true };
    }),
  feedback: classroomProcedure
    .meta({ policy: "answer.readFeedback" })
    .input(OnAnswer)
    .query(async ({ ctx, input }) => ({ items: await listFeedback(ctx.tx, ctx.actor, input.commentId) })),
});
