import type { Locator, Page } from "@playwright/test";
import { crowdFor, writeInTurns } from "./setup/crowd";
import { joinScene, makeScene, sectionUrl } from "./setup/people";
import { commentOn, margin, post, sectionOf } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const list = (page: Page): Locator => page.getByRole("region", { name: "Talk about this section" });
const threads = (page: Page): Locator => list(page).getByRole("article");
const threadBy = (page: Page, name: string): Locator =>
  list(page).getByRole("article", { name: `Thread begun by ${name}` });

/** Chooses from the menu of a comment. */
async function choose(inside: Locator, author: string, words: string) {
  await inside.getByRole("button", { name: `More about the comment by ${author}` }).click();
  await inside.getByRole("button", { name: words, exact: true }).click();
}

async function reply(inside: Locator, to: string, called: string, text: string) {
  await inside.getByRole("button", { name: `Reply to ${to}` }).click();
  await inside.getByRole("textbox", { name: `Reply to ${called}` }).fill(text);
  await inside.getByRole("button", { name: "Post", exact: true }).click();
}

test("A class talks on a section and on a paragraph, and a reply to a reply names whom it answers", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const tomasz = await joinScene(scene, "Tomasz Nowak");
  const { page } = await openBrowser(maya);
  const other = (await openBrowser(tomasz)).page;
  const teacher = (await openBrowser(scene.teacher)).page;
  for (const one of [page, other, teacher]) await one.goto(sectionUrl(scene));
  await expect(page.getByText("Nobody has written here yet. What did you notice?")).toBeVisible();

  await list(page).getByRole("textbox", { name: "Your comment on the whole section" }).fill("Who is *you*?");
  await page.keyboard.press("Control+Enter");
  await expect(threadBy(other, "Maya Lindqvist").getByText("Who is you?")).toBeVisible(SOON);
  await expect(threadBy(other, "Maya Lindqvist").getByRole("emphasis")).toHaveText("you");

  await commentOn(other, 2, "She repeats it three times.");
  await expect(page.getByRole("button", { name: "Paragraph 2: 1 comment, 1 new" })).toBeVisible(SOON);
  await margin(page)
    .getByRole("button", { name: /^Tomasz Nowak/ })
    .click();
  const note = margin(page).getByRole("article", { name: "Thread begun by Tomasz Nowak" });
  await reply(note, "Tomasz Nowak", "Tomasz", "Four times, if you count the title.");

  const seen = threadBy(teacher, "Tomasz Nowak");
  await expect(seen.getByText("Four times, if you count the title.")).toBeVisible(SOON);
  await reply(seen, "Maya Lindqvist", "Maya", "Then count the last page as well.");
  await expect(
    threadBy(other, "Tomasz Nowak").getByRole("heading", {
      name: "Ms Okafor Teacher answering Maya Lindqvist new",
    }),
  ).toBeVisible(SOON);
  // One step in, and never more: both replies stand in one list.
  await expect(threadBy(other, "Tomasz Nowak").getByRole("list")).toHaveCount(1);
  await expect(threadBy(other, "Tomasz Nowak").getByRole("listitem")).toHaveCount(2);
});

test("An edit says that it is one; its writer and the teacher can look at what it said before", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const tomasz = await joinScene(scene, "Tomasz Nowak");
  await post(maya, { scene, section: await sectionOf(scene), paragraph: 1 }, "Kathy is **thirty-one**.");
  const { page } = await openBrowser(maya);
  const other = (await openBrowser(tomasz)).page;
  for (const one of [page, other]) await one.goto(sectionUrl(scene));

  const mine = threadBy(page, "Maya Lindqvist");
  await choose(mine, "Maya Lindqvist", "Edit");
  const box = mine.getByRole("textbox", { name: "Change your comment" });
  // What was written, not what it became.
  await expect(box).toHaveValue("Kathy is **thirty-one**.");
  await box.fill("Kathy says she is thirty-one.");
  await mine.getByRole("button", { name: "Save" }).click();
  await expect(mine.getByText("Kathy says she is thirty-one.")).toBeVisible();

  const seen = threadBy(other, "Maya Lindqvist");
  await expect(seen.getByText("Kathy says she is thirty-one.")).toBeVisible(SOON);
  await expect(seen.getByText("edited")).toBeVisible();
  await expect(seen.getByRole("button", { name: "edited" })).toHaveCount(0);

  await mine.getByRole("button", { name: "edited" }).click();
  const history = page.getByRole("dialog", { name: "What it said before" });
  await expect(history.getByRole("listitem")).toHaveText([
    /Kathy says she is thirty-one\./,
    /Kathy is thirty-one\./,
  ]);
});

