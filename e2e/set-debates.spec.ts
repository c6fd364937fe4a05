import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { PhaseKind } from "#domain/debate/phases";
import { askAxe } from "./setup/axe";
import { debateUrl, MOTION, openDebate, readDebate, say, sit, steer } from "./setup/debates";
import { call, joinScene, makeScene, type Scene } from "./setup/people";
import { expect, SOON, test } from "./setup/test";

const fits = async (page: Page, width: number) => {
  await page.setViewportSize({ width, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
};

const ANSWER = { kind: "rebuttal", side: "against" } as const;

/** A debate that is on its way, with one on each side. */
async function aDebate(scene: Scene, phases: PhaseKind[]) {
  const [maya, tomasz] = [await joinScene(scene, "Maya Lindqvist"), await joinScene(scene, "Tomasz Nowak")];
  const debateId = await openDebate(scene, { phases });
  await sit(maya, scene, debateId, "for");
  await sit(tomasz, scene, debateId, "against");
  return { debateId, maya, tomasz };
}

test("From a motion of the guide a lesson is set up in two clicks; the class sees it come, and when it is on", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const root = `/classrooms/${scene.classroomId}`;
  const student = await openBrowser(maya);
  await student.page.goto(`${root}/debates`);
  await expect(student.page.getByText(/^No debate yet\. When your teacher/)).toBeVisible();
  expect(await askAxe(student.page)).toEqual([]);

  const { page } = await openBrowser(scene.teacher);
  await page.goto(`${root}/questions`);
  await page
    .getByRole("link", { name: /^Debate it as in question/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Set up a debate" })).toBeVisible();
  const motion = await page.getByLabel("The motion").inputValue();
  expect(motion.length).toBeGreaterThan(10);
  await expect(page.getByText(/^Seven phases, 45 minutes\./)).toBeVisible();
  expect(await askAxe(page)).toEqual([]);
  await page.getByRole("button", { name: "Set up the debate" }).click();
  await expect(page).toHaveURL(/\/debates\/[0-9a-f-]{36}$/);
  const debateId = page.url().split("/").at(-1) ?? "";
  const { debate } = await readDebate(scene.teacher, scene, debateId);
  expect(debate).toMatchObject({ motion, seating: "random" });

  const line = student.page.getByRole("main").getByRole("listitem").filter({ hasText: motion });
  await expect(line).toContainText("Begins when your teacher starts it", SOON);
  await steer(scene, debateId, { to: "begin" });
  await expect(student.page.getByRole("region", { name: "On now" })).toContainText("First vote", SOON);
  await expect(line.getByRole("link")).toHaveAttribute("href", `${root}/debates/${debateId}`);
  await expect(
    student.page.getByRole("navigation", { name: "Main" }).first().getByRole("link", { name: "Debates" }),
  ).toHaveAttribute("aria-current", "page");
  for (const width of [390, 320]) await fits(student.page, width);
  expect(await askAxe(student.page)).toEqual([]);

  await student.page.goto(root);
  const coming = student.page.getByRole("region", { name: "Coming up" });
  await expect(coming).toContainText("Debate. First vote.");
  await steer(scene, debateId, { to: "pause" });
  await expect(coming).toContainText("Debate. First vote, paused.", SOON);
  await page.goto(`${root}/debates`);
  for (const width of [390, 320]) await fits(page, width);
  expect(await askAxe(page)).toEqual([]);
});

test("By keyboard, in one's own words: what is wrong is said where it is, nothing is lost, and days are the class's", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  await call(
    "classroom.update",
    { classroomId: scene.classroomId, timeZone: "America/New_York" },
    scene.teacher.cookie,
  );
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/debates`);
  await page.getByRole("link", { name: "Set up a debate" }).press("Enter");
  const week = page.getByRole("radio", { name: /^One week/ });
  await page.getByRole("radio", { name: /^45-minute lesson/ }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(week).toBeChecked();
  await page.getByRole("button", { name: "Set up the debate" }).press("Enter");
  await expect(page.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await page.getByLabel("The motion").fill(MOTION);
  await page.getByLabel("What the side for holds").fill("They could.");
  await page.getByLabel("What the side against holds").fill("They could not.");
  await page.getByRole("button", { name: "Add a third position" }).press("Enter");
  await page.getByLabel("What the third position holds").fill("Staying was running.");
  await page.getByText("More: phases and their clocks").press("Enter");
  await expect(page.getByText(/Times are New York time/)).toBeVisible();
  const closing = page.getByLabel("Closing: ends");
  const right = await closing.inputValue();
  expect(right).toMatch(/T16:00$/);
  await closing.fill("2020-01-01T16:00");
  await page.getByRole("radio", { name: /^By name/ }).press("Space");
  await expect(page.getByText(/Votes are shown by name at the end/)).toBeVisible();
  await page.getByRole("button", { name: "Set up the debate" }).press("Enter");
  await expect(closing).toBeFocused();
  await expect(
    page.getByText("Each phase ends after the one before it, and none in the past."),
  ).toBeVisible();
  expect(await askAxe(page)).toEqual([]);
  for (const width of [390, 320]) await fits(page, width);

  // The page goes and comes back; then the network is away.
  await page.reload();
  await expect(page.getByText("This is what you began on this device.")).toBeVisible();
  await expect(page.getByLabel("What the third position holds")).toHaveValue("Staying was running.");
  await page.getByText("More: phases and their clocks").press("Enter");
  await closing.fill(right);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Set up the debate" }).press("Enter");
  await expect(page.getByText(/the network is away/)).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Set up the debate" }).press("Enter");
  await expect(page).toHaveURL(/\/debates\/[0-9a-f-]{36}$/);
  const { debate } = await readDebate(scene.teacher, scene, page.url().split("/").at(-1) ?? "");
  expect(debate).toMatchObject({ motion: MOTION, isNamed: true });
  expect(debate.sides.map(({ text }) => text)).toEqual([
    "They could.",
    "They could not.",
    "Staying was running.",
  ]);
  const hours = debate.phases.map(({ endsAt }) =>
    new Date(endsAt ?? "").toLocaleTimeString("en-GB", { timeZone: "America/New_York", timeStyle: "short" }),
  );
  expect(new Set(hours)).toEqual(new Set(["16:00"]));
  await page.goto(`/classrooms/${scene.classroomId}/debates/new`);
  await expect(page.getByLabel("The motion")).toHaveValue("");
});

test("The room sees the clock and what is said, and no names; it is read from the back", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const { debateId, maya, tomasz } = await aDebate(scene, ["opening", "rebuttal", "closing"]);
  const path = `${debateUrl(scene, debateId)}/projector`;
  const { page } = await openBrowser(scene.teacher, { viewport: { width: 1280, height: 720 } });
  await page.goto(path);
  await expect(page.getByText("Not begun")).toBeVisible();
  await steer(scene, debateId, { to: "begin" });
  await expect(page.getByRole("main").getByText("Opening", { exact: true })).toBeVisible(SOON);
  await expect(page.getByRole("timer")).toContainText(/(9:\d\d|10:00)$/);
  const within = async (text: string, act: () => Promise<unknown>) => {
    await act();
    await expect(page.getByText(text)).toBeVisible(SOON);
  };
  let first = "";
  await within("Nobody watches the gate.", async () => {
    first = await say(maya, scene, debateId, { side: "for", text: "Nobody watches the gate." });
  });
  await steer(scene, debateId, { to: "next" });
  await expect(page.getByRole("main").getByText("Rebuttal", { exact: true })).toBeVisible(SOON);
  await within("They cannot picture the far side.", () =>
    say(tomasz, scene, debateId, { ...ANSWER, answersId: first, text: "They cannot picture the far side." }),
  );
  await expect(page.getByText("A1 answers F1")).toBeVisible();
  const whole = await page.content();
  for (const { name } of [maya, tomasz]) expect(whole).not.toContain(name);
  const small = await page.evaluate(() => {
    const room = document.querySelector("main");
    const walker = document.createTreeWalker(room ?? document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.parentElement;
      if (!at || !node.textContent?.trim() || at.closest(".vh")) continue;
      if (Number.parseFloat(getComputedStyle(at).fontSize) < 24) found.push(node.textContent);
    }
    return found;
  });
  expect(small).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(720);
  expect(await askAxe(page)).toEqual([]);
  await steer(scene, debateId, { to: "pause" });
  await expect(page.getByRole("main").getByText("Rebuttal, paused")).toBeVisible(SOON);
  const stood = await page.getByRole("timer").textContent();
  await expect(page.getByRole("timer")).toHaveText(stood ?? "");
  for (const width of [390, 320]) await fits(page, width);

  const student = await openBrowser(maya);
  for (const closed of [path, `/classrooms/${scene.classroomId}/debates/new`]) {
    await student.page.goto(closed);
    await expect(student.page.getByRole("heading", { name: "There is nothing here for you." })).toBeVisible();
  }
});

test("What ended is kept: as Markdown, as a table, and on facing pages", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { debateId, maya, tomasz } = await aDebate(scene, ["opening", "rebuttal"]);
  await steer(scene, debateId, { to: "begin" });
  const answersId = await say(maya, scene, debateId, { side: "for", text: "Nobody watches the gate." });
  await say(tomasz, scene, debateId, { side: "against", text: "There is no fence at all." });
  await steer(scene, debateId, { to: "next" });
  await say(tomasz, scene, debateId, { ...ANSWER, answersId, text: "=They cannot, picture it." });
  await steer(scene, debateId, { to: "next" });
  const { page } = await openBrowser(maya);
  await page.goto(`/classrooms/${scene.classroomId}/debates`);
  const ended = page.getByRole("region", { name: "Ended" });
  const save = async (name: RegExp) => {
    const coming = page.waitForEvent("download");
    await ended.getByRole("link", { name }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(
      /^debate-this-house-believes-the-clones-could-hav\.(md|csv)$/,
    );
    return readFile(await download.path(), "utf8");
  };
  const markdown = await save(/^Save as Markdown/);
  expect(markdown).toContain(`# ${MOTION}`);
  expect(markdown).toContain("### A2 answers F1");
  expect(markdown).toContain("Maya Lindqvist");
  const table = (await save(/^Save as a table/)).trim().split("\r\n");
  expect(table).toHaveLength(4);
  expect(table[3]).toContain(`"'=They cannot, picture it."`);
  expect(await askAxe(page)).toEqual([]);

  await page.addInitScript(() => {
    window.print = () => {};
  });
  await ended.getByRole("link", { name: /^Print/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: MOTION })).toBeVisible();
  await expect(page.getByText("Nobody watches the gate.")).toBeVisible();
  await expect(page.getByText("A1 is unanswered")).toBeVisible();
  expect(await askAxe(page)).toEqual([]);
  for (const width of [390, 320]) await fits(page, width);
});
