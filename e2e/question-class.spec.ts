import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { aClass, answerBy, answers, BACK, leaf, postIt } from "./setup/leaf";
import { notePlaceOf, writeNote } from "./setup/notes";
import { ask, call, joinScene, makeScene, type Person, type Scene } from "./setup/people";
import { answerTo, askClass, firstPassage, questionUrl, SUBSTANCE } from "./setup/prompts";
import { expect, SOON, test } from "./setup/test";

const STUDENTS = 30;
const AT_ONCE = 5;

const row = (page: Page, who: Person) => page.getByRole("row", { name: new RegExp(`^${who.name}`) });

/** Students who join a few at a time. */
async function joinAll(scene: Scene, count: number): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < count) {
    const names = Array.from(
      { length: Math.min(AT_ONCE, count - people.length) },
      (_, at) => `Reader ${String(people.length + at + 1).padStart(2, "0")}`,
    );
    people.push(...(await Promise.all(names.map((name) => joinScene(scene, name)))));
  }
  return people;
}

test("A class of thirty: the teacher sees who has answered and who has not as it happens, a student the number", async ({
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const others = await joinAll(scene, STUDENTS - 1);
  const id = await askClass(scene);
  const teacher = (await openBrowser(scene.teacher)).page;
  await teacher.goto(`${questionUrl(scene, id)}/class`);
  await expect(teacher.getByRole("heading", { name: "Zero of 30 have answered" })).toBeVisible();
  const { page } = await openBrowser(maya);
  await page.goto(questionUrl(scene, id));
  await expect(page.getByText("You’re first.")).toBeVisible();

  for (const other of others) await answerTo(other, scene, id);
  await expect(teacher.getByRole("heading", { name: "29 of 30 have answered" })).toBeVisible(SOON);
  await expect(page.getByText("29 answers are waiting. Post yours to open them.")).toBeVisible(SOON);
  for (const other of others) await expect(row(teacher, other)).toContainText(/Answered, \d+ words/);
  await expect(row(teacher, maya)).toContainText("Not answered yet");

  await leaf(page).fill(SUBSTANCE);
  await postIt(page).click();
  await expect(answers(page).getByRole("article")).toHaveCount(STUDENTS, SOON);
  await expect(teacher.getByRole("heading", { name: "30 of 30 have answered" })).toBeVisible(SOON);
});

test("Who asks to be let in is seen at once, and so is being let in; the number that waits moves by itself", async ({
  openBrowser,
}) => {
  const { scene, maya, jonas } = await aClass();
  const id = await askClass(scene, { wordsMin: 40, isHeld: true });
  const [ledger, room, page] = [
    (await openBrowser(scene.teacher)).page,
    (await openBrowser(scene.teacher)).page,
    (await openBrowser(maya)).page,
  ];
  await ledger.goto(`${questionUrl(scene, id)}/class`);
  await room.goto(questionUrl(scene, id));
  await page.goto(questionUrl(scene, id));
  await expect(page.getByText("You’re first.")).toBeVisible();
  await expect(room.getByText("Nobody has answered yet.")).toBeVisible();
  await expect(ledger.getByRole("heading", { name: "Zero of two have answered" })).toBeVisible();

  await leaf(page).fill(SUBSTANCE);
  await postIt(page).click();
  await page.getByRole("button", { name: "Ask to be let in" }).click();
  await page.getByLabel(/^Why, for Ms Okafor/).fill("I have only ten words.");
  await page.getByRole("button", { name: "Ask Ms Okafor" }).click();
  await expect(row(ledger, maya)).toContainText(
    "Asks to be let in with less: “I have only ten words.”",
    SOON,
  );
  await expect(room.getByText("One waits for you")).toBeVisible(SOON);

  await answerTo(
    jonas,
    scene,
    id,
    `${SUBSTANCE} `.repeat(4) + [...Array(12).keys()].map((n) => `word${n}`).join(" "),
  );
  await expect(page.getByText("1 answer is waiting. Post yours to open it.")).toBeVisible(SOON);
  await row(ledger, maya).getByRole("button", { name: "Let in Maya Lindqvist" }).click();
  await expect(page.getByText("Ms Okafor lets you in with what you have.")).toBeVisible(SOON);
  await postIt(page).click();
  await expect(answerBy(page, "Maya Lindqvist")).toBeVisible(BACK);
  await expect(answerBy(page, "Jonas Meyer")).toHaveCount(0);
  // Let in, they hear each other.
  for (const who of [jonas, maya]) {
    await row(ledger, who)
      .getByRole("button", { name: `Let in ${who.name}` })
      .click();
    await expect(row(ledger, who).getByRole("button", { name: /^Let in/ })).toHaveCount(0);
  }
  await expect(answerBy(page, "Jonas Meyer")).toBeVisible(SOON);
});

test("Each group hears its own discussion, and the teacher each of them", async ({ openBrowser }) => {
  const { scene, maya, jonas } = await aClass();
  const priya = await joinScene(scene, "Priya Nair");
  const { unplaced } = await ask<{ unplaced: { userId: string; name: string }[] }>(
    "group.list",
    { classroomId: scene.classroomId },
    scene.teacher.cookie,
  );
  const idsOf = (...people: Person[]) =>
    people.map(({ name }) => unplaced.find((one) => one.name === name)?.userId ?? "");
  const groups = [
    { name: "Readers", userIds: idsOf(maya, jonas) },
    { name: "Doubters", userIds: idsOf(priya) },
  ];
  const id = await askClass(scene, { people: { who: "groups", groups } });
  await answerTo(priya, scene, id);
  const { page } = await openBrowser(maya);
  await page.goto(questionUrl(scene, id));
  // What another group has written is not even counted.
  await expect(page.getByText("You’re first.")).toBeVisible();
  await answerTo(jonas, scene, id);
  await expect(page.getByText("1 answer is waiting.")).toBeVisible(SOON);
  await leaf(page).fill(SUBSTANCE);
  await postIt(page).click();
  await expect(answerBy(page, "Jonas Meyer")).toBeVisible(BACK);
  await expect(answerBy(page, "Priya Nair")).toHaveCount(0);

  const teacher = (await openBrowser(scene.teacher)).page;
  await teacher.goto(questionUrl(scene, id));
  await expect(answers(teacher).getByRole("article")).toHaveCount(3);
  const discussions = teacher.getByRole("navigation", { name: "Discussions" });
  await discussions.getByRole("link", { name: "Doubters" }).click();
  await expect(answerBy(teacher, "Priya Nair")).toBeVisible();
  await expect(answers(teacher).getByRole("article")).toHaveCount(1);
  await discussions.getByRole("link", { name: "Readers" }).click();
  await expect(answers(teacher).getByRole("article")).toHaveCount(2);
});

test("What is sent back while it is looked at is gone on from with one's own notes beside it", async ({
  openBrowser,
}) => {
  const { scene, maya, jonas } = await aClass();
  await writeNote(maya, await notePlaceOf(scene), { on: "Kathy tells us", text: "She says it first." });
  const id = await askClass(scene);
  await answerTo(jonas, scene, id);
  const mine = await answerTo(maya, scene, id);
  const { page } = await openBrowser(maya);
  await page.goto(questionUrl(scene, id));
  await expect(answerBy(page, "Jonas Meyer")).toBeVisible();
  const { classroomId } = scene;
  await call("answer.sendBack", { classroomId, commentId: mine, why: "Name a line." }, scene.teacher.cookie);
  await expect(page.getByText("Ms Okafor sent this back")).toBeVisible(BACK);
  await expect(page.getByRole("region", { name: "Your notes on this" })).toContainText("She says it first.");
});

test("Answers stand under the themes of what they rest on", async ({ openBrowser }) => {
  const { scene, maya, jonas } = await aClass();
  const place = await notePlaceOf(scene);
  const id = await askClass(scene);
  await answerTo(jonas, scene, id, undefined, [await firstPassage(jonas, scene)]);
  await answerTo(maya, scene, id);
  const on = place.text.split(" ").slice(0, 3).join(" ");
  await writeNote(jonas, place, { on, inks: ["love"], text: "She would say so." });
  const { page } = await openBrowser(maya);
  await page.goto(questionUrl(scene, id));
  await page.getByRole("button", { name: "By theme" }).click();
  const love = page.getByRole("region", { name: place.themes.find(({ ink }) => ink === "love")?.name ?? "" });
  await expect(love.getByRole("article")).toHaveCount(1);
  await expect(love.getByRole("article", { name: "Answer by Jonas Meyer" })).toBeVisible();
  const rest = page.getByRole("region", { name: "On nothing that the class marked" });
  await expect(rest.getByRole("article", { name: "Answer by Maya Lindqvist" })).toBeVisible();
  expect(await askAxe(page)).toEqual([]);
});

test("What is asked after a page was drawn and before it listens is on it once it does", async ({
  openBrowser,
}) => {
  const { scene, maya } = await aClass();
  for (const path of ["", "/questions", "/assignments"]) {
    const { page } = await openBrowser(maya);
    let listen = () => {};
    const held = new Promise<void>((resolve) => {
      listen = resolve;
    });
    await page.route("**/api/trpc/live.onChange**", async (route) => {
      await held;
      await route.continue();
    });
    const title = `Who asks here${path}, and when?`;
    await page.goto(`/classrooms/${scene.classroomId}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await askClass(scene, { title, source: { from: "own" } });
    await expect(page.getByText(title)).toHaveCount(0);
    listen();
    await expect(page.getByText(title).first()).toBeVisible(BACK);
  }
});
