import type { Page } from "@playwright/test";
import { livedIn } from "./setup/lived-in";
import { joinScene, makeScene, sectionUrl } from "./setup/people";
import { expectTheText, margin, post, sectionOf, writeOn } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const text = (page: Page) => page.getByRole("article", { name: "The text" });

/** How far the page could be pushed sideways. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** How the book is set: what the reader's settings change. */
const setting = (page: Page) =>
  text(page)
    .getByRole("paragraph")
    .first()
    .evaluate((paragraph) => {
      const { fontSize, lineHeight, fontFamily, backgroundColor } = getComputedStyle(paragraph);
      const page = getComputedStyle(document.body).backgroundColor;
      return { fontSize, lineHeight, fontFamily, backgroundColor, page };
    });

test("The text can be read without JavaScript", async ({ openBrowser }) => {
  const { scene, section } = await livedIn();
  const { paragraphs, title } = section;
  const { page } = await openBrowser(scene.teacher, { javaScriptEnabled: false });
  await page.goto(sectionUrl(scene));
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const numbered = paragraphs.filter(({ number }) => number !== null);
  expect(numbered.length).toBeGreaterThan(5);
  expect(await text(page).getByRole("paragraph").count()).toBeGreaterThanOrEqual(numbered.length);
  // As it is shown: locators by text pass over whatever stands in a noscript element.
  await expect(page.getByRole("main")).toContainText("needs JavaScript. The text does not.", {
    useInnerText: true,
  });
  await page
    .getByRole("navigation", { name: "Sections before and after" })
    .getByRole("link", { name: /^Next/ })
    .click();
  await expectTheText(page);
  await expect(page.getByRole("heading", { level: 1, name: title })).toHaveCount(0);
});

test("The contents and the ways on lead through the whole guide", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher);
  await page.goto(sectionUrl(scene));
  const contents = page.getByRole("navigation", { name: "Contents" });
  const links = contents.getByRole("link");
  const titles = await links.allTextContents();
  expect(titles.length).toBeGreaterThanOrEqual(4);
  await expect(links.first()).toHaveAttribute("aria-current", "page");

  const way = page.getByRole("navigation", { name: "Sections before and after" });
  await expect(way.getByRole("link")).toHaveCount(1);
  await way.getByRole("link", { name: `Next ${titles[1]}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: titles[1] })).toBeVisible();
  await expect(links.nth(1)).toHaveAttribute("aria-current", "page");
  await way.getByRole("link", { name: `Before this ${titles[0]}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: titles[0] })).toBeVisible();

  await contents.locator("a[href*='/sections/']").last().click();
  await way.getByRole("link", { name: "Next The questions" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Questions readers bring" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 })).toHaveCount(20);
});

test("What a reader sets for the text stays, and is there before the first paint", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const { page, context } = await openBrowser(scene.teacher, { colorScheme: "light" });
  await page.goto(sectionUrl(scene));
  const usual = await setting(page);
  await page.getByRole("button", { name: "Text settings" }).click();
  const panel = page.getByRole("region", { name: "Text settings" });
  await panel.getByRole("slider", { name: "Text size" }).fill("24");
  await panel.getByRole("radio", { name: "Wider" }).check();
  await panel.getByRole("radio", { name: "Sans" }).check();
  await panel.getByRole("radio", { name: "Dark" }).check();
  const mine = await setting(page);
  expect(mine.fontSize).toBe("24px");
  for (const key of ["lineHeight", "fontFamily", "page"] as const)
    expect(mine[key], key).not.toBe(usual[key]);

  await page.reload();
  expect(await setting(page)).toEqual(mine);
  // No script has any part in it: the server prints the page as it was set.
  const plain = await openBrowser(scene.teacher, { javaScriptEnabled: false, colorScheme: "light" });
  await plain.context.addCookies((await context.cookies()).filter(({ name }) => name === "reader"));
  await plain.page.goto(sectionUrl(scene));
  expect(await setting(plain.page)).toEqual(mine);

  await page.getByRole("button", { name: "Text settings" }).click();
  await panel.getByRole("button", { name: "Back to the usual settings" }).click();
  expect(await setting(page)).toEqual(usual);
});

test("A device that is dark gets a dark page before there is anything to see", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher, { colorScheme: "dark" });
  await page.addInitScript(() => {
    const watcher = new MutationObserver(() => {
      if (!document.body) return;
      watcher.disconnect();
      Object.assign(window, { themeBeforeBody: document.documentElement.dataset.theme });
    });
    watcher.observe(document, { childList: true, subtree: true });
  });
  await page.goto(sectionUrl(scene));
  expect(await page.evaluate(() => (window as unknown as { themeBeforeBody: string }).themeBeforeBody)).toBe(
    "dark",
  );
  const dark = await setting(page);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(async () => (await setting(page)).page).not.toBe(dark.page);
});

