import { randomInt } from "node:crypto";
import { JOIN_CODE_ALPHABET, JOIN_CODE_CHARS } from "#domain/classroom";
import { fingerprint, open, seal } from "../secret";

/** Makes a join code: eight signs of the alphabet, each drawn evenly by the system's generator. */
export const newJoinCode = (): string =>
  Array.from(
    { length: JOIN_CODE_CHARS },
    () => JOIN_CODE_ALPHABET[randomInt(JOIN_CODE_ALPHABET.length)],
  ).join("");

/** What is looked up instead of the code. */
export const joinCodeHmac = (secret: string, code: string): string => fingerprint(secret, "join-code", code);

/** The code as it is stored, for the teacher's board only. */
export const sealJoinCode = (secret: string, code: string): string => seal(secret, "join-code", code);

/** The code to show, or null when the installation's secret has changed since. */
export const openJoinCode = (secret: string, sealed: string): string | null =>
  open(secret, "join-code", sealed);
