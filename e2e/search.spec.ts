import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { call, joinScene, makeScene, type Scene, sectionUrl } from "./setup/people";
import { post, sectionOf } from "./setup/reading";
import { expect, test } from "./setup/test";

const searchUrl = (scene: Scene, q: string) =>
  `/classrooms/${scene.classroomId}/search?q=${encodeURIComponent(q)}`;
const panel = (page: Page) => page.getByRole("dialog", { name: "Search" });
const group = (page: Page, name: string) =>
  page.getByRole("region", { name }).or(page.locator("section.found").filter({ hasText: name }));

/** Presses `/` until the page listens to it. */
async function openPanel(page: Page) {
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(panel(page)).toBeVisible({ timeout: 500 });
  }).toPass();
}

test("By keyboard alone: a slash, a few letters, down to a hit, and there", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const section = await sectionOf(scene);
  const id = await post(maya, { scene, section, paragraph: 2 }, "She **zorbles** quietly.");
  const { page } = await openBrowser(maya);
  await page.goto(`/classrooms/${scene.classroomId}/questions`);
  await openPanel(page);
  await page.keyboard.type("zorbling");
  await expect(panel(page).getByRole("status")).toHaveText("1 result shown.");
  await expect(panel(page).locator("mark")).toHaveText("zorbles");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: /^Maya Lindqvist on .*, paragraph 2$/ })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("searchbox", { name: "Search this class" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`comment=${id}`));
  await expect(page.locator(`#c-${id}`).getByText("She zorbles quietly.").first()).toBeVisible();
});

test("Escape goes back to where one was, Enter shows all, and a field keeps its slash", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page, context } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  const box = page.getByRole("textbox", { name: "Your comment on the whole section" });
  await box.fill("and");
  await box.press("/");
  await expect(box).toHaveValue("and/");
  await expect(panel(page)).toBeHidden();
  const link = page.getByRole("link", { name: "Search", exact: true });
  await link.focus();
  await openPanel(page);
  await page.keyboard.type("Tomy");
  await expect(panel(page).getByText("Also searched for Tommy.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(link).toBeFocused();
  await openPanel(page);
  await page.keyboard.type("Hailshem");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\?q=Hailshem/);
  await expect(page.getByRole("status").filter({ hasText: "Also searched for Hailsham." })).toBeVisible();
  // Single keys turned off: the slash is anybody's.
  await page.goto(`/classrooms/${scene.classroomId}/questions`);
  await context.addCookies([{ name: "reader", value: "system.auto.normal.serif.off", url: page.url() }]);
  await page.reload();
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("/");
  await expect(panel(page)).toBeHidden();
});

test("Without script a form asks, and every group leads on", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher, { javaScriptEnabled: false });
  await page.goto(searchUrl(scene, ""));
  await page.getByRole("searchbox", { name: "Search this class" }).fill("kathy");
  await page.getByRole("button", { name: "Search" }).click();
  for (const name of ["In the guide", "Questions", "Claims to test"])
    await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
  const guide = group(page, "In the guide").first();
  await expect(guide.getByRole("listitem")).toHaveCount(8);
  await expect(guide.getByText("8 shown, more")).toBeVisible();
  const first = await guide.getByRole("link").first().textContent();
  await guide.getByRole("link", { name: "More of the guide" }).click();
  await expect(page.getByRole("heading", { level: 2 })).toHaveCount(1);
  expect(await group(page, "In the guide").first().getByRole("link").first().textContent()).not.toBe(first);
  await page.getByRole("link", { name: "All results for “kathy”" }).click();
  await page
    .getByRole("link", { name: /Paragraph \d+$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/sections\/[a-z-]+\/[a-z-]+#[a-z0-9-]+$/);
});

test("A phrase in quotation marks, words that say nothing, and what is nowhere", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  await post(maya, { scene, section: await sectionOf(scene) }, "Quillons before pommels, always.");
  const { page } = await openBrowser(maya);
  const status = page.getByRole("status").filter({ hasText: /./ });
  for (const [q, words] of [
    ['"quillons before pommels"', "1 result shown."],
    ["“Quillons, before POMMELS”", "1 result shown."],
    ['"pommels before quillons"', /Nothing that you can read here says/],
    ["pomm quill", /Nothing that you can read here says “pomm quill”\./],
    ["the", "These words stand nearly everywhere. Add another one."],
    ["x", "Type at least two letters."],
    ["?!", "Type a word to search for."],
    [`${"long ".repeat(60)}`, /Only the first 200 characters were searched for\./],
  ] as const) {
    await page.goto(searchUrl(scene, q));
    await expect(status.first(), q).toHaveText(words);
  }
});

test("What is hidden is found by its writer and the teacher, and by nobody else", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const tomasz = await joinScene(scene, "Tomasz Nowak");
  const section = await sectionOf(scene);
  const id = await post(maya, { scene, section }, "A grumblewort of a remark.");
  const at = { classroomId: scene.classroomId, commentId: id };
  await call("moderation.hide", { ...at, reason: "Off the text." }, scene.teacher.cookie);
  const seen = [];
  for (const who of [tomasz, maya, scene.teacher]) {
    const { page } = await openBrowser(who);
    await page.goto(searchUrl(scene, "grumblewort"));
    seen.push(await page.getByText("hidden from the class").count());
    if (who === tomasz) await expect(page.getByText(/^Nothing that you can read here says/)).toBeVisible();
  }
  expect(seen).toEqual([0, 1, 1]);
});

test("What somebody wrote stays text", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const words = "<img src=x onerror=alert(1)><script>alert(2)</script> flibber &amp; <b>gibbet</b>";
  await post(maya, { scene, section: await sectionOf(scene) }, words);
  const { page } = await openBrowser(maya);
  page.on("dialog", () => expect(true, "a script ran").toBe(false));
  await page.goto(searchUrl(scene, "flibber <script>alert(3)</script>"));
  await page.goto(searchUrl(scene, "flibber gibbet"));
  const hit = page.locator("section.found li").first();
  await expect(hit).toContainText("<img src=x onerror=alert(1)><script>alert(2)</script> flibber");
  await expect(hit.locator("img, script, b:not(.to b)")).toHaveCount(0);
  await expect(hit.locator("mark")).toHaveText(["flibber", "gibbet"]);
});

for (const width of [320, 390, 820, 1440])
  test(`At ${width} pixels the bar holds the way to search, and nothing hangs over`, async ({
    openBrowser,
  }) => {
    const scene = await makeScene();
    const maya = await joinScene(scene, "Maya Lindqvist");
    await post(
      maya,
      { scene, section: await sectionOf(scene), paragraph: 1 },
      "Memory is a hospital corridor.",
    );
    for (const who of [maya, scene.teacher]) {
      const { page } = await openBrowser(who, { viewport: { width, height: 800 } });
      await page.goto(searchUrl(scene, "memory"));
      await expect(page.getByRole("link", { name: "Search", exact: true })).toBeVisible();
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(await over()).toBeLessThanOrEqual(0);
      for (const objection of await askAxe(page)) expect(objection).toBe("");
      await page.goto(`/classrooms/${scene.classroomId}/questions`);
      await openPanel(page);
      await page.keyboard.type("memory");
      await expect(panel(page).getByRole("status")).toHaveText(/shown/);
      expect(await over()).toBeLessThanOrEqual(0);
      for (const objection of await askAxe(page)) expect(objection).toBe("");
    }
  });
