import type { Page } from "@playwright/test";
import { tasksDuring } from "./setup/long-tasks";
import { fillWithNotes, notePlaceOf, writeNote } from "./setup/notes";
import { joinScene, makeScene, sectionUrl } from "./setup/people";
import { expectTheText, margin } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const NOTES = 500;
/** What a task of the main thread may take before a reader feels it. */
const TASK_MAX_MS = 50;
const SLOWER = 4;

async function busyScene() {
  const scene = await makeScene();
  const names = ["Maya Lindqvist", "Tomasz Nowak", "Priya Nair", "Leo Fischer", "Amara Diallo"];
  const people = await Promise.all(names.map((name) => joinScene(scene, name)));
  const place = await notePlaceOf(scene);
  await fillWithNotes(place, people, NOTES);
  const [maya, tomasz] = people;
  if (!maya || !tomasz) throw new Error("nobody reads");
  return { scene, place, maya, tomasz };
}

/** Scrolls down through the page and up again as a hand does, fast. The page itself is asked nothing meanwhile. */
async function scrollThrough(page: Page) {
  const session = await page.context().newCDPSession(page);
  for (const yDistance of [-4_000, 4_000])
    await session.send("Input.synthesizeScrollGesture", {
      x: 700,
      y: 500,
      yDistance,
      speed: 2_400,
      gestureSourceType: "mouse",
    });
  await session.detach();
}

/** Everything the page does on its own after it was opened is over. */
async function settled(page: Page) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

/** Unfolds every line, so that every note has its place in the margin. */
async function unfoldAll(page: Page) {
  await expect(
    margin(page)
      .getByRole("button", { name: /^\d+ more/ })
      .first(),
  ).toBeVisible();
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    for (;;) {
      const more = document.querySelector<HTMLElement>(".notes .more");
      const below = document.documentElement.scrollHeight - innerHeight - scrollY;
      if (!more && below < 1) return;
      if (more) more.click();
      else scrollBy(0, innerHeight);
      await frame();
    }
  });
}

// Measured where nothing else runs: TASKS=1 npx playwright test e2e/busy-margin.spec.ts
if (process.env.TASKS) {
  test("Five hundred notes in a section: no task is felt while one scrolls and marks, on a slow machine", async ({
    openBrowser,
  }) => {
    const { scene, maya } = await busyScene();
    const { page } = await openBrowser(maya);
    await page.goto(sectionUrl(scene));
    await expectTheText(page);
    await expect(margin(page).getByRole("button").first()).toBeVisible();
    await unfoldAll(page);
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    await page.mouse.move(700, 500);
    const scrolling = await tasksDuring(page, SLOWER, () => scrollThrough(page));
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    const spot = await page.locator("#text [data-paragraph]").nth(3).boundingBox();
    const note = await margin(page).locator("button.peek").nth(3).boundingBox();
    if (!spot || !note) throw new Error("nothing is on the page");
    // By mouse and key alone: what the test asks of the page would be counted too.
    const marking = await tasksDuring(page, SLOWER, async () => {
      await page.mouse.dblclick(spot.x + 200, spot.y + 12, { delay: 20 });
      await page.waitForTimeout(1_000);
      await page.keyboard.press("2");
      await page.waitForTimeout(1_500);
      await page.mouse.click(note.x + 60, note.y + 8);
      await page.waitForTimeout(1_000);
    });
    await expect(margin(page).getByRole("article")).toBeVisible();
    await expect(page.getByText("Marked as Identity & Humanity.", { exact: true })).toBeAttached();
    for (const { ms, parts } of [...scrolling, ...marking]) expect(ms, parts).toBeLessThan(TASK_MAX_MS);
  });

  test("Only the notes about the screen are on the page; J goes through all of them, and the list below has every one", async ({
    openBrowser,
  }) => {
    const { scene, maya } = await busyScene();
    const { page } = await openBrowser(maya);
    await page.goto(sectionUrl(scene));
    const notes = margin(page).locator("[data-thread]");
    await expect(notes.first()).toBeVisible();
    await unfoldAll(page);
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    expect(await notes.count()).toBeLessThan(120);
    await margin(page).getByRole("button").first().focus();
    const met = new Set<string>();
    for (let at = 0; at < 80; at++) {
      met.add(
        await page.evaluate(
          () => document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row ?? "",
        ),
      );
      await page.keyboard.press("j");
    }
    expect(met.size).toBe(80);
    await expect(page.locator(":focus")).toBeInViewport();
  });

  test("A note that comes does not move what one reads, nor the open note", async ({ openBrowser }) => {
    const { scene, place, maya, tomasz } = await busyScene();
    const { page } = await openBrowser(maya);
    await page.goto(sectionUrl(scene));
    await expect(margin(page).getByRole("button").first()).toBeVisible();
    await page.mouse.move(700, 500);
    await page.mouse.wheel(0, 900);
    await settled(page);
    const note = margin(page).locator("button.peek").nth(20);
    await note.scrollIntoViewIfNeeded();
    await note.click();
    const open = margin(page).getByRole("article");
    await expect(open).toBeVisible();
    await settled(page);
    const before = { note: await open.boundingBox(), y: await page.evaluate(() => scrollY) };
    // At the very beginning of the text: everything below it could be pushed down.
    await writeNote(tomasz, place, { on: place.text.slice(0, 20), text: "And this came later." });
    await expect(page.getByText(/One new comment/).first()).toBeAttached(SOON);
    expect({ note: await open.boundingBox(), y: await page.evaluate(() => scrollY) }).toEqual(before);
  });
}