test("The keys lead from thread to thread, into one and back, and on through the book", async ({
  openBrowser,
}) => {
  const { scene, section } = await livedIn();
  const other = await joinScene(scene, "Priya Nair");
  const { page } = await openBrowser(other);
  await page.goto(sectionUrl(scene));
  await expect(
    margin(page)
      .getByRole("button", { name: /^Maya Lindqvist/ })
      .first(),
  ).toBeVisible();
  const focused = page.getByRole("button", { expanded: false }).and(page.locator(":focus"));

  await page.keyboard.press("j");
  await expect(focused).toHaveAccessibleName(/^Maya Lindqvist She gives her age/);
  await page.keyboard.press("j");
  await expect(focused).not.toHaveAccessibleName(/She gives her age/);
  await page.keyboard.press("k");
  await expect(focused).toHaveAccessibleName(/^Maya Lindqvist She gives her age/);

  await page.keyboard.press("Enter");
  const note = margin(page).getByRole("article", { name: "Thread begun by Maya Lindqvist" });
  await expect(note.getByRole("heading", { name: /^Maya Lindqvist/ }).first()).toBeFocused();
  await page.keyboard.press("r");
  const box = note.getByRole("textbox", { name: "Reply to Maya" });
  await expect(box).toBeFocused();
  // In a field the letters are letters.
  await page.keyboard.type("jk r?[]");
  await expect(box).toHaveValue("jk r?[]");
  await page.keyboard.press("Escape");
  await expect(box).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(note).toBeHidden();
  await expect(page.getByRole("button", { name: /^Paragraph 2: 3 comments/ })).toBeFocused();
  // The draft was kept.
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await page.keyboard.press("r");
  await expect(box).toHaveValue("jk r?[]");
  await page.keyboard.press("Escape");

  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys of this page" });
  await expect(keys).toBeVisible();
  await keys.getByRole("checkbox", { name: /^Single keys work/ }).uncheck();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await page.keyboard.press("]");
  await page.keyboard.press("?");
  await expect(keys).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: section.title })).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: "Keys" }).click();
  await keys.getByRole("checkbox", { name: /^Single keys work/ }).check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("]");
  await expect(page.getByRole("heading", { level: 1, name: section.title })).toHaveCount(0);
  await page.keyboard.press("[");
  await expect(page.getByRole("heading", { level: 1, name: section.title })).toBeVisible();
});

test("On the narrowest screen nothing has to be pushed sideways", async ({ openBrowser }) => {
  const { scene, teacher } = await livedIn();
  const { page } = await openBrowser(teacher, { viewport: { width: 320, height: 640 } });
  const root = `/classrooms/${scene.classroomId}`;
  for (const path of [
    sectionUrl(scene),
    root,
    `${root}/questions`,
    `${root}/members`,
    `${root}/reports`,
    `${root}/code`,
    "/classrooms",
    "/classrooms/new",
    "/account",
    "/privacy",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await overhang(page), path).toBe(0);
  }
});

test("On a phone the threads of a paragraph come up from below", async ({ openBrowser }) => {
  const { scene, tomasz } = await livedIn();
  const { page } = await openBrowser(tomasz, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto(sectionUrl(scene));
  await page.getByRole("button", { name: /^Paragraph 2: 3 comments/ }).tap();
  const sheet = page.getByRole("dialog", { name: /^Paragraph 2, / });
  await expect(sheet.getByText("She gives her age before her name.")).toBeVisible();
  const box = await sheet.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(844 / 2 - 1);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);

  await sheet.getByRole("textbox", { name: "Reply to Maya" }).fill("From the bus.");
  await sheet.getByRole("button", { name: "Post", exact: true }).tap();
  await expect(sheet.getByText("From the bus.")).toBeVisible();
  await post(scene.teacher, { scene, section: await sectionOf(scene), paragraph: 2 }, "While it is open.");
  await expect(sheet.getByText("While it is open.")).toBeVisible(SOON);
  await sheet.getByRole("button", { name: "Close" }).tap();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("button", { name: /^Paragraph 2: 5 comments/ })).toBeFocused();

  // A paragraph nobody wrote on yet is written on in the same way.
  const mine = await writeOn(page, 5);
  await mine.fill("First here.");
  await page.getByRole("dialog").getByRole("button", { name: "Post", exact: true }).tap();
  await expect(page.getByRole("dialog").getByText("First here.")).toBeVisible();
});

test("Printed, the page is the text and its notes, without the controls", async ({ openBrowser }) => {
  const { scene, teacher } = await livedIn();
  const { page } = await openBrowser(teacher);
  await page.goto(sectionUrl(scene));
  await expect(margin(page).getByText("She gives her age before her name.")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(text(page).getByRole("paragraph").first()).toBeVisible();
  await expect(page.getByText("She gives her age before her name.").first()).toBeVisible();
  for (const name of [/^Reply/, "Text settings", /your account$/, "Post"])
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
  expect(await overhang(page)).toBe(0);
});
