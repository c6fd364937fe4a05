import { tracked } from "@trpc/server";
import { OnChange, Since } from "#domain/live";
import { processBus } from "../../feed/bus";
import { since, streamChanges } from "../../feed/stream";
import { authedProcedure, looseProcedure, router } from "../trpc";

export const liveRouter = router({
  /** One catch-up: what a page missed between its rendering and the stream, or while it was away. */
  since: authedProcedure
    .meta({ policy: "live.subscribe" })
    .input(Since)
    .query(({ ctx, input }) => since(ctx, ctx.tx, ctx.actor, input.cursor)),
  /** The stream of one browser over all its classes. Permission is asked before it starts, and again when it is opened anew. */
  onChange: looseProcedure
    .meta({ policy: "live.subscribe" })
    .input(OnChange)
    .subscription(async function* ({ ctx, input, signal }) {
      const bus = processBus(ctx);
      const abort = signal ?? new AbortController().signal;
      for await (const batch of streamChanges(
        ctx,
        bus,
        ctx.ticket,
        ctx.actor,
        input.lastEventId ?? null,
        abort,
      ))
        yield tracked(batch.cursor, batch);
    }),
});