test("What is removed leaves a hole where it was answered, and nothing where it was not", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const [maya, tomasz] = [await joinScene(scene, "Maya Lindqvist"), await joinScene(scene, "Tomasz Nowak")];
  const spot = { scene, section: await sectionOf(scene), paragraph: 1 };
  const parentId = await post(maya, spot, "I take this back.");
  await post(tomasz, { ...spot, parentId }, "But it was right.");
  await post(maya, spot, "And this one as well.");
  const { page } = await openBrowser(maya);
  const other = (await openBrowser(tomasz)).page;
  for (const one of [page, other]) await one.goto(sectionUrl(scene));

  for (const [text, warning] of [
    ["I take this back.", "a line says that its writer removed it"],
    ["And this one as well.", "Nobody can bring them back."],
  ] as const) {
    await choose(threads(page).filter({ hasText: text }).first(), "Maya Lindqvist", "Remove");
    const question = page.getByRole("dialog", { name: "Remove your comment?" });
    await expect(question.getByText(warning)).toBeVisible();
    await question.getByRole("button", { name: "Remove it" }).click();
    await expect(question).toBeHidden();
    await expect(list(other).getByText(text)).toHaveCount(0, SOON);
  }
  const hole = list(other).getByRole("article", { name: "Thread whose first comment was removed" });
  await expect(hole.getByRole("heading", { name: "Removed by its writer" })).toBeVisible();
  await expect(hole.getByText("But it was right.")).toBeVisible();
  await expect(threads(other)).toHaveCount(1);
});

test("A teacher pins a thread to the top and closes it", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const section = await sectionOf(scene);
  await post(maya, { scene, section }, "The older one.");
  await post(maya, { scene, section }, "The newer one.");
  const { page } = await openBrowser(scene.teacher);
  const student = (await openBrowser(maya)).page;
  for (const one of [page, student]) await one.goto(sectionUrl(scene));
  await expect(threads(student).first()).toContainText("The newer one.");

  const older = threads(page).filter({ hasText: "The older one." });
  await choose(older, "Maya Lindqvist", "Pin to the top");
  await expect(threads(student).first()).toContainText("The older one.", SOON);
  await expect(
    threads(student)
      .first()
      .getByRole("heading", { name: /pinned$/ }),
  ).toBeVisible();

  await choose(older, "Maya Lindqvist", "Close the thread");
  const closed = threads(student).filter({ hasText: "The older one." });
  await expect(closed.getByText("A teacher has closed this thread.")).toBeVisible(SOON);
  await expect(closed.getByRole("button", { name: /^Reply/ })).toHaveCount(0);
  await expect(older.getByRole("button", { name: /^Reply/ })).toBeVisible();

  await choose(older, "Maya Lindqvist", "Open the thread again");
  await choose(older, "Maya Lindqvist", "Take the pin out");
  await expect(threads(student).first()).toContainText("The newer one.", SOON);
  await expect(closed.getByRole("button", { name: /^Reply/ })).toBeVisible();
});

test("A report reaches the teacher, who takes the comment off the page and puts it back", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const [maya, tomasz] = [await joinScene(scene, "Maya Lindqvist"), await joinScene(scene, "Tomasz Nowak")];
  await post(tomasz, { scene, section: await sectionOf(scene), paragraph: 1 }, "Something unkind.");
  const { page } = await openBrowser(maya);
  const writer = (await openBrowser(tomasz)).page;
  const teacher = (await openBrowser(scene.teacher)).page;
  for (const one of [page, writer]) await one.goto(sectionUrl(scene));

  await choose(threadBy(page, "Tomasz Nowak"), "Tomasz Nowak", "Report to the teacher");
  const question = page.getByRole("dialog", { name: "Report this to your teacher?" });
  await question.getByRole("button", { name: "Send the report" }).click();
  await expect(question.getByLabel("What is wrong?")).toHaveAccessibleDescription(
    "Say what is wrong, in a line.",
  );
  await question.getByLabel("What is wrong?").fill("It is about me.");
  await question.getByRole("button", { name: "Send the report" }).click();
  await expect(page.getByText("Your report is with the teacher.").first()).toBeVisible();

  await teacher.goto(`/classrooms/${scene.classroomId}`);
  await expect(
    teacher.getByRole("heading", { name: "One report is waiting for you.", level: 1 }),
  ).toBeVisible();
  await teacher.getByRole("link", { name: "Read the report" }).click();
  const report = teacher.getByRole("article", { name: /^Tomasz Nowak on .*¶1$/ });
  await expect(report.getByText("Something unkind.")).toBeVisible();
  await expect(report.getByText("Maya Lindqvist wrote: “It is about me.”")).toBeVisible();

  await report.getByRole("button", { name: "Take it off the page" }).click();
  const hide = teacher.getByRole("dialog", { name: "Take it off the page?" });
  await hide.getByLabel("The reason, for Tomasz Nowak").fill("We do not write about classmates.");
  await hide.getByRole("button", { name: "Take it off the page" }).click();
  await expect(list(page).getByText("Something unkind.")).toHaveCount(0, SOON);
  await expect(
    threadBy(writer, "Tomasz Nowak").getByText(
      "A teacher removed this and told you why: “We do not write about classmates.”",
    ),
  ).toBeVisible(SOON);

  await report.getByRole("button", { name: "Put it back" }).click();
  await expect(list(page).getByText("Something unkind.")).toBeVisible(SOON);
  await report.getByRole("button", { name: "Let it stand" }).click();
  await expect(teacher.getByRole("heading", { name: "Nothing is waiting for you here." })).toBeVisible();
});

