import type { Locator, Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { ask, call, joinScene, makeScene, type Person, type Scene, sectionUrl } from "./setup/people";
import { expect, SOON, test } from "./setup/test";

const KEY = "c01";
const PHONE = { width: 390, height: 844 };

const claimsUrl = (scene: Scene, rest = "") => `/classrooms/${scene.classroomId}/claims${rest}`;
const talk = (page: Page): Locator => page.getByRole("region", { name: "Talk about this claim" });
const stand = (page: Page): Locator => page.getByRole("region", { name: "How the class stands" });

async function aClass(): Promise<{ scene: Scene; maya: Person; tomasz: Person }> {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  return { scene, maya, tomasz: await joinScene(scene, "Tomasz Nowak") };
}

const weigh = (scene: Scene, who: Person, choice: object, key = KEY) =>
  call("claim.weighIn", { classroomId: scene.classroomId, key, ...choice }, who.cookie);

test("Claims are found by kind and section, by links that can be shared", async ({ openBrowser }) => {
  const { scene, maya } = await aClass();
  const { page } = await openBrowser(maya);
  await page.goto(`/classrooms/${scene.classroomId}/questions`);
  await page
    .getByRole("navigation", { name: "To argue over" })
    .getByRole("link", { name: "Claims to test" })
    .click();
  const items = page.locator(".claims > li");
  await expect(page.getByText("All 39 claims.")).toBeVisible();
  await expect(items).toHaveCount(39);
  await expect(page.getByRole("link", { name: "Questions" }).first()).toHaveAttribute("aria-current", "page");

  const which = page.getByRole("navigation", { name: "Which claims" });
  await which.getByRole("link", { name: /^Open to reading/ }).click();
  await expect(page.getByText("Eight of 39 claims: open to reading.")).toBeVisible();
  await expect(items).toHaveCount(8);
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(items).toHaveCount(39);
  await which.getByText("In every section").click();
  await which.getByRole("link", { name: /^Tommy/ }).click();
  await expect(page.locator(".shown")).toContainText("of 39 claims: in Tommy D.");
  const shown = await items.count();

  // The address alone says it, also where no script runs.
  const plain = await openBrowser(maya, { javaScriptEnabled: false });
  await plain.page.goto(page.url());
  await expect(plain.page.locator(".claims > li")).toHaveCount(shown);
  await plain.page.locator(".claims a").first().click();
  await expect(plain.page.getByRole("heading", { level: 1 })).toContainText("fast river");
});

test("A sign beside the paragraph leads to its claims, by keyboard", async ({ openBrowser }) => {
  const { scene, maya } = await aClass();
  const { page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene, "people/tommy"));
  const sign = page.locator("#his-river").getByRole("button", { name: /: 1 claim to test$/ });
  await sign.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: /: 1 claim to test$/ });
  await expect(panel.getByRole("link")).toContainText("fast river");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(sign).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(claimsUrl(scene, `/${KEY}`));
  await page.getByRole("region", { name: "In this guide" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/people\/tommy#his-river$/);
  await page
    .getByRole("navigation", { name: "Contents" })
    .getByRole("link", { name: "Claims to test 39" })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Claims to test");
});

test("One weighs in by keyboard and only then sees how the class stands", async ({ openBrowser }) => {
  const { scene, maya, tomasz } = await aClass();
  await weigh(scene, tomasz, { position: "fails", chapter: 23 });
  await weigh(scene, scene.teacher, { position: "undecided" });

  const { page } = await openBrowser(maya);
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    if (!response.url().includes("live.onChange")) bodies.push(response.text().catch(() => ""));
  });
  await page.goto(claimsUrl(scene, "?kind=itself"));
  await page.getByRole("link", { name: /fast river/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("fast river");
  await expect(talk(page)).toBeVisible();
  await expect(stand(page)).toBeHidden();
  // Nothing of it is on its way either: no count by position, no place, in no answer so far.
  const before = (await Promise.all(bodies)).filter((body) => !body.includes("webpack"));
  expect(before.some((body) => body.includes("fast river"))).toBe(true);
  for (const body of before) expect(body).not.toMatch(/\\?"(fails|holds|undecided)\\?":\s*\{/);

  // Sent with nothing chosen: what is missing is said there, and focus is there.
  await page.getByRole("button", { name: "Weigh in" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Choose what you make of it/)).toBeVisible();
  await expect(page.getByRole("radio", { name: "Holds" })).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio", { name: "A paragraph of the guide" })).toBeFocused();
  await page.keyboard.press("Tab");
  const places = page.getByRole("combobox", { name: "The paragraph" });
  await expect(places).toBeFocused();
  await page.keyboard.type("Tommy");
  await expect(places.locator("option:checked")).toContainText("Tommy D., ¶");

  // What is chosen survives a failed send and a reload.
  await page.route("**/claim.weighIn*", (route) => route.abort());
  await page.getByRole("button", { name: "Weigh in" }).click();
  await expect(page.getByText(/did not go through/)).toBeVisible();
  await page.unroute("**/claim.weighIn*");
  await page.reload();
  await expect(page.getByRole("radio", { name: "Holds" })).toBeChecked();
  await expect(places.locator("option:checked")).toContainText("Tommy D., ¶");

  await page.getByRole("button", { name: "Weigh in" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "How the class stands" })).toBeFocused();
  await expect(stand(page)).toContainText(
    "Three have weighed in: one says it holds, one says it does not and one is undecided.",
  );
  await expect(stand(page)).toContainText("Chapter 23");
  await expect(stand(page)).not.toContainText("Tomasz");
  expect(await askAxe(page)).toEqual([]);

  // A change of mind.
  await page.getByRole("button", { name: "Change your mind" }).click();
  await expect(page.getByRole("radio", { name: "Holds" })).toBeFocused();
  await page.getByRole("radio", { name: "Does not hold" }).check();
  await page.getByRole("radio", { name: "A chapter of the novel" }).check();
  await page.getByRole("textbox", { name: "Chapter" }).fill("200");
  await page.getByRole("button", { name: "Weigh in" }).click();
  await expect(page.getByText("Write the chapter as a number between 1 and 99.")).toBeVisible();
  await page.getByRole("textbox", { name: "Chapter" }).fill("23");
  await page.getByRole("button", { name: "Weigh in" }).click();
  await expect(stand(page)).toContainText("Three have weighed in: two say it does not and one is undecided.");
  await expect(page.getByText("You said: does not hold, resting on chapter 23.")).toBeVisible();
  await page.goto(claimsUrl(scene));
  await expect(page.locator(".claims > li").first()).toContainText("You: does not hold");
});

