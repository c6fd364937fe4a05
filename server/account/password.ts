import { randomInt } from "node:crypto";
import { type Algorithm, hash, verify } from "@node-rs/argon2";

// OWASP's argon2id set: 19 MiB, two passes, one lane.
const ARGON2ID = { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 4;

let running = 0;
const waiting: (() => void)[] = [];

/** Lets four hashes run at once: more would only take memory and the other requests' time. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** Hashes a password with argon2id (about 20 ms). */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, ARGON2ID));

// Of a random password nobody knows: what an unknown user name is checked against, so that it takes as long.
let dummy: Promise<string> | undefined;

/** Checks a password; takes as long when there is no account (`stored` null) and then says no. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword(crypto.randomUUID());
  const against = stored ?? (await dummy);
  const same = await inTurn(() => verify(against, password)).catch(() => false);
  return stored !== null && same;
}

// Small letters and digits without look-alikes, for reading out.
const READABLE = "23456789bcdfghjkmnpqrtvwxy";

/** A new password to be read out once: four groups of three (56 bits). */
export const newPassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 3 }, () => READABLE[randomInt(READABLE.length)]).join(""),
  ).join("-");
