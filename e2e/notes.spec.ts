import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { makeGroup, notePlaceOf, writeNote } from "./setup/notes";
import { joinScene, makeScene, sectionUrl } from "./setup/people";
import { margin } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const note = (page: Page, words: string) => margin(page).getByRole("button", { name: words });

test("A note is seen by those it is for, and its words are in nobody else's page", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const priya = await joinScene(scene, "Priya Nair");
  const tomasz = await joinScene(scene, "Tomasz Nowak");
  await makeGroup(scene, "Group 2", [maya, priya]);
  const place = await notePlaceOf(scene);
  const on = (from: number) => place.text.slice(place.text.indexOf(" ", from) + 1).slice(0, 24);
  const words = {
    private: "Only mine.",
    group: "For us two.",
    teachers: "Is this right?",
    class: "For everybody.",
  };
  for (const [at, audience] of (["private", "group", "teachers", "class"] as const).entries())
    await writeNote(maya, place, {
      on: on(at * 400 + 50),
      text: words[audience],
      inks: ["memory"],
      audience,
    });
  const sees = [
    { who: maya, seen: [words.private, words.group, words.teachers, words.class] },
    { who: priya, seen: [words.group, words.class] },
    { who: tomasz, seen: [words.class] },
    { who: scene.teacher, seen: [words.group, words.teachers, words.class] },
  ];
  for (const { who, seen } of sees) {
    const { page } = await openBrowser(who);
    const response = await page.goto(sectionUrl(scene));
    const body = (await response?.text()) ?? "";
    for (const text of Object.values(words)) {
      await expect(note(page, text)).toHaveCount(seen.includes(text) ? 1 : 0);
      expect(body.includes(text), `${who.name}: ${text}`).toBe(seen.includes(text));
    }
  }
});

test("A note is reacted to and endorsed, and the list of themes hides it and shows it", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const priya = await joinScene(scene, "Priya Nair");
  const place = await notePlaceOf(scene);
  await writeNote(maya, place, { on: "The order matters", text: "Job before feeling.", inks: ["identity"] });
  const { page } = await openBrowser(priya);
  const teacher = (await openBrowser(scene.teacher)).page;
  for (const one of [page, teacher]) {
    await one.goto(sectionUrl(scene));
    await note(one, "Job before feeling.").click();
  }
  const open = margin(page).getByRole("article");
  await open.getByRole("button", { name: "Agree" }).click();
  await expect(open.getByRole("button", { name: "Agree 1" })).toHaveAttribute("aria-pressed", "true");
  await expect(margin(teacher).getByRole("button", { name: "Agree 1" })).toBeVisible(SOON);
  await margin(teacher)
    .getByRole("button", { name: /More about/ })
    .click();
  await margin(teacher).getByRole("button", { name: "Say it is worth reading" }).click();
  await expect(open.getByText("Ms Okafor finds this worth reading")).toBeVisible(SOON);
  expect(await askAxe(page)).toEqual([]);
  await page.keyboard.press("Escape");
  const themes = page.getByRole("region", { name: "Marks by theme" });
  await themes.getByRole("button", { name: /^Identity & Humanity/ }).click();
  await expect(note(page, "Job before feeling.")).toHaveCount(0);
  await themes.getByRole("button", { name: /^Identity & Humanity/ }).click();
  await expect(note(page, "Job before feeling.")).toHaveCount(1);
  await themes.getByRole("button", { name: "Mine" }).click();
  await expect(note(page, "Job before feeling.")).toHaveCount(0);
});
