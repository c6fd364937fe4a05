import { askAxe } from "./setup/axe";
import { debateUrl, openDebate, readDebate, say, sit, steer } from "./setup/debates";
import { joinScene, makeScene } from "./setup/people";
import { expect, SOON, test } from "./setup/test";

test("A debate is said otherwise before it begins; withdrawn, it goes from open pages, and one's words stay in My notes", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const debateId = await openDebate(scene, { phases: ["opening", "rebuttal"] });
  const { page } = await openBrowser(scene.teacher);
  await page.goto(debateUrl(scene, debateId));
  await page.getByRole("link", { name: "Change or withdraw it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Change the debate" })).toBeVisible();
  expect(await askAxe(page)).toEqual([]);
  await page.getByLabel("The motion").fill("They had cars, and stayed.");
  await page.getByRole("button", { name: "Save the changes" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "They had cars, and stayed." })).toBeVisible();
  const { debate } = await readDebate(maya, scene, debateId);
  expect(debate).toMatchObject({ version: 2, state: "waiting" });

  await sit(maya, scene, debateId, "for");
  await steer(scene, debateId, { to: "begin" });
  const claimId = await say(maya, scene, debateId, { side: "for", text: "Nobody watches the gate." });
  await steer(scene, debateId, { to: "next" });
  // Another claim comes too late, and is kept.
  await say(maya, scene, debateId, { side: "for", text: "There is no fence at all." }).catch(() => {});
  const student = await openBrowser(maya);
  await student.page.goto(debateUrl(scene, debateId));
  await expect(student.page.getByText("Nobody watches the gate.").first()).toBeVisible();

  await page.goto(`${debateUrl(scene, debateId)}/change`);
  await expect(page.getByText(/^This debate has begun, so its terms stay/)).toBeVisible();
  await page.getByRole("button", { name: "Withdraw the debate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(page).toHaveURL(/\/debates$/);
  await expect(page.getByText("They had cars, and stayed.")).toHaveCount(0);
  await expect(student.page.getByText(/^This debate is not here any more\./)).toBeVisible(SOON);

  await student.page.goto(`/classrooms/${scene.classroomId}/notes`);
  const kept = student.page.getByRole("region", { name: "Kept from debates" });
  await expect(kept.getByText("There is no fence at all.")).toBeVisible();
  await expect(kept.getByText("Withdrawn: They had cars, and stayed.")).toBeVisible();
  const said = student.page.getByRole("article").filter({ hasText: "Nobody watches the gate." });
  await expect(said).toContainText("Said in a debate that was withdrawn: They had cars, and stayed.");
  await expect(said.getByRole("link")).toHaveCount(0);
  expect(await askAxe(student.page)).toEqual([]);
  // What is found by search, and an address that was kept, lead to the same words.
  await student.page.goto(`/classrooms/${scene.classroomId}/comments/${claimId}`);
  await expect(student.page).toHaveURL(/\/notes\?section=debates/);
  await expect(said).toBeVisible();
});
