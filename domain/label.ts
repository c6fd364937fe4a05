import { z } from "zod";

/**
 * A short name that people give to something: one line, trimmed, without signs that draw nothing.
 *
 * @param max    characters at most
 * @param empty  the sentence where nothing was written
 */
export const Label = (max: number, empty: string) =>
  z
    .string()
    .transform((name) => name.normalize("NFC").replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .min(1, empty)
        .max(max, `Use at most ${max} characters.`)
        .regex(/^[^\p{Cc}\p{Cf}\p{Cs}<>]*$/u, "Use letters, digits and plain punctuation."),
    );

/**
 * Plain text of some lines: no markup is read into it, and none is left out.
 *
 * @param max  characters at most
 */
export const PlainText = (max: number) =>
  z
    .string()
    .max(max * 2, `Use at most ${max} characters.`)
    .transform((text) => text.normalize("NFC").replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .max(max, `Use at most ${max} characters.`)
        .regex(
          /^(?:[\t\n]|[^\p{Cc}\p{Cs}])*$/u,
          "This has signs that cannot be kept. Write it as plain text.",
        ),
    );
