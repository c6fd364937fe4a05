import type { Locator, Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { joinScene, makeScene, type Person, type Scene, sectionUrl } from "./setup/people";
import { expectTheText, type Section, sectionOf } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const PHONE = { width: 390, height: 844 };
const contents = (page: Page): Locator => page.getByRole("navigation", { name: "Contents" });
/** Opens a page whose clock can be put forward: nobody waits for a reader here. */
async function openBook(page: Page, url: string): Promise<void> {
  await page.clock.install();
  await page.goto(url);
  await expectTheText(page);
}

/** Lets a reader look at what is on the screen for half a minute. */
async function look(page: Page): Promise<void> {
  // What is on the screen is known a frame after it is there.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  for (let n = 0; n < 6; n++) await page.clock.runFor(5_000);
}

/** Nothing is left on the device that the server was not told. */
const expectTold = (page: Page) =>
  expect
    .poll(async () => {
      await page.clock.runFor(5_000);
      return page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":progress:")));
    })
    .toEqual([]);

/**
 * Scrolls to each of these paragraphs and reads it, with whatever else is on the screen then.
 *
 * @returns the id of the paragraph where the server was last told the reader is
 */
async function readThrough(page: Page, paragraphs: readonly { key: string }[]): Promise<string> {
  let told = "";
  page.on("request", (request) => {
    if (request.url().includes("/reading.keep")) told = request.postDataJSON().paragraphId;
  });
  for (const { key } of paragraphs) {
    await page.locator(`#${key}`).evaluate((paragraph) => paragraph.scrollIntoView({ block: "end" }));
    await look(page);
  }
  await expectTold(page);
  return told;
}

/** How a paragraph is spoken of. */
const spotOf = (paragraphs: Section["paragraphs"], id: string): string => {
  const at = paragraphs.findIndex((paragraph) => paragraph.id === id);
  const before = paragraphs.slice(0, at + 1).findLast(({ number }) => number !== null)?.number;
  return paragraphs[at]?.number ? `paragraph ${before}` : `the quotation after paragraph ${before}`;
};

async function scene(): Promise<{ scene: Scene; maya: Person }> {
  const made = await makeScene();
  return { scene: made, maya: await joinScene(made, "Maya Lindqvist") };
}

test("What one device has read, another goes on from", async ({ openBrowser }) => {
  const { scene: here, maya } = await scene();
  const { title, paragraphs } = await sectionOf(here);

  const desk = (await openBrowser(maya, { viewport: { width: 1440, height: 520 } })).page;
  await openBook(desk, sectionUrl(here));
  await expect(contents(desk).getByText("0 of 16 sections read")).toBeVisible();
  await expect(desk.getByText(/You stopped at/)).toHaveCount(0);
  const stop = await readThrough(desk, paragraphs.slice(0, 3));
  const at = paragraphs.findIndex(({ id }) => id === stop);
  expect(at).toBeGreaterThanOrEqual(2);
  // The line of the contents follows without a reload.
  await expect(contents(desk).getByRole("link", { name: `${title} , part read` })).toBeVisible(SOON);
  await desk.close();

  const phone = (await openBrowser(maya, { viewport: PHONE, hasTouch: true })).page;
  await phone.clock.install();
  await phone.goto(`/classrooms/${here.classroomId}`);
  await expect(
    phone.getByRole("heading", { level: 1, name: `You stopped at ${spotOf(paragraphs, stop)} of ${title}.` }),
  ).toBeVisible();
  await expect(phone.getByText(/^(paragraph|the quotation) .*, about \d minutes? left$/)).toBeVisible();
  await phone.getByRole("link", { name: "Continue reading" }).first().tap();
  await expect(phone).toHaveURL(new RegExp(`#${paragraphs[at]?.key}$`));
  const paragraph = phone.locator(`#${paragraphs[at]?.key}`);
  await expect(paragraph).toBeFocused();
  await expect(paragraph).toBeInViewport();
  expect((await paragraph.boundingBox())?.y).toBeLessThan(200);

  await readThrough(phone, paragraphs.slice(at));
  await phone.getByRole("button", { name: "Contents" }).first().tap();
  await expect(contents(phone).getByText("1 of 16 sections read")).toBeVisible();
  await expect(contents(phone).getByRole("link", { name: `${title} , read` })).toBeVisible();

  const next = (await openBrowser(maya)).page;
  await next.goto(`/classrooms/${here.classroomId}`);
  await expect(next.getByRole("heading", { level: 1, name: /^Next is / })).toBeVisible();
  await expect(next.getByText("1 of 16 sections read", { exact: true })).toBeVisible();
});

