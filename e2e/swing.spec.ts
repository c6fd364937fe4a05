import type { Page } from "@playwright/test";
import { debateUrl, openDebate, say, sit, steer } from "./setup/debates";
import { aClass, cast, expectNoTally, NAMES, POINT, resultsFor, sitAll, who } from "./setup/lesson";
import { expect, SOON, test } from "./setup/test";

// What a vote comes to, with names and in a class too small for numbers; lesson.spec.ts has the secret one of twelve.

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

test("Where the class was told that votes are by name, every cell is told: the matrix and its sums are what they are by hand", async ({
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const room = await aClass(NAMES);
  const { scene } = room;
  const id = await openDebate(scene, { isNamed: true, phases: ["entry_vote", "opening", "exit_vote"] });
  await sitAll(room, id);
  const page = (await openBrowser(who(room, 0))).page;
  await page.goto(debateUrl(scene, id));
  await steer(scene, id, { to: "begin" });
  for (const at of NAMES.keys()) await cast(room, id, at, "before", null);
  await steer(scene, id, { to: "next" });
  const first = await say(who(room, 0), scene, id, { side: "for", text: POINT });
  await steer(scene, id, { to: "next" });
  for (const at of NAMES.keys()) await cast(room, id, at, "after", first);
  const teacher = (await openBrowser(scene.teacher)).page;
  await teacher.goto(debateUrl(scene, id));
  const turnout = "12 of 12 have voted. Nobody sees what before the debate is over.";
  await expect(teacher.getByText(turnout)).toBeVisible(SOON);
  await expectNoTally(room, id, [page, teacher]);
  await steer(scene, id, { to: "next" });

  const { swing } = await resultsFor(scene.teacher, scene, id);
  // From for, against, undecided; to for, against, undecided.
  expect(swing?.sides?.map(({ side, table }) => [side, table])).toEqual([
    [
      "for",
      {
        voters: 6,
        cells: [
          [0, 0, 0],
          [4, 1, 0],
          [1, 0, 0],
        ],
        before: [0, 5, 1],
        after: [5, 1, 0],
      },
    ],
    [
      "against",
      {
        voters: 6,
        cells: [
          [0, 0, 0],
          [1, 4, 0],
          [0, 1, 0],
        ],
        before: [0, 5, 1],
        after: [1, 5, 0],
      },
    ],
  ]);
  expect(swing?.all).toEqual({
    voters: 12,
    cells: [
      [0, 0, 0],
      [5, 5, 0],
      [1, 1, 0],
    ],
    before: [0, 10, 2],
    after: [6, 6, 0],
  });
  expect(swing?.movedBy).toEqual([{ claimId: first, count: 6 }]);

  const sentence =
    "Of the 6 who were given the side “For”, 0 voted for it before and 5 after. Of the 6 who were given the side “Against”, 5 voted for it before and as many after.";
  await expect(page.getByRole("heading", { name: sentence })).toBeVisible(SOON);
  await expect(
    page.getByRole("img", { name: "Before: 10 against, 2 undecided. After: 6 for, 6 against." }),
  ).toBeVisible();
  await press(page, "Show as tables");
  for (const [title, rows] of [
    ["Everybody: 12", ["Against 5 5 0 10", "Undecided 1 1 0 2", "After 6 6 0 12"]],
    ["Given the side “For”: 6", ["Against 4 1 0 5", "Undecided 1 0 0 1", "After 5 1 0 6"]],
    ["Given the side “Against”: 6", ["Against 1 4 0 5", "Undecided 0 1 0 1", "After 1 5 0 6"]],
  ] as const)
    for (const row of rows)
      await expect(
        page.getByRole("table", { name: title }).getByRole("row", { name: row, exact: true }),
      ).toBeVisible();
  await expect(page.getByRole("row", { name: "Freya Hollis Undecided Against nothing" })).toBeVisible();
});

test("A class of four gets words and no tally, whoever asks", async ({ openBrowser }) => {
  const room = await aClass(NAMES.slice(0, 4));
  const { scene, people } = room;
  const id = await openDebate(scene, { phases: ["entry_vote", "opening", "exit_vote"] });
  for (const [at, person] of people.entries()) await sit(person, scene, id, at < 2 ? "for" : "against");
  await steer(scene, id, { to: "begin" });
  for (const at of people.keys()) await cast(room, id, at, "before", null);
  await steer(scene, id, { to: "next" });
  const first = await say(who(room, 0), scene, id, { side: "for", text: POINT });
  await steer(scene, id, { to: "next" });
  for (const at of people.keys()) await cast(room, id, at, "after", first);
  await steer(scene, id, { to: "next" });
  const words = "Too few voted both times to say in numbers how the votes moved.";
  for (const by of [scene.teacher, ...people]) {
    const { swing } = await resultsFor(by, scene, id);
    expect(swing).toEqual({
      choices: ["for", "against", "undecided"],
      voters: null,
      sides: null,
      all: null,
      movedBy: [],
      words,
    });
  }
  for (const by of [scene.teacher, who(room, 0)]) {
    const { page } = await openBrowser(by);
    await page.goto(debateUrl(scene, id));
    const swing = page.getByRole("region", { name: words });
    await expect(swing).toBeVisible();
    await expect(swing).not.toContainText(/\d/);
    await expect(swing.getByRole("table")).toHaveCount(0);
    await expect(swing.getByRole("img")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Show as tables" })).toHaveCount(0);
  }
});
