import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { z } from "zod";
import { pool } from "../../../bench/database";
import { READ, view, WRITE } from "../../../bench/statement.mjs";

export const dynamic = "force-dynamic";

const t = initTRPC.create();

// The yardsticks of reading and posting: a procedure with one statement and no session.
const router = t.router({
  thread: t.procedure
    .input(z.strictObject({ classroomId: z.uuid(), sectionId: z.uuid() }))
    .query(async ({ input }) => {
      const rows = await pool().unsafe(READ, [input.classroomId, input.sectionId], { prepare: true });
      return { comments: rows.map(view) };
    }),
  post: t.procedure
    .input(
      z.strictObject({
        id: z.uuid(),
        classroomId: z.uuid(),
        sectionId: z.uuid(),
        authorId: z.uuid(),
        text: z.string().min(1),
      }),
    )
    .mutation(async ({ input: { id, classroomId, sectionId, authorId, text } }) => {
      const values = [id, classroomId, sectionId, authorId, text, `<p>${text}</p>`];
      const [row] = await pool().unsafe(WRITE, values, { prepare: true });
      return row;
    }),
});

const handle = (req: Request) => fetchRequestHandler({ endpoint: "/api/bench", req, router });

export { handle as GET, handle as POST };
