import type { Locator, Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { debateUrl, openDebate, readDebate, say, sit, steer } from "./setup/debates";
import { tabTo } from "./setup/leaf";
import { joinScene, makeScene, type Person, type Scene } from "./setup/people";
import { expect, SOON, test } from "./setup/test";

const DEVICES = [
  ["a wide screen", { width: 1440, height: 900 }],
  ["a phone", { width: 390, height: 844 }],
] as const;

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const claimOf = (page: Page, name: string) => page.locator(`[data-claim="${name}"]`);

/** Goes to a button by the Tab key and presses it. */
async function pressByKey(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, button(page, name).first());
  await page.keyboard.press("Enter");
}

const expectFocus = (page: Page, after: string) =>
  expect
    .poll(() => page.evaluate(() => document.activeElement === document.body), {
      message: `${after}: focus is lost`,
    })
    .toBe(false);

/** Goes back by the Tab key until something of the page has focus, known by a selector. */
async function backUntil(page: Page, selector: string): Promise<void> {
  const isThere = () => page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector);
  for (let turn = 0; turn < 60 && !(await isThere()); turn++) await page.keyboard.press("Shift+Tab");
  expect(await isThere(), selector).toBe(true);
}

/** Chooses among what one group offers, by its arrows. */
async function choose(page: Page, radio: Locator): Promise<void> {
  for (let turn = 0; turn < 6 && !(await radio.isChecked()); turn++) await page.keyboard.press("ArrowDown");
  await expect(radio).toBeChecked();
}

type Room = { scene: Scene; maya: Person; jonas: Person };

async function aRoom(): Promise<Room> {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  return { scene, maya, jonas: await joinScene(scene, "Jonas Meyer") };
}

