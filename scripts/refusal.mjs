/**
 * An expected refusal: something about the machine, the settings or the data that a person has to change.
 * The entry point prints `message` as it stands, without a stack, and ends with exit code 1.
 */
export class Refusal extends Error {
  name = "Refusal";
}

const REASONS = {
  EACCES: "this account has no right to it",
  EPERM: "it belongs to another account",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
};

/**
 * Says what went wrong in one sentence, when the cause is the machine and not our code.
 *
 * @param {unknown} error anything thrown
 * @returns {string | null} a sentence for a person, or null for a defect
 */
export function sentenceFor(error) {
  if (error instanceof Refusal) return error.message;
  const reason = REASONS[/** @type {any} */ (error)?.code];
  const path = /** @type {any} */ (error)?.path;
  return reason && path ? `Cannot use ${path}: ${reason}.` : null;
}
