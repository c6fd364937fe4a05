import type { Locator, Page } from "@playwright/test";
import { ruleOf, type Terms } from "../app/classrooms/[classroomId]/_prompts/terms";
import { askAxe } from "./setup/axe";
import { ask, call, joinScene, makeScene, type Person, type Scene } from "./setup/people";
import { answerTo, inDays, replyTo, setQuestion } from "./setup/prompts";
import { expect, SOON, test } from "./setup/test";

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

test("Who has answered is seen as it happens; more time, an excuse, leave to hand in less, and letting in", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const [maya, priya, tomasz] = [
    await joinScene(scene, "Maya Lindqvist"),
    await joinScene(scene, "Priya Nair"),
    await joinScene(scene, "Tomasz Nowak"),
  ];
  const id = await setQuestion(scene, { isHeld: true, repliesMin: 1 });
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/questions/${id}/class`);
  await expect(page.getByRole("heading", { name: "Zero of three have answered" })).toBeVisible();
  const row = (who: Person) => page.getByRole("row", { name: new RegExp(`^${who.name}`) });
  await expect(row(maya)).toContainText("Not answered yet");

  // One answers, and is let in; another replies to it once they have answered: nobody loads the page.
  const answerId = await answerTo(maya, scene, id);
  await expect(page.getByRole("heading", { name: "One of three has answered" })).toBeVisible(SOON);
  await expect(row(maya)).toContainText(/Answered, \d+ words\. Waits for you to let it in\./);
  await row(maya).getByRole("button", { name: "Let in Maya Lindqvist" }).click();
  await expect(row(maya)).toContainText(/Answered, \d+ words(?!\.)/);
  await answerTo(tomasz, scene, id);
  await replyTo(tomasz, scene, id, answerId, "Which line shows it?");
  await expect(row(tomasz)).toContainText("1 of 1 reply", SOON);
  await expect(page.getByRole("heading", { name: "Two of three have answered" })).toBeVisible(SOON);

  // By keyboard: another deadline.
  await row(priya).getByRole("button", { name: "Extend or excuse Priya Nair" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "For Priya Nair" });
  await dialog.getByLabel("Answer due").fill(`${inDays(9).slice(0, 10)}T16:00`);
  expect(await askAxe(page)).toEqual([]);
  await dialog.getByLabel("Answer due").press("Enter");
  await expect(dialog).toBeHidden();
  await expect(row(priya)).toContainText("Has until");
  await row(priya).getByRole("button", { name: "Extend or excuse Priya Nair" }).click();
  await dialog.getByLabel("Excused").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row(priya)).toContainText("Excused");

  await call(
    "answer.ask",
    { classroomId: scene.classroomId, assignmentId: id, why: "A cast." },
    priya.cookie,
  );
  await expect(row(priya)).toContainText("Asks to be let in with less: “A cast.”", SOON);
  await row(priya).getByRole("button", { name: "Let in Priya Nair" }).click();
  await expect(row(priya).getByText(/^Asks/)).toHaveCount(0);
  expect(await askAxe(page)).toEqual([]);
  for (const width of [390, 320]) await fits(page, width);
});

test("In groups: somebody is moved, and who joined later is asked too", async ({ openBrowser }) => {
  const scene = await makeScene();
  const [maya, priya] = [await joinScene(scene, "Maya Lindqvist"), await joinScene(scene, "Priya Nair")];
  const idOf = async (name: string) => {
    const { unplaced } = await ask<{ unplaced: { userId: string; name: string }[] }>(
      "group.list",
      { classroomId: scene.classroomId },
      scene.teacher.cookie,
    );
    return unplaced.find((one) => one.name === name)?.userId ?? "";
  };
  const groups = [
    { name: "Readers", userIds: [await idOf(maya.name)] },
    { name: "Doubters", userIds: [await idOf(priya.name)] },
  ];
  const id = await setQuestion(scene, { people: { who: "groups", groups } });
  const tomasz = await joinScene(scene, "Tomasz Nowak");
  expect(await promptsOf(scene, tomasz)).toEqual([]);
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/questions/${id}/class`);
  const row = (who: Person) => page.getByRole("row", { name: new RegExp(`^${who.name}`) });
  await expect(row(maya)).toContainText("Readers");
  await row(maya)
    .getByRole("button", { name: /^Extend or excuse/ })
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Group").selectOption("Doubters");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row(maya)).toContainText("Doubters");

  await page.getByRole("button", { name: "Ask somebody else too" }).click();
  await page.getByLabel("In which group").selectOption("Readers");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(row(tomasz)).toContainText("Readers");
  expect(await promptsOf(scene, tomasz)).toHaveLength(1);
});

