import type { Locator, Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { livedIn } from "./setup/lived-in";
import { joinScene, makeScene, type Scene, sectionUrl } from "./setup/people";
import { expectTheText, sectionOf } from "./setup/reading";
import { expect, test } from "./setup/test";

const PHONE = { width: 320, height: 640 };
const text = (page: Page) => page.getByRole("article", { name: "The text" });
/** The first word of the text that can be asked about. */
const word = (page: Page) => text(page).locator("a.term, a.person, a.place").first();
const panel = (page: Page) => page.locator(".wordpanel");
const list = (page: Page) => page.locator("details.words");

/** Opened by script: before that a press is a plain link's. */
async function openPage(page: Page, scene: Scene): Promise<void> {
  await page.goto(sectionUrl(scene));
  await expectTheText(page);
  await expect(page.getByRole("button", { name: "Comment on paragraph 1", exact: true })).toBeAttached();
}

async function expectApart(one: Locator, other: Locator): Promise<void> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  if (!a || !b) throw new Error("one of the two is not to be seen");
  const isApart =
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  expect(isApart, `${JSON.stringify(a)} and ${JSON.stringify(b)}`).toBe(true);
}

test("A word of the text tells what it is when it is pressed, and not before", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher);
  await openPage(page, scene);
  await word(page).hover();
  await expect(panel(page)).toHaveCount(0);

  await word(page).click();
  await expect(panel(page)).toBeVisible();
  await expect(panel(page)).toContainText(/Term|Person|Place/);
  await expectApart(panel(page), word(page));
  // A press beside it closes it, and the reader is where the word is.
  await page.getByRole("heading", { level: 1 }).click();
  await expect(panel(page)).toHaveCount(0);
  await expect(word(page)).toBeFocused();
  expect(page.url()).not.toContain("#");

  // By keyboard, there and back; another word's panel takes the place of the first.
  await page.keyboard.press("Enter");
  await expect(panel(page)).toBeFocused();
  const said = await panel(page).textContent();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);
  await expect(word(page)).toBeFocused();
  await word(page).click();
  const other = text(page).locator("a.term, a.person, a.place").nth(1);
  await other.click();
  await expect(panel(page)).toHaveCount(1);
  expect(await panel(page).textContent()).not.toBe(said);
  await expectApart(panel(page), other);
  await panel(page).getByRole("button", { name: "Close" }).click();
  await expect(other).toBeFocused();
});

test("On a phone the word stays above what is said of it, and axe objects to neither", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher, { viewport: PHONE, hasTouch: true, isMobile: true });
  await openPage(page, scene);
  for (const at of [0, -1]) {
    const one = text(page).locator("a.term, a.person, a.place").nth(at);
    await one.scrollIntoViewIfNeeded();
    await one.tap();
    await expect(panel(page)).toBeInViewport({ ratio: 1 });
    await expect(one).toBeInViewport();
    await expectApart(panel(page), one);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  expect(await askAxe(page)).toEqual([]);
});

test("axe objects to nothing about an open word or number, in either theme", async ({ openBrowser }) => {
  const { scene, maya } = await livedIn();
  const { page } = await openBrowser(maya);
  await openPage(page, scene);
  await list(page).getByText("Words in this section").click();
  await word(page).click();
  expect(await askAxe(page)).toEqual([]);
  await page.getByRole("link", { name: "Paragraph 2", exact: true }).click();
  await expect(panel(page)).toContainText("Copy citation");
  expect(await askAxe(page)).toEqual([]);
});

test("Without script a word leads to its line in the list behind the text", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher, { javaScriptEnabled: false });
  await page.goto(sectionUrl(scene));
  await expect(list(page).getByRole("definition").first()).toBeHidden();
  const name = (await word(page).getAttribute("href")) ?? "";
  await word(page).click();
  await expect(page.locator(name)).toBeInViewport();
  await expect(page.locator(`${name} + dd`)).toBeVisible();
});

test("A paragraph is cited and linked to by its number", async ({ openBrowser }) => {
  const scene = await makeScene();
  const section = await sectionOf(scene);
  const third = section.paragraphs.find(({ number }) => number === 3);
  const { page, context } = await openBrowser(scene.teacher);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPage(page, scene);
  const number = page.getByRole("link", { name: "Paragraph 3", exact: true });
  await number.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`#${third?.key}$`));
  await expect(panel(page)).toBeFocused();

  const copyLink = panel(page).getByRole("button", { name: "Copy link" });
  for (
    let stops = 0;
    stops < 5 && !(await copyLink.evaluate((one) => one === document.activeElement));
    stops++
  )
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Link copied." })).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());

  await panel(page).getByRole("button", { name: "Copy citation" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Citation copied." })).toBeAttached();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => (await item?.getType(type))?.text() ?? "";
    return { plain: await read("text/plain"), html: await read("text/html") };
  });
  expect(copied.plain).toBe(`*Never Let Me Go*, ${section.title}, ¶3`);
  expect(copied.html).toContain(`<i>Never Let Me Go</i>, ${section.title}, ¶3`);
  await page.keyboard.press("Escape");
  await expect(number).toBeFocused();
});

test("Where a browser keeps its clipboard closed, the citation stands there selected; a phone has it too", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const section = await sectionOf(scene);
  const { page } = await openBrowser(maya, { viewport: PHONE, hasTouch: true, isMobile: true });
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await openPage(page, scene);
  await page.getByRole("button", { name: "Comment on paragraph 2", exact: true }).tap();
  const sheet = page.getByRole("dialog", { name: /^Paragraph 2/ });
  await sheet.getByRole("button", { name: "Copy citation" }).tap();
  const field = sheet.getByLabel("This browser does not let a page copy. Copy it from here:");
  await expect(field).toHaveValue(`*Never Let Me Go*, ${section.title}, ¶2`);
  await expect(field).toBeFocused();
  expect(await page.evaluate(() => String(getSelection()))).toContain("¶2");
});

test("What was read softly is whole again on the way back", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher);
  await openPage(page, scene);
  const first = await text(page).textContent();
  await page.evaluate(() => Object.assign(window, { isSameDocument: true }));
  await page.getByRole("link", { name: /^Next/ }).click();
  await expect(text(page)).not.toHaveText(first ?? "");
  await page.goBack();
  await expect(text(page).getByRole("paragraph").first()).toBeVisible();
  await expect.poll(() => text(page).textContent()).toBe(first);
  // Everything happened in the document that was loaded first.
  expect(await page.evaluate(() => "isSameDocument" in window)).toBe(true);
  await word(page).click();
  await expect(panel(page)).toBeVisible();
});
