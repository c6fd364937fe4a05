import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { ADMINISTRATOR, ask, makeScene, signInByHttp } from "./setup/people";
import { expect, test } from "./setup/test";

const FAILED = "Signing in did not work. Try again, or use your user name and password.";

/** A pupil of the school's own directory: the name there becomes the name here. */
const newPupil = () => {
  const tail = randomUUID()
    .replace(/[^a-f]/g, "")
    .padEnd(6, "x")
    .slice(0, 6);
  const last = `${tail.charAt(0).toUpperCase()}${tail.slice(1)}`;
  return { login: `ines.${tail}`, name: `Ines ${last}`, username: `ines.${tail}` };
};

const goElsewhere = async (page: Page) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with School account" }).click();
};

async function signInThere(page: Page, login: string) {
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("whatever the school says");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

const consent = (page: Page) => page.getByRole("button", { name: "Continue" }).click();

/** Consents as the browser would, and stops at our door: gives the address the provider sends people back to. */
async function holdReturn(page: Page): Promise<string> {
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
  let answer = await page.request.post(page.url(), { form: { prompt: "consent" }, maxRedirects: 0 });
  for (;;) {
    const next = new URL(answer.headers().location ?? "", answer.url());
    if (next.pathname === "/api/auth/callback/oidc") return next.href;
    answer = await page.request.get(next.href, { maxRedirects: 0 });
  }
}

test("A first visit makes a student's account, which joins by code; the second is the same account", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const pupil = newPupil();
  const { page } = await openBrowser(null);
  await goElsewhere(page);
  await signInThere(page, pupil.login);
  await consent(page);
  await expect(page.getByRole("heading", { name: "You are in no class yet." })).toBeVisible();
  await expect(page.getByRole("link", { name: "Set up a class" })).toHaveCount(0);

  await page.getByRole("link", { name: "Join a class with a code" }).click();
  await page.getByLabel("Class code").fill(scene.code);
  await expect(page.getByLabel("Your name in this class")).toHaveValue(pupil.name);
  await page.getByRole("button", { name: "Join the class" }).click();
  await expect(page).toHaveURL(`/classrooms/${scene.classroomId}`);

  // Another device, another day.
  const later = await openBrowser(null);
  await goElsewhere(later.page);
  await signInThere(later.page, pupil.login);
  await consent(later.page);
  await expect(later.page).toHaveURL(`/classrooms/${scene.classroomId}`);
  await later.page.goto("/account");
  await expect(later.page.getByText(pupil.username, { exact: true })).toBeVisible();
  const cookie = await signInByHttp(ADMINISTRATOR.username, ADMINISTRATOR.password);
  const { items } = await ask<{ items: { name: string; role: string }[] }>(
    "account.people",
    { cursor: pupil.username.slice(0, -1) },
    cookie,
  );
  expect(items.filter(({ name }) => name === pupil.name)).toMatchObject([{ role: "student" }]);
});

test("Who turns back at the school's page comes back to a sentence", async ({ openBrowser }) => {
  const { page } = await openBrowser(null);
  await goElsewhere(page);
  await signInThere(page, newPupil().login);
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("alert").filter({ hasText: FAILED })).toBeVisible();
  await expect(page.getByLabel("User name")).toBeVisible();
});

test("A return with a changed state is refused", async ({ openBrowser }) => {
  const { page } = await openBrowser(null);
  await goElsewhere(page);
  await signInThere(page, newPupil().login);
  const back = new URL(await holdReturn(page));
  back.searchParams.set("state", `${back.searchParams.get("state")}x`);
  await page.goto(back.href);
  await expect(page.getByRole("alert").filter({ hasText: FAILED })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in?next=/account");
});

test("Somebody else's return signs nobody in", async ({ openBrowser }) => {
  const { page } = await openBrowser(null);
  await goElsewhere(page);
  await signInThere(page, newPupil().login);
  const back = await holdReturn(page);

  const other = await openBrowser(null);
  await other.page.goto(back);
  await expect(other.page.getByRole("alert").filter({ hasText: FAILED })).toBeVisible();
  await other.page.goto("/account");
  await expect(other.page).toHaveURL("/sign-in?next=/account");
});
