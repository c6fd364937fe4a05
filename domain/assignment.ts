import { z } from "zod";
import { InClassroom } from "./classroom";
import { PlainText } from "./label";

export const ASSIGNED_SECTIONS_MAX = 20;
export const ASSIGNED_NOTES_MAX = 20;
export const INSTRUCTIONS_MAX_CHARS = 1_000;
/** Further away than this nobody sets anything. */
export const DUE_MAX_DAYS = 400;

/** What a reading assignment asks for. */
const ReadingRule = z.strictObject({
  sectionIds: z
    .array(z.uuid())
    .min(1, "Choose at least one section.")
    .max(ASSIGNED_SECTIONS_MAX, `Choose at most ${ASSIGNED_SECTIONS_MAX} sections.`)
    .refine((ids) => new Set(ids).size === ids.length, "A section is in the list twice."),
  notesMin: z
    .int("Write a whole number of notes.")
    .min(1, "Ask for at least one note.")
    .max(ASSIGNED_NOTES_MAX, `Ask for at most ${ASSIGNED_NOTES_MAX} notes.`),
  needsTheme: z.boolean(),
  needsReason: z.boolean(),
  instructions: PlainText(INSTRUCTIONS_MAX_CHARS),
  dueAt: z.iso.datetime({ precision: 3, error: "Choose a day and a time." }),
});
export type ReadingRule = z.infer<typeof ReadingRule>;

/** Notes asked of the class. The id is made by the browser: the same id with the same rule is the same assignment. */
export const CreateReading = InClassroom.extend({ id: z.uuid(), ...ReadingRule.shape });

/** Another rule for an assignment, and the one its teacher had before. */
export const ChangeReading = InClassroom.extend({
  assignmentId: z.uuid(),
  ...ReadingRule.shape,
  before: ReadingRule,
});

export const OnAssignment = InClassroom.extend({ assignmentId: z.uuid() });
