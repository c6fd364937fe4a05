import { actionError } from "./action-error";
import { clearDevice } from "./device";
import { sendReader } from "./reader-account";

const WRONG =
  "The user name or the password is not right. Check both; capital letters count in the password.";

/**
 * Signs in with user name and password; the session cookie is set when this resolves.
 *
 * @throws {ActionError} INVALID_CREDENTIALS, RATE_LIMITED (says how long), OFFLINE, UNKNOWN
 */
export async function signIn(username: string, password: string): Promise<void> {
  const answer = await post("/api/auth/callback/credentials", { username, password, callbackUrl: "/" });
  const refusal = answer.url ? new URL(answer.url, location.origin).searchParams.get("error") : null;
  if (refusal) throw refusalError(refusal);
  if (!answer.ok) throw actionError("UNKNOWN");
}

/** Goes to another house to sign in (OpenID Connect), and comes back to `next`, a path of our own. */
export async function signInElsewhere(providerId: string, next: string): Promise<void> {
  const answer = await post(`/api/auth/signin/${encodeURIComponent(providerId)}`, { callbackUrl: next });
  if (!answer.ok || !answer.url) throw actionError("UNKNOWN");
  location.assign(answer.url);
}

/** Ends the session, forgets what this device kept for the person, and shows the sign-in page. */
export async function signOut(): Promise<void> {
  await sendReader();
  const answer = await post("/api/auth/signout", { callbackUrl: "/sign-in" });
  if (!answer.ok)
    throw actionError("UNKNOWN", "You are still signed in: signing out did not go through. Try again.");
  await clearDevice();
  location.assign("/sign-in");
}

/** The sentence for a code that the sign-in route puts in the address it answers with. */
export function refusalError(code: string) {
  const [kind, seconds] = code.split(":");
  if (kind === "RATE_LIMITED")
    return actionError("RATE_LIMITED", `Too many tries. Try again in ${wait(Number(seconds))}.`);
  if (kind === "INVALID_CREDENTIALS" || kind === "CredentialsSignin")
    return actionError("INVALID_CREDENTIALS", WRONG);
  if (kind === "UNAVAILABLE")
    return actionError("UNAVAILABLE", "The server cannot answer just now. Try again.");
  if (kind === "SessionRequired") return actionError("UNAUTHENTICATED");
  if (kind === "AccessDenied")
    return actionError("FORBIDDEN", "That account may not sign in here. Ask your teacher.");
  return actionError("UNKNOWN", "Signing in did not work. Try again, or use your user name and password.");
}

function wait(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 1) return "a moment";
  if (seconds < 60) return seconds === 1 ? "1 second" : `${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

async function post(path: string, fields: Record<string, string>): Promise<{ ok: boolean; url?: string }> {
  try {
    const csrf = await fetch("/api/auth/csrf", {
      headers: { accept: "application/json" },
      cache: "no-store",
    });
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
    });
    const body = (await answer.json().catch(() => ({}))) as { url?: string };
    return { ok: answer.ok, url: body.url };
  } catch {
    throw actionError("OFFLINE", "The network is away. Try again when it is back.");
  }
}
