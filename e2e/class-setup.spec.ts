import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { notePlaceOf, writeNote } from "./setup/notes";
import { ask, call, joinScene, makeScene, type Person, type Scene, sectionUrl } from "./setup/people";
import { expectTheText } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const fits = async (page: Page, width: number) => {
  await page.setViewportSize({ width, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
};

test("A teacher names, adds, orders, retires and brings back the class's themes", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/members`);
  await page.getByRole("link", { name: "Themes and notes" }).click();
  const used = page.getByRole("region", { name: "Themes the class marks with" });
  const names = used.locator(".themename b");
  await expect(names).toHaveCount(5);
  const add = page.getByRole("region", { name: "Add a theme" });
  await add.getByLabel("Name").fill("Silence");
  await add.getByLabel("Name").press("Enter");
  await expect(names.last()).toHaveText("Silence");
  await add.getByLabel("Name").fill("silence");
  await add.getByLabel("Name").press("Enter");
  await expect(add.getByText("“Silence” is a theme of this class already.")).toBeVisible();

  // By keyboard: up by one, and its words.
  await used.getByRole("button", { name: "Up (Silence)" }).press("Enter");
  await expect(names.nth(4)).toHaveText("Silence");
  await expect(used.getByRole("button", { name: "Up (Silence)" })).toBeFocused();
  await used.getByRole("button", { name: "Change (Silence)" }).press("Enter");
  await used.getByLabel("What belongs under it").fill("What is not said, and by whom.");
  await used.getByLabel("What belongs under it").press("Enter");
  await expect(used.getByText("What is not said, and by whom.")).toBeVisible();

  await used.getByRole("button", { name: "Retire (Love & Loss)" }).click();
  const retired = page.getByRole("region", { name: "Retired" });
  await expect(retired.getByText("Love & Loss", { exact: true })).toBeVisible();
  await add.getByLabel("Name").fill("Tenderness");
  await add.getByLabel("How it is drawn").selectOption("love");
  await add.getByRole("button", { name: "Add the theme" }).click();
  await expect(names.last()).toHaveText("Tenderness");
  await retired.getByRole("button", { name: "Bring back (Love & Loss)" }).click();
  await expect(names.last()).toHaveText("Love & Loss");
  expect(await askAxe(page)).toEqual([]);

  await page.getByRole("radio", { name: /^The teachers/ }).check();
  await page.getByRole("button", { name: "Save this" }).click();
  await expect(page.getByText("New notes begin for: the teachers.").first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("radio", { name: /^The teachers/ })).toBeChecked();
  await fits(page, 390);
  await fits(page, 320);
});

test("Two teachers change one theme: the second is told, and nothing is lost", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/settings`);
  await page.getByRole("button", { name: "Change (Symbolism)" }).click();
  const { themes } = await ask<{ themes: { id: string; name: string; definition: string }[] }>(
    "theme.list",
    { classroomId: scene.classroomId },
    scene.teacher.cookie,
  );
  const symbols = themes.find(({ name }) => name === "Symbolism");
  const before = { name: symbols?.name, definition: symbols?.definition };
  const theirs = { name: "Symbols", definition: "Things that mean more." };
  await call(
    "theme.update",
    { classroomId: scene.classroomId, themeId: symbols?.id, ...theirs, before },
    scene.teacher.cookie,
  );
  await page.getByLabel("Name", { exact: true }).first().fill("Signs");
  await page.getByRole("button", { name: "Save (Symbolism)" }).click();
  await expect(page.getByText(/It is now “Symbols”: Things that mean more\./)).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true }).first()).toHaveValue("Signs");
});

test("Groups are dealt after a look, students moved by keyboard, and open pages follow", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const names = ["Aisha Begum", "Ben Castle", "Chloe Parkin", "Daniel Osei"];
  const people: Person[] = [];
  for (const name of names) people.push(await joinScene(scene, name));
  const [aisha, ben] = people as [Person, Person];
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/groups`);
  await page.getByLabel("How many").fill("2");
  await page.getByRole("button", { name: "Show me groups" }).click();
  const preview = page.getByRole("region", { name: "Groups as dealt" });
  await expect(preview.getByRole("listitem")).toHaveCount(2);
  for (const name of names) await expect(preview.getByText(name)).toHaveCount(1);
  // Nothing is kept by a look.
  expect(await groupsOf(scene)).toEqual([]);
  await preview.getByRole("button", { name: "Keep these groups" }).click();
  await expect(page.getByRole("region", { name: "Group 2", exact: true }).getByRole("listitem")).toHaveCount(
    2,
  );
  expect((await groupsOf(scene)).map(({ members }) => members.length)).toEqual([2, 2]);

  // Whoever comes late is placed.
  const late = await joinScene(scene, "Eva Sokolova");
  await page.reload();
  await page.getByRole("button", { name: "Show me groups" }).click();
  await preview.getByRole("button", { name: "Keep these groups" }).click();
  await expect(page.getByRole("combobox", { name: `Group of ${late.name}` })).not.toHaveValue("");

  // By keyboard: Aisha and Ben into one group.
  const [first] = await groupsOf(scene);
  for (const name of [names[0], names[1]]) {
    const choice = page.getByRole("combobox", { name: `Group of ${name}` });
    await choice.focus();
    if ((await choice.inputValue()) === first?.id) continue;
    await page.keyboard.press("ArrowUp");
    await expect(choice).toHaveValue(first?.id ?? "");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await groupsOf(scene))[0]?.members.some((one) => one.name === name))
      .toBe(true);
  }
  await writeNote(ben, await notePlaceOf(scene), {
    on: "Kathy tells us",
    text: "For us: an empty frame.",
    audience: "group",
  });
  const student = await openBrowser(aisha);
  await student.page.goto(`/classrooms/${scene.classroomId}`);
  await expect(student.page.getByRole("heading", { name: "Your group: Group 1" })).toBeVisible();
  await expect(student.page.getByText(/You and .*Ben Castle/)).toBeVisible();
  await student.page.goto(sectionUrl(scene));
  await expectTheText(student.page);
  await expect(student.page.getByText("For us: an empty frame.").first()).toBeVisible();

  // Out of the group: the open page loses what was for it, without being loaded anew.
  await page.getByRole("combobox", { name: `Group of ${names[0]}` }).selectOption({ label: "No group" });
  await page.getByRole("button", { name: `Move ${names[0]}` }).click();
  await expect(student.page.getByText("For us: an empty frame.")).toHaveCount(0, SOON);

  await page.getByRole("button", { name: "Rename (Group 1)" }).click();
  await page.getByLabel("Name of the group").fill("The readers");
  await page.getByLabel("Name of the group").press("Enter");
  await expect(page.getByRole("region", { name: "The readers" })).toBeVisible();
  await page.getByRole("button", { name: "Remove (The readers)" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("region", { name: "The readers" })).toHaveCount(0);
  expect(await askAxe(page)).toEqual([]);
  await fits(page, 390);
  await fits(page, 320);
});

const groupsOf = async (scene: Scene) =>
  (
    await ask<{ groups: { id: string; members: { name: string }[] }[] }>(
      "group.list",
      { classroomId: scene.classroomId },
      scene.teacher.cookie,
    )
  ).groups;
