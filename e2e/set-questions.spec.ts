import type { Locator, Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { ask, joinScene, makeScene, type Person, type Scene } from "./setup/people";
import { expect, test } from "./setup/test";

type Line = { id: string; title: string; dueAt: string; isPublished: boolean };
const promptsOf = async ({ classroomId }: Scene, by: Person) =>
  (await ask<{ items: Line[] }>("prompt.list", { classroomId }, by.cookie)).items;

const fits = async (page: Page, width: number) => {
  await page.setViewportSize({ width, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
};

/** Presses, and counts. */
function clicker() {
  const clicks = { count: 0 };
  return {
    clicks,
    click: async (at: Locator) => {
      clicks.count++;
      await at.click();
    },
  };
}

test("From the guide's questions to an assigned one it is two clicks, and its students see it there", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/questions`);
  const { clicks, click } = clicker();
  await click(page.getByRole("button", { name: "Ask the class question 4", exact: true }));
  const form = page.getByRole("region", { name: "Ask the class" });
  await expect(form).toBeFocused();
  await expect(form.getByLabel("Answers due")).toHaveValue(/T16:00$/);
  await expect(form).toContainText("The whole class. At least 60 words with a passage from the guide.");
  expect(await askAxe(page)).toEqual([]);
  await click(form.getByRole("button", { name: "Ask", exact: true }));
  const item = page.locator("#question-4");
  await expect(item.getByRole("link", { name: /^Asked/ })).toBeVisible();
  await expect(item).toContainText("0 of 1 have answered");
  expect(clicks.count).toBeLessThanOrEqual(4);
  const [line] = await promptsOf(scene, maya);
  const due = new Date(line?.dueAt ?? "");
  expect((due.getTime() - Date.now()) / 86_400_000).toBeGreaterThan(6);
  expect([0, 6]).not.toContain(due.getDay());

  const student = await openBrowser(maya);
  await student.page.goto(`/classrooms/${scene.classroomId}/questions`);
  const theirs = student.page.locator("#question-4");
  await expect(theirs.getByText("Not answered yet")).toBeVisible();
  await expect(theirs.getByRole("link", { name: /^Asked/ })).toHaveAttribute(
    "href",
    `/classrooms/${scene.classroomId}/questions/${line?.id}`,
  );
  await expect(student.page.getByRole("button", { name: /Ask the class/ })).toHaveCount(0);
  expect(await askAxe(student.page)).toEqual([]);
});

test("Terms of one's own, by keyboard, said in words as they are chosen; kept as a draft that students do not see", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  for (const name of ["Priya Nair", "Tomasz Nowak", "Aisha Bello"]) await joinScene(scene, name);
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/questions`);
  await page.getByRole("button", { name: "Ask in your own words" }).focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("region", { name: "Ask the class" });
  await page.keyboard.press("Tab");
  await expect(form.getByLabel("The question")).toBeFocused();
  await form.getByLabel("Answers due").press("Enter");
  await expect(form.getByText("Write the question.")).toBeVisible();
  await form.getByLabel("The question").fill("What would you have done at the Cottages?");
  const more = form.getByText("More: who, when, how much, a rubric, names");
  await more.focus();
  await page.keyboard.press("Enter");
  await form.getByLabel("Words, at least").fill("25");
  await form.getByLabel("Passages to cite").fill("0");
  await form.getByLabel("Made-up names for classmates").focus();
  await page.keyboard.press("Space");
  await expect(form).toContainText("At least 25 words.");
  await expect(form).toContainText("Classmates see made-up names.");
  await form.getByLabel("Groups dealt at random").focus();
  await page.keyboard.press("Space");
  await form.getByLabel("How many", { exact: true }).fill("2");
  await expect(form.getByRole("listitem")).toHaveCount(2);
  await form.getByRole("button", { name: "Add a line" }).press("Enter");
  await form.getByRole("button", { name: "Save as a draft" }).press("Enter");
  await expect(form.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await form.getByLabel("Line 1").fill("Evidence");
  await form.getByLabel("Its levels").fill("Names no passage\nNames one\nReads it closely");
  expect(await askAxe(page)).toEqual([]);
  for (const width of [320, 390]) await fits(page, width);
  await form.getByRole("button", { name: "Save as a draft" }).press("Enter");
  const besides = page.getByRole("region", { name: "Asked besides" });
  await expect(besides.getByRole("link", { name: /^Draft/ })).toBeVisible();
  await expect(besides).toContainText("A draft. Students do not see it.");
  expect(await promptsOf(scene, maya)).toEqual([]);
  const [draft] = await promptsOf(scene, scene.teacher);
  expect(draft).toMatchObject({ title: "What would you have done at the Cottages?", isPublished: false });
});
