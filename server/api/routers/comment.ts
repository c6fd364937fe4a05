import { EndorseComment, ReactToComment } from "#domain/annotation";
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
import { createComment } from "../../comment/create";
import { getHistory, getSource } from "../../comment/history";
import { getThreadAt, listReplies, listThreads, summarizeThreads } from "../../comment/queries";
import { endorse, react } from "../../comment/reactions";
import { markSeen } from "../../comment/seen";
import { deleteComment, markThread, updateComment } from "../../comment/service";
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
  react: classroomProcedure
    .meta({ policy: "comment.react" })
    .input(ReactToComment)
    .mutation(({ ctx, input }) => react(ctx.tx, ctx.actor, input)),
  endorse: classroomProcedure
    .meta({ policy: "comment.endorse" })
    .input(EndorseComment)
    .mutation(({ ctx, input }) => endorse(ctx.tx, ctx.actor, input)),
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
