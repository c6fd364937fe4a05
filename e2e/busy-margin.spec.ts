import type { Page } from "@playwright/test";
import { busyScene, settled, unfoldAll } from "./setup/busy";
import { writeNote } from "./setup/notes";
import { sectionUrl } from "./setup/people";
import { margin } from "./setup/reading";
import { expect, test } from "./setup/test";

const NOTES = 500;

// The recorder copies the whole page at each act, five hundred notes with it.
test.use({ trace: "off" });

test("Only the notes about the screen are on the page; J goes through all of them, and the list below has every one", async ({
  openBrowser,
}) => {
  const { scene, maya } = await busyScene(NOTES);
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
  let here = "";
  for (let at = 0; at < 80; at++) {
    // A note that is not drawn yet is drawn before it is gone to: the next key is for who has arrived.
    await expect.poll(() => focusedRow(page), { intervals: [20] }).not.toMatch(new RegExp(`^(${here})?$`));
    here = await focusedRow(page);
    met.add(here);
    await page.keyboard.press("j");
  }
  expect(met.size).toBe(80);
  await expect(page.locator(":focus")).toBeInViewport();
});

/** The note that the focus is in; empty when it is in none. */
const focusedRow = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row ?? "");

test("J pressed faster than notes are drawn goes on from the note it was going to", async ({
  openBrowser,
}) => {
  const { scene, maya } = await busyScene(NOTES);
  const { page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await unfoldAll(page);
  await page.evaluate(() => scrollTo(0, 0));
  await settled(page);
  await margin(page).getByRole("button").first().focus();
  const press = (key: string, times: number) =>
    page.evaluate(
      ([pressed, count]) => {
        for (let at = 0; at < count; at++)
          (document.activeElement ?? document.body).dispatchEvent(
            new KeyboardEvent("keydown", { key: pressed, bubbles: true, cancelable: true }),
          );
      },
      [key, times] as const,
    );
  const here = page.locator(".notes .slot:has(:focus)");
  await press("j", 60);
  await expect(here).toContainText("What this says to me, 60:");
  await press("k", 30);
  await expect(here).toContainText("What this says to me, 30:");
});

type Row = { key: string; y: number };
type Changes = { rows: Row[]; moved: string[]; redrawn: string[] };
declare global {
  interface Window {
    changesOfMargin: () => Changes;
  }
}

/** Notes where each row of the margin stands, and from now on which of them are moved and which drawn anew. */
const watchMargin = (page: Page): Promise<Row[]> =>
  page.evaluate(() => {
    const column = document.querySelector(".notes") as HTMLElement;
    const slots = () => [...column.querySelectorAll<HTMLElement>(".slot")];
    const keyOf = (slot: HTMLElement) => slot.dataset.row ?? "";
    const rows = () => slots().map((slot) => ({ key: keyOf(slot), y: slot.getBoundingClientRect().top }));
    const moved = new Set<string>();
    const redrawn = new Set<string>();
    new MutationObserver((records) => {
      for (const { type, target, addedNodes, removedNodes } of records) {
        const element = target instanceof HTMLElement ? target : target.parentElement;
        const slot = element?.closest<HTMLElement>(".slot");
        if (slot) (type === "attributes" && slot === element ? moved : redrawn).add(keyOf(slot));
        for (const node of slot ? [] : [...addedNodes, ...removedNodes])
          redrawn.add(node instanceof HTMLElement ? keyOf(node) : "");
      }
    }).observe(column, { subtree: true, childList: true, characterData: true, attributes: true });
    window.changesOfMargin = () => ({ rows: rows(), moved: [...moved], redrawn: [...redrawn] });
    return rows();
  });

test("A note that comes among five hundred is drawn alone: nothing above it moves, what is below moves and stays as it is", async ({
  openBrowser,
}) => {
  const { scene, place, maya, tomasz } = await busyScene(NOTES);
  const { page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await unfoldAll(page);
  await page.evaluate(() => scrollTo(0, 0));
  await settled(page);
  const before = await watchMargin(page);
  // Where the eighth of the notes stands: about the middle of the screen.
  const from = place.text.indexOf(" ", (place.text.length * 8) / NOTES) + 1;
  await writeNote(tomasz, place, {
    on: place.text.slice(from, from + 20),
    from,
    text: "And this came later.",
  });
  const come = margin(page).locator(".slot", { hasText: "And this came later." });
  await expect(come).toBeInViewport();
  await settled(page);
  const id = (await come.getAttribute("data-row")) ?? "";

  const { rows, moved, redrawn } = await page.evaluate(() => window.changesOfMargin());
  const at = rows.findIndex(({ key }) => key === id);
  expect(at).toBeGreaterThan(3);
  const above = rows.slice(0, at);
  expect(above).toEqual(before.slice(0, at));
  const keysAbove = new Set(above.map(({ key }) => key));
  expect([...moved, ...redrawn].filter((key) => keysAbove.has(key))).toEqual([]);
  // Itself, and the few that it pushes out of what is drawn; of five hundred the margin moves those about the screen.
  expect(redrawn).toContain(id);
  expect(redrawn.length).toBeLessThan(8);
  expect(moved.length).toBeLessThan(120);
});

test("A note that comes does not move what one reads, nor the open note", async ({ openBrowser }) => {
  const { scene, place, maya, tomasz } = await busyScene(NOTES);
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
  await expect(page.getByText(/One new comment/).first()).toBeAttached();
  await settled(page);
  expect({ note: await open.boundingBox(), y: await page.evaluate(() => scrollY) }).toEqual(before);
});
