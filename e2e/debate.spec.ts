import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { debateUrl, openDebate, readDebate, say, sit, steer, vote } from "./setup/debates";
import { joinScene, makeScene, type Person, type Scene } from "./setup/people";
import { expect, SOON, test } from "./setup/test";

const PHONE = { width: 390, height: 844 };
const claimOf = (page: Page, name: string) => page.locator(`[data-claim="${name}"]`);
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

type ClassOf4 = { scene: Scene; maya: Person; jonas: Person; hana: Person; leo: Person };

async function aClassOfFour(): Promise<ClassOf4> {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const jonas = await joinScene(scene, "Jonas Meyer");
  const hana = await joinScene(scene, "Hana Kato");
  return { scene, maya, jonas, hana, leo: await joinScene(scene, "Leo Fischer") };
}

/** Chooses the first sentence of the text as evidence. */
async function addPassage(page: Page): Promise<void> {
  await press(page, "Add evidence");
  const dialog = page.getByRole("dialog", { name: "Choose a passage" });
  await dialog.getByRole("checkbox").first().check({ force: true });
  await dialog.getByRole("button", { name: "Use this passage" }).click();
  await expect(page.getByRole("list", { name: "Your evidence" })).toBeVisible();
}

/** The teacher ends the phase that is on, by the button. */
async function goOn(teacher: Page): Promise<void> {
  await press(teacher, /^(Go to|End the debate)/);
  const dialog = teacher.getByRole("dialog");
  await dialog.getByRole("button", { name: /^End the (phase|debate)$/ }).click();
  await expect(dialog).toBeHidden();
}

