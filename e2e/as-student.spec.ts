import { askAxe } from "./setup/axe";
import { call, joinScene, makeScene } from "./setup/people";
import { answerTo, setQuestion } from "./setup/prompts";
import { post, sectionOf } from "./setup/reading";
import { expect, test } from "./setup/test";

test("A teacher sees the class as a student who has just joined, writes nothing so, and comes back", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const id = await setQuestion(scene);
  const words = "They never learn to picture a life away from Hailsham, says Maya.";
  await answerTo(maya, scene, id, words);
  const section = await sectionOf(scene);
  const hidden = await post(maya, { scene, section }, "Something unkind.");
  await call(
    "moderation.hide",
    { classroomId: scene.classroomId, commentId: hidden, reason: "We do not write so." },
    scene.teacher.cookie,
  );
  const root = `/classrooms/${scene.classroomId}`;
  // Each of the student's reads is refused to nobody: what is refused is the writing that pages do by themselves.
  const { context, page } = await openBrowser(scene.teacher);
  const other = await context.newPage();
  await other.goto(`${root}/questions/${id}/class`);
  await page.goto(`${root}/members`);
  const bodies: string[] = [];
  await page.getByRole("button", { name: "View as a student" }).click();
  const bar = page.getByText(/You see the class as a student who has just joined/);
  await expect(bar).toBeVisible();
  page.on("response", async (response) => {
    if (/^(text|application\/json)/.test(response.headers()["content-type"] ?? ""))
      bodies.push(await response.text().catch(() => ""));
  });
  await expect(page.getByRole("navigation", { name: "Main" }).first().getByText("Members")).toHaveCount(0);
  expect(await askAxe(page)).toEqual([]);

  await page.goto(`${root}/questions/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Nobody runs. Why not?" })).toBeVisible();
  await expect(bar).toBeVisible();
  await page.goto(`${root}/sections/${scene.section}`);
  await expect(page.getByText("Something unkind.")).toHaveCount(0);
  await page.goto(`${root}/questions`);
  await expect(page.getByText("Not answered yet")).toBeVisible();
  expect(bodies.length).toBeGreaterThan(2);
  expect(
    bodies.filter((body) => body.includes("picture a life") || body.includes("Something unkind")),
  ).toEqual([]);
  await page.goto(`${root}/members`);
  await expect(page.getByRole("heading", { name: "There is nothing here for you." })).toBeVisible();

  // The teacher's other tab, which was open before, goes on being the teacher's.
  await other.getByRole("button", { name: "Extend or excuse Maya Lindqvist" }).click();
  await other.getByRole("checkbox", { name: "May hand in less" }).check();
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("dialog")).toBeHidden();

  await page.goto(root);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.getByRole("button", { name: "Back to your own view" }).focus();
  await page.keyboard.press("Enter");
  await expect(bar).toHaveCount(0);
  await page.goto(`${root}/questions/${id}/class`);
  await expect(page.getByRole("heading", { name: "One of one has answered" })).toBeVisible();
});
