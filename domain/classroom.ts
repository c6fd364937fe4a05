import { z } from "zod";
import { NewPassword, PersonName, Username } from "./account";
import { NOTE_AUDIENCES } from "./audience";
import { isZone, UTC, ZONE_MAX_CHARS } from "./zone";

export const CLASSROOM_NAME_MAX_CHARS = 80;
export const JOIN_CODE_CHARS = 8;
export const JOIN_CODE_DAYS_DEFAULT = 14;
export const JOIN_CODE_DAYS_MAX = 120;

/**
 * Crockford's base 32 less the vowel A and E (no words), less what looks alike on a board: 26 signs, so eight of
 * them are 37.6 bits.
 */
export const JOIN_CODE_ALPHABET = "23456789BCDFGHJKMNPQRTVWXY";

/** Brings a code as a person types it to the form that is compared: upper case, no spaces or hyphens. */
export const normaliseJoinCode = (typed: string): string => typed.toUpperCase().replace(/[\s\-–—_.]+/g, "");

/** Shows a code in two groups of four, as it stands on the board. */
export const showJoinCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** A code as typed. Its form is not checked here: a malformed and an unknown one get the same sentence. */
export const TypedJoinCode = z.string().max(40).transform(normaliseJoinCode);

export const ClassroomName = z
  .string()
  .transform((name) => name.normalize("NFC").replace(/\s+/g, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "Give the class a name.")
      .max(CLASSROOM_NAME_MAX_CHARS, `Use at most ${CLASSROOM_NAME_MAX_CHARS} characters.`)
      .regex(/^[^\p{Cc}\p{Cf}\p{Cs}<>]*$/u, "Use letters, digits and plain punctuation."),
  );

export const InClassroom = z.strictObject({ classroomId: z.uuid() });

/** A time zone by its IANA name. What is too long is not even looked up. */
const TimeZone = z
  .string()
  .refine((name) => name.length <= ZONE_MAX_CHARS && isZone(name), "Choose a time zone from the list.");

/** What a teacher sets for the class; what is left out stays. */
export const UpdateClassroom = InClassroom.extend({
  noteAudience: z.enum(NOTE_AUDIENCES).optional(),
  timeZone: TimeZone.optional(),
});

export const CreateClassroom = z.strictObject({
  id: z.uuid(),
  name: ClassroomName,
  guideSlug: z
    .string()
    .max(80)
    .regex(/^[a-z0-9-]+$/, "There is no such guide."),
  displayName: PersonName,
  timeZone: TimeZone.default(UTC),
});

export const JoinClassroom = z.strictObject({
  code: TypedJoinCode,
  name: PersonName,
  username: Username.optional(),
  password: NewPassword.optional(),
});

export const RotateCode = InClassroom.extend({
  days: z.int().min(1).max(JOIN_CODE_DAYS_MAX).default(JOIN_CODE_DAYS_DEFAULT),
});
