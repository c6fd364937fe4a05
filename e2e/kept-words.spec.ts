import { debateUrl, openDebate, say, sit, steer } from "./setup/debates";
import { call, joinScene, makeScene, type Person, type Scene } from "./setup/people";
import { expect, SOON, test } from "./setup/test";

const HALF = "Asking for a deferral proves that";

type On = { scene: Scene; maya: Person; leo: Person; id: string };

/** Two students on their sides, in the first of the phases. */
async function aDebate(phases: Parameters<typeof openDebate>[1] & object): Promise<On> {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const leo = await joinScene(scene, "Leo Fischer");
  const id = await openDebate(scene, phases);
  await sit(maya, scene, id, "for");
  await sit(leo, scene, id, "against");
  await steer(scene, id, { to: "begin" });
  return { scene, maya, leo, id };
}

test("What is half written when its phase ends is in My notes, on every device, and takes no other words' place", async ({
  openBrowser,
}) => {
  const { scene, maya, id } = await aDebate({ phases: ["opening", "rebuttal", "closing"] });
  const { page } = await openBrowser(maya);
  await page.goto(debateUrl(scene, id));
  const claim = page.getByRole("textbox", { name: /^Your claim for the side/ });
  await claim.fill(HALF);
  await steer(scene, id, { to: "next" });
  const kept = page.getByRole("region", { name: "Kept for you" });
  await expect(kept).toContainText(HALF, SOON);
  const elsewhere = await openBrowser(maya);
  await elsewhere.page.goto(`/classrooms/${scene.classroomId}/notes`);
  await expect(elsewhere.page.getByText(HALF)).toBeVisible();

  await steer(scene, id, { to: "next" });
  await expect(claim).toHaveValue("", SOON);
  await claim.fill("Something else.");
  await page.getByRole("button", { name: "Go on with it" }).click();
  await expect(page.getByText("Other words stand there already.").first()).toBeVisible();
  await expect(claim).toHaveValue("Something else.");
  await expect(kept).toContainText(HALF);
  await claim.fill("");
  await page.getByRole("button", { name: "Go on with it" }).click();
  await expect(claim).toHaveValue(HALF);
  await expect(kept).toBeHidden();
});

test("While the clock stands one goes on writing, and posts when it runs again", async ({ openBrowser }) => {
  const { scene, maya, id } = await aDebate({ phases: ["opening", "closing"] });
  await steer(scene, id, { to: "next" });
  const { page } = await openBrowser(maya);
  await page.goto(debateUrl(scene, id));
  const claim = page.getByRole("textbox", { name: /^Your claim for the side/ });
  await claim.fill(HALF);
  await steer(scene, id, { to: "pause" });
  await expect(page.getByText("has paused the debate. You can go on writing")).toBeVisible(SOON);
  await claim.fill(`${HALF} they could picture another life.`);
  const post = page.getByRole("button", { name: "Post", exact: true });
  await post.click();
  await expect(page.getByText("post it when the clock runs again.", { exact: false }).last()).toBeVisible();
  await expect(claim).toHaveValue(/another life/);
  await steer(scene, id, { to: "resume" });
  await expect(page.getByText("has paused the debate.")).toBeHidden(SOON);
  await post.click();
  await expect(page.locator('[data-claim="F1"]')).toContainText("another life", SOON);
});

test("An answer to what was taken back meanwhile is kept, and says why it was not said", async ({
  openBrowser,
}) => {
  const { scene, maya, leo, id } = await aDebate({ phases: ["opening", "rebuttal"] });
  const answersId = await say(maya, scene, id, { side: "for", text: "Nobody watches the gate." });
  await steer(scene, id, { to: "next" });
  const commentId = await say(leo, scene, id, {
    kind: "rebuttal",
    side: "against",
    answersId,
    text: "Nobody has to.",
  });
  const { context, page } = await openBrowser(maya);
  await page.goto(debateUrl(scene, id));
  await page
    .locator('[data-claim="A1"]')
    .getByRole("button", { name: /^Answer A1/ })
    .click();
  await page.getByRole("textbox", { name: "Your answer to A1" }).fill("Then why is there a gate?");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByText("Posting. It is kept on this device until it is in.")).toBeVisible();
  await call("debate.takeBack", { classroomId: scene.classroomId, commentId }, leo.cookie);
  await context.setOffline(false);
  const kept = page.getByRole("region", { name: "Kept for you" });
  await expect(kept).toContainText("Then why is there a gate?", SOON);
  await expect(kept).toContainText("What it answers is not here any more.");
});
