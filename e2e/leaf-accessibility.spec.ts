import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { withDatabase } from "./setup/database";
import { aClass, answerBy, leaf, postIt } from "./setup/leaf";
import { ask, call, joinScene, type Person, type Scene } from "./setup/people";
import { answerTo, askClass, firstPassage, questionUrl, SUBSTANCE } from "./setup/prompts";
import { expect, test } from "./setup/test";

const DEVICES = [
  ["a wide screen", { width: 1440, height: 900 }],
  ["a phone", { width: 390, height: 844 }],
] as const;

type World = { scene: Scene; maya: Person; jonas: Person };
/** A state of the leaf: how a question comes to be in it for Maya, and what she is shown then. */
type State = { name: string; make: (world: World) => Promise<string>; shows: string | RegExp };

const draftOf = (by: Person, { classroomId }: Scene, assignmentId: string) =>
  call(
    "answer.saveDraft",
    { classroomId, assignmentId, text: "I think they", passages: [], version: 0 },
    by.cookie,
  );
const over = (id: string) =>
  withDatabase((sql) => sql`update assignments set due_at = now() - interval '1 day' where id = ${id}`);

/** Those that e2e/accessibility does not pass through: being open, late, sent back and answered are there. */
const STATES: State[] = [
  { name: "not begun, and nobody else has", make: ({ scene }) => askClass(scene), shows: "You’re first." },
  {
    name: "a draft",
    make: async ({ scene, maya }) => {
      const id = await askClass(scene);
      await draftOf(maya, scene, id);
      return id;
    },
    shows: /Draft saved/,
  },
  {
    name: "closed",
    make: async ({ scene, maya }) => {
      const id = await askClass(scene, { takesLate: false });
      await draftOf(maya, scene, id);
      await over(id);
      return id;
    },
    shows: "This closed on",
  },
  {
    name: "handed in and held",
    make: async ({ scene, maya }) => {
      const id = await askClass(scene, { isHeld: true });
      await answerTo(maya, scene, id);
      return id;
    },
    shows: "1 answer, 0 replies",
  },
  {
    name: "without names, before the first word",
    make: ({ scene }) => askClass(scene, { isAnonymous: true }),
    shows: /Classmates see a made-up name/,
  },
  {
    name: "without names, among the others",
    make: async ({ scene, maya, jonas }) => {
      const id = await askClass(scene, { isAnonymous: true });
      const priya = await joinScene(scene, "Priya Nair");
      for (const who of [maya, jonas, priya]) await answerTo(who, scene, id);
      return id;
    },
    shows: "3 answers, 0 replies",
  },
  {
    name: "in a group",
    make: async ({ scene, jonas }) => {
      const { unplaced } = await ask<{ unplaced: { userId: string }[] }>(
        "group.list",
        { classroomId: scene.classroomId },
        scene.teacher.cookie,
      );
      const groups = [{ name: "Readers", userIds: unplaced.map(({ userId }) => userId) }];
      const id = await askClass(scene, { people: { who: "groups", groups } });
      await answerTo(jonas, scene, id);
      return id;
    },
    shows: "1 answer is waiting.",
  },
  {
    name: "without a gate",
    make: async ({ scene, jonas }) => {
      const id = await askClass(scene, { hasGate: false });
      await answerTo(jonas, scene, id);
      return id;
    },
    shows: "1 answer, 0 replies",
  },
];

/** Without a mouse: from the top of the page the answer's box is come to, or what stands in its place. */
async function comesByKeyboard(page: Page): Promise<boolean> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let turn = 0; turn < 60; turn++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.closest(".qmain") !== null)) return true;
  }
  return false;
}

for (const [device, viewport] of DEVICES) {
  for (const half of [0, 1])
    test(`Each state of the leaf on ${device}: axe objects to nothing in either theme, by keyboard it is come to, part ${half + 1}`, async ({
      openBrowser,
    }) => {
      const world = await aClass();
      const { page } = await openBrowser(world.maya, { viewport });
      const found: string[] = [];
      for (const { name, make, shows } of STATES.filter((_, at) => at % 2 === half)) {
        await page.goto(questionUrl(world.scene, await make(world)));
        await expect(page.getByText(shows).first()).toBeVisible();
        for (const objection of await askAxe(page)) found.push(`${name}: ${objection}`);
        if (!(await comesByKeyboard(page))) found.push(`${name}: not come to by keyboard`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > viewport.width) found.push(`${name}: ${width} pixels wide`);
      }
      expect(found).toEqual([]);
    });

  test(`axe objects to nothing that is open on a question's page on ${device}, in either theme`, async ({
    openBrowser,
  }) => {
    test.setTimeout(120_000);
    const { scene, maya, jonas } = await aClass();
    const terms = { wordsMin: 6, passagesMin: 1, opensGuide: true };
    const id = await askClass(scene, terms);
    const passage = await firstPassage(jonas, scene);
    await answerTo(jonas, scene, id, undefined, [passage]);
    const { page } = await openBrowser(maya, { viewport });
    await page.goto(questionUrl(scene, id));
    await leaf(page).fill("Too short.");
    await postIt(page).click();
    await page.getByRole("button", { name: "Ask to be let in" }).click();
    await expect(page.getByLabel(/^Why, for Ms Okafor/)).toBeFocused();
    expect(await askAxe(page)).toEqual([]);
    await page.getByRole("button", { name: "Ask Ms Okafor" }).click();
    await expect(page.getByText("You asked to be let in.")).toBeVisible();
    await page.getByRole("button", { name: "Add evidence" }).click();
    await page.getByRole("dialog").getByRole("checkbox").first().check({ force: true });
    expect(await askAxe(page)).toEqual([]);
    await page.getByRole("button", { name: "Use this passage" }).click();
    await leaf(page).fill(SUBSTANCE);
    await postIt(page).click();
    const theirs = answerBy(page, "Jonas Meyer");
    await theirs.getByRole("button", { name: "Be the first to reply" }).click();
    await theirs.getByRole("button", { name: "Quote a phrase" }).click();
    await page.getByText("The guide’s own answer").click();
    await expect(page.getByLabel("The paragraph", { exact: true })).toBeVisible();
    expect(await askAxe(page)).toEqual([]);
    await page.getByRole("radio", { name: "Qualify it" }).check();
    await page.getByLabel("The paragraph", { exact: true }).selectOption({ index: 1 });
    await page.getByRole("button", { name: "Say so, and see the class" }).click();
    await expect(page.getByText("Of the class, 0 agree, 1 qualify it and 0 dispute it.")).toBeVisible();
    expect(await askAxe(page)).toEqual([]);
  });
}
