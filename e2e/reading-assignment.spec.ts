import type { Page } from "@playwright/test";
import type { Audience } from "#domain/audience";
import { askAxe } from "./setup/axe";
import { notePlaceOf, writeNote } from "./setup/notes";
import { call, joinScene, makeScene, type Person, type Scene, sectionUrl } from "./setup/people";
import { expectTheText } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

/** Marks the first words of the first section with a theme. */
async function note(scene: Scene, by: Person, more: { text?: string | null; audience?: Audience } = {}) {
  const { text = "She says it first because nobody asked.", audience = "class" } = more;
  await writeNote(by, await notePlaceOf(scene), { on: "Kathy tells us", inks: ["memory"], text, audience });
}

/** What a datetime field takes for a morning some days from now. */
const inDays = (days: number): string =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T08:00`;

const fits = async (page: Page, width: number) => {
  await page.setViewportSize({ width, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
};

test("A teacher asks for notes by keyboard; it is due in the contents, at home and below the title, and counted", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  await joinScene(scene, "Priya Nair");
  const teacher = await openBrowser(scene.teacher);
  await teacher.page.goto(`/classrooms/${scene.classroomId}/assignments`);
  const form = teacher.page.getByRole("region", { name: "Ask for notes" });
  // Nothing chosen, then what is past, then right: with the keyboard alone.
  await form.getByLabel("How many notes").focus();
  await teacher.page.keyboard.press("Enter");
  await expect(form.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await form.getByRole("checkbox", { name: "Life at Hailsham" }).focus();
  await teacher.page.keyboard.press("Space");
  await form.getByLabel("By when").fill(inDays(-2));
  await form.getByLabel("By when").press("Enter");
  await expect(form.getByText("That moment is past. Choose one that is still to come.")).toBeVisible();
  await form.getByLabel("By when").fill(inDays(3));
  await form.getByLabel("What you want to say about it").fill("Point at something. <b>Short</b> is fine.");
  await form.getByRole("button", { name: "Ask the class" }).focus();
  await teacher.page.keyboard.press("Enter");
  const line = teacher.page.getByRole("link", { name: "Two notes on Life at Hailsham" });
  await expect(line).toBeVisible();
  await expect(teacher.page.getByText("0 of 2 have done it")).toBeVisible();
  expect(await askAxe(teacher.page)).toEqual([]);
  await fits(teacher.page, 320);

  const { page } = await openBrowser(maya);
  await page.goto(`/classrooms/${scene.classroomId}`);
  await expect(
    page.getByRole("heading", { name: /^You owe two notes on Life at Hailsham by \w+ 8:00\.$/, level: 1 }),
  ).toBeVisible();
  await expect(page.getByRole("region", { name: "Coming up" }).getByText("None written yet")).toBeVisible();
  expect(await askAxe(page)).toEqual([]);
  await page.getByRole("link", { name: "Go to Life at Hailsham" }).click();
  await expectTheText(page);
  const contents = page.getByRole("navigation", { name: "Contents" });
  await expect(contents.getByRole("link", { name: /^Life at Hailsham.*, Due \w{3}$/ })).toBeVisible();
  const head = page.getByText(/Ms Okafor asks for two notes by \w+ 8:00/);
  await expect(head).toContainText("none written yet.");

  // What one writes is counted in the open page, but for what is private.
  await note(scene, maya);
  await expect(head).toContainText("one written, one to go.", SOON);
  await note(scene, maya, { audience: "private" });
  await note(scene, maya, { text: null });
  await expect(head).toContainText("1 of 2 notes. One still needs a reason.", SOON);

  await head.getByRole("link", { name: "two notes" }).click();
  await expect(page.getByRole("region", { name: "Yours" })).toContainText(
    "1 of 2 notes. One still needs a reason.",
  );
  await expect(page.getByText("Point at something. <b>Short</b> is fine.")).toBeVisible();
  expect(await askAxe(page)).toEqual([]);
  await fits(page, 390);
  await fits(page, 320);

  await note(scene, maya);
  await page.reload();
  await expect(page.getByRole("region", { name: "Yours" })).toContainText("2 of 2 notes. Done.");
  await page.goto(sectionUrl(scene));
  await expect(page.getByRole("navigation", { name: "Contents" }).getByText(/^Due/)).toHaveCount(0);

  await line.click();
  const ledger = teacher.page.getByRole("region", { name: "One of two has done it" });
  await expect(ledger.getByRole("row", { name: /^Maya Lindqvist 2 of 2 notes\. Done\./ })).toBeVisible();
  await expect(ledger.getByRole("row", { name: /^Priya Nair None of the two notes yet\./ })).toBeVisible();
  expect(await askAxe(teacher.page)).toEqual([]);
  await fits(teacher.page, 320);
});

test("What is asked is changed and withdrawn; a section that opens later cannot be due before", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  await note(scene, maya, { text: null });
  const { page } = await openBrowser(scene.teacher);
  const partKey = scene.section.split("/")[0];
  const until = new Date(Date.now() + 5 * 86_400_000).toISOString();
  await call("guide.lockPart", { classroomId: scene.classroomId, partKey, until }, scene.teacher.cookie);
  await page.goto(`/classrooms/${scene.classroomId}/assignments`);
  await page.getByRole("checkbox", { name: "Life at Hailsham" }).check();
  await page.getByLabel("How many notes").fill("1");
  await page.getByLabel("By when").fill(inDays(3));
  await page.getByRole("button", { name: "Ask the class" }).click();
  await expect(page.getByText(/“Life at Hailsham” is locked for students until after that\./)).toBeVisible();
  await page.getByLabel("By when").fill(inDays(8));
  await page.getByRole("button", { name: "Ask the class" }).click();
  await page.getByRole("link", { name: "One note on Life at Hailsham" }).click();
  await expect(page.getByRole("heading", { name: "Zero of one have done it" })).toBeVisible();

  await page.getByRole("button", { name: "Change what is asked" }).click();
  await expect(page.getByLabel("By when")).not.toHaveValue("");
  await page.getByLabel("How many notes").fill("3");
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(page.getByRole("heading", { name: "Three notes on Life at Hailsham" })).toBeVisible();

  // Its student sees that it is locked, and then no more of it.
  const student = await openBrowser(maya);
  await student.page.goto(page.url());
  await expect(student.page.getByText(/Opens .*/)).toBeVisible();
  await expect(student.page.getByRole("heading", { name: /have done it/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Withdraw it" }).click();
  await page.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(page.getByText("Withdrawn. Students do not see this any more.")).toBeVisible();
  await student.page.reload();
  await expect(student.page.getByRole("heading", { name: "There is nothing here for you." })).toBeVisible();
});
