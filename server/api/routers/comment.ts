import {
  CreateComment,
  ListComments,
  ListReplies,
  LockComment,
  MarkSeen,
  OneComment,
  PinComment,
  UpdateComment,
} from "#domain/comment";
import { DomainError } from "#domain/errors";
import {
  getHistory,
  getSource,
  getThreadAt,
  listReplies,
  listThreads,
  summarizeThreads,
} from "../../comment/queries";
import { markSeen } from "../../comment/seen";
import { createComment, deleteComment, markThread, updateComment } from "../../comment/service";
import { openPositions, withCursor } from "../../feed/cursor";
import { classroomProcedure, router } from "../trpc";

export const commentRouter = router({
  list: classroomProcedure
    .meta({ policy: "comment.list" })
    .input(ListComments)
    .query(async ({ ctx, input }) => {
      const [summary, window] = await Promise.all([
        summarizeThreads(ctx.tx, ctx.actor, input.sectionId),
        listThreads(ctx.tx, ctx.actor, input),
      ]);
      return withCursor(ctx, { ...window, ...summary });
    }),
  replies: classroomProcedure
    .meta({ policy: "comment.list" })
    .input(ListReplies)
    .query(({ ctx, input }) => listReplies(ctx.tx, ctx.actor, input)),
  threadAt: classroomProcedure
    .meta({ policy: "comment.list" })
    .input(OneComment)
    .query(({ ctx, input }) => getThreadAt(ctx.tx, ctx.actor, input.commentId)),
  source: classroomProcedure
    .meta({ policy: "comment.source" })
    .input(OneComment)
    .query(({ ctx, input }) => getSource(ctx.tx, ctx.actor, input.commentId)),
  history: classroomProcedure
    .meta({ policy: "comment.history" })
    .input(OneComment)
    .query(({ ctx, input }) => getHistory(ctx.tx, ctx.actor, input.commentId)),
  create: classroomProcedure
    .meta({ policy: "comment.create" })
    .input(CreateComment)
    .mutation(({ ctx, input }) => createComment(ctx.tx, ctx.actor, input)),
  update: classroomProcedure
    .meta({ policy: "comment.update" })
    .input(UpdateComment)
    .mutation(({ ctx, input }) => updateComment(ctx.tx, ctx.actor, input)),
  delete: classroomProcedure
    .meta({ policy: "comment.delete" })
    .input(OneComment)
    .mutation(async ({ ctx, input }) => {
      await deleteComment(ctx.tx, ctx.actor, input.commentId);
      return { done: true };
    }),
  pin: classroomProcedure
    .meta({ policy: "comment.pin" })
    .input(PinComment)
    .mutation(({ ctx, input }) =>
      markThread(ctx.tx, ctx.actor, input.commentId, { kind: "pin", on: input.pinned }),
    ),
  lock: classroomProcedure
    .meta({ policy: "comment.lock" })
    .input(LockComment)
    .mutation(({ ctx, input }) =>
      markThread(ctx.tx, ctx.actor, input.commentId, { kind: "lock", on: input.locked }),
    ),
  markSeen: classroomProcedure
    .meta({ policy: "comment.markSeen" })
    .input(MarkSeen)
    .mutation(async ({ ctx, input }) => {
      const upTo = openPositions(ctx.env.secret, input.upTo)?.get(ctx.actor.classroomId)?.seq;
      if (upTo === undefined) throw new DomainError("INVALID", "This page is too old. Reload it.");
      await markSeen(ctx.tx, ctx.actor, { ...input, upTo });
      return { done: true };
    }),
});