test("Nobody is scrolled by surprise, and the place is one press away", async ({ openBrowser }) => {
  const { scene: here, maya } = await scene();
  const { paragraphs } = await sectionOf(here);
  const { page } = await openBrowser(maya, { viewport: { width: 1440, height: 520 } });
  await openBook(page, sectionUrl(here));
  const stop = await readThrough(page, paragraphs.slice(0, 4));
  await page.goto(sectionUrl(here));
  const way = page.getByRole("main").getByRole("link", { name: spotOf(paragraphs, stop), exact: true });
  await expect(way).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  // A look at the top takes nothing away.
  await look(page);
  await page.reload();
  await expect(way).toBeVisible();
  expect(await askAxe(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of [sectionUrl(here), `/classrooms/${here.classroomId}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const pushed = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.evaluate(pushed), path).toBe(0);
  }
  await page.goto(sectionUrl(here));

  await way.focus();
  await page.keyboard.press("Enter");
  const there = page.locator(`[data-paragraph="${stop}"]`);
  await expect(there).toBeFocused();
  await expect(there).toBeInViewport();
});

test("Progress is one's own", async ({ openBrowser }) => {
  const { scene: here, maya } = await scene();
  const { paragraphs, title } = await sectionOf(here);
  const { page } = await openBrowser(maya, { viewport: { width: 1440, height: 520 } });
  await openBook(page, sectionUrl(here));
  await readThrough(page, paragraphs);
  await expect(contents(page).getByText("1 of 16 sections read")).toBeVisible(SOON);
  for (const other of [here.teacher, await joinScene(here, "Priya Nair")]) {
    const theirs = (await openBrowser(other)).page;
    await theirs.goto(sectionUrl(here));
    await expect(contents(theirs).getByText("0 of 16 sections read")).toBeVisible();
    await expect(contents(theirs).getByRole("link", { name: title, exact: true })).toBeVisible();
  }
});

test("What is read without the network is kept, and told when it is back", async ({ openBrowser }) => {
  const { scene: here, maya } = await scene();
  const { paragraphs, title } = await sectionOf(here);
  const { page, context } = await openBrowser(maya, { viewport: { width: 1440, height: 520 } });
  await openBook(page, sectionUrl(here));
  await context.setOffline(true);
  await page.locator(`#${paragraphs[1]?.key}`).evaluate((one) => one.scrollIntoView({ block: "end" }));
  await look(page);
  await expect(page.getByRole("alert")).toHaveText("");
  await context.setOffline(false);
  await expectTold(page);
  await page.goto(`/classrooms/${here.classroomId}`);
  await expect(page.getByRole("heading", { level: 1, name: /^You stopped at .+\.$/ })).toContainText(title);
});

const openSettings = async (page: Page) => {
  await page.getByRole("button", { name: "Text settings" }).click();
  return page.getByRole("region", { name: "Text settings" });
};
const sizeOf = (page: Page) => page.locator("html").getAttribute("data-read-size");

async function signIn(page: Page, person: Person): Promise<void> {
  await page.getByLabel("User name").fill(person.username);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: /your account$/ })).toBeVisible();
}

/** Chooses dark and large, and waits until the account has it. */
async function setDarkAndLarge(page: Page): Promise<void> {
  const panel = await openSettings(page);
  // The size may be told by itself before the theme is.
  const answer = page.waitForResponse(
    (response) =>
      response.url().includes("/account.keepReader") &&
      /dark\.24\./.test(response.request().postData() ?? ""),
  );
  await panel.getByRole("slider", { name: "Text size" }).fill("24");
  await panel.getByRole("radio", { name: "Dark" }).check();
  await answer;
}

