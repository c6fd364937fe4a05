import { z } from "zod";
import { parseReader, serializeReader } from "./reader";
import { USERNAME_MAX_CHARS } from "./username";

export const NAME_MAX_CHARS = 60;
export const PASSWORD_MIN_CHARS = 8;
export const PASSWORD_MAX_CHARS = 256;

/** A name as people write it: one line, no control or bidirectional override characters. */
export const PersonName = z
  .string()
  .transform((name) => name.normalize("NFC").replace(/\s+/g, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "Write a name.")
      .max(NAME_MAX_CHARS, `Use at most ${NAME_MAX_CHARS} characters.`)
      .regex(/^[^\p{Cc}\p{Cf}\p{Cs}<>]*$/u, "Use letters, spaces, hyphens and full stops."),
  );

/** A user name: unique in the installation, lower case, safe to read aloud in class. */
export const Username = z
  .string()
  .transform((name) => name.normalize("NFKC").trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(3, "Use at least 3 characters.")
      .max(USERNAME_MAX_CHARS, `Use at most ${USERNAME_MAX_CHARS} characters.`)
      .regex(
        /^[a-z0-9](?:[a-z0-9]|[.-](?=[a-z0-9]))+$/,
        "Use the letters a to z, digits, and single full stops or hyphens between them.",
      ),
  );

// The few that every list of leaked passwords begins with, at our length and above; the length rule does the rest.
const COMMON = new Set(
  "password passw0rd password1 password123 12345678 123456789 1234567890 11111111 qwertyui qwertyuiop qwerty123 iloveyou sunshine princess football baseball superman trustno1 letmein1 welcome1 commonplace nevermind hailsham abcdefgh abcd1234 asdfghjk 87654321 00000000 computer".split(
    " ",
  ),
);

/** A new password. Long ones and spaces are welcome; the commonest are refused. */
export const NewPassword = z
  .string()
  .min(PASSWORD_MIN_CHARS, `Use at least ${PASSWORD_MIN_CHARS} characters.`)
  .max(PASSWORD_MAX_CHARS, `Use at most ${PASSWORD_MAX_CHARS} characters.`)
  .refine((password) => !COMMON.has(password.toLowerCase()), "Many people use this one. Choose another.")
  .refine((password) => new Set(password).size > 3, "Use more than three different characters.");

/** A password as typed at sign-in: bounded only so that hashing it stays cheap. */
export const TypedPassword = z.string().min(1, "Write your password.").max(PASSWORD_MAX_CHARS);

const code = z.string().min(1).max(100);

export const SetUp = z.strictObject({ code, name: PersonName, username: Username, password: NewPassword });
export const AcceptInvitation = z.strictObject({
  token: code,
  name: PersonName,
  username: Username,
  password: NewPassword,
});
export const ChangePassword = z.strictObject({ current: TypedPassword, next: NewPassword });

/** Text settings to keep: whatever is sent, what is stored is what `serializeReader` writes. */
export const KeepReader = z.strictObject({
  reader: z
    .string()
    .max(60)
    .transform((value) => serializeReader(parseReader(value))),
});
