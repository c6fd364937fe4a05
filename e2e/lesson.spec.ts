import type { Locator, Page } from "@playwright/test";
import type { ClaimView } from "#domain/debate/claim";
import type { Choice, Side } from "#domain/debate/sides";
import { debateUrl, LESSON, openDebate, readDebate, say } from "./setup/debates";
import {
  aClass,
  BALLOTS,
  type Ballot,
  cast,
  expectNoTally,
  NAMES,
  otherSide,
  POINT,
  type Room,
  resultsFor,
  sideOf,
  sitAll,
  who,
} from "./setup/lesson";
import { expect, SOON, test } from "./setup/test";

// A whole lesson of one teacher and twelve students, and what it comes to, counted by hand.

const PHONE = { width: 390, height: 844 };

/** Who sits at a browser, by their place: two of each side, one of each on a phone. The other eight come by HTTP. */
const AT_BROWSERS = [0, 1, 6, 7];

const byHttp = ({ people }: Room): number[] =>
  people.map((_, at) => at).filter((at) => !AT_BROWSERS.includes(at));

const claimOf = (page: Page, name: string): Locator => page.locator(`[data-claim="${name}"]`);
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
const post = (page: Page) => page.getByRole("button", { name: "Post", exact: true }).click();
const OPTIONS: Record<Choice, RegExp> = {
  for: /^For/,
  against: /^Against/,
  third: /^A third/,
  undecided: /^Undecided/,
};

/** Votes on a page, as the ballot says. */
async function voteOn(page: Page, at: number, which: "before" | "after", moved = ""): Promise<void> {
  const ballot = BALLOTS[at] as Ballot;
  const { choice, sure } = ballot[which];
  const title = which === "before" ? "Before anyone has spoken" : "After all that was said";
  const form = page.getByRole("form", { name: title });
  await expect(form).toBeVisible(SOON);
  await form.getByRole("radio", { name: OPTIONS[choice] }).check();
  await form.getByRole("radio", { name: new RegExp(`^${sure}`) }).check();
  if (which === "after" && ballot.isMoved)
    await form.getByLabel("Which claim moved you?").selectOption(moved);
  await form.getByRole("button", { name: "Vote", exact: true }).click();
  await expect(form.getByText(/^Your vote is in: /)).toBeVisible();
}

/** Makes a claim on a page, with the first sentence of the text. */
async function claimOn(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Your claim for the side/ }).fill(text);
  await press(page, "Add evidence");
  const dialog = page.getByRole("dialog", { name: "Choose a passage" });
  await dialog.getByRole("checkbox").first().check({ force: true });
  await dialog.getByRole("button", { name: "Use this passage" }).click();
  await expect(page.getByRole("list", { name: "Your evidence" })).toBeVisible();
  await post(page);
}

/** The teacher ends the phase that is on, by the button. */
async function goOn(teacher: Page): Promise<void> {
  await press(teacher, /^(Go to|End the debate)/);
  const dialog = teacher.getByRole("dialog");
  await dialog.getByRole("button", { name: /^End the (phase|debate)$/ }).click();
  await expect(dialog).toBeHidden();
}

/** What the browsers' claims are, by place. */
const POINTS: Record<number, string> = {
  0: POINT,
  6: "Nobody can choose a thing that was never shown to them.",
};
const LETTER = { for: "F", against: "A", third: "T" };

