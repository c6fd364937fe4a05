import type { Locator, Page } from "@playwright/test";
import { call, cookiesOf, joinScene, makeScene, sectionUrl, signInByHttp } from "./setup/people";
import { post, sectionOf, writeOn } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

/** A post that could not go is tried again within some seconds. */
const BACK = { timeout: 20_000 };
const HALF = "Half a sentence that";
const NOT_SENT = "Not sent yet: on this device";

const list = (page: Page): Locator => page.getByRole("region", { name: "Talk about this section" });
const box = (page: Page): Locator =>
  list(page).getByRole("textbox", { name: "Your comment on the whole section" });

async function write(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await page.keyboard.press("Control+Enter");
  await expect(box(page)).toHaveValue("");
}

test("What is being written is there again after a reload, in another tab and in the next window", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { context, page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await box(page).pressSequentially(HALF);
  // At once, before any timer of the page has run.
  await page.reload();
  await expect(box(page)).toHaveValue(HALF);

  const tab = await context.newPage();
  await tab.goto(sectionUrl(scene));
  await expect(box(tab)).toHaveValue(HALF);
  await box(tab).press("End");
  await box(tab).pressSequentially(" goes on");
  await expect(box(page)).toHaveValue(`${HALF} goes on`);
  const paragraph = await writeOn(tab, 2);
  await paragraph.pressSequentially("Of its own.");
  await tab.close();
  await page.close();

  const next = await context.newPage();
  await next.goto(sectionUrl(scene));
  await expect(box(next)).toHaveValue(`${HALF} goes on`);
  await next.getByRole("button", { name: "Go on with your draft on paragraph 2" }).click();
  await expect(next.getByRole("textbox", { name: "Your comment on paragraph 2" })).toHaveValue("Of its own.");

  // Sent, it is a draft no more.
  await box(next).focus();
  await next.keyboard.press("Control+Enter");
  await expect(list(next).getByText(`${HALF} goes on`, { exact: true })).toHaveCount(1);
  await next.reload();
  await expect(list(next).getByText(`${HALF} goes on`, { exact: true })).toHaveCount(1);
  await expect(box(next)).toHaveValue("");
});

test("What is typed in the first instant of the box stays", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(maya);
  // Before anything else of the page has run after the box came.
  await page.addInitScript((half) => {
    const watch = new MutationObserver(() => {
      const box = document.querySelector<HTMLTextAreaElement>(".talk > .composer textarea");
      if (!box) return;
      watch.disconnect();
      box.focus();
      document.execCommand("insertText", false, half);
    });
    watch.observe(document, { childList: true, subtree: true });
  }, HALF);
  await page.goto(sectionUrl(scene));
  await expect(list(page).getByRole("button", { name: "Newest first" })).toBeVisible();
  await expect(box(page)).toHaveValue(HALF);
  const tab = await page.context().newPage();
  await tab.goto(sectionUrl(scene));
  await expect(box(tab)).toHaveValue(HALF);
});

/** Opens a page whose scripts come late. Answers how to let them come. */
async function openAsleep(page: Page, url: string): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(url, { waitUntil: "commit" });
  return letGo;
}

test("What is chosen before the page has come alive counts", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(maya);
  const wakeClaim = await openAsleep(page, `/classrooms/${scene.classroomId}/claims/c01`);
  await page.getByRole("radio", { name: "Does not hold" }).check();
  await page.getByRole("radio", { name: "A chapter of the novel" }).check();
  const weigh = page.getByRole("button", { name: "Weigh in" });
  await expect(weigh).toBeDisabled();
  wakeClaim();
  await page.getByLabel("Chapter", { exact: true }).fill("3");
  await weigh.click();
  await expect(page.getByText("You said: does not hold, resting on chapter 3.")).toBeVisible();

  const teacher = (await openBrowser(scene.teacher)).page;
  const wakeParts = await openAsleep(teacher, `/classrooms/${scene.classroomId}/parts`);
  const part = teacher.getByRole("region", { name: "Criticism" });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await part.getByLabel("Lock it until").fill(`${tomorrow}T08:30`);
  wakeParts();
  await part.getByRole("button", { name: /^Lock this part/ }).click();
  await expect(part.getByText(/Locked\. Opens .*8:30\./)).toBeVisible();
  await expect(part.getByLabel("Open it on another day")).toHaveValue("");
});

