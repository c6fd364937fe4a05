import { z } from "zod";
import { CONTEXT_CHARS, EXACT_MAX_CHARS } from "./selectors";

const NO_PLACE = "That place is not in this section. Select the passage again.";
const place = z.int(NO_PLACE).min(0, NO_PLACE).max(10_000_000, NO_PLACE);
const quotation = z
  .string()
  .min(1, "Mark some words first.")
  .max(EXACT_MAX_CHARS, "That is too much to mark at once. Mark a shorter passage.");

/** A passage as a browser sends it: where it is in the section's text, and the words that are said to stand there. */
export const PassageShape = z.strictObject({
  start: place,
  end: place,
  exact: quotation,
});

/** What is known of a passage that comes from elsewhere: `Sought`. */
export const SoughtShape = z.strictObject({
  exact: quotation,
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
