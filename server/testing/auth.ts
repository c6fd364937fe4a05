import NextAuth from "next-auth";
import { authFor } from "../auth";
import type { TestDatabase } from "./database";

/** A browser's cookies, kept from answer to answer. */
export type Jar = Map<string, string>;

/** What NextAuth answered. */
export type AuthAnswer = { status: number; location: string | null; body: unknown; setCookies: string[] };

const headerOf = (jar: Jar) => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

/**
 * Sends one request to NextAuth with our options, in this process: the same handler and the same options as the
 * route, without Next around them.
 *
 * @param path  below /api/auth, for instance `callback/credentials`
 * @param jar   the cookies sent; those of the answer are put into it
 */
export async function callAuth(
  db: TestDatabase,
  path: string,
  jar: Jar,
  options: {
    body?: Record<string, string>;
    headers?: Record<string, string>;
    query?: Record<string, string>;
  } = {},
): Promise<AuthAnswer> {
  const origin = db.context.env.publicUrl.origin;
  process.env.NEXTAUTH_URL = origin;
  const headers: Record<string, string> = {
    host: new URL(origin).host,
    cookie: headerOf(jar),
    ...options.headers,
  };
  const request = new Request(`${origin}/api/auth/${path}`, { headers });
  const { options: authOptions, arrivalCookies } = authFor(db.context, request);
  const answer: AuthAnswer = { status: 200, location: null, body: null, setCookies: [] };
  const response = {
    status(code: number) {
      answer.status = code;
      return response;
    },
    getHeader: (name: string) => (/^set-cookie$/i.test(name) ? answer.setCookies : undefined),
    setHeader(name: string, value: string | string[]) {
      if (/^set-cookie$/i.test(name)) answer.setCookies = [value].flat();
      if (/^location$/i.test(name)) answer.location = String(value);
      return response;
    },
    json: (body: unknown) => void Object.assign(answer, { body }),
    send: (body: unknown) => void Object.assign(answer, { body }),
    end: () => {},
  };
  await NextAuth(
    {
      query: { nextauth: path.split("/"), ...options.query },
      body: options.body ?? {},
      cookies: Object.fromEntries([...jar].map(([name, value]) => [name, decodeURIComponent(value)])),
      headers,
      method: options.body ? "POST" : "GET",
    } as never,
    response as never,
    authOptions,
  );
  answer.setCookies.push(...arrivalCookies());
  for (const cookie of answer.setCookies) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === "" || /max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) jar.delete(name);
    else jar.set(name, value);
  }
  return answer;
}

/** Signs in as a browser of ours does: the token against forgery first, then name and password. */
export async function signInByPassword(
  db: TestDatabase,
  jar: Jar,
  credentials: { username: string; password: string },
  more: { callbackUrl?: string; headers?: Record<string, string> } = {},
): Promise<AuthAnswer> {
  const { body } = await callAuth(db, "csrf", jar);
  const { csrfToken } = body as { csrfToken: string };
  return callAuth(db, "callback/credentials", jar, {
    body: { csrfToken, json: "true", callbackUrl: more.callbackUrl ?? "/", ...credentials },
    ...(more.headers ? { headers: more.headers } : {}),
  });
}
