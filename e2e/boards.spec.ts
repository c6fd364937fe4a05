import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { notePlaceOf, writeNote } from "./setup/notes";
import { joinScene, makeScene, type Person, type Scene } from "./setup/people";
import { post, sectionOf } from "./setup/reading";
import { expect, test } from "./setup/test";

const PHONE = { width: 390, height: 844 };
const CALMLY = "calmly, kindly, with one hand on the patient’s arm";
const MILDNESS = "It is how the children were taught to see.";
const HIDDEN = "Nothing is hidden and nothing is said.";

type Marked = { scene: Scene; maya: Person; tomasz: Person };

/** A class that has marked in two sections: six passages, one of them Maya's alone. */
async function marked(): Promise<Marked> {
  const scene = await makeScene();
  const [maya, tomasz] = [await joinScene(scene, "Maya Lindqvist"), await joinScene(scene, "Tomasz Nowak")];
  const [place, memory] = [await notePlaceOf(scene), await notePlaceOf(scene, "themes/memory")];
  const asked = await writeNote(maya, place, {
    on: CALMLY,
    inks: ["memory"],
    text: "Is it *hers*, this calm?",
    motivation: "questioning",
  });
  await writeNote(tomasz, place, { on: MILDNESS, inks: ["acceptance"] });
  await writeNote(tomasz, place, {
    on: HIDDEN,
    inks: ["acceptance", "identity"],
    text: "Both halves are passive.",
  });
  await writeNote(scene.teacher, place, {
    on: HIDDEN,
    inks: ["acceptance"],
    text: "Who is doing the hiding?",
  });
  await writeNote(maya, place, {
    on: "girls at a window",
    inks: ["acceptance"],
    text: "Only for me.",
    audience: "private",
  });
  await writeNote(maya, memory, { on: "the past", inks: ["memory"], motivation: "bookmarking" });
  const section = await sectionOf(scene);
  await post(tomasz, { scene, section, paragraph: 1, parentId: asked }, "It is learnt, like the rest.");
  await post(maya, { scene, section, paragraph: null }, "A word on the section as a whole.");
  return { scene, maya, tomasz };
}

const cell = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const items = (page: Page) => page.locator(".passages > li");

