import type { Page } from "@playwright/test";
import { ask, call, joinScene, makeScene, type Scene } from "./setup/people";
import { questionUrl, setQuestion } from "./setup/prompts";
import { expect, test } from "./setup/test";

const NEW_YORK = "America/New_York";
/** The next day of winter when noon in New York is five in London; what is due is never further away than a year. */
const winter =
  new Date().getUTCFullYear() +
  (Date.now() < Date.parse(`${new Date().getUTCFullYear()}-12-02T00:00Z`) ? 0 : 1);
const DUE = `${winter}-12-04T17:00:00.000Z`;
const SUMMER = `${new Date().getUTCFullYear() + (new Date().getUTCMonth() < 6 ? 0 : 1)}-07-04`;

const inZone = (scene: Scene, timeZone: string) =>
  call("classroom.update", { classroomId: scene.classroomId, timeZone }, scene.teacher.cookie);

/** The words of the page's moments as the server wrote them, before any script has run. */
const written = (page: Page, url: string) =>
  page.request.get(url).then(async (response) => {
    const html = await response.text();
    return [...html.matchAll(/<time[^>]*>(.*?)<\/time>/g)].map(([, words]) =>
      words?.replaceAll("<!-- -->", ""),
    );
  });

test("A class is made with the zone of its teacher's browser, which settings change", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher, { timezoneId: "Asia/Tokyo" });
  await page.goto("/classrooms/new");
  const zone = page.getByLabel("Time zone of the class");
  await expect(zone).toHaveValue("Asia/Tokyo");
  await page.getByLabel("Name of the class").fill("Year 9");
  await page.getByRole("button", { name: "Set up the class" }).click();
  await page.waitForURL(/\/code$/);
  const settings = page.url().replace(/code$/, "settings");
  await page.goto(settings);
  await expect(zone).toHaveValue("Asia/Tokyo");
  await zone.selectOption({ label: "London" });
  await page.getByRole("button", { name: "Save the time zone" }).click();
  await expect(page.getByRole("region", { name: "Just done" })).toContainText("The class keeps London time.");
  await page.reload();
  await expect(zone).toHaveValue("Europe/London");
});

test("A deadline is told by the class's clocks, with their name to who goes by others, by the server as by the browser", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  await inZone(scene, NEW_YORK);
  const id = await setQuestion(scene, { dueAt: DUE });
  for (const [timezoneId, words] of [
    ["Europe/London", / 4 December( \d{4})?, 12:00 \(New York time\)$/],
    [NEW_YORK, / 4 December( \d{4})?, 12:00$/],
    // Other names, the same clocks.
    ["America/Toronto", / 4 December( \d{4})?, 12:00$/],
  ] as const) {
    const { page } = await openBrowser(maya, { timezoneId });
    // A browser that was here before has said where it is.
    await page.goto("/classrooms");
    const url = questionUrl(scene, id);
    expect((await written(page, url)).filter((one) => words.test(one ?? ""))).not.toEqual([]);
    await page.goto(url);
    await expect(page.locator("time", { hasText: "4 December" }).first()).toHaveText(words);
    for (const path of ["", "/assignments", "/questions"]) {
      const there = `/classrooms/${scene.classroomId}${path}`;
      const before = await written(page, there);
      expect(before.length).toBeGreaterThan(0);
      await page.goto(there);
      await page.waitForLoadState("networkidle");
      expect(await page.locator("time").allTextContents()).toEqual(before);
    }
  }
});

test("What a teacher writes in a form is meant by the class's clocks, wherever the teacher is", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  await inZone(scene, NEW_YORK);
  const id = await setQuestion(scene, { dueAt: DUE });
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`${questionUrl(scene, id)}/change`);
  const due = page.getByLabel("Answers due");
  await expect(due).toHaveValue(`${winter}-12-04T12:00`);
  await expect(
    page.getByText("Times are New York time, as the class keeps it. Yours is London time."),
  ).toBeVisible();
  await due.fill(`${SUMMER}T09:30`);
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(page.getByRole("region", { name: "Just done" })).toContainText("The question is changed.");
  const { items } = await ask<{ items: { dueAt: string }[] }>(
    "prompt.list",
    { classroomId: scene.classroomId },
    scene.teacher.cookie,
  );
  expect(items[0]?.dueAt).toBe(`${SUMMER}T13:30:00.000Z`);
});
