import type { Page } from "@playwright/test";
import { debateUrl, openDebate, sit, steer } from "./setup/debates";
import { aClass } from "./setup/lesson";
import { ask, call, type Person, type Scene } from "./setup/people";
import { firstPassage } from "./setup/prompts";
import { expect, SOON, test } from "./setup/test";

const STUDENTS = 30;
/** What is said is on the wall within this: asked only where nothing else runs (TASKS=1), for it is the machine's time too. */
const WITHIN_MS = 2_000;
const READERS = Array.from({ length: STUDENTS }, (_, at) => `Reader ${String(at + 1).padStart(2, "0")}`);

const sentence = (at: number) =>
  `Point ${String(at + 1).padStart(2, "0")} of thirty, and it stands by itself.`;
const sideOf = (at: number) => (at % 2 === 0 ? ("for" as const) : ("against" as const));

type Seen = Record<string, number>;

/** Notes when each of these first stands on the page; asked for with `window.seen`. */
const watch = (page: Page, words: string[]) =>
  page.evaluate((all) => {
    const seen: Seen = {};
    const look = () => {
      const text = document.querySelector("main")?.textContent ?? "";
      for (const one of all) if (!(one in seen) && text.includes(one)) seen[one] = Date.now();
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    Object.assign(window, { seen });
  }, words);
const seenOn = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

/** Says something that rests on a passage, and answers with when it was in. */
async function post(
  by: Person,
  scene: Scene,
  debateId: string,
  at: number,
  passage: object,
): Promise<number> {
  const { classroomId } = scene;
  const words = { kind: "claim", side: sideOf(at), answersId: null, text: sentence(at), passages: [passage] };
  await call("debate.say", { classroomId, debateId, id: crypto.randomUUID(), ...words }, by.cookie);
  return Date.now();
}

test("Thirty post in the same moment: every claim is on the wall, once, and on every page", async ({
  openBrowser,
}) => {
  test.setTimeout(180_000);
  const { scene, people } = await aClass(READERS);
  const id = await openDebate(scene, { phases: ["opening", "rebuttal"] });
  for (const [at, person] of people.entries()) await sit(person, scene, id, sideOf(at));
  await steer(scene, id, { to: "begin" });
  const wall = (await openBrowser(scene.teacher, { viewport: { width: 1280, height: 720 } })).page;
  const student = (await openBrowser(people[0] as Person)).page;
  await wall.goto(`${debateUrl(scene, id)}/projector`);
  await student.goto(debateUrl(scene, id));
  await expect(wall.getByText("Nothing said yet.")).toHaveCount(2);
  const passage = await firstPassage(people[0] as Person, scene);

  // The stream is open when the first has come by it; it is measured from here on.
  await post(people[0] as Person, scene, id, 0, passage);
  for (const page of [wall, student]) await expect(page.getByText(sentence(0))).toBeVisible();
  const rest = [...people.keys()].slice(1);
  const words = rest.map(sentence);
  await watch(wall, words);
  await watch(student, words);
  const said = await Promise.all(rest.map((at) => post(people[at] as Person, scene, id, at, passage)));
  for (const page of [wall, student]) {
    await expect.poll(async () => Object.keys(await seenOn(page)).length, SOON).toBe(rest.length);
    const seen = await seenOn(page);
    const took = rest.map((_, n) => (seen[words[n] as string] as number) - (said[n] as number));
    if (!process.env.TASKS) continue;
    console.log(`the last after ${Math.max(...took)} ms`);
    expect(Math.max(...took)).toBeLessThanOrEqual(WITHIN_MS);
  }

  // Nothing is lost and nothing stands twice; each side has counted its own from one.
  for (const at of people.keys()) await expect(wall.getByText(sentence(at), { exact: true })).toHaveCount(1);
  await expect(student.locator("[data-claim]")).toHaveCount(STUDENTS);
  const { claims } = await ask<{ claims: { side: string; number: number }[] }>(
    "debate.get",
    { classroomId: scene.classroomId, debateId: id },
    scene.teacher.cookie,
  );
  for (const side of ["for", "against"])
    expect(
      claims
        .filter((claim) => claim.side === side)
        .map(({ number }) => number)
        .sort((one, other) => one - other),
    ).toEqual(Array.from({ length: STUDENTS / 2 }, (_, at) => at + 1));
  // By nobody's name, and nothing hangs over: what is longer than the wall is in the columns.
  const whole = await wall.content();
  for (const name of READERS) expect(whole).not.toContain(name);
  expect(await wall.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(720);
});
