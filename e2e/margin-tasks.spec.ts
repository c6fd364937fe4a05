import type { Page } from "@playwright/test";
import { busyScene, settled, unfoldAll } from "./setup/busy";
import { type Task, tasksDuring } from "./setup/long-tasks";
import { writeNote } from "./setup/notes";
import { sectionUrl } from "./setup/people";
import { expectTheText, margin } from "./setup/reading";
import { expect, test } from "./setup/test";

const NOTES = 500;
/** What a task of the main thread may take before a reader feels it. */
const TASK_MAX_MS = 50;
const SLOWER = 4;
const REPEATS = 3;
/** Where words stand on the first line of the paragraph that is marked. */
const WORDS_AT = [60, 300, 380];

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

/** The longest task of each turn, the middle one of them first. */
function longest(name: string, turns: readonly Task[][]): Task[] {
  const sorted = turns.map(([first]) => first ?? { ms: 0, parts: "" }).sort((a, b) => a.ms - b.ms);
  const middle = sorted[sorted.length >> 1] as Task;
  console.log(`${name}: ${middle.ms} ms (${sorted.map(({ ms }) => ms).join(", ")}); ${middle.parts}`);
  return [middle, ...sorted.filter((task) => task !== middle)];
}

async function repeat(
  name: string,
  page: Page,
  act: (turn: number) => Promise<void>,
  after?: () => Promise<void>,
) {
  const turns: Task[][] = [];
  for (let turn = 0; turn < REPEATS; turn++) {
    await settled(page);
    turns.push(await tasksDuring(page, SLOWER, () => act(turn)));
    await after?.();
  }
  return longest(name, turns);
}

// The recorder copies the whole page at each act, in tasks of the page's own.
test.use({ trace: "off" });

// Times are no matter of the suite: TASKS=1 npx playwright test e2e/margin-tasks.spec.ts, where nothing else runs.
if (process.env.TASKS)
  test("Five hundred notes in a section: no task is felt while one scrolls and marks, on a slow machine", async ({
    openBrowser,
  }) => {
    test.setTimeout(240_000);
    const { scene, place, maya, tomasz } = await busyScene(NOTES);
    const { page } = await openBrowser(maya);
    await page.goto(sectionUrl(scene));
    await expectTheText(page);
    await expect(margin(page).getByRole("button").first()).toBeVisible();
    await unfoldAll(page);
    await page.evaluate(() => scrollTo(0, 0));
    await page.mouse.move(700, 500);
    const results: Record<string, Task[]> = {};
    results.scrolling = await repeat("scrolling", page, () => scrollThrough(page));
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    const spot = await page.locator("#text [data-paragraph]").nth(3).boundingBox();
    const note = await margin(page).locator("button.peek").nth(3).boundingBox();
    if (!spot || !note) throw new Error("nothing is on the page");
    const select = (turn: number) =>
      page.mouse.dblclick(spot.x + (WORDS_AT[turn] ?? 60), spot.y + 12, { delay: 20 });
    // By their classes: to ask for roles makes the page compute those of all that stands on it.
    const bar = page.locator(".seltool");
    const marking: Task[][] = [];
    const selecting: Task[][] = [];
    for (let turn = 0; turn < REPEATS; turn++) {
      selecting.push(
        await tasksDuring(page, SLOWER, async () => {
          await select(turn);
          await expect(bar).toBeVisible();
          await settled(page);
        }),
      );
      marking.push(
        await tasksDuring(page, SLOWER, async () => {
          await page.keyboard.press("2");
          await expect(bar.locator(".th").nth(1)).toHaveAttribute("aria-pressed", "true");
          await settled(page);
        }),
      );
      await page.keyboard.press("Escape");
      await expect(bar).toBeHidden();
    }
    results.selecting = longest("selecting", selecting);
    results.marking = longest("marking", marking);
    const open = page.locator(".notes .note.open article");
    results.opening = await repeat(
      "opening",
      page,
      async () => {
        await page.mouse.click(note.x + 60, note.y + 8);
        await expect(open).toBeVisible();
        await settled(page);
      },
      async () => {
        // The note closes by Escape once focus is in it.
        await expect(page.locator(".notes .note.open :focus")).toHaveCount(1);
        await page.keyboard.press("Escape");
        await expect(open).toHaveCount(0);
      },
    );
    results.arriving = await repeat("arriving", page, async (turn) => {
      const text = `Later, ${turn}.`;
      await writeNote(tomasz, place, { on: place.text.slice(turn * 20, turn * 20 + 18), text });
      await expect(page.locator(".notes .slot", { hasText: text })).toBeVisible();
      await settled(page);
    });
    for (const [name, [middle]] of Object.entries(results))
      expect.soft(middle?.ms, `${name}: ${middle?.parts}`).toBeLessThan(TASK_MAX_MS);
  });
