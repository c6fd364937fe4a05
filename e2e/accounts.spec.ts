import type { Page } from "@playwright/test";
import { ask, joinScene, makeScene, PASSWORD, type Person, sectionUrl, signInByHttp } from "./setup/people";
import { writeOn } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const WRONG =
  "The user name or the password is not right. Check both; capital letters count in the password.";

async function signIn(page: Page, username: string, password: string) {
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function openAccountMenu(page: Page, person: Person) {
  await page.getByRole("button", { name: `${person.name}, your account` }).click();
}

test("A reader signs in, is told what was wrong on the way, and comes to where the link led", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(null);

  await page.goto(sectionUrl(scene));
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").getByRole("link", { name: "Write your user name." })).toBeVisible();
  await expect(page.getByLabel("User name")).toHaveAccessibleDescription("Write your user name.");

  await signIn(page, maya.username, "not this one");
  await expect(page.getByRole("alert").filter({ hasText: WRONG })).toBeFocused();
  await expect(page.getByLabel("User name")).toHaveValue(maya.username);

  // Capital letters count in the password, not in the user name.
  await signIn(page, maya.username.toUpperCase(), maya.password);
  await expect(page).toHaveURL(sectionUrl(scene));
});

test("Guessing is slowed down, in words, and never for the owner's own browser", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  // The owner's browser: it has signed in before, and signs out again.
  const own = await openBrowser(null);
  await own.page.goto("/sign-in");
  await signIn(own.page, maya.username, maya.password);
  await openAccountMenu(own.page, maya);
  await own.page.getByRole("button", { name: "Sign out" }).click();
  await expect(own.page).toHaveURL("/sign-in");

  const stranger = await openBrowser(null);
  await stranger.page.goto("/sign-in");
  const slowed = /^Too many tries\. Try again in (\d+ seconds?|1 minute|\d+ minutes)\.$/;
  await expect(async () => {
    await signIn(stranger.page, maya.username, "a stranger's guess");
    await expect(stranger.page.getByRole("alert").filter({ hasText: slowed })).toBeVisible({ timeout: 500 });
  }).toPass();

  await signIn(own.page, maya.username, maya.password);
  await expect(own.page).not.toHaveURL("/sign-in");
});

test("Signing out ends the session and leaves nothing behind", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await openAccountMenu(page, maya);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");

  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  // The token itself is dead, not only forgotten by this browser.
  expect(await ask("account.me", undefined, maya.cookie)).toBeNull();
});

test("Who signs out with something unsent is asked first, and what is removed is gone", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const tomasz = await joinScene(scene, "Tomasz Nowak");
  const { page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  const box = await writeOn(page, 2);
  await box.fill("Not finished yet");

  await openAccountMenu(page, maya);
  await page.getByRole("button", { name: "Sign out" }).click();
  const question = page.getByRole("dialog", { name: "One draft has not been sent." });
  await question.getByRole("button", { name: "Stay and send them" }).click();
  await expect(question).toBeHidden();
  await expect(box).toHaveValue("Not finished yet");

  await openAccountMenu(page, maya);
  await page.getByRole("button", { name: "Sign out" }).click();
  await question.getByRole("button", { name: "Sign out and remove them" }).click();
  await expect(page).toHaveURL("/sign-in");
  await signIn(page, tomasz.username, tomasz.password);
  await expect(page).not.toHaveURL("/sign-in");
  await page.goto(sectionUrl(scene));
  await expect(await writeOn(page, 2)).toHaveValue("");
});

test("Signing out everywhere throws out the other browser, and its open page says so", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const elsewhere = { ...maya, cookie: await signInByHttp(maya.username, maya.password) };
  const here = await openBrowser(maya);
  const there = await openBrowser(elsewhere);
  await there.page.goto(sectionUrl(scene));
  const box = await writeOn(there.page, 2);
  await box.fill("Half a thought");

  await here.page.goto("/account");
  await expect(here.page.getByRole("listitem").filter({ hasText: "This device" })).toHaveCount(1);
  await here.page.getByRole("button", { name: "Sign out everywhere" }).click();
  const question = here.page.getByRole("dialog", { name: "Sign out everywhere?" });
  await question.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(here.page).toHaveURL("/sign-in");

  await expect(there.page.getByText("You were signed out.")).toBeVisible(SOON);
  await expect(box).toHaveValue("Half a thought");
});

test("A changed password ends the other sessions, and the old one opens nothing", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const elsewhere = await signInByHttp(maya.username, maya.password);
  const { page } = await openBrowser(maya);
  await page.goto("/account");
  const current = page.getByLabel("Password of now", { exact: true });
  const next = page.getByLabel("New password", { exact: true });
  const send = page.getByRole("button", { name: "Change the password" });

  await current.fill("not this one");
  await next.fill("another seat by the window");
  await send.click();
  await expect(current).toHaveAccessibleDescription("That is not your current password.");
  await expect(current).toBeFocused();

  await current.fill(maya.password);
  await next.fill("12345678");
  await send.click();
  await expect(next).toHaveAccessibleDescription(/Many people use this one\. Choose another\./);

  await current.fill(maya.password);
  await next.fill("another seat by the window");
  await send.click();
  await expect(
    page.getByText("Your password is changed. Everywhere else you were signed out."),
  ).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: maya.name, level: 1 })).toBeVisible();
  expect(await ask("account.me", undefined, elsewhere)).toBeNull();
  await expect(signInByHttp(maya.username, PASSWORD)).rejects.toThrow();
  await signInByHttp(maya.username, "another seat by the window");
});
