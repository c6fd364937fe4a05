import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import type { Installation } from "./launcher";

export const ADMINISTRATOR = { name: "Ada Okafor", username: "ada.okafor", password: "a seat by the window" };
export const PASSWORD = "something in the margin";

const baseUrl = (): string => process.env.E2E_BASE_URL ?? "";

/** Calls a procedure over HTTP as a browser would, with cookies; for scenes that are not what a test is about. */
export async function call<T>(path: string, input: unknown, cookie = "", base = baseUrl()): Promise<T> {
  const response = await fetch(`${base}/api/trpc/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: base, cookie },
    body: JSON.stringify(input),
  });
  const body = (await response.json()) as { result?: { data: T }; error?: { message: string } };
  if (!body.result) throw new Error(`${path}: ${body.error?.message ?? response.status}`);
  return body.result.data;
}

/** Asks a query procedure over HTTP. */
export async function ask<T>(path: string, input: unknown, cookie = "", base = baseUrl()): Promise<T> {
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response = await fetch(`${base}/api/trpc/${path}${query}`, { headers: { cookie } });
  const body = (await response.json()) as { result?: { data: T }; error?: { message: string } };
  if (!body.result) throw new Error(`${path}: ${body.error?.message ?? response.status}`);
  return body.result.data;
}

/** Makes the first account by the printed link's code. */
export async function setUpAdministrator(installation: Installation): Promise<void> {
  const code = new URL(installation.setupLink ?? "").searchParams.get("code") ?? "";
  await call("account.setup", { code, ...ADMINISTRATOR }, "", installation.url);
}

/** Signs in over HTTP; gives the cookies a browser would hold. */
export async function signInByHttp(username: string, password: string, base = baseUrl()): Promise<string> {
  const csrf = await fetch(`${base}/api/auth/csrf`);
  const first = csrf.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const response = await fetch(`${base}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: first.join("; "), origin: base },
    body: new URLSearchParams({ username, password, csrfToken, json: "true", callbackUrl: "/" }),
  });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  if (!cookies.some((cookie) => cookie?.includes(".session=")))
    throw new Error(`signing in as ${username} failed: ${await response.text()}`);
  return [...first, ...cookies].join("; ");
}

/** Somebody who can sign in. */
export type Person = { name: string; username: string; password: string; cookie: string };

/** A class of a spec's own, with its teacher. */
export type Scene = {
  classroomId: string;
  code: string;
  teacher: Person;
  /** Path of the first section. */
  section: string;
};

let inviting: Promise<string> | undefined;

/** The administrator's cookies, who signs in once for all that this process sets up: a password is slow to check. */
function administratorsCookie(): Promise<string> {
  inviting ??= signInByHttp(ADMINISTRATOR.username, ADMINISTRATOR.password);
  return inviting;
}

/** A teacher of the spec's own (invited by the administrator) with a new class that reads a guide. */
export async function makeScene(teacherName = "Ms Okafor", guideSlug = "never-let-me-go"): Promise<Scene> {
  const administrator = await administratorsCookie();
  const { url } = await call<{ url: string }>("account.invite", undefined, administrator);
  const username = `teacher.${randomUUID().slice(0, 8)}`;
  const token = url.split("/").at(-1);
  await call("account.acceptInvitation", { token, name: teacherName, username, password: PASSWORD });
  const cookie = await signInByHttp(username, PASSWORD);
  const classroomId = randomUUID();
  await call(
    "classroom.create",
    {
      id: classroomId,
      name: "Year 11, set B",
      guideSlug,
      displayName: teacherName,
      // Where the browsers of the tests are.
      timeZone: "Europe/London",
    },
    cookie,
  );
  const { code, frame } = await ask<{ code: string; frame: { firstSection: string } }>(
    "classroom.code",
    { classroomId },
    cookie,
  );
  return {
    classroomId,
    code,
    section: frame.firstSection,
    teacher: { name: teacherName, username, password: PASSWORD, cookie },
  };
}

/** A student who has joined the scene's class by its code. */
export async function joinScene(scene: Scene, name: string): Promise<Person> {
  const { username } = await call<{ username: string }>("classroom.join", {
    code: scene.code,
    name,
    password: PASSWORD,
    username: `reader.${randomUUID().slice(0, 8)}`,
  });
  return { name, username, password: PASSWORD, cookie: await signInByHttp(username, PASSWORD) };
}

/** The cookies of a person as a browser holds them. */
export function cookiesOf(person: Person, base = baseUrl()) {
  const url = new URL(base);
  return person.cookie.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at);
    return {
      name,
      value: pair.slice(at + 1),
      domain: url.hostname,
      path: "/",
      // The page itself reads and writes the text settings.
      httpOnly: name !== "reader",
      secure: url.protocol === "https:",
      sameSite: "Lax" as const,
    };
  });
}

/** A browser of this person's own, signed in. `test.ts` has one that is closed after the test, and watched. */
export async function openAs(
  browser: Browser,
  person: Person,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: baseUrl(), ...options });
  await context.addCookies(cookiesOf(person));
  return { context, page: await context.newPage() };
}

/** Where a section of the scene's class is read. */
export const sectionUrl = (scene: Scene, path = scene.section): string =>
  `/classrooms/${scene.classroomId}/sections/${path}`;
