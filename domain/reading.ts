import { z } from "zod";
import { InClassroom } from "./classroom";

/** How far somebody has read a section; a section without a word on it is unread. */
export type SectionState = "part" | "read";

/** What a device could not send for longer than this says nothing of where its reader is. */
export const PROGRESS_AGE_MAX_MS = 90 * 86_400_000;

/**
 * Where somebody is in a section, and how far they have read it. `paragraphId` is the paragraph they are at;
 * `reachedId` the furthest one they have read to, when this is further than it was; `agoMs` how long ago that was, by the
 * device's own clock, when it could not be sent at once (docs/decisions/0010).
 */
export const KeepProgress = InClassroom.extend({
  sectionId: z.uuid(),
  paragraphId: z.uuid(),
  reachedId: z.uuid().nullish(),
  agoMs: z.int().min(0).max(PROGRESS_AGE_MAX_MS).optional(),
});
export type KeepProgress = z.infer<typeof KeepProgress>;
