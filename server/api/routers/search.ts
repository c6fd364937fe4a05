import { SearchInput } from "#domain/search";
import { getFrame } from "../../classroom/queries";
import { search } from "../../search/query";
import { classroomProcedure, router } from "../trpc";

export const searchRouter = router({
  /** What the class's guide and its talk say of some words, as far as the asker may read them. */
  query: classroomProcedure
    .meta({ policy: "search.query" })
    .input(SearchInput)
    .query(async ({ ctx, input }) => ({
      ...(await search(ctx.tx, ctx.actor, input)),
      frame: input.frame ? await getFrame(ctx.tx, ctx.actor) : null,
    })),
});
