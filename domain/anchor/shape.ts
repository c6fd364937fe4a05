import { z } from "zod";
import { CONTEXT_CHARS, EXACT_MAX_CHARS } from "./selectors";

const place = z.int().min(0).max(10_000_000);

/** A passage as a browser sends it: where it is in the section's text, and the words that are said to stand there. */
export const PassageShape = z.strictObject({
  start: place,
  end: place,
  exact: z.string().min(1).max(EXACT_MAX_CHARS),
});

/** What is known of a passage that comes from elsewhere: `Sought`. */
export const SoughtShape = z.strictObject({
  exact: z.string().min(1).max(EXACT_MAX_CHARS),
  prefix: z
    .string()
    .max(8 * CONTEXT_CHARS)
    .optional(),
  suffix: z
    .string()
    .max(8 * CONTEXT_CHARS)
    .optional(),
  start: place.optional(),
  paragraphId: z.uuid().optional(),
  offset: place.optional(),
});
