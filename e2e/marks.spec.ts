import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { notePlaceOf, writeNote } from "./setup/notes";
import { bar, drawn, expectDrawn, select, selectByTouch } from "./setup/passages";
import { joinScene, makeScene, sectionUrl } from "./setup/people";
import { margin } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const ORDER = { paragraph: 1, words: "The order matters" };
const CARER = { paragraph: 1, words: "a carer at other people’s bedsides" };
const PLACE = { paragraph: 2, words: "what the place is for" };

const ready = (page: Page) =>
  expect(page.getByRole("heading", { name: "Talk about this section" })).toBeVisible();

test("A passage is selected with the mouse and marked by press and by digit, with a way back", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const { page } = await openBrowser(await joinScene(scene, "Maya Lindqvist"));
  await page.goto(sectionUrl(scene));
  await ready(page);
  await select(page, ORDER);
  await bar(page).getByRole("button", { name: "Identity & Humanity" }).click();
  await expectDrawn(page, ["The order matters [identity]"]);
  await expect(page.getByText("Marked as Identity & Humanity.", { exact: true })).toBeVisible();
  // The bar stays with the fresh mark, so a second digit adds.
  await page.keyboard.press("3");
  await expectDrawn(page, ["The order matters [identity love]"]);
  await page.reload();
  await ready(page);
  await expectDrawn(page, ["The order matters [identity love]"]);
  await select(page, ORDER);
  await expect(bar(page).getByRole("button", { name: "Love & Loss" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.keyboard.press("3");
  await expectDrawn(page, ["The order matters [identity]"]);
  await page.keyboard.press("2");
  await expectDrawn(page, []);
  await page.keyboard.press("Control+z");
  await expectDrawn(page, ["The order matters [identity]"]);
  await page.reload();
  await expectDrawn(page, ["The order matters [identity]"]);
});

test("A mark goes across paragraphs and words with links, and the second of the same words is the second", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const { page } = await openBrowser(await joinScene(scene, "Maya Lindqvist"));
  await page.goto(sectionUrl(scene));
  await ready(page);
  await select(
    page,
    { paragraph: 1, words: "no calendar" },
    { paragraph: 2, words: "goes back to is a school. Hailsham" },
  );
  await page.keyboard.press("4");
  await expectDrawn(page, [
    "no calendar inside the story says how far.What she goes back to is a school. Hailsham [acceptance]",
  ]);
  await expect(page.locator('#text a.place > mark[data-ink="acceptance"]')).toHaveText("Hailsham");
  await select(page, { paragraph: 1, words: "she tells us", nth: 1 });
  await page.keyboard.press("1");
  await expectDrawn(page, [
    "she tells us [memory]",
    "no calendar inside the story says how far.What she goes back to is a school. Hailsham [acceptance]",
  ]);
  await page.reload();
  await expect(page.locator('#text mark[data-ink="memory"]')).toHaveText("she tells us");
  expect(
    await page.locator('#text mark[data-ink="memory"]').evaluate((mark) => mark.previousSibling?.textContent),
  ).toMatch(/Everything $/);
});

test("Rough selections snap to words, two themes stack, three are one rule", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await ready(page);
  await select(page, { paragraph: 2, words: "ildness is not a disg" });
  await page.keyboard.press("2");
  await expectDrawn(page, ["mildness is not a disguise [identity]"]);
  // A press on what is selected would drag it away.
  await page.keyboard.press("Escape");
  await expect(bar(page)).toBeHidden();
  await select(page, { paragraph: 2, words: "not a" });
  await page.keyboard.press("1");
  await expectDrawn(page, ["mildness is  [identity]", "not a [memory identity]", " disguise [identity]"]);
  await page.keyboard.press("Escape");
  await select(page, { paragraph: 2, words: "not a disguise" });
  await page.keyboard.press("3");
  await expectDrawn(page, [
    "mildness is  [identity]",
    "not a [memory identity love]",
    " disguise [identity love]",
  ]);
  await expect(page.locator('#text mark[data-ink="plain"]')).toHaveText("not a");
  expect(await askAxe(page)).toEqual([]);
});

test("Two people see each other's marks as they are made, and neither page moves", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const tomasz = await joinScene(scene, "Tomasz Nowak");
  const { page } = await openBrowser(maya);
  const other = (await openBrowser(tomasz)).page;
  for (const one of [page, other]) {
    await one.goto(sectionUrl(scene));
    await ready(one);
  }
  await page.mouse.wheel(0, 500);
  await select(page, PLACE);
  const where = () => page.evaluate(() => [scrollY, getSelection()?.toString()]);
  const before = await where();
  await select(other, PLACE);
  await other.keyboard.press("5");
  await expect.poll(() => drawn(page), SOON).toEqual(["what the place is for [symbolism]"]);
  // Somebody else's mark was drawn through what is selected here, and it is selected still.
  expect(await where()).toEqual(before);
  await page.keyboard.press("2");
  await expect.poll(() => drawn(other), SOON).toEqual(["what the place is for [identity symbolism]"]);
  await other.keyboard.press("5");
  await expect.poll(() => drawn(page), SOON).toEqual(["what the place is for [identity]"]);
  expect(await where()).toEqual(before);
});

