import type { BrowserContext, Page } from "@playwright/test";
import { notePlaceOf, writeNote } from "./setup/notes";
import { joinScene, makeScene } from "./setup/people";
import { expect, test } from "./setup/test";

/** Holds back what an address brings until it is let go. */
async function hold(context: BrowserContext, address: RegExp): Promise<() => void> {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await context.route(address, async (route) => {
    await gone;
    // It may have been given up meanwhile.
    await route.continue().catch(() => {});
  });
  return letGo;
}

const SCRIPTS = /\/_next\/static\/.*\.js/;
const paint = (page: Page, path: string) => page.goto(path, { waitUntil: "domcontentloaded" });

test("What is pressed and written before the page listens is done when it does", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page, context } = await openBrowser(scene.teacher);
  const letGo = await hold(context, SCRIPTS);
  await paint(page, `/classrooms/${scene.classroomId}/settings`);
  const add = page.getByRole("region", { name: "Add a theme" });
  await expect(add.getByRole("button", { name: "Add the theme" })).toBeDisabled();
  await add.getByLabel("Name").fill("Silence");
  await page.getByRole("radio", { name: /^The teachers/ }).check();
  // Pressed twice by somebody who waits: once is meant.
  const settings = page.getByRole("button", { name: "Text settings" });
  await settings.press("Enter");
  await settings.press("Enter");
  letGo();
  await expect(settings).toHaveAttribute("aria-expanded", "true");
  await expect(add.getByLabel("Name")).toHaveValue("Silence");
  await expect(page.getByRole("radio", { name: /^The teachers/ })).toBeChecked();
});

test("What is chosen before the page listens is chosen: of a list, in a box, as a file", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  await writeNote(maya, await notePlaceOf(scene), { on: "The order matters", text: "Job before feeling." });
  const { page, context } = await openBrowser(scene.teacher);
  const root = `/classrooms/${scene.classroomId}`;
  await page.goto(`${root}/groups`);
  await page.getByLabel("How many").fill("1");
  await page.getByRole("button", { name: "Show me groups" }).click();
  await page.getByRole("button", { name: "Keep these groups" }).click();
  const group = page.getByRole("combobox", { name: "Group of Maya Lindqvist" });
  await expect(group).not.toHaveValue("");

  let letGo = await hold(context, SCRIPTS);
  await paint(page, `${root}/groups`);
  await group.selectOption({ label: "No group" });
  letGo();
  await expect(page.getByRole("button", { name: "Move Maya Lindqvist" })).toBeVisible();
  await expect(group).toHaveValue("");

  letGo = await hold(context, SCRIPTS);
  await paint(page, `${root}/notes/import`);
  await page.getByRole("radio", { name: "Only me" }).check();
  await page.getByLabel("Choose a file of notes").setInputFiles({
    name: "broken.json",
    mimeType: "application/json",
    buffer: Buffer.from("{"),
  });
  letGo();
  await expect(page.getByText("This is no JSON file.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Only me" })).toBeChecked();
});

test("A link pressed while another document is on its way is where one gets to", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page, context } = await openBrowser(scene.teacher);
  const root = `/classrooms/${scene.classroomId}`;
  const [letScriptsGo, letMembersGo] = [await hold(context, SCRIPTS), await hold(context, /\/members$/)];
  await paint(page, `${root}/settings`);
  // The page does not listen yet: the browser asks for the document itself.
  const asked = page.waitForRequest(/\/members$/);
  const givenUp = page.waitForEvent("requestfailed", (request) => /\/members$/.test(request.url()));
  // Pressed from within: from outside nothing is pressed while a document is on its way.
  await page.evaluate(() => {
    const link = (words: string) =>
      [...document.querySelectorAll("nav a")].find((one) => one.textContent === words);
    (link("Members") as HTMLElement).click();
    new MutationObserver((_, observer) => {
      if (!document.querySelector("form:has([name=ink]) [type=submit]:enabled")) return;
      observer.disconnect();
      (link("Questions") as HTMLElement).click();
    }).observe(document, { subtree: true, attributes: true, childList: true });
  });
  await asked;
  letScriptsGo();
  await givenUp;
  letMembersGo();
  await expect(page.getByRole("heading", { level: 1, name: "Questions readers bring" })).toBeVisible();
});
