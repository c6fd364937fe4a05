/** What went wrong, in words a person can use: one sentence, and one more for each field it concerns. */
export type ActionError = { code: string; message: string; fields: Record<string, string> };

const SENTENCES: Record<string, string> = {
  UNAUTHENTICATED: "You were signed out. Sign in to go on.",
  NOT_FOUND: "This is not here any more, or it is not yours to open.",
  FORBIDDEN: "You cannot do this here.",
  INVALID: "Something in the form needs another look.",
  CONFLICT: "Somebody else changed this first. Load the page again to see it.",
  CLOSED: "This is closed.",
  RATE_LIMITED: "Too many tries. Wait a little and try again.",
  UNAVAILABLE: "The server cannot answer just now. It is still here, as you wrote it. Try again.",
  OFFLINE: "This did not go through: the network is away. It is still here, as you wrote it. Try again.",
  UNKNOWN: "Something went wrong on our side. It is still here, as you wrote it. Try again.",
};

/** Makes an error by hand, for what a form can tell before it asks the server. */
export function actionError(
  code: string,
  message?: string,
  fields: Record<string, string> = {},
): ActionError {
  return { code, message: message ?? SENTENCES[code] ?? SENTENCES.UNKNOWN ?? "", fields };
}

/** Turns whatever was thrown into an ActionError. Only the API's own sentences are shown as they came. */
export function toActionError(thrown: unknown): ActionError {
  if (isActionError(thrown)) return thrown;
  const data = property(thrown, "data");
  const domain = property(data, "domain");
  const code = property(domain, "code");
  if (typeof code === "string") {
    const message = property(domain, "message");
    return actionError(
      code,
      typeof message === "string" ? message : undefined,
      sentences(property(domain, "details")),
    );
  }
  // The API answers every refusal with data. Without it the answer never came.
  if (data === undefined || data === null) return actionError("OFFLINE");
  return actionError(property(data, "code") === "UNAUTHORIZED" ? "UNAUTHENTICATED" : "UNKNOWN");
}

function isActionError(value: unknown): value is ActionError {
  return typeof property(value, "fields") === "object" && typeof property(value, "code") === "string";
}

// Details that are facts for programs and not sentences for a field.
const FACTS = new Set(["free", "retryAfterSeconds"]);

function sentences(details: unknown): Record<string, string> {
  if (typeof details !== "object" || details === null) return {};
  return Object.fromEntries(
    Object.entries(details).filter(([name, text]) => typeof text === "string" && !FACTS.has(name)),
  );
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