test("By touch the bar is docked at the foot of the screen, and the selection stays as it is", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const { page } = await openBrowser(await joinScene(scene, "Maya Lindqvist"), {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.goto(sectionUrl(scene));
  await ready(page);
  await selectByTouch(page, { paragraph: 2, words: "how the children were taught" });
  await expect(bar(page).getByText("“how the children were taught”")).toBeVisible();
  const box = await bar(page).boundingBox();
  expect(box && Math.round(box.y + box.height)).toBe(844);
  await bar(page).getByRole("button", { name: "Memory & Nostalgia" }).tap();
  await bar(page).getByRole("button", { name: "Symbolism" }).tap();
  await expectDrawn(page, ["how the children were taught [memory symbolism]"]);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("how the children were taught");
  expect(await askAxe(page)).toEqual([]);
  await bar(page).getByRole("button", { name: "Cancel" }).tap();
  await expect(bar(page)).toBeHidden();
});

test("From the bar a note is written and the class is asked, on a phone in its sheet", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await ready(page);
  await select(page, ORDER);
  await bar(page).getByRole("button", { name: "Note" }).click();
  const note = margin(page).getByRole("textbox", { name: "Your note" });
  await expect(note).toBeFocused();
  await note.fill("Job before feeling.");
  await margin(page).getByRole("button", { name: "Save note" }).click();
  await expect(margin(page).locator(".note.open")).toContainText("Job before feeling.");
  await expectDrawn(page, ["The order matters [plain]"]);
  await page.reload();
  await ready(page);
  await select(page, PLACE);
  await page.keyboard.press("q");
  const question = margin(page).getByRole("textbox", { name: "Your question to the class" });
  await question.fill("For what, then?");
  await margin(page).getByRole("button", { name: "Ask", exact: true }).click();
  await expect(margin(page).locator(".note.open")).toContainText("For what, then?");

  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const small = (await openBrowser(maya, phone)).page;
  await small.goto(sectionUrl(scene));
  await ready(small);
  await expectDrawn(small, ["The order matters [plain]", "what the place is for [plain]"]);
  await selectByTouch(small, { paragraph: 2, words: "how the children were taught" });
  await bar(small).getByRole("button", { name: "Write a note" }).tap();
  const sheet = small.locator(".sheet");
  await sheet.getByRole("textbox", { name: "Your note" }).fill("Taught to see, not told.");
  await sheet.getByRole("button", { name: "Save note" }).tap();
  await expect(sheet).toContainText("Taught to see, not told.");
  await expect(note).toHaveCount(0);
});

test("What was marked without a network is drawn, is there after a reload, and is sent", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const { page, context } = await openBrowser(await joinScene(scene, "Maya Lindqvist"));
  await page.goto(sectionUrl(scene));
  await ready(page);
  const api = "**/api/trpc/annotation.create*";
  await context.route(api, (route) => route.abort("internetdisconnected"));
  await select(page, CARER);
  await page.keyboard.press("1");
  await expectDrawn(page, [`${CARER.words} [memory]`]);
  await page.reload();
  await expectDrawn(page, [`${CARER.words} [memory]`]);
  await context.unroute(api);
  const sent = page.waitForResponse(/annotation\.create/);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  expect((await sent).ok()).toBe(true);
  await page.reload();
  await expectDrawn(page, [`${CARER.words} [memory]`]);
});

test("At 320 pixels nothing runs out of the page, and evidence is one's own", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const other = (await openBrowser(await joinScene(scene, "Tomasz Nowak"))).page;
  const { page } = await openBrowser(maya, { viewport: { width: 320, height: 700 } });
  await page.goto(sectionUrl(scene));
  await ready(page);
  await select(page, ORDER);
  await bar(page).getByRole("button", { name: "Evidence" }).click();
  await expect(page.getByText("Kept as evidence. Only you can see it.", { exact: true })).toBeVisible();
  await expectDrawn(page, ["The order matters [plain]"]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(await askAxe(page)).toEqual([]);
  await other.goto(sectionUrl(scene));
  await ready(other);
  await expectDrawn(other, []);
});

test("A press on overlapping marks opens the smallest note, then the next; by keyboard the way leads there and back", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const place = await notePlaceOf(scene);
  const wide = "the pieces are so mild that a reader can go forty pages";
  await writeNote(maya, place, { on: wide, text: "The long one.", inks: ["acceptance"] });
  await writeNote(scene.teacher, place, { on: "a reader can go", text: "The short one.", inks: ["memory"] });
  const { page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await ready(page);
  await expectDrawn(page, [
    "the pieces are so mild that  [acceptance]",
    "a reader can go [memory acceptance]",
    " forty pages [acceptance]",
  ]);
  const inner = page.locator("#text mark", { hasText: "a reader can go" });
  const open = margin(page).locator(".note.open");
  await inner.click();
  await expect(open).toContainText("The short one.");
  await inner.click();
  await expect(open).toContainText("The long one.");
  await expect(page.locator("#text mark.on, #text .second.on").first()).toBeVisible();
  await page.locator("#text mark", { hasText: "forty pages" }).click();
  await expect(open).toContainText("The long one.");
  // By keyboard: one link behind the sentence, seen while it has focus.
  const way = page.getByRole("link", {
    name: "2 notes, Memory & Nostalgia, Acceptance & Resignation, one from your teacher",
  });
  await way.focus();
  await expect(way).toBeInViewport();
  expect((await way.boundingBox())?.width ?? 0).toBeGreaterThan(100);
  await page.keyboard.press("Enter");
  await expect(open.locator(":focus")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(way).toBeFocused();
});
