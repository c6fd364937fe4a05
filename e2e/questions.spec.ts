import { aClass, answerBy, answers, BACK, leaf, postIt, recorded, tabTo } from "./setup/leaf";
import { joinScene } from "./setup/people";
import { answerTo, askClass, firstPassage, questionUrl, replyTo, SUBSTANCE } from "./setup/prompts";
import { expect, SOON, test } from "./setup/test";

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

test("An answer is written, rested on a passage and handed in by keyboard alone", async ({ openBrowser }) => {
  const { scene, maya, jonas } = await aClass();
  const id = await askClass(scene, { wordsMin: 8, passagesMin: 1 });
  await answerTo(jonas, scene, id, undefined, [await firstPassage(jonas, scene)]);
  const { page } = await openBrowser(maya);
  await page.goto(questionUrl(scene, id));
  await leaf(page).focus();
  await page.keyboard.type("Too short.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("This asks for at least 8 words; there are 2 so far.")).toBeVisible();
  await expect(leaf(page)).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(SUBSTANCE);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("This asks for a passage from the guide. Add one as evidence.")).toBeVisible();

  await tabTo(page, page.getByRole("button", { name: "Add evidence" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Choose a passage" });
  await tabTo(page, dialog.getByRole("checkbox").first());
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await tabTo(page, dialog.getByRole("button", { name: "Use this passage" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("list", { name: "Your evidence" }).getByRole("listitem")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Add evidence" })).toBeFocused();
  await tabTo(page, postIt(page));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "2 answers, 0 replies" })).toBeFocused(SOON);

  const jonasSaid = answerBy(page, "Jonas Meyer");
  await tabTo(page, jonasSaid.getByRole("button", { name: "Be the first to reply" }));
  await page.keyboard.press("Enter");
  await expect(jonasSaid.getByRole("textbox", { name: "Reply to Jonas" })).toBeFocused();
  await page.keyboard.type("Which of them said that?");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(jonasSaid.getByRole("button", { name: "I ask" })).toHaveAttribute("aria-pressed", "true");
  await tabTo(page, jonasSaid.getByRole("button", { name: "Post", exact: true }));
  await page.keyboard.press("Enter");
  await expect(jonasSaid.getByRole("listitem").filter({ hasText: "Which of them said that?" })).toContainText(
    "asks",
  );
  await expect(page.getByText("1 reply")).toBeVisible();
});

test("What is sent back closes the answers again, and what is said about it is for its writer alone", async ({
  openBrowser,
}) => {
  const { scene, maya, jonas } = await aClass();
  const id = await askClass(scene);
  await answerTo(jonas, scene, id);
  const first = await answerTo(maya, scene, id);
  const [t, m, j] = [
    (await openBrowser(scene.teacher)).page,
    (await openBrowser(maya)).page,
    (await openBrowser(jonas)).page,
  ];
  for (const page of [t, m, j]) await page.goto(questionUrl(scene, id));
  await expect(answerBy(m, "Jonas Meyer")).toBeVisible();
  const mine = answerBy(t, "Maya Lindqvist");
  await mine.getByRole("button", { name: "Feedback to Maya alone" }).click();
  await mine.getByRole("textbox", { name: "Feedback to Maya alone" }).fill("Which fence do you mean?");
  await mine.getByRole("button", { name: "Send", exact: true }).click();
  await expect(mine.getByText("Which fence do you mean?")).toBeVisible();
  await m.reload();
  await expect(answerBy(m, "Maya Lindqvist").getByText("Which fence do you mean?")).toBeVisible();
  await expect(answerBy(j, "Maya Lindqvist")).toBeVisible();
  await expect(j.getByText("Which fence do you mean?")).toHaveCount(0);

  await mine
    .getByRole("button", { name: /More about the comment by Maya/ })
    .first()
    .click();
  await t.getByRole("button", { name: "Send it back" }).click();
  await t.getByLabel("What is to be done, for Maya Lindqvist").fill("Name the fence.");
  await t.getByRole("dialog").getByRole("button", { name: "Send it back" }).click();
  await expect(m.getByText("Ms Okafor sent this back")).toBeVisible(BACK);
  await expect(m.getByText("“Name the fence.”")).toBeVisible();
  await expect(answerBy(m, "Jonas Meyer")).toHaveCount(0);
  await expect(answerBy(j, "Maya Lindqvist")).toHaveCount(0, BACK);
  await expect(leaf(m)).toHaveValue(/Maya Lindqvist says so\.$/);
  await leaf(m).fill(`${SUBSTANCE} It is the one behind the pavilion.`);
  await postIt(m).click();
  await expect(answerBy(m, "Jonas Meyer")).toBeVisible(SOON);
  await expect(answerBy(j, "Maya Lindqvist")).toContainText("behind the pavilion", SOON);

  // Its lasting address leads to it, and a reply's to the reply.
  const said = await replyTo(jonas, scene, id, first, "I walked there once.");
  await m.goto(`/classrooms/${scene.classroomId}/comments/${said}`);
  await expect(m).toHaveURL(new RegExp(`/questions/${id}\\?comment=${said}`));
  await expect(m.locator(`#c-${said} [data-who]`)).toBeFocused();

  await answerBy(m, "Maya Lindqvist")
    .getByRole("button", { name: /More about the comment by Maya/ })
    .first()
    .click();
  await m.getByRole("button", { name: "Take my answer away" }).click();
  await m.getByRole("dialog").getByRole("button", { name: "Take it away" }).click();
  await expect(m.getByText("1 answer is waiting.")).toBeVisible(SOON);
  await expect(answerBy(m, "Jonas Meyer")).toHaveCount(0);
});

test("Without names the class sees made-up ones, and is told so before the first word", async ({
  openBrowser,
}) => {
  const { scene, maya, jonas } = await aClass();
  const priya = await joinScene(scene, "Priya Nair");
  const id = await askClass(scene, { isAnonymous: true });
  await answerTo(jonas, scene, id, "Nobody ever taught them what the word away means.");
  const { page } = await openBrowser(maya);
  const heard = recorded(page);
  await page.goto(questionUrl(scene, id));
  await expect(page.getByText(/Classmates see a made-up name.*Ms Okafor sees yours\./)).toBeVisible();
  await leaf(page).fill(SUBSTANCE);
  await postIt(page).click();
  await expect(page.getByText("This joins the others together with two more")).toBeVisible(SOON);
  await answerTo(priya, scene, id, "They are proud of being good at what they do.");
  await expect(page.getByText("They are proud of being good at what they do.")).toBeVisible(SOON);
  const all = await heard.all();
  expect(["Jonas", "Priya"].filter((name) => all.includes(name))).toEqual([]);
  const teacher = (await openBrowser(scene.teacher)).page;
  await teacher.goto(questionUrl(scene, id));
  await expect(answerBy(teacher, "Priya Nair")).toContainText("to classmates");
});
