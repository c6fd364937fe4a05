import { accountRouter } from "./routers/account";
import { annotationRouter } from "./routers/annotation";
import { answerRouter } from "./routers/answer";
import { assignmentRouter } from "./routers/assignment";
import { claimRouter } from "./routers/claim";
import { classroomRouter } from "./routers/classroom";
import { commentRouter } from "./routers/comment";
import { debateRouter } from "./routers/debate";
import { editionRouter } from "./routers/edition";
import { groupRouter } from "./routers/group";
import { guideRouter } from "./routers/guide";
import { liveRouter } from "./routers/live";
import { moderationRouter } from "./routers/moderation";
import { notesRouter } from "./routers/notes";
import { promptRouter } from "./routers/prompt";
import { readingRouter } from "./routers/reading";
import { searchRouter } from "./routers/search";
import { themeRouter } from "./routers/theme";
import { createCallerFactory, router } from "./trpc";

/** Every procedure of the product. */
export const appRouter = router({
  account: accountRouter,
  annotation: annotationRouter,
  answer: answerRouter,
  assignment: assignmentRouter,
  claim: claimRouter,
  classroom: classroomRouter,
  comment: commentRouter,
  debate: debateRouter,
  edition: editionRouter,
  group: groupRouter,
  guide: guideRouter,
  live: liveRouter,
  moderation: moderationRouter,
  notes: notesRouter,
  prompt: promptRouter,
  reading: readingRouter,
  search: searchRouter,
  theme: themeRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures from the server itself, with the same checks as over HTTP. */
export const createCaller = createCallerFactory(appRouter);
