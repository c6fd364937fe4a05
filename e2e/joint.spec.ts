import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { debateUrl, openDebate, sit, steer } from "./setup/debates";
import { makeGroup } from "./setup/notes";
import { joinScene, makeScene } from "./setup/people";
import { expect, SOON, test } from "./setup/test";

test("Two write one statement: what one saves the other hears of at once, and no word of either is lost", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const [maya, jonas] = [await joinScene(scene, "Maya Lindqvist"), await joinScene(scene, "Jonas Meyer")];
  await makeGroup(scene, "The readers", [maya, jonas]);
  const id = await openDebate(scene, { phases: ["opening", "joint"] });
  await sit(maya, scene, id, "for");
  await sit(jonas, scene, id, "against");
  await steer(scene, id, { to: "begin" });
  await steer(scene, id, { to: "next" });
  const [a, b] = [
    (await openBrowser(maya)).page,
    (await openBrowser(jonas, { viewport: { width: 390, height: 844 } })).page,
  ];
  for (const page of [a, b]) await page.goto(debateUrl(scene, id));
  const textOf = (page: Page) => page.getByRole("textbox", { name: /statement/ });
  const [hers, his] = [textOf(a), textOf(b)];
  const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();

  // Who has written nothing has the new text before them.
  await his.fill("The doors were open.");
  await save(b);
  await expect(a.getByText("Saved by Jonas Meyer just now", { exact: true })).toBeVisible(SOON);
  await expect(hers).toHaveValue("The doors were open.");
  await expect(a.getByText(/are not saved/)).toBeHidden();

  // Who is writing keeps every word and the caret, and looks at the newer text when they wish.
  await hers.fill("The doors were open, and nobody looked.");
  await his.fill("The doors were open, and unseen.");
  await save(b);
  await expect(a.getByText("Your words above are not saved, and go on from an older text.")).toBeVisible(
    SOON,
  );
  await expect(hers).toHaveValue("The doors were open, and nobody looked.");
  await expect(hers).toBeFocused();
  const newer = a.getByText("The doors were open, and unseen.");
  await expect(newer).toBeHidden();
  await a.getByText("See what Jonas Meyer saved").press("Enter");
  await expect(newer).toBeVisible();
  expect(await askAxe(a)).toEqual([]);

  // To save over it takes a decision; both texts stay to be read.
  await save(a);
  await expect(a.getByText(/^Another text was saved meanwhile/)).toBeVisible();
  await expect(hers).toHaveValue("The doors were open, and nobody looked.");
  await a.getByRole("button", { name: "Go on with my text" }).click();
  await expect(hers).toBeFocused();
  await save(a);
  await expect(b.getByText("Saved by Maya Lindqvist just now", { exact: true })).toBeVisible(SOON);
  await expect(his).toHaveValue("The doors were open, and nobody looked.");
  await b.getByRole("button", { name: /^Older versions/ }).click();
  const older = b.getByRole("dialog", { name: "What it said before" });
  await expect(older.getByText("The doors were open, and unseen.")).toBeVisible();

  // What is not saved when the time is over is not lost from sight.
  await hers.fill("The doors were open, and we never tried them.");
  await steer(scene, id, { to: "next" });
  const unsaved = a.getByRole("region", { name: "Not saved in time" });
  await expect(unsaved).toContainText("The doors were open, and we never tried them.", SOON);
  await a.reload();
  await expect(unsaved).toContainText("we never tried them.");
});