test("Text settings follow the account to a device that is signed in, and to a new one", async ({
  openBrowser,
}) => {
  const { scene: here, maya } = await scene();
  const one = (await openBrowser(maya, { colorScheme: "light" })).page;
  const other = (await openBrowser(maya, { colorScheme: "light" })).page;
  await other.goto("/classrooms");
  expect(await sizeOf(other)).toBeNull();
  await one.goto(sectionUrl(here));
  await setDarkAndLarge(one);

  await other.goto(sectionUrl(here));
  await expect(other.locator("html")).toHaveAttribute("data-read-size", "24");
  await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
  // On a page of no class too, and with the server's first byte from now on.
  await other.goto("/account");
  expect(await sizeOf(other)).toBe("24");

  const { page: fresh, context } = await openBrowser(null, { colorScheme: "light" });
  await fresh.goto(`/sign-in?next=${encodeURIComponent(sectionUrl(here))}`);
  const printed = fresh.waitForResponse((response) => response.url().endsWith(sectionUrl(here)));
  await signIn(fresh, maya);
  expect(await (await printed).text()).toMatch(/<html[^>]*data-read-size="24"/);
  expect((await context.cookies()).find(({ name }) => name === "reader")?.value).toContain("dark.24.");
});

test("A change made without the network is told by the next page", async ({ openBrowser }) => {
  const { scene: here, maya } = await scene();
  const { page, context } = await openBrowser(maya);
  await page.goto(sectionUrl(here));
  const panel = await openSettings(page);
  await context.setOffline(true);
  const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("keepReader"));
  await panel.getByRole("radio", { name: "Sans" }).check();
  await failed;
  // A page that hears of the network would tell it itself.
  await page.close();
  await context.setOffline(false);
  const next = await context.newPage();
  const answer = next.waitForResponse((response) => response.url().includes("/account.keepReader"));
  await next.goto("/account");
  expect((await answer).ok()).toBe(true);
  await expect(next.locator("html")).toHaveAttribute("data-read-face", "sans");
  const other = (await openBrowser(maya)).page;
  await other.goto("/account");
  await expect(other.locator("html")).toHaveAttribute("data-read-face", "sans");
});

test("At a shared computer the next reader sees their own settings", async ({ openBrowser }) => {
  const { scene: here, maya } = await scene();
  const priya = await joinScene(here, "Priya Nair");
  const { page, context } = await openBrowser(null, { colorScheme: "light" });
  await page.goto("/sign-in");
  await signIn(page, maya);
  await setDarkAndLarge(page);
  await page.getByRole("button", { name: /your account$/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  expect((await context.cookies()).find(({ name }) => name === "reader")).toBeUndefined();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await signIn(page, priya);
  expect(await sizeOf(page)).toBeNull();

  // Somebody who walks away without signing out leaves a cookie; it ends with the next one who comes.
  await context.clearCookies({ name: /session/ });
  await context.addCookies([
    { name: "reader", value: "dark.26.wide.sans.on", url: process.env.E2E_BASE_URL ?? "" },
  ]);
  await page.goto("/sign-in");
  await signIn(page, priya);
  expect(await sizeOf(page)).toBeNull();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await context.clearCookies({ name: /session/ });
  await page.goto("/sign-in");
  await signIn(page, maya);
  expect(await sizeOf(page)).toBe("24");
});

test("The end alone is not the whole", async ({ openBrowser }) => {
  const { scene: here, maya } = await scene();
  const { paragraphs, title } = await sectionOf(here);
  const { page } = await openBrowser(maya, { viewport: { width: 1440, height: 520 } });
  await openBook(page, `${sectionUrl(here)}#${paragraphs.at(-1)?.key}`);
  await expect(page.locator(`#${paragraphs.at(-1)?.key}`)).toBeFocused();
  await look(page);
  await expectTold(page);
  await expect(contents(page).getByText("0 of 16 sections read")).toBeVisible();
  await expect(contents(page).getByRole("link", { name: `${title} , part read` })).toBeVisible();
  await readThrough(page, paragraphs);
  await expect(contents(page).getByText("1 of 16 sections read")).toBeVisible(SOON);
});
