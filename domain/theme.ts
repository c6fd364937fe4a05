import { z } from "zod";
import { InClassroom } from "./classroom";
import { Label, PlainText } from "./label";
import { INKS, THEME_DEFINITION_MAX_CHARS, THEME_NAME_MAX_CHARS } from "./theme-limits";

const Words = z.strictObject({
  name: Label(THEME_NAME_MAX_CHARS, "Give the theme a name."),
  definition: PlainText(THEME_DEFINITION_MAX_CHARS),
});

/** A theme that a teacher adds. Its id is made by the browser: the same id with the same name is the same theme. */
export const AddTheme = InClassroom.extend({
  id: z.uuid(),
  ...Words.shape,
  /** Null: a plain rule and a letter. */
  ink: z.enum(INKS).nullable(),
});

/** A theme's words anew, and as its teacher had them before. */
export const UpdateTheme = InClassroom.extend({
  themeId: z.uuid(),
  ...Words.shape,
  before: z.strictObject({ name: z.string().max(200), definition: z.string().max(2_000) }),
});

export const RetireTheme = InClassroom.extend({ themeId: z.uuid(), retired: z.boolean() });
export const MoveTheme = InClassroom.extend({ themeId: z.uuid(), by: z.enum(["up", "down"]) });

/**
 * The letter that stands for a theme: the first of its name that no other theme in use has, or the first of the
 * alphabet.
 *
 * @param taken  letters of the others
 */
export function letterFor(name: string, taken: readonly string[]): string {
  const own = [...name.toLocaleUpperCase("en")].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  const free = [...own, ..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !taken.includes(letter));
  return free ?? own[0] ?? "A";
}