test("A lesson: one teacher and twelve students vote, open, rebut, switch, close and vote, and the swing is what it is by hand", async ({
  openBrowser,
}) => {
  test.setTimeout(240_000);
  const room = await aClass(NAMES);
  const { scene } = room;
  const id = await openDebate(scene, { phases: LESSON.filter((kind) => kind !== "joint") });
  await sitAll(room, id);
  const teacher = (await openBrowser(scene.teacher)).page;
  const pages = new Map<number, Page>();
  for (const at of AT_BROWSERS)
    pages.set(at, (await openBrowser(who(room, at), at % 6 === 1 ? { viewport: PHONE } : {})).page);
  const pageOf = (at: number) => pages.get(at) as Page;
  const all = [teacher, ...pages.values()];
  for (const page of all) await page.goto(debateUrl(scene, id));

  // The first vote.
  await press(teacher, "Begin the debate");
  for (const at of AT_BROWSERS) await voteOn(pageOf(at), at, "before");
  await Promise.all(byHttp(room).map((at) => cast(room, id, at, "before", null)));
  await expect(teacher.getByText("12 of 12 have voted. Nobody sees what.")).toBeVisible({ timeout: 10_000 });
  await expectNoTally(room, id, all);

  // The opening: a claim of each side in a browser, then one each by HTTP, all in the same moment.
  await goOn(teacher);
  for (const at of [0, 6]) {
    await claimOn(pageOf(at), POINTS[at] ?? "");
    await expect(claimOf(teacher, `${LETTER[sideOf(at)]}1`)).toContainText(POINTS[at] ?? "", SOON);
  }
  await Promise.all(
    byHttp(room).map((at) =>
      say(who(room, at), scene, id, { side: sideOf(at), text: `${who(room, at).name} has a point.` }),
    ),
  );
  for (const page of all) await expect(page.locator("[data-claim]")).toHaveCount(10, SOON);
  const opened = (await readDebate(scene.teacher, scene, id)).claims;
  // Each side counts its own, from one, without a gap.
  for (const side of ["for", "against"] as const)
    expect(
      opened
        .filter((claim) => claim.side === side)
        .map(({ number }) => number)
        .sort(),
    ).toEqual([1, 2, 3, 4, 5]);
  const claimNamed = (side: Side, number: number) =>
    opened.find((claim) => claim.side === side && claim.number === number) as ClaimView;

  // The rebuttal: every claim is answered, one of them by being conceded.
  await goOn(teacher);
  await expect(pageOf(7).getByText("F1 is unanswered")).toBeVisible(SOON);
  await press(pageOf(7), /^Answer F1/);
  await pageOf(7)
    .getByRole("textbox", { name: "Your answer to F1" })
    .fill("A map is no use without a somewhere.");
  await post(pageOf(7));
  await claimOf(pageOf(1), "A1").getByRole("button", { name: "Concede A1" }).click();
  await pageOf(1)
    .getByRole("textbox", { name: /^What holds in A1/ })
    .fill("What one has never seen is hard to want.");
  await pageOf(1).getByRole("button", { name: "Concede", exact: true }).click();
  const rebutting = byHttp(room);
  await Promise.all(
    rebutting.map((at) => {
      const side = sideOf(at);
      const ofSide = rebutting.filter((one) => sideOf(one) === side);
      const answersId = claimNamed(otherSide(side), ofSide.indexOf(at) + 2).id;
      return say(who(room, at), scene, id, {
        kind: "rebuttal",
        side,
        answersId,
        text: "The text says otherwise.",
      });
    }),
  );
  for (const page of all) {
    await expect(page.locator("[data-claim]")).toHaveCount(20, SOON);
    await expect(page.getByText(/is unanswered$/)).toHaveCount(0);
  }

  // The sides are switched: each argues one claim for the others, and no more than one.
  await goOn(teacher);
  for (const at of AT_BROWSERS) {
    const other = sideOf(at) === "for" ? "Against" : "For";
    const box = pageOf(at).getByRole("textbox", { name: `Your claim for the side “${other}”` });
    await expect(box).toBeVisible(SOON);
    await box.fill("If I were on the other side, I would start with the woods.");
    await post(pageOf(at));
    await expect(pageOf(at).getByText("You have argued your claim for the other side.")).toBeVisible(SOON);
    await expect(box).toHaveCount(0);
  }
  const switched = (at: number) =>
    say(who(room, at), scene, id, { side: otherSide(sideOf(at)), text: "For the others I would say this." });
  await Promise.all(byHttp(room).map(switched));
  await expect(switched(2)).rejects.toThrow("You have argued your claim for the other side.");
  for (const page of all) await expect(page.locator("[data-claim]")).toHaveCount(32, SOON);
  const said = (await readDebate(scene.teacher, scene, id)).claims.filter(({ phase }) => phase === 3);
  expect(new Set(said.map(({ comment }) => comment.author?.name))).toEqual(new Set(NAMES));
  for (const { side, comment } of said)
    expect(side).toBe(otherSide(sideOf(NAMES.indexOf(comment.author?.name ?? ""))));

  // The closing.
  await goOn(teacher);
  const closing = pageOf(0).getByRole("textbox", { name: "Your claim for the side “For”" });
  await expect(closing).toBeVisible(SOON);
  await closing.fill("Knowing and staying is a choice too.");
  await post(pageOf(0));
  for (const page of all)
    await expect(page.getByText("Knowing and staying is a choice too.")).toBeVisible(SOON);
  await expectNoTally(room, id, all);

  // The last vote.
  await goOn(teacher);
  const first = claimNamed("for", 1).id;
  for (const at of AT_BROWSERS) await voteOn(pageOf(at), at, "after", first);
  await Promise.all(byHttp(room).map((at) => cast(room, id, at, "after", first)));
  await expect(teacher.getByText("12 of 12 have voted. Nobody sees what.")).toBeVisible({ timeout: 10_000 });
  await expectNoTally(room, id, all);
  await goOn(teacher);
  await expect(teacher.getByText("This debate is over. What was said stays as it was.")).toBeVisible(SOON);

  // The swing, by hand: see BALLOTS. Numbers under five are told in words, and here every cell would give one away.
  const none = [null, null, null];
  const { swing } = await resultsFor(scene.teacher, scene, id);
  const [given, against] = swing?.sides ?? [];
  expect(swing?.choices).toEqual(["for", "against", "undecided"]);
  expect(swing?.voters).toBe(12);
  expect(given?.table).toEqual({
    voters: 6,
    cells: [none, none, none],
    before: [null, 5, null],
    after: [5, null, null],
  });
  expect(against?.table).toEqual({
    voters: 6,
    cells: [none, none, none],
    before: [null, 5, null],
    after: [null, 5, null],
  });
  // How sure: (2+2+3+3+4+4)/6 and (4+4+4+5+5+2)/6; (5+5+4+4+3+3)/6 and (5+5+5+5+2+5)/6.
  expect(given?.confidence).toEqual({ before: 3, after: 4 });
  expect(against?.confidence).toEqual({ before: 4, after: 4.5 });
  // Of all, what both sides tell: 5 + 5. Six and six after would be 5 and something under five: not told.
  expect(swing?.all).toEqual({
    voters: 12,
    cells: [none, none, none],
    before: [null, 10, null],
    after: none,
  });
  expect(swing?.movedBy).toEqual([{ claimId: first, count: 6 }]);
  for (const person of room.people)
    expect((await resultsFor(person, scene, id)).swing, person.name).toEqual(swing);

  const sentence =
    "Of the 6 who were given the side “For”, 5 voted for it after. Of the 6 who were given the side “Against”, 5 voted for it before and as many after.";
  for (const page of all) {
    await expect(page.getByRole("heading", { name: sentence })).toBeVisible(SOON);
    await expect(page.getByText("Asked what moved them, 6 named F1.")).toBeVisible();
  }
  await press(teacher, "Show as tables");
  const table = teacher.getByRole("table", { name: "Given the side “For”: 6" });
  for (const row of [
    "For not told not told not told not told",
    "Against not told not told not told 5",
    "Undecided not told not told not told not told",
    "After 5 not told not told 6",
  ])
    await expect(table.getByRole("row", { name: row, exact: true })).toBeVisible();
  await expect(
    teacher
      .getByRole("table", { name: "Everybody: 12" })
      .getByRole("row", { name: "Against not told not told not told 10", exact: true }),
  ).toBeVisible();
});
