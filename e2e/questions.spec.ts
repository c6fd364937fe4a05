import type { Page } from "@playwright/test";
import { joinScene, makeScene, type Person, type Scene } from "./setup/people";
import { askClass, questionUrl, SUBSTANCE } from "./setup/prompts";
import { expect, SOON, test } from "./setup/test";

const leaf = (page: Page) => page.getByRole("textbox", { name: "Your answer", exact: true });
const answers = (page: Page) => page.getByRole("list", { name: "Answers" });
const answerBy = (page: Page, name: string) =>
  page.getByRole("article", { name: `Answer by ${name}`, exact: true });
const postIt = (page: Page) => page.getByRole("button", { name: "Post and open the answers" });

async function aClass(): Promise<{ scene: Scene; maya: Person; jonas: Person }> {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  return { scene, maya, jonas: await joinScene(scene, "Jonas Meyer") };
}

/** Everything that a browser is sent from now on, to be searched. */
function recorded(page: Page): { all: () => Promise<string> } {
  const bodies: Promise<string>[] = [];
  page.context().on("response", (response) => {
    if (/\.(js|css|woff2)(\?|$)/.test(response.url()) || response.url().includes("live.onChange")) return;
    bodies.push(response.text().catch(() => ""));
  });
  return { all: async () => (await Promise.all(bodies)).join("\n") };
}

test("One answers, another sees a number until they have answered, and then sees it all within two seconds", async ({
  openBrowser,
}) => {
  const { scene, maya, jonas } = await aClass();
  const id = await askClass(scene);
  const url = questionUrl(scene, id);
  const [a, b, t] = [
    (await openBrowser(jonas)).page,
    (await openBrowser(maya)).page,
    (await openBrowser(scene.teacher)).page,
  ];
  const heard = recorded(b);
  await b.goto(url);
  await expect(b.getByText("You’re first. The others will open when they post.")).toBeVisible();
  await t.goto(url);
  await expect(t.getByText("Nobody has answered yet.")).toBeVisible();

  await a.goto(url);
  await leaf(a).fill("Rebelling needs someone to rebel against, and every adult they meet is kind.");
  await postIt(a).click();
  await expect(answers(a).getByRole("heading", { name: "You", exact: true })).toBeVisible(SOON);
  await expect(answerBy(t, "Jonas Meyer")).toBeVisible(SOON);

  // Whatever page there is: nothing of it but the number.
  const root = `/classrooms/${scene.classroomId}`;
  for (const path of [root, `${root}/search?q=kind`, `${root}/notes`, `${root}/questions`])
    await b.goto(path);
  await b.goto(url);
  await expect(b.getByText("1 answer is waiting. Post yours to open it.")).toBeVisible();
  const before = await heard.all();
  expect(before.includes("1 answer is waiting")).toBe(true);
  const told = ["rebel against", "every adult", "Jonas", "Meyer"].filter((words) => before.includes(words));
  expect(told).toEqual([]);

  await leaf(b).fill(SUBSTANCE);
  await postIt(b).click();
  await expect(answerBy(b, "Jonas Meyer")).toContainText("every adult they meet is kind", SOON);
  await expect(answerBy(a, "Maya Lindqvist")).toContainText(SUBSTANCE, SOON);
  await expect(leaf(b)).toBeHidden();
});
