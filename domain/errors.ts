/** The eight ways in which a request can fail on purpose. A ninth needs a decision record. */
export const ERROR_CODES = [
  "UNAUTHENTICATED",
  "NOT_FOUND",
  "FORBIDDEN",
  "INVALID",
  "CONFLICT",
  "CLOSED",
  "RATE_LIMITED",
  "UNAVAILABLE",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Extra facts for programs: sentences by field, or `retryAfterSeconds`. Never what the asker may not see. */
export type ErrorDetails = Record<string, string | number>;

/**
 * A refusal that a person can read. Thrown by domain and services; anything else that is thrown is a defect.
 *
 * @param code     what programs read
 * @param message  one sentence for the person, in the product's voice
 * @param details  by field, or `retryAfterSeconds`
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.details = details;
  }
}

/** The one answer for what is absent and for what is not the asker's to know of. */
export const notFound = (): DomainError => new DomainError("NOT_FOUND", "There is nothing here for you.");