test("A draft is asked later, changed after an answer against another teacher's change, used elsewhere and withdrawn", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const second = crypto.randomUUID();
  await call(
    "classroom.create",
    { id: second, name: "Year 12", guideSlug: "never-let-me-go", displayName: scene.teacher.name },
    scene.teacher.cookie,
  );
  const id = await setQuestion(scene, { isPublished: false });
  const { page } = await openBrowser(scene.teacher);
  const change = `/classrooms/${scene.classroomId}/questions/${id}/change`;
  await page.goto(`/classrooms/${scene.classroomId}/questions`);
  await page.getByRole("link", { name: /^Draft/ }).click();
  await expect(page.getByRole("heading", { name: "A draft" })).toBeVisible();
  await page.getByLabel("The question").fill("Nobody runs. What holds them?");
  await page.getByRole("button", { name: "Ask the class" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nobody runs. What holds them?" })).toBeVisible();
  expect((await promptsOf(scene, maya))[0]?.title).toBe("Nobody runs. What holds them?");

  await answerTo(maya, scene, id);
  await page.goto(change);
  await expect(page.getByText(/One has answered\. What is handed in stays handed in/)).toBeVisible();
  await page.getByLabel("Words, at least").fill("40");
  // Meanwhile another teacher changes it.
  const { prompt } = await ask<{ prompt: Terms }>(
    "prompt.ledger",
    { classroomId: scene.classroomId, assignmentId: id },
    scene.teacher.cookie,
  );
  const before = ruleOf(prompt);
  await call(
    "prompt.change",
    { classroomId: scene.classroomId, assignmentId: id, ...before, instructions: "Name one thing.", before },
    scene.teacher.cookie,
  );
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(page.getByText(/Another teacher has changed this question meanwhile\./)).toBeVisible();
  await expect(page.getByLabel("Words, at least")).toHaveValue("40");
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(
    page.getByRole("region", { name: "Just done" }).getByText("The question is changed."),
  ).toBeVisible();
  await page.getByLabel("Answers stay closed until one has answered").uncheck();
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(page.getByText(/Somebody has answered behind the gate, so it stays\./)).toBeVisible();
  expect(await askAxe(page)).toEqual([]);

  await page.getByLabel("In which class").selectOption("Year 12");
  await page.getByRole("button", { name: "Make a draft there" }).click();
  await expect(page.getByRole("heading", { name: "A draft" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/classrooms/${second}/questions/.*/change`));
  await expect(page.getByLabel("The question")).toHaveValue("Nobody runs. What holds them?");
  await expect(page.getByLabel("Answers due")).toHaveValue(/T16:00$/);

  await page.goto(change);
  await page.getByRole("button", { name: "Withdraw the question" }).click();
  await page.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Questions readers bring" })).toBeVisible();
  expect(await promptsOf(scene, maya)).toEqual([]);
});

test("A claim is asked about from its page; what is asked stands in one list by deadline", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const own = await setQuestion(scene, { dueAt: inDays(30) });
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/claims/c01`);
  await page.getByRole("button", { name: "Ask the class about this" }).click();
  await expect(page.getByLabel("The question")).toHaveValue(/Does that hold\?$/);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByRole("link", { name: /^Asked/ })).toBeVisible();
  expect(await askAxe(page)).toEqual([]);
  const student = await openBrowser(maya);
  await student.page.goto(`/classrooms/${scene.classroomId}/assignments`);
  const lines = student.page.getByRole("main").getByRole("listitem");
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText("Does that hold?");
  await expect(lines.last().getByRole("link")).toHaveAttribute("href", new RegExp(`/questions/${own}$`));
  expect(await askAxe(student.page)).toEqual([]);
  await fits(student.page, 320);
});