test("What is written without network says so, and is sent once, also by the next page", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { context, page } = await openBrowser(maya);
  const teacher = (await openBrowser(scene.teacher)).page;
  for (const one of [page, teacher]) await one.goto(sectionUrl(scene));

  await context.setOffline(true);
  await write(page, "First, in the tunnel.");
  await write(page, "Second, in the tunnel.");
  await expect(list(page).getByText(NOT_SENT)).toHaveCount(2);
  await context.setOffline(false);
  await expect(list(page).getByText(NOT_SENT)).toHaveCount(0, BACK);
  const told = list(teacher)
    .getByRole("article")
    .getByText(/in the tunnel\.$/);
  await expect(told).toHaveText(["Second, in the tunnel.", "First, in the tunnel."]);

  await context.setOffline(true);
  await write(page, "Third, and the lid is closed.");
  await expect(list(page).getByText(NOT_SENT)).toHaveCount(1);
  await page.close();
  await context.setOffline(false);
  const next = await context.newPage();
  await next.goto(sectionUrl(scene));
  await expect(list(teacher).getByText("Third, and the lid is closed.")).toHaveCount(1, BACK);
  await next.reload();
  await expect(list(next).getByText("Third, and the lid is closed.")).toHaveCount(1);
  await expect(list(next).getByText(NOT_SENT)).toHaveCount(0);
});

test("An answer that never came is asked for again, and one comment is stored", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { context, page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  let lost = 0;
  // The server hears the first, and its answer is lost on the way.
  await context.route("**/api/trpc/comment.create", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await write(page, "Said once.");
  await expect.poll(() => lost, BACK).toBe(2);
  await expect(list(page).getByText(NOT_SENT)).toHaveCount(0, BACK);
  await page.reload();
  await expect(list(page).getByText("Said once.", { exact: true })).toHaveCount(1);
});

test("An expired session keeps what is written, and it is sent when its writer is back", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { context, page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await expect(box(page)).toBeVisible();
  await call("account.signOutEverywhere", undefined, maya.cookie);
  await expect(page.getByText("You were signed out. What you wrote is safe on this device.")).toBeVisible(
    BACK,
  );
  await write(page, "Too late for the session.");
  await box(page).pressSequentially(HALF);
  await expect(list(page).getByText(NOT_SENT)).toBeVisible();

  await page.getByRole("link", { name: "Sign in", exact: true }).click();
  await page.getByLabel("User name").fill(maya.username);
  await page.getByLabel("Password", { exact: true }).fill(maya.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(list(page).getByText("Too late for the session.", { exact: true })).toHaveCount(1);
  await expect(list(page).getByText(NOT_SENT)).toHaveCount(0, BACK);
  await expect(box(page)).toHaveValue(HALF);
  const cookie = await signInByHttp(maya.username, maya.password);
  await context.addCookies(cookiesOf({ ...maya, cookie }));
  await page.reload();
  await expect(list(page).getByText("Too late for the session.", { exact: true })).toHaveCount(1);
});

test("Nothing of one person is shown to the next on a shared device", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const tomasz = await joinScene(scene, "Tomasz Nowak");
  const { context, page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await context.setOffline(true);
  await write(page, "Maya wrote this.");
  await box(page).pressSequentially(HALF);
  await page.close();
  await context.setOffline(false);

  await context.addCookies(cookiesOf(tomasz));
  const next = await context.newPage();
  await next.goto(sectionUrl(scene));
  await write(next, "Tomasz wrote this.");
  await expect(list(next).getByText(NOT_SENT)).toHaveCount(0, SOON);
  await expect(list(next).getByText("Maya wrote this.")).toHaveCount(0);
  await expect(box(next)).toHaveValue("");

  // She is back, and it is all hers again.
  await context.addCookies(cookiesOf(maya));
  const back = await context.newPage();
  await back.goto(sectionUrl(scene));
  await expect(box(back)).toHaveValue(HALF);
  await expect(list(back).getByText("Maya wrote this.", { exact: true })).toHaveCount(1);
  await expect(list(back).getByText(NOT_SENT)).toHaveCount(0, BACK);
});

test("What the class can no longer take keeps its words and says why", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const section = await sectionOf(scene);
  const rootId = await post(scene.teacher, { scene, section }, "What does she not say?");
  const { context, page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  const thread = list(page).getByRole("article", { name: "Thread begun by Ms Okafor" });
  await thread.getByRole("button", { name: "Reply to Ms Okafor" }).click();
  await thread.getByRole("textbox").fill("Her own name, mostly.");
  await context.setOffline(true);
  await page.keyboard.press("Control+Enter");
  await expect(thread.getByText(NOT_SENT)).toBeVisible();
  await call(
    "comment.lock",
    { classroomId: scene.classroomId, commentId: rootId, locked: true },
    scene.teacher.cookie,
  );
  await context.setOffline(false);
  await expect(thread.getByRole("alert")).toContainText("A teacher has closed this thread.", BACK);
  await expect(thread.getByText("Her own name, mostly.")).toBeVisible();

  await call(
    "comment.lock",
    { classroomId: scene.classroomId, commentId: rootId, locked: false },
    scene.teacher.cookie,
  );
  await thread.getByRole("button", { name: "Try again" }).click();
  await expect(thread.getByRole("button", { name: "Try again" })).toBeHidden(BACK);
  await page.reload();
  await expect(thread.getByText("Her own name, mostly.")).toHaveCount(1);
});