test("Under a claim the class talks, live, and permalinks lead there", async ({ openBrowser }) => {
  const { scene, maya, tomasz } = await aClass();
  const one = await openBrowser(maya);
  const other = await openBrowser(tomasz, { viewport: PHONE });
  for (const { page } of [one, other]) {
    await page.goto(claimsUrl(scene, `/${KEY}`));
    await expect(talk(page)).toContainText("Nobody has written here yet.");
  }
  const box = talk(one.page).getByRole("textbox", { name: "Your comment on this claim" });
  await box.fill("Ask who is speaking in the sentence before.");
  await talk(one.page).getByRole("button", { name: "Post" }).click();
  await expect(talk(other.page).getByText("Ask who is speaking")).toBeVisible(SOON);
  await talk(other.page)
    .getByRole("button", { name: /^Reply/ })
    .click();
  await talk(other.page)
    .getByRole("textbox", { name: /Tomasz|reply|Reply/ })
    .last()
    .fill("Tommy is.");
  await talk(other.page).getByRole("button", { name: "Post" }).last().click();
  await expect(talk(one.page).getByText("Tommy is.")).toBeVisible(SOON);

  const { threads } = await ask<{ threads: { comments: { id: string }[] } }>(
    "claim.get",
    { classroomId: scene.classroomId, key: KEY },
    maya.cookie,
  );
  const id = threads.comments[0]?.id ?? "";
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}`);
  await expect(page.getByText(/the claim “The picture of two people/).first()).toBeVisible();
  await page.goto(`/classrooms/${scene.classroomId}/comments/${id}`);
  await expect(page).toHaveURL(new RegExp(`/claims/${KEY}\\?comment=${id}`));
  await expect(page.locator(`.talk [data-comment="${id}"] [data-who]`)).toBeFocused();
  await page.goto(claimsUrl(scene));
  await expect(page.locator(".claims > li").first()).toContainText("2 comments");
});

test("A claim of a locked part is nowhere for a student, and everywhere for the teacher", async ({
  openBrowser,
}) => {
  const { scene, maya } = await aClass();
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await call(
    "guide.lockPart",
    { classroomId: scene.classroomId, partKey: "criticism", until },
    scene.teacher.cookie,
  );
  const { page } = await openBrowser(maya);
  await page.goto(claimsUrl(scene));
  await expect(page.locator(".shown")).toHaveText(/^All 3[0-8] claims\.\s*$/);
  await page.goto(claimsUrl(scene, "/c26"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here for you.");
  const teacher = await openBrowser(scene.teacher);
  await teacher.page.goto(claimsUrl(scene, "/c26"));
  await expect(stand(teacher.page)).toContainText("Nobody has weighed in yet.");
});

test("On a phone the sign stands in the gutter and its panel at the foot of the screen", async ({
  openBrowser,
}) => {
  const { scene, maya } = await aClass();
  await call(
    "claim.weighIn",
    { classroomId: scene.classroomId, key: KEY, position: "holds", chapter: 23 },
    maya.cookie,
  );
  const { page } = await openBrowser(maya, { viewport: PHONE, hasTouch: true });
  await page.goto(sectionUrl(scene, "people/tommy"));
  const sign = page.locator("#his-river").getByRole("button", { name: /claim to test$/ });
  await sign.scrollIntoViewIfNeeded();
  const write = page.locator("#his-river").getByRole("button", { name: /^Comment on/ });
  const [a, b] = [await sign.boundingBox(), await write.boundingBox()];
  if (!a || !b) throw new Error("one of the two is not drawn");
  expect(a.width).toBeGreaterThanOrEqual(44);
  expect(a.height).toBeGreaterThanOrEqual(44);
  expect(a.y).toBeGreaterThanOrEqual(b.y + b.height);
  await sign.tap();
  const panel = page.getByRole("region", { name: /claim to test$/ });
  await expect(panel).toBeInViewport();
  expect(await askAxe(page)).toEqual([]);
  await panel.getByRole("link").tap();
  await expect(stand(page)).toContainText("You are the first to weigh in.");
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 700 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});