for (const [device, viewport] of DEVICES) {
  test(`By keyboard alone a student takes a side, votes, concedes and weighs, on ${device}`, async ({
    openBrowser,
  }) => {
    test.setTimeout(120_000);
    const { scene, maya, jonas } = await aRoom();
    const id = await openDebate(scene, {
      phases: ["entry_vote", "opening", "rebuttal", "closing", "exit_vote"],
    });
    await sit(jonas, scene, id, "against");
    const { page } = await openBrowser(maya, { viewport });
    await page.goto(debateUrl(scene, id));

    // A side.
    await expect(page.getByRole("heading", { name: "Which side do you speak for?" })).toBeVisible();
    await tabTo(page, page.getByRole("button", { name: /^For:/ }));
    await page.keyboard.press("Enter");
    await expect(page.getByText("Your side: For", { exact: true })).toBeVisible();
    await expect(page.locator(".ownside")).toBeFocused();

    // The first vote: arrows choose, and what lacks is said.
    await steer(scene, id, { to: "begin" });
    await expect(page.getByRole("heading", { name: "Before anyone has spoken" })).toBeVisible(SOON);
    const form = page.getByRole("form", { name: "Before anyone has spoken" });
    await tabTo(page, form.getByRole("radio", { name: /^For/ }));
    await page.keyboard.press("Space");
    await choose(page, form.getByRole("radio", { name: /^Against/ }));
    await pressByKey(page, "Vote");
    await expect(page.getByText("Say how sure you are, from 1 to 5.")).toBeVisible();
    await expect(button(page, "Vote")).toBeFocused();
    await backUntil(page, "input[name=confidence]");
    await choose(page, form.getByRole("radio", { name: /^3/ }));
    await pressByKey(page, "Vote");
    await expect(page.getByText(/^Your vote is in: Against, 3 of 5\./)).toBeVisible();
    await expect(button(page, "Change your vote")).toBeFocused();

    // What the others say is conceded, and the focus goes back to what was conceded.
    await steer(scene, id, { to: "next" });
    await say(jonas, scene, id, { side: "against", text: "You cannot choose against what you grew up in." });
    await steer(scene, id, { to: "next" });
    await expect(page.getByText("A1 is unanswered")).toBeVisible(SOON);
    await pressByKey(page, "Concede A1");
    const words = page.getByRole("textbox", { name: /^What holds in A1/ });
    await expect(words).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(words).toBeHidden();
    await expect(claimOf(page, "A1").getByRole("heading")).toBeFocused();
    await pressByKey(page, "Concede A1");
    await page.keyboard.type("Habit does make it harder.");
    await pressByKey(page, "Concede");
    await expect(claimOf(page, "F1")).toContainText("concedes A1");
    await expectFocus(page, "conceded");

    // The last vote names what moved one.
    await steer(scene, id, { to: "next" });
    await steer(scene, id, { to: "next" });
    const last = page.getByRole("form", { name: "After all that was said" });
    await expect(last).toBeVisible(SOON);
    await tabTo(page, last.getByRole("radio", { name: /^For/ }));
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await tabTo(page, last.getByLabel("Which claim moved you?"));
    await page.keyboard.type("A1");
    await pressByKey(page, "Vote");
    await expect(page.getByText(/^Your vote is in: For, 1 of 5\./)).toBeVisible();

    // When all is over the others' claims are weighed, and a press more takes it back.
    await steer(scene, id, { to: "next" });
    const weigh = claimOf(page, "A1").getByRole("button", { name: /^Convincing/ });
    await expect(weigh).toBeVisible(SOON);
    await tabTo(page, weigh);
    await page.keyboard.press("Enter");
    await expect(weigh).toHaveText("Convincing 1");
    await expect(weigh).toHaveAttribute("aria-pressed", "true");
    await expect(weigh).toBeFocused();
    await page.keyboard.press("Space");
    await expect(weigh).toHaveText("Convincing");
    await expect(weigh).toHaveAttribute("aria-pressed", "false");
    expect(await askAxe(page)).toEqual([]);
  });

  test(`By keyboard alone a teacher begins, stops, gives time, goes back, marks, seats and ends, on ${device}`, async ({
    openBrowser,
  }) => {
    test.setTimeout(120_000);
    const { scene, maya, jonas } = await aRoom();
    const id = await openDebate(scene, { phases: ["prepare", "opening", "rebuttal"], seating: "teacher" });
    const { page } = await openBrowser(scene.teacher, { viewport });
    await page.goto(debateUrl(scene, id));
    const now = page.getByRole("list", { name: "Phases" }).locator("[aria-current=step]");
    const stands = async () => (await readDebate(scene.teacher, scene, id)).debate;

    // Sides are given in the list of names.
    const seat = page.getByRole("combobox", { name: "Side of Maya Lindqvist" });
    await expect(seat).toBeVisible();
    await tabTo(page, seat);
    await page.keyboard.press("f");
    await expect(seat).toHaveValue("for");
    await sideGiven(page, jonas);

    await pressByKey(page, "Begin the debate");
    await expect(now).toContainText("Preparation");
    await expectFocus(page, "begun");
    await pressByKey(page, "Pause");
    await expect(now).toContainText("paused");
    await expectFocus(page, "paused");
    await pressByKey(page, "Go on");
    await expect(now).not.toContainText("paused");
    await pressByKey(page, "5 more minutes");
    await expect(now).toContainText(/14:\d\d left|15:00 left/);
    await expect(button(page, "5 more minutes")).toBeFocused();

    // What cannot be undone is asked for: Escape leaves it, and the focus is where it was.
    await pressByKey(page, "Go to opening");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(button(page, "Go to opening")).toBeFocused();
    expect((await stands()).phase).toBe(0);
    await page.keyboard.press("Enter");
    await tabTo(page, dialog.getByRole("button", { name: "End the phase" }));
    await page.keyboard.press("Enter");
    await expect(now).toContainText("Opening");
    await expectFocus(page, "the phase ended");
    await pressByKey(page, "Back to preparation");
    await tabTo(page, dialog.getByRole("button", { name: "Go back" }));
    await page.keyboard.press("Enter");
    await expect(now).toContainText("Preparation");
    // The first phase has none before it: the button is gone, and the clock's next is where one goes on.
    await expect(button(page, "Go to opening")).toBeFocused();
    await steer(scene, id, { to: "next" });

    // What a claim lacks.
    await say(maya, scene, id, { side: "for", text: "They had every means to leave." });
    const claim = claimOf(page, "F1");
    await expect(claim).toBeVisible(SOON);
    await tabTo(page, claim.locator("summary"));
    await page.keyboard.press("Enter");
    const unclear = claim.getByRole("button", { name: "Unclear" });
    await tabTo(page, unclear);
    await page.keyboard.press("Space");
    await expect(unclear).toHaveAttribute("aria-pressed", "true");
    await expect(unclear).toBeFocused();
    await expect(claim.getByRole("list", { name: "The teacher’s marks on F1" })).toContainText("Unclear");

    // To the end.
    for (const [go, end] of [
      ["Go to rebuttal", "End the phase"],
      ["End the debate", "End the debate"],
    ] as const) {
      await backUntil(page, ".steer button");
      await tabTo(page, page.getByRole("region", { name: "The clock" }).getByRole("button", { name: go }));
      await page.keyboard.press("Enter");
      await tabTo(page, dialog.getByRole("button", { name: end }));
      await page.keyboard.press("Enter");
      await expect(dialog).toBeHidden();
    }
    const over = page.getByText("This debate is over. What was said stays as it was.");
    await expect(over).toBeFocused();
    expect((await stands()).state).toBe("closed");
    expect(await askAxe(page)).toEqual([]);
  });
}

/** Gives a side to somebody by its first letter, as in any list. */
async function sideGiven(page: Page, { name }: Person): Promise<void> {
  const seat = page.getByRole("combobox", { name: `Side of ${name}` });
  await tabTo(page, seat);
  await page.keyboard.press("a");
  await expect(seat).toHaveValue("against");
}
