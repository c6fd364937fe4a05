import { z } from "zod";
import { InClassroom } from "./classroom";

/** How far somebody has read a section; a section without a word on it is unread. */
export type SectionState = "part" | "read";

/**
 * Where somebody is in a section, and how far they have read it. `paragraphId` is the paragraph they are at;
 * `reachedId` the furthest one they have read to, when this is further than it was (docs/decisions/0010).
 */
export const KeepProgress = InClassroom.extend({
  sectionId: z.uuid(),
  paragraphId: z.uuid(),
  reachedId: z.uuid().nullish(),
});
export type KeepProgress = z.infer<typeof KeepProgress>;
