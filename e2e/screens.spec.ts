import type { Page } from "@playwright/test";
import { type LivedIn, livedIn, personOf } from "./setup/lived-in";
import { pagesFor, type Role } from "./setup/pages";
import { sectionUrl } from "./setup/people";
import { margin, writeOn } from "./setup/reading";
import { expect, test } from "./setup/test";

const SIZES = {
  1440: { width: 1440, height: 900 },
  820: { width: 820, height: 1100 },
  390: { width: 390, height: 844 },
};
const ROLES: Role[] = ["nobody", "student", "teacher", "administrator"];
const FOLDER = "test-results/screens";

async function take(page: Page, name: string) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: `${FOLDER}/${name}.png`,
    fullPage: !name.includes("open"),
    animations: "disabled",
  });
}

/** The reading page with something open, as it is used. */
async function takeOpen(page: Page, { scene }: LivedIn, tail: string) {
  await page.goto(sectionUrl(scene));
  if (tail.startsWith("390")) {
    await page.getByRole("button", { name: /^Paragraph 2:/ }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await take(page, `section-open-sheet-${tail}`);
    return;
  }
  await margin(page).getByRole("button", { name: /^You/ }).first().click();
  await take(page, `section-open-thread-${tail}`);
  await writeOn(page, 5);
  await take(page, `section-open-writing-${tail}`);
}

// Pictures for people to look at beside the design: SCREENS=1 npx playwright test e2e/screens.spec.ts
if (process.env.SCREENS) {
  for (const [width, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`Pictures of every page, ${width} wide, ${colorScheme}`, async ({ openBrowser }) => {
        test.setTimeout(300_000);
        const scene = await livedIn();
        const tail = `${width}-${colorScheme}`;
        for (const role of ROLES) {
          const { page } = await openBrowser(personOf(scene, role), { viewport, colorScheme });
          for (const { name, path, heading } of pagesFor(role, scene.scene)) {
            await page.goto(path);
            await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
            await take(page, `${role}-${name.replace(/\W/g, "-")}-${tail}`);
          }
          if (role === "student") await takeOpen(page, scene, tail);
        }
      });
    }
  }
}