test("The address of an old reply leads to it, in a thread of a hundred", async ({ openBrowser }) => {
  const scene = await makeScene();
  const spot = { scene, section: await sectionOf(scene), paragraph: 3 };
  const crowd = await crowdFor(scene, 100);
  const parentId = await post(scene.teacher, spot, "Everybody: one line.");
  const ids = await writeInTurns(crowd, { ...spot, parentId }, 100, (n) => `Line number ${n}.`);

  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/comments/${ids[69]}`);
  const note = margin(page).getByRole("article", { name: "Thread begun by Ms Okafor" });
  await expect(note.getByText("Line number 70.", { exact: true })).toBeInViewport();
  await expect(note.getByText("Everybody: one line.")).toBeVisible();
  await expect(note.getByText("Line number 65.", { exact: true })).toHaveCount(0);

  const rest = note.getByRole("button", { name: /^(Earlier|More) replies$/ });
  await expect(async () => {
    if ((await rest.count()) > 0) await rest.first().click({ timeout: 1_000 });
    await expect(rest).toHaveCount(0, { timeout: 500 });
  }).toPass();
  const texts = await note.getByText(/^Line number \d+\.$/).allTextContents();
  expect(texts).toEqual(Array.from({ length: 100 }, (_, n) => `Line number ${n + 1}.`));
});

test("A hundred threads are read page by page, in either order, each once", async ({ openBrowser }) => {
  const scene = await makeScene();
  const spot = { scene, section: await sectionOf(scene) };
  const crowd = await crowdFor(scene, 100);
  await writeInTurns(crowd, spot, 100, (n) => `Thread number ${n}.`);

  const { page } = await openBrowser(scene.teacher);
  await page.goto(sectionUrl(scene));
  const first = () => threads(page).first();
  await expect(first()).toContainText("Thread number 100.");
  await list(page).getByRole("button", { name: "Oldest first" }).click();
  await expect(first()).toContainText("Thread number 1.");
  // The margin fetches what it has room for by itself; a filtered list is turned by hand.
  await list(page)
    .getByRole("button", { name: /^Needs a reply/ })
    .click();
  await expect(threads(page)).toHaveCount(30);

  const more = list(page).getByRole("button", { name: "Show more" });
  for (const count of [60, 90, 100]) {
    await more.click();
    await expect(threads(page)).toHaveCount(count);
  }
  await expect(more).toHaveCount(0);
  const texts = await threads(page)
    .getByText(/^Thread number \d+\.$/)
    .allTextContents();
  expect(texts).toEqual(Array.from({ length: 100 }, (_, n) => `Thread number ${n + 1}.`));
});

test("What is new is marked until it was seen, and what waits for an answer can be listed", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const [maya, tomasz] = [await joinScene(scene, "Maya Lindqvist"), await joinScene(scene, "Tomasz Nowak")];
  const spot = { scene, section: await sectionOf(scene), paragraph: 4 };
  const parentId = await post(tomasz, spot, "This one was answered.");
  await post(maya, { ...spot, parentId }, "By me.");
  await post(tomasz, spot, "Nobody has answered this one.");

  const { page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await expect(page.getByText(/minutes?\. 3 comments, 2 new/)).toBeVisible();
  await list(page).getByRole("button", { name: "Needs a reply 1" }).click();
  await expect(threads(page)).toHaveCount(1);
  await expect(threads(page).getByText("Nobody has answered Tomasz yet.")).toBeVisible();
  await list(page).getByRole("button", { name: "All" }).click();

  await list(page).getByRole("button", { name: "New 2" }).click();
  await expect(threads(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Mark all as seen" }).click();
  await expect(page.getByText(/minutes?\. 3 comments\.(\s|$)/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/minutes?\. 3 comments\.(\s|$)/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark all as seen" })).toHaveCount(0);

  // Seen by reading: a new one that stays on the screen for a while is not new the next time.
  await post(tomasz, spot, "One more.");
  const fresh = threads(page).filter({ hasText: "One more." });
  await expect(page.getByText(/minutes?\. 4 comments, 1 new/)).toBeVisible(SOON);
  await fresh.scrollIntoViewIfNeeded();
  await expect(page.getByText(/minutes?\. 4 comments\.(\s|$)/)).toBeVisible();
});