test("The boards tell what is marked where, to each what they may see", async ({ openBrowser }) => {
  const { scene, maya, tomasz } = await marked();
  const { page } = await openBrowser(maya);
  await page.goto(`/classrooms/${scene.classroomId}/themes`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    /^Six passages are marked, most of them in /,
  );
  await expect(cell(page, "Life at Hailsham, paragraph 2: 2 passages")).toHaveText("2");
  const theirs = await openBrowser(tomasz);
  await theirs.page.goto(`/classrooms/${scene.classroomId}/themes`);
  await expect(theirs.page.getByRole("heading", { level: 1 })).toHaveText(/^Five passages are marked/);
  await expect(cell(theirs.page, "Life at Hailsham, paragraph 2: 1 passage")).toHaveText("1");

  // The table says the same.
  await page.getByText("Show as a table").click();
  const row = page.getByRole("row", { name: /Life at Hailsham 3 / });
  await expect(row).toHaveText(/^Life at Hailsham3.*2$/);
  // One theme alone, and one section by theme.
  const acceptance = page
    .getByRole("navigation", { name: "Which theme" })
    .getByRole("link", { name: "Acceptance & Resignation" });
  await acceptance.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  expect(place).toBeGreaterThan(0);
  await acceptance.click();
  // As many are in this theme as in any: what is shown is told by the choice, and the page stays where it is.
  await expect(acceptance).toHaveAttribute("aria-current", "true");
  await expect(cell(page, "Life at Hailsham, paragraph 3: 2 passages")).toBeVisible();
  expect(await page.evaluate(() => scrollY)).toBe(place);
  await page.getByRole("link", { name: "Life at Hailsham", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Where Life at Hailsham is marked" })).toBeVisible();
  await cell(page, "Acceptance & Resignation, paragraph 3: 2 passages").click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Acceptance & Resignation");
  await expect(items(page)).toHaveCount(4);
  await page.getByLabel("Marked by").selectOption({ label: "Ms Okafor (1)" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(items(page)).toHaveCount(1);
  await expect(items(page)).toContainText("Who is doing the hiding?");
  await expect(items(page)).toContainText("Teacher");
  await items(page).getByRole("link").first().click();
  await expect(page).toHaveURL(/sections\/plot\/hailsham\?comment=/);
});

test("My notes holds everything I wrote, found by my words and by what I marked", async ({ openBrowser }) => {
  const { scene, maya, tomasz } = await marked();
  const { page } = await openBrowser(maya);
  await page.goto(`/classrooms/${scene.classroomId}`);
  await page
    .getByRole("navigation", { name: "Main" })
    .first()
    .getByRole("link", { name: "My notes" })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My notes");
  await expect(page.getByText("Four notes in this class, newest first.")).toBeVisible();
  await expect(items(page)).toHaveCount(4);
  await expect(items(page).nth(0)).toContainText("A word on the section as a whole.");
  await expect(items(page).nth(1)).toContainText("Kept as evidence");
  await expect(items(page).nth(2)).toContainText("Only you can see this");
  await expect(items(page).nth(3)).toContainText("1 reply");

  const words = page.getByLabel("Words in what you wrote or marked");
  await words.fill("patient's arm");
  await words.press("Enter");
  await expect(page.getByText("One of your four notes, newest first.")).toBeVisible();
  await expect(items(page)).toContainText("Is it hers, this calm?");
  await page.getByLabel("Kind").selectOption({ label: "Replies" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("None of your four notes fits that.")).toBeVisible();
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(items(page)).toHaveCount(4);

  const his = await openBrowser(tomasz);
  await his.page.goto(`/classrooms/${scene.classroomId}/notes?kind=replies`);
  await expect(items(his.page)).toHaveCount(1);
  await expect(items(his.page)).toContainText("Reply to Maya Lindqvist");
});

for (const [device, viewport] of Object.entries({ "a phone": PHONE, "a desk": { width: 1440, height: 900 } }))
  test(`Boards and notes by keyboard alone, on ${device}, and nothing for axe to say`, async ({
    openBrowser,
  }) => {
    const { scene, maya } = await marked();
    const { page } = await openBrowser(device === "a phone" ? maya : scene.teacher, { viewport });
    await page.goto(`/classrooms/${scene.classroomId}/themes`);
    await page.getByText("Show as a table").focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Passages by paragraph and theme" })).toBeVisible();
    expect(await askAxe(page)).toEqual([]);
    await page.getByRole("link", { name: "Acceptance & Resignation", exact: true }).first().focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Acceptance & Resignation");
    await expect(items(page).first()).toBeVisible();
    expect(await askAxe(page)).toEqual([]);
  });

for (const [device, viewport] of Object.entries({ "a phone": PHONE, "a desk": { width: 1440, height: 900 } }))
  test(`My notes and a section's map on ${device}: nothing for axe to say, nothing too wide`, async ({
    openBrowser,
  }) => {
    const { scene, maya } = await marked();
    const { page } = await openBrowser(device === "a phone" ? maya : scene.teacher, { viewport });
    for (const path of ["/notes", "/themes?section=plot/hailsham"]) {
      await page.goto(`/classrooms/${scene.classroomId}${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await askAxe(page)).toEqual([]);
      expect(await tooWide(page), path).toBeLessThanOrEqual(0);
    }
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Save this section’s notes" }).click(),
    ]);
    expect(readFileSync(await download.path(), "utf8")).toContain("Both halves are passive.");
  });

test("A teacher's seven tabs fit the smallest phone, and lead to what the class marked", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher, { viewport: { width: 320, height: 640 } });
  await page.goto(`/classrooms/${scene.classroomId}`);
  const tabs = page.locator(".tabs a");
  await expect(tabs).toHaveCount(7);
  expect(await tooWide(page)).toBeLessThanOrEqual(0);
  const cut = await tabs.evaluateAll((all) =>
    all
      .filter(
        (tab) => tab.scrollWidth > tab.clientWidth || tab.getBoundingClientRect().right > window.innerWidth,
      )
      .map((tab) => tab.textContent),
  );
  if (process.env.SCREENS) await page.screenshot({ path: "test-results/boards/tabs-320.png" });
  expect(cut).toEqual([]);
  await page.getByRole("link", { name: "What the class marked" }).click();
  await expect(page.getByRole("heading", { name: "Where the class marked" })).toBeVisible();
});

// Pictures for people to look at beside the design: SCREENS=1 npx playwright test e2e/boards.spec.ts
if (process.env.SCREENS) {
  for (const [width, height] of [
    [1440, 900],
    [820, 1100],
    [390, 844],
  ] as const)
    for (const colorScheme of ["light", "dark"] as const)
      test(`Pictures of the boards, ${width} wide, ${colorScheme}`, async ({ openBrowser }) => {
        const { scene, maya } = await marked();
        const { page } = await openBrowser(maya, { viewport: { width, height }, colorScheme });
        const root = `/classrooms/${scene.classroomId}`;
        await page.goto(`${root}/themes`);
        const board = (await page.locator(".thl a").nth(3).getAttribute("href")) ?? "";
        for (const [name, path] of Object.entries({
          themes: `${root}/themes`,
          section: `${root}/themes?section=plot/hailsham`,
          board,
          notes: `${root}/notes`,
        })) {
          await page.goto(path);
          await page.evaluate(() => document.fonts.ready);
          await page.screenshot({
            path: `test-results/boards/${name}-${width}-${colorScheme}.png`,
            fullPage: true,
          });
        }
      });
}
