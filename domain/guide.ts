import { z } from "zod";
import { InClassroom } from "./classroom";

/** Nobody plans further ahead than a school year and its holidays. */
export const LOCK_MAX_DAYS = 400;

export const SectionPath = z
  .string()
  .max(200)
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "No section has this address.");

export const LockPart = InClassroom.extend({
  partKey: z
    .string()
    .max(80)
    .regex(/^[a-z0-9-]+$/, "No part has this name."),
  /** Until when students cannot read it, ISO 8601; null opens it now. */
  until: z.iso.datetime({ offset: true, error: "Choose a day and a time." }).nullable(),
});

/** Which section's sentences are asked for; without one, the first that is open. */
export const AskPassages = InClassroom.extend({ sectionId: z.uuid().optional() });