test("A class of four holds a debate from the first vote to a result in words", async ({ openBrowser }) => {
  test.setTimeout(120_000);
  const { scene, maya, jonas, hana, leo } = await aClassOfFour();
  const id = await openDebate(scene);
  const url = debateUrl(scene, id);
  await sit(hana, scene, id, "for");
  await sit(leo, scene, id, "against");
  const [t, a, b] = [
    (await openBrowser(scene.teacher)).page,
    (await openBrowser(maya)).page,
    (await openBrowser(jonas, { viewport: PHONE })).page,
  ];
  for (const page of [t, a, b]) await page.goto(url);

  // Sides are chosen.
  await press(a, /^For:/);
  await expect(a.getByText("Your side: For", { exact: true })).toBeVisible();
  await press(b, /^Against:/);
  await expect(b.getByText("Your side: Against", { exact: true })).toBeVisible();

  // Nobody votes before it has begun; then everybody's page has the ballot.
  await expect(a.getByRole("button", { name: "Vote", exact: true })).toBeHidden();
  await press(t, "Begin the debate");
  await expect(a.getByRole("heading", { name: "Before anyone has spoken" })).toBeVisible(SOON);
  await press(a, "Vote");
  await expect(a.getByText("Choose a side, or undecided.")).toBeVisible();
  await a.getByRole("radio", { name: /^For/ }).check();
  await a.getByRole("radio", { name: /^2/ }).check();
  await press(a, "Vote");
  await expect(a.getByText("Your vote is in: For, 2 of 5.")).toBeVisible();
  await a.getByRole("radio", { name: "Undecided" }).check();
  await press(a, "Change your vote");
  await expect(a.getByText("Your vote is in: Undecided, 2 of 5.")).toBeVisible();
  await a.reload();
  await expect(a.getByRole("radio", { name: "Undecided" })).toBeChecked();
  for (const one of [jonas, hana, leo]) await vote(one, scene, id, "against");
  await expect(t.getByText("4 of 4 have voted. Nobody sees what.")).toBeVisible({ timeout: 10_000 });
  for (const page of [t, a, b]) await expect(page.locator("main")).not.toContainText("3 against");

  // The opening: a claim rests on a passage, survives a reload while it is written, and is posted once.
  await goOn(t);
  const claim = a.getByRole("textbox", { name: /^Your claim for the side/ });
  await expect(claim).toBeVisible(SOON);
  await claim.fill("They had every means to leave: cars, cash, maps and nobody watching.");
  await press(a, "Post");
  await expect(a.getByText("Add at least one passage: a claim rests on the text.")).toBeVisible();
  await addPassage(a);
  await a.reload();
  await expect(claim).toHaveValue(/every means to leave/);
  await expect(a.getByRole("list", { name: "Your evidence" })).toBeVisible();
  await a.getByRole("button", { name: "Post", exact: true }).dblclick();
  await expect(claimOf(a, "F1")).toContainText("every means to leave");
  await expect(claimOf(b, "F1")).toContainText("every means to leave", SOON);
  await expect(claimOf(t, "F1").getByRole("list", { name: "Evidence" }).getByRole("link")).toBeVisible();
  await expect(claimOf(a, "F2")).toHaveCount(0);
  await say(leo, scene, id, {
    side: "against",
    text: "You cannot choose against a sentence you grew up in.",
  });
  await expect(claimOf(a, "A1")).toBeVisible(SOON);

  // The teacher marks a claim; everybody sees it.
  await claimOf(t, "F1").getByText("Mark F1").click();
  await claimOf(t, "F1").getByRole("button", { name: "Unclear" }).click();
  await expect(claimOf(b, "F1").getByText("Unclear")).toBeVisible(SOON);

  // The rebuttal, on a phone: the blank lines are filled.
  await goOn(t);
  await expect(b.getByText("F1 is unanswered")).toBeVisible(SOON);
  await press(b, /^Answer F1/);
  await b
    .getByRole("textbox", { name: "Your answer to F1" })
    .fill("A door is only open to who can picture it.");
  await b.getByRole("button", { name: "Post", exact: true }).click();
  await expect(claimOf(a, "A2")).toContainText("answers F1", SOON);
  await expect(b.getByText("F1 is unanswered")).toBeHidden();
  await expect(a.getByText("A1 is unanswered")).toBeVisible();
  await claimOf(a, "A1").getByRole("button", { name: "Concede A1" }).click();
  await a.getByRole("textbox", { name: /^What holds in A1/ }).fill("Habit does make it harder.");
  await a.getByRole("button", { name: "Concede", exact: true }).click();
  await expect(claimOf(b, "F2")).toContainText("concedes A1", SOON);

  // A pause stops what is said; what was written stays.
  await press(t, "Pause");
  await expect(a.getByText(/has paused the debate/)).toBeVisible(SOON);
  await press(t, "Go on");
  await expect(a.getByRole("button", { name: "Answer A2" })).toBeVisible(SOON);

  // Sides switched: one argues for the other one.
  await goOn(t);
  await expect(a.getByRole("textbox", { name: "Your claim for the side “Against”" })).toBeVisible(SOON);
  await goOn(t);
  await goOn(t);
  await expect(a.getByRole("heading", { name: "After all that was said" })).toBeVisible(SOON);
  await a.getByRole("radio", { name: /^Against/ }).check();
  await a.getByRole("radio", { name: /^4/ }).check();
  await a.getByLabel("Which claim moved you?").selectOption({ index: 1 });
  await press(a, "Vote");
  await expect(a.getByText("Your vote is in: Against, 4 of 5.")).toBeVisible();
  for (const one of [jonas, hana, leo]) await vote(one, scene, id, "against");

  // The joint statement.
  await goOn(t);
  const statement = a.getByRole("textbox", { name: /statement/ });
  await expect(statement).toBeVisible(SOON);
  await statement.fill("We agree that the doors were open.");
  await press(a, "Save");
  await expect(a.getByText(/^Saved by Maya Lindqvist/)).toBeVisible();
  await expect(b.getByRole("textbox", { name: /statement/ })).toHaveValue(/doors were open/, SOON);

  // The end: four are too few for numbers; claims are weighed.
  await goOn(t);
  const words = "Too few voted both times to say in numbers how the votes moved.";
  for (const page of [t, a, b]) await expect(page.getByRole("heading", { name: words })).toBeVisible(SOON);
  await claimOf(b, "F1").getByRole("button", { name: "Convincing" }).click();
  await expect(claimOf(b, "F1").getByRole("button", { name: "Convincing 1" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(claimOf(a, "F1").getByRole("button", { name: /Convincing/ })).toHaveCount(0);

  // The map, and its table.
  await expect(b.getByRole("img", { name: "2 claims and 2 answers. None is unanswered." })).toBeVisible();
  await press(b, "Show as a table");
  await expect(b.getByRole("row", { name: /A2 Against answer F1 nobody/ })).toBeVisible();
  const width = await b.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(PHONE.width);
  expect(await askAxe(b)).toEqual([]);
});

test("Words that a closing phase refuses are kept, with what can be done with them", async ({
  openBrowser,
}) => {
  const { scene, maya, leo } = await aClassOfFour();
  const id = await openDebate(scene, { phases: ["opening", "rebuttal", "closing"] });
  await sit(maya, scene, id, "for");
  await sit(leo, scene, id, "against");
  await steer(scene, id, { to: "begin" });
  await say(leo, scene, id, { side: "against", text: "You cannot choose against what you grew up in." });
  const { context, page } = await openBrowser(maya);
  await page.goto(debateUrl(scene, id));
  const claim = page.getByRole("textbox", { name: /^Your claim for the side/ });
  await claim.fill("Asking for a deferral proves that they could picture another life.");
  await addPassage(page);
  // The phase ends while the post is on its way.
  await context.setOffline(true);
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByText("Posting. It is kept on this device until it is in.")).toBeVisible();
  await steer(scene, id, { to: "next" });
  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "Kept for you" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("This phase takes no such move.")).toBeVisible();
  expect((await readDebate(leo, scene, id)).claims).toHaveLength(1);
  expect(await askAxe(page)).toEqual([]);

  // It waits for the closing, and is used there.
  await steer(scene, id, { to: "next" });
  await press(page, "Go on with it");
  await expect(claim).toHaveValue(/deferral/, SOON);
  await expect(page.getByRole("heading", { name: "Kept for you" })).toBeHidden();
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(claimOf(page, "F1")).toContainText("deferral");
});

test("By keyboard alone a claim is answered, and every state holds on a phone in both themes", async ({
  openBrowser,
}) => {
  const { scene, maya, leo } = await aClassOfFour();
  const sides = ["They could have.", "Nobody could have.", "The question is wrong."];
  const id = await openDebate(scene, { sides, phases: ["opening", "rebuttal"] });
  await sit(maya, scene, id, "third");
  await sit(leo, scene, id, "against");
  await steer(scene, id, { to: "begin" });
  await say(leo, scene, id, { side: "against", text: "You cannot choose against what you grew up in." });
  await steer(scene, id, { to: "next" });
  const { page } = await openBrowser(maya, { viewport: PHONE });
  await page.goto(debateUrl(scene, id));
  const answer = page.locator(".gap").getByRole("button", { name: /^Answer A1/ });
  await expect(answer).toBeVisible();
  await answer.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Your answer to A1" })).toBeFocused();
  await page.keyboard.type("To choose is already their word.");
  expect(await askAxe(page)).toEqual([]);
  await page.keyboard.press("Control+Enter");
  await expect(claimOf(page, "T1")).toContainText("answers A1");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(PHONE.width);
});

test("What is asked of the teacher about a phase is asked no more once another is on", async ({
  openBrowser,
}) => {
  const { scene } = await aClassOfFour();
  const id = await openDebate(scene, { phases: ["opening", "rebuttal", "closing"] });
  await steer(scene, id, { to: "begin" });
  const { page } = await openBrowser(scene.teacher);
  await page.goto(debateUrl(scene, id));
  await press(page, "Go to rebuttal");
  const dialog = page.getByRole("dialog", { name: "End this phase now?" });
  await expect(dialog).toBeVisible();
  await steer(scene, id, { to: "next" });
  await expect(dialog).toBeHidden(SOON);
  await expect(page.locator(".steer").getByRole("alert")).toHaveText(
    "The phase has changed meanwhile, so nothing was done.",
  );
  await expect(page.getByRole("button", { name: "Go to closing" })).toBeVisible();
  expect((await readDebate(scene.teacher, scene, id)).debate.phase).toBe(1);
});

test("Votes by name are announced before the first, and shown only at the end", async ({ openBrowser }) => {
  const { scene, maya, jonas } = await aClassOfFour();
  const id = await openDebate(scene, { isNamed: true, phases: ["entry_vote", "opening", "exit_vote"] });
  await sit(maya, scene, id, "for");
  await sit(jonas, scene, id, "against");
  await steer(scene, id, { to: "begin" });
  await vote(jonas, scene, id, "against");
  const { page } = await openBrowser(maya);
  await page.goto(debateUrl(scene, id));
  await expect(page.getByText("These votes are not secret: when the debate is over")).toBeVisible();
  await vote(maya, scene, id, "for");
  await steer(scene, id, { to: "next" });
  await steer(scene, id, { to: "next" });
  await vote(jonas, scene, id, "for");
  await vote(maya, scene, id, "for");
  await expect(page.getByRole("heading", { name: "After all that was said" })).toBeVisible(SOON);
  await expect(page.getByRole("row", { name: /Jonas/ })).toHaveCount(0);
  await steer(scene, id, { to: "next" });
  await expect(page.getByRole("row", { name: "Jonas Meyer Against For nothing" })).toBeVisible(SOON);
});
