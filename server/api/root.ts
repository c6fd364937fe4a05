import { accountRouter } from "./routers/account";
import { annotationRouter } from "./routers/annotation";
import { assignmentRouter } from "./routers/assignment";
import { claimRouter } from "./routers/claim";
import { classroomRouter } from "./routers/classroom";
import { commentRouter } from "./routers/comment";
import { editionRouter } from "./routers/edition";
import { groupRouter } from "./routers/group";
import { guideRouter } from "./routers/guide";
import { liveRouter } from "./routers/live";
import { moderationRouter } from "./routers/moderation";
import { notesRouter } from "./routers/notes";
import { readingRouter } from "./routers/reading";
import { searchRouter } from "./routers/search";
import { themeRouter } from "./routers/theme";
import { createCallerFactory, router } from "./trpc";

/** Every procedure of the product. */
export const appRouter = router({
  account: accountRouter,
  annotation: annotationRouter,
  assignment: assignmentRouter,
  claim: claimRouter,
  classroom: classroomRouter,
  comment: commentRouter,
  edition: editionRouter,
  group: groupRouter,
  guide: guideRouter,
  live: liveRouter,
  moderation: moderationRouter,
  notes: notesRouter,
  reading: readingRouter,
  search: searchRouter,
  theme: themeRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures from the server itself, with the same checks as over HTTP. */
export const createCaller = createCallerFactory(appRouter);
