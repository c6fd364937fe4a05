import type { Locator, Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { call, joinScene, makeScene, type Scene } from "./setup/people";
import { expectTheText, post, sectionOf } from "./setup/reading";
import { expect, test } from "./setup/test";

const WIDTHS = [
  { width: 320, height: 700 },
  { width: 390, height: 844 },
  { width: 820, height: 1100 },
  { width: 1366, height: 768 },
  { width: 1440, height: 900 },
];
const TABS_MAX = 150;

/** Presses Tab until the element has focus, as somebody without a mouse would. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let pressed = 0; pressed < TABS_MAX; pressed++) {
    await page.keyboard.press("Tab");
    if (await element.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error(`${element} is not to be reached by ${TABS_MAX} tabs`);
}

/** What every stop of the journey has to keep: nothing for axe in either theme, nothing to push sideways. */
async function look(page: Page, stop: string): Promise<void> {
  expect(await askAxe(page), stop).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `${stop}: pixels that hang over`).toBeLessThanOrEqual(0);
}

async function aClassThatReads(): Promise<{ scene: Scene; cookie: string }> {
  const scene = await makeScene();
  const [maya, tomasz] = [await joinScene(scene, "Maya Lindqvist"), await joinScene(scene, "Tomasz Nowak")];
  const section = await sectionOf(scene, "people/tommy");
  await post(tomasz, { scene, section, paragraph: 1 }, "He is cured, it says. Of what?");
  const { classroomId } = scene;
  await call("claim.weighIn", { classroomId, key: "c01", position: "fails", chapter: 23 }, tomasz.cookie);
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await call("guide.lockPart", { classroomId, partKey: "criticism", until }, scene.teacher.cookie);
  return { scene, cookie: maya.cookie };
}

for (const viewport of WIDTHS) {
  test(`One reads, marks, weighs and searches by keyboard alone, ${viewport.width} wide`, async ({
    openBrowser,
  }) => {
    test.setTimeout(150_000);
    const { scene, cookie } = await aClassThatReads();
    const root = `/classrooms/${scene.classroomId}`;
    const maya = { name: "Maya Lindqvist", username: "", password: "", cookie };
    const { page } = await openBrowser(maya, { viewport });
    const title = page.getByRole("heading", { level: 1 });

    await page.goto(root);
    await look(page, "home");
    await tabTo(page, page.getByRole("main").getByRole("link", { name: "Start reading" }).last());
    await page.keyboard.press("Enter");
    await expectTheText(page);
    await expect(title).toHaveText("Life at Hailsham");

    // On through the book and back, by its keys.
    await expect(page.getByRole("heading", { name: "Talk about this section" })).toBeVisible();
    await page.keyboard.press("]");
    await expect(title).toHaveText("The Cottages");
    await page.keyboard.press("[");
    await expect(title).toHaveText("Life at Hailsham");

    // A word, what it means, and back to the word.
    const word = page.getByRole("article", { name: "The text" }).locator("a.term, a.person, a.place").first();
    await expect(page.locator("[data-tools]").first()).toBeAttached();
    await tabTo(page, word);
    await page.keyboard.press("Enter");
    await expect(page.locator(".wordpanel")).toBeVisible();
    await look(page, "a word is open");
    await page.keyboard.press("Escape");
    await expect(word).toBeFocused();

    // From the sign beside a paragraph to its claim.
    await page.goto(`${root}/sections/people/tommy`);
    await look(page, "section");

    // A sentence is marked with a theme, and noted, without leaving the keys; keyboard-marks.spec.ts looks closer.
    const bar = page.getByRole("application", { name: "Sentence mode" });
    await expect(async () => {
      await page.keyboard.press("s");
      await expect(bar).toBeFocused({ timeout: 500 });
    }).toPass();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("1");
    await expect(bar).toContainText("1 mark: Memory & Nostalgia. Yours.");
    await page.keyboard.press("n");
    await expect(page.getByRole("textbox", { name: "Your note", exact: true })).toBeFocused();
    await page.keyboard.type("She says it as if it were nothing.");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("She says it as if it were nothing.").first()).toBeVisible();
    await page.goto(`${root}/sections/people/tommy`);

    const sign = page.locator("#his-river").getByRole("button", { name: /: 1 claim to test$/ });
    await expect(sign).toBeVisible();
    await tabTo(page, sign);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/claims\/c01$/);
    await look(page, "claim");
    await tabTo(page, page.getByRole("radio", { name: "Holds" }));
    await page.keyboard.press("Space");
    await tabTo(page, page.getByRole("combobox", { name: "The paragraph" }));
    await page.keyboard.type("Tommy");
    await tabTo(page, page.getByRole("button", { name: "Weigh in" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "How the class stands" })).toBeVisible();
    await look(page, "claim, weighed");

    // From anywhere to what was nearly typed.
    await expect(async () => {
      await page.keyboard.press("/");
      await expect(page.getByRole("dialog", { name: "Search" })).toBeVisible({ timeout: 500 });
    }).toPass();
    await page.keyboard.type("Hailshem");
    await expect(page.getByText("Also searched for Hailsham.")).toBeVisible();
    await look(page, "search panel");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\?q=Hailshem/);
    await look(page, "results");

    await page.goto(`${root}/claims`);
    await look(page, "claims");
    await page.goto(`${root}/sections/criticism/symbolism`);
    await expect(page.getByText(/Your teacher opens this part/)).toBeVisible();
    await look(page, "a locked part");
    await page.goto(`${root}/sections/people/tommy/print`);
    await look(page, "the edition");
  });
}
