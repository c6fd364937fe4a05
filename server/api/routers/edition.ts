import { InClassroom } from "#domain/classroom";
import { AdoptEdition, AskPlaces, ListLost } from "#domain/edition";
import { getFrame } from "../../classroom/queries";
import { getChoice, listLost } from "../../edition/lost";
import { getEditionState } from "../../edition/queries";
import { adoptEdition } from "../../edition/service";
import { classroomProcedure, router } from "../trpc";

export const editionRouter = router({
  /** Whether the class's guide has a newer edition, and what a move to it would change. */
  state: classroomProcedure
    .meta({ policy: "guide.readEditions" })
    .input(InClassroom)
    .query(async ({ ctx }) => ({
      ...(await getEditionState(ctx.tx, ctx.actor)),
      frame: await getFrame(ctx.tx, ctx.actor),
    })),
  adopt: classroomProcedure
    .meta({ policy: "guide.update" })
    .input(AdoptEdition)
    .mutation(({ ctx, input }) => adoptEdition(ctx.tx, ctx.actor, input.versionId)),
  /** Notes that lost their line, of which the asker may say where they belong. */
  lost: classroomProcedure
    .meta({ policy: "annotation.reattach" })
    .input(ListLost)
    .query(async ({ ctx, input }) => ({
      ...(await listLost(ctx.tx, ctx.actor, input.cursor)),
      frame: await getFrame(ctx.tx, ctx.actor),
    })),
  /** One of them, with a section to choose its new line in. */
  places: classroomProcedure
    .meta({ policy: "annotation.reattach" })
    .input(AskPlaces)
    .query(async ({ ctx, input }) => ({
      ...(await getChoice(ctx.tx, ctx.actor, input.commentId, input.sectionId)),
      frame: await getFrame(ctx.tx, ctx.actor),
    })),
});
