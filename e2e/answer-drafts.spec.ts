import { aClass, answerBy, BACK, leaf, postIt } from "./setup/leaf";
import { call } from "./setup/people";
import { answerTo, askClass, questionUrl, SUBSTANCE } from "./setup/prompts";
import { expect, SOON, test } from "./setup/test";

test("A draft is kept by the device and the server, and two devices throw none of it away", async ({
  openBrowser,
}) => {
  const { scene, maya } = await aClass();
  const id = await askClass(scene);
  const laptop = (await openBrowser(maya)).page;
  await laptop.goto(questionUrl(scene, id));
  await leaf(laptop).fill("Written on the laptop.");
  await expect(laptop.getByText(/Draft saved/)).toBeVisible();
  await laptop.reload();
  await expect(leaf(laptop)).toHaveValue("Written on the laptop.");

  const phone = await openBrowser(maya, { viewport: { width: 390, height: 844 } });
  await phone.page.goto(questionUrl(scene, id));
  await expect(leaf(phone.page)).toHaveValue("Written on the laptop.");
  await phone.context.setOffline(true);
  await leaf(phone.page).fill("Written on the bus.");
  await expect(phone.page.getByText("On this device, not saved yet")).toBeVisible();
  await leaf(laptop).fill("Written on the laptop, and more.");
  await expect(laptop.getByText(/Draft saved/)).toBeVisible();
  await phone.context.setOffline(false);
  await expect(phone.page.getByText("You wrote this on another page too.")).toBeVisible(BACK);
  await expect(phone.page.getByText("Written on the laptop, and more.")).toBeVisible();
  await phone.page.getByRole("button", { name: "Put this under the other" }).click();
  await expect(leaf(phone.page)).toHaveValue("Written on the bus.\n\nWritten on the laptop, and more.");
  await expect(phone.page.getByText(/Draft saved/)).toBeVisible(BACK);
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("An answer handed in without network goes up once when it is back, and opens the others", async ({
  openBrowser,
}) => {
  const { scene, maya, jonas } = await aClass();
  const id = await askClass(scene);
  await answerTo(jonas, scene, id);
  const { context, page } = await openBrowser(maya, { viewport: { width: 390, height: 844 } });
  await page.goto(questionUrl(scene, id));
  await expect(page.getByText("1 answer is waiting.")).toBeVisible();
  await leaf(page).fill(SUBSTANCE);
  await context.setOffline(true);
  await postIt(page).click();
  await expect(page.getByText("Not posted yet: your answer is on this device")).toBeVisible();
  await page.getByRole("button", { name: "Take it back" }).click();
  await leaf(page).fill(`${SUBSTANCE} And so they stay.`);
  await postIt(page).click();
  await expect(page.getByText("Not posted yet: your answer is on this device")).toBeVisible();
  await expect(answerBy(page, "Jonas Meyer")).toBeHidden();
  await context.setOffline(false);
  await expect(answerBy(page, "Jonas Meyer")).toBeVisible(BACK);
  await expect(answerBy(page, "Maya Lindqvist")).toHaveCount(1);
  await expect(answerBy(page, "Maya Lindqvist")).toContainText("And so they stay.");
  await page.reload();
  await expect(answerBy(page, "Maya Lindqvist")).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("A session that ends on the leaf keeps the words, says so, and they are handed in when their writer is back", async ({
  openBrowser,
}) => {
  const { scene, maya, jonas } = await aClass();
  const id = await askClass(scene);
  await answerTo(jonas, scene, id);
  const { page } = await openBrowser(maya);
  await page.goto(questionUrl(scene, id));
  await leaf(page).fill("They never learn to picture");
  await expect(page.getByText(/Draft saved/)).toBeVisible();
  await call("account.signOutEverywhere", undefined, maya.cookie);
  await expect(page.getByText("You were signed out. What you wrote is safe on this device.")).toBeVisible(
    BACK,
  );
  // Who is signed out writes on.
  await leaf(page).fill(SUBSTANCE);
  await expect(page.getByText("On this device, not saved yet")).toBeVisible();

  await page.getByRole("link", { name: "Sign in", exact: true }).click();
  await page.getByLabel("User name").fill(maya.username);
  await page.getByLabel("Password", { exact: true }).fill(maya.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(leaf(page)).toHaveValue(SUBSTANCE, BACK);
  await postIt(page).click();
  await expect(answerBy(page, "Jonas Meyer")).toBeVisible(BACK);
  await expect(answerBy(page, "Maya Lindqvist")).toContainText(SUBSTANCE);
});

test("A reply that is begun keeps how it takes up what was said, and its phrase, over a reload", async ({
  openBrowser,
}) => {
  const { scene, maya, jonas } = await aClass();
  const id = await askClass(scene);
  await answerTo(jonas, scene, id, "Every adult they meet is kind. You cannot storm a building like that.");
  await answerTo(maya, scene, id);
  const { page } = await openBrowser(maya);
  await page.goto(questionUrl(scene, id));
  const theirs = answerBy(page, "Jonas Meyer");
  await theirs.getByRole("button", { name: "Be the first to reply" }).click();
  await theirs.getByRole("button", { name: "I challenge" }).click();
  await theirs.getByRole("button", { name: "Quote a phrase" }).click();
  await theirs.getByLabel("The words you take up").selectOption("Every adult they meet is kind.");
  await theirs.getByRole("textbox", { name: "Reply to Jonas" }).fill("Kind is doing a lot");
  await page.reload();
  await expect(theirs.getByRole("textbox", { name: "Reply to Jonas" })).toHaveValue("Kind is doing a lot");
  await expect(theirs.getByRole("button", { name: "I challenge" })).toHaveAttribute("aria-pressed", "true");
  await expect(theirs.locator(".quoting q")).toHaveText("Every adult they meet is kind.");
  await theirs.getByRole("textbox", { name: "Reply to Jonas" }).fill("Kind is doing a lot of work there.");
  await theirs.getByRole("button", { name: "Post", exact: true }).click();
  const said = theirs.getByRole("listitem").filter({ hasText: "Kind is doing a lot of work there." });
  await expect(said).toContainText("challenges", SOON);
  await expect(said.locator("q")).toHaveText("Every adult they meet is kind.");
  // Nothing of it is left for the next one.
  await page.reload();
  await expect(said).toBeVisible();
  await expect(theirs.getByRole("textbox")).toHaveCount(0);
});
