import type { Locator, Page } from "@playwright/test";
import { joinScene, makeScene, type Person, type Scene } from "./people";
import { expect } from "./test";

/** What a question's page has for a student and after them. */
export const leaf = (page: Page) => page.getByRole("textbox", { name: "Your answer", exact: true });
export const answers = (page: Page) => page.getByRole("list", { name: "Answers" });
export const answerBy = (page: Page, name: string) =>
  page.getByRole("article", { name: `Answer by ${name}`, exact: true });
export const postIt = (page: Page) => page.getByRole("button", { name: "Post and open the answers" });

/** What a browser may take to come back from having been away. */
export const BACK = { timeout: 20_000 };

/** Goes on by the Tab key until something has focus. */
export async function tabTo(page: Page, at: Locator): Promise<void> {
  await expect(at).toBeVisible();
  for (let turn = 0; turn < 80; turn++) {
    if (await at.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(at).toBeFocused({ timeout: 1 });
}

/** A class with two students. */
export async function aClass(): Promise<{ scene: Scene; maya: Person; jonas: Person }> {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  return { scene, maya, jonas: await joinScene(scene, "Jonas Meyer") };
}

/** Everything that a browser is sent from now on, to be searched. */
export function recorded(page: Page): { all: () => Promise<string> } {
  const bodies: Promise<string>[] = [];
  page.context().on("response", (response) => {
    if (/\.(js|css|woff2)(\?|$)/.test(response.url()) || response.url().includes("live.onChange")) return;
    bodies.push(response.text().catch(() => ""));
  });
  return { all: async () => (await Promise.all(bodies)).join("\n") };
}
