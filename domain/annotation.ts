import { z } from "zod";
import { PassageShape } from "./anchor/shape";
import { NOTE_AUDIENCES } from "./audience";
import { InClassroom } from "./classroom";
import { CommentText } from "./comment";
import { MOTIVATIONS, REACTIONS, THEMES_PER_NOTE_MAX } from "./note";

export const ThemeIds = z
  .array(z.uuid())
  .max(THEMES_PER_NOTE_MAX, "That is more themes than one passage can carry.");
const audience = z.enum(NOTE_AUDIENCES);

/** A passage marked in the text, with a theme, words, a question, or none of them. */
export const CreateAnnotation = InClassroom.extend({
  /** Made by the writer's browser: the same id with the same words is the same note. */
  id: z.uuid(),
  sectionId: z.uuid(),
  /** The version of the guide that the writer had before them. */
  versionId: z.uuid(),
  /** Where it stands in that version. */
  selectors: PassageShape,
  motivation: z.enum(MOTIVATIONS),
  themeIds: ThemeIds,
  audience,
  text: CommentText.nullable(),
});

/** What of a note is changed; what is left out stays. Its words are changed by `comment.update`. */
export const UpdateAnnotation = InClassroom.extend({
  commentId: z.uuid(),
  themeIds: ThemeIds.optional(),
  motivation: z.enum(MOTIVATIONS).optional(),
  audience: audience.optional(),
});

export const InSection = InClassroom.extend({ sectionId: z.uuid() });

export const ReactToComment = InClassroom.extend({
  commentId: z.uuid(),
  reaction: z.enum(REACTIONS),
  on: z.boolean(),
});
export const EndorseComment = InClassroom.extend({ commentId: z.uuid(), on: z.boolean() });
