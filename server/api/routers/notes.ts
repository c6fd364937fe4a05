import { OneBoard } from "#domain/board";
import { InClassroom } from "#domain/classroom";
import { ExportNotes, ImportNotes } from "#domain/exchange";
import { ListMyNotes } from "#domain/my-notes";
import { getBoard, getBoards } from "../../annotation/boards";
import { listEvidence } from "../../annotation/evidence";
import { listMyNotes } from "../../annotation/mine";
import { getFrame, getFrameAndVersion } from "../../classroom/queries";
import { listKept } from "../../debate/kept";
import { exportNotes } from "../../exchange/export";
import { importNotes, prepareImport } from "../../exchange/import";
import { withKept } from "../../exchange/kept";
import { findLines } from "../../exchange/lines";
import { classroomProcedure, router, steppingProcedure } from "../trpc";

export const notesRouter = router({
  /** The themes of the class with what is marked in them, and where. */
  boards: classroomProcedure
    .meta({ policy: "annotation.board" })
    .input(InClassroom)
    .query(async ({ ctx }) => {
      const { frame, versionId, notes } = await getFrameAndVersion(ctx.tx, ctx.actor);
      return { frame, ...(await getBoards(ctx.tx, ctx.actor, { versionId, themes: notes.themes })) };
    }),
  /** What is marked in one theme. */
  board: classroomProcedure
    .meta({ policy: "annotation.board" })
    .input(OneBoard)
    .query(async ({ ctx, input }) => {
      const { frame, versionId, notes } = await getFrameAndVersion(ctx.tx, ctx.actor);
      const reading = { versionId, themes: notes.themes };
      return { frame, themes: notes.themes, ...(await getBoard(ctx.tx, ctx.actor, input, reading)) };
    }),
  /** Everything the asker wrote. */
  mine: classroomProcedure
    .meta({ policy: "annotation.own" })
    .input(ListMyNotes)
    .query(async ({ ctx, input }) => {
      const { frame, versionId, notes } = await getFrameAndVersion(ctx.tx, ctx.actor);
      return { frame, themes: notes.themes, ...(await listMyNotes(ctx.tx, ctx.actor, input, versionId)) };
    }),
  /** The asker's own notes that stand in the text, to be used as evidence. */
  evidence: classroomProcedure
    .meta({ policy: "annotation.own" })
    .input(InClassroom)
    .query(async ({ ctx }) => ({ items: await listEvidence(ctx.tx, ctx.actor) })),
  /** Notes as the W3C model writes them, page by page. */
  export: classroomProcedure
    .meta({ policy: "annotation.export" })
    .input(ExportNotes)
    .query(async ({ ctx, input }) => {
      const { frame, versionId } = await getFrameAndVersion(ctx.tx, ctx.actor);
      const ground = { origin: ctx.env.publicUrl.origin, versionId, className: frame.classroom.name };
      const page = await exportNotes(ctx.tx, ctx.actor, input, ground);
      if (input.of !== "mine") return page;
      return withKept(page, await listKept(ctx.tx, ctx.actor), ctx.actor, ground.origin);
    }),
  /** What brings notes in. */
  importing: classroomProcedure
    .meta({ policy: "annotation.own" })
    .input(InClassroom)
    .query(async ({ ctx }) => ({ frame: await getFrame(ctx.tx, ctx.actor) })),
  /** Lines are sought between two transactions: no connection waits for that. */
  import: steppingProcedure
    .meta({ policy: "annotation.import" })
    .input(ImportNotes)
    .mutation(async ({ ctx, input }) => {
      const prepared = await ctx.step(true, async (tx, actor) => {
        const { versionId } = await getFrameAndVersion(tx, actor);
        return prepareImport(tx, actor, input.notes, versionId);
      });
      const found = await findLines(prepared.known, input.notes);
      return ctx.step(input.isTrial, async (tx, actor) => {
        const { versionId, notes } = await getFrameAndVersion(tx, actor);
        const reading = { versionId, themes: notes.themes };
        return { lines: await importNotes(tx, actor, input, { ...prepared, found }, reading) };
      });
    }),
});
