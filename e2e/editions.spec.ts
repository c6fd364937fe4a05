import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { unpackMarks } from "#domain/packed-marks";
import { askAxe } from "./setup/axe";
import { publish, type Texts } from "./setup/editions";
import { notePlaceOf, writeNote } from "./setup/notes";
import { ask, joinScene, makeScene, type Person, type Scene, sectionUrl } from "./setup/people";
import { expectTheText } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const SECTION = "plot/pond";
const TWICE = "We told ourselves a story.";
const LEAD = "Kathy drives alone, and remembers what was said at the pond that day.";
const TALE = `${TWICE} The rest was silence for a while. ${TWICE} And in the end we believed it.`;

const TEXTS: Texts = {
  [SECTION]: {
    lead: LEAD,
    tale: TALE,
    after: "Nobody asked who had told it first, or why it was told at all.",
  },
  "plot/marsh": { boat: "The boat lay in the marsh, its paint coming off in the sun." },
};

const edited = (paragraphs: Record<string, string>): Texts => ({
  ...TEXTS,
  [SECTION]: { ...(TEXTS[SECTION] as Record<string, string>), ...paragraphs },
});
const withoutTale = (): Texts => {
  const { tale: _, ...rest } = TEXTS[SECTION] as Record<string, string>;
  return {
    ...TEXTS,
    [SECTION]: { ...rest, late: "Much later somebody told us a story about the pond, and we laughed." },
  };
};

type Page_ = {
  versionId: string;
  section: { sectionId: string; html: string };
  marks: string;
};

const read = (scene: Scene, who: Person, path = SECTION) =>
  ask<Page_>("guide.section", { classroomId: scene.classroomId, path }, who.cookie);

/** The marks of a section, as its page has them. The themes play no part here. */
const marksOf = async (scene: Scene, who: Person, path = SECTION) =>
  unpackMarks((await read(scene, who, path)).marks, []);

/** Which words of the printed page a note's mark covers, and how many such words come before it. */
async function marked(scene: Scene, who: Person, id: string, lead: string) {
  const one = (await marksOf(scene, who)).find((mark) => mark.id === id);
  const text = `${lead}\n${TALE}`;
  return (
    one && { words: text.slice(one.start, one.end), before: text.slice(0, one.start).split(TWICE).length - 1 }
  );
}

async function moveTheClass(page: Page, scene: Scene) {
  await page.goto(`/classrooms/${scene.classroomId}`);
  await page.getByRole("link", { name: "See what changed" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: /A newer edition of the guide is here/ }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Move the class" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Move the class" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /reads the newest edition/ })).toBeVisible();
}

const isNarrow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test("A note on the second of two equal passages stays there, loses its line with the paragraph, and is given it back", async ({
  openBrowser,
}) => {
  const slug = `zz-pond-${randomUUID().slice(0, 8)}`;
  await publish(slug, TEXTS);
  const scene = await makeScene("Ms Okafor", slug);
  const maya = await joinScene(scene, "Maya Lindqvist");
  const second = `${LEAD}\n${TALE}`.lastIndexOf(TWICE);
  const id = await writeNote(maya, await notePlaceOf(scene, SECTION), {
    on: TWICE,
    from: second,
    text: "The second time it is a confession.",
  });

  const student = await openBrowser(maya);
  await student.page.goto(sectionUrl(scene, SECTION));
  await expectTheText(student.page);
  await expect(student.page.getByText(LEAD)).toBeVisible();

  // The paragraph above is edited: another beginning, and the note still on the second.
  const lead = "Kathy is on the road, as she mostly is, and what comes back to her is the pond.";
  await publish(slug, edited({ lead }));
  const teacher = await openBrowser(scene.teacher);
  await teacher.page.goto(`/classrooms/${scene.classroomId}/edition`);
  await expect(teacher.page.getByText("one section changed.", { exact: false })).toBeVisible();
  await expect(teacher.page.getByText("1 note stays where it is.").first()).toBeVisible();
  expect(await askAxe(teacher.page)).toEqual([]);
  await moveTheClass(teacher.page, scene);
  await expect(student.page.getByText(lead)).toBeVisible(SOON);
  expect(await marked(scene, maya, id, lead)).toEqual({ words: TWICE, before: 1 });
  await expect(student.page.getByText("The second time it is a confession.").first()).toBeVisible();

  // The paragraph is taken out: the note is kept, and is listed for its writer.
  await publish(slug, withoutTale());
  await teacher.page.goto(`/classrooms/${scene.classroomId}/edition`);
  await expect(teacher.page.getByText("1 note loses its line.").first()).toBeVisible();
  await moveTheClass(teacher.page, scene);
  await expect(student.page.getByText("Much later somebody told us a story")).toBeVisible(SOON);
  await student.page.getByRole("link", { name: "One note lost its line" }).click();
  const { page } = student;
  await expect(page.getByRole("heading", { level: 1, name: "Notes that lost their line" })).toBeVisible();
  await expect(page.getByText(TWICE)).toBeVisible();
  await expect(page.getByText("The second time it is a confession.")).toBeVisible();
  expect(await askAxe(page)).toEqual([]);

  // Where it stood, the note itself says the same and leads there too.
  await student.page.goto(`${sectionUrl(scene, SECTION)}?comment=${id}`);
  const kept = page.locator(".talk").getByText("This line is not in the text any more.");
  await expect(kept.getByRole("link", { name: "Give it a line" })).toHaveAttribute(
    "href",
    new RegExp(`/lost/${id}$`),
  );
  await page.goto(`/classrooms/${scene.classroomId}/lost`);

  // Three steps, by keyboard and on a phone: the section is the old one, a sentence, both side by side.
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await isNarrow(page)).toBe(true);
  await page.getByRole("link", { name: "Give it a line" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Where does this note belong?" })).toBeVisible();
  await expect(page.getByLabel("Section", { exact: true }).locator("option:checked")).toHaveText(SECTION);
  const boxes = page.getByRole("group", { name: "Sentences of the section" }).getByRole("checkbox");
  await boxes.first().focus();
  for (let at = 0; at < (await boxes.count()) - 1; at++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  const confirm = page.getByRole("region", { name: "3. Is this right?" });
  await expect(confirm.getByText(TWICE)).toBeVisible();
  await expect(confirm.getByText("Much later somebody told us a story")).toBeVisible();
  expect(await isNarrow(page)).toBe(true);
  expect(await askAxe(page)).toEqual([]);
  await confirm.getByRole("button", { name: "Put the note here" }).press("Enter");
  await expect(page.getByRole("article", { name: "The text" })).toBeVisible();
  await expect(page.getByRole("link", { name: "One note lost its line" })).toHaveCount(0);
  const back = (await marksOf(scene, maya)).find((mark) => mark.id === id);
  expect(back).toBeDefined();

  // What it quoted before goes with it.
  const { section } = await read(scene, maya);
  const { comments } = await ask<{ comments: { annotation: { quoted: string } }[] }>(
    "comment.list",
    { classroomId: scene.classroomId, sectionId: section.sectionId },
    maya.cookie,
  );
  expect(comments[0]?.annotation.quoted).toBe(TWICE);

  // And the open note tells it: in a phone's sheet, and in the margin.
  const told = page.getByText(`The line was edited since: it said “${TWICE}”`);
  await page.goto(`${sectionUrl(scene, SECTION)}?comment=${id}`);
  await expect(page.locator(".sheet").filter({ has: told })).toBeVisible();
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${sectionUrl(scene, SECTION)}?comment=${id}`);
  await expect(page.locator(".notes").filter({ has: told })).toBeVisible();
});

test("A thread whose paragraph is gone is given another by selecting words; a teacher may do it", async ({
  openBrowser,
}) => {
  const slug = `zz-marsh-${randomUUID().slice(0, 8)}`;
  await publish(slug, TEXTS);
  const scene = await makeScene("Ms Okafor", slug);
  const maya = await joinScene(scene, "Maya Lindqvist");
  const first = await writeNote(maya, await notePlaceOf(scene, SECTION), { on: TWICE, text: "Whose story?" });
  await publish(slug, withoutTale());
  const { page } = await openBrowser(scene.teacher);
  await moveTheClass(page, scene);
  await page.getByRole("link", { name: "One note lost its line" }).click();
  await expect(page.getByRole("heading", { name: /Maya Lindqvist on/ })).toBeVisible();
  await page.getByRole("link", { name: "Give it a line" }).click();
  await page.getByLabel("Section", { exact: true }).selectOption({ label: "plot/marsh" });
  await page.getByRole("button", { name: "Show this section" }).click();
  const words = page.getByText("The boat lay in the marsh", { exact: false }).last();
  await expect(words).toBeVisible();
  await words.evaluate((element) => {
    const text = element.firstChild as Text;
    const range = document.createRange();
    range.setStart(text, 5);
    range.setEnd(text, 12);
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
  });
  const confirm = page.getByRole("region", { name: "3. Is this right?" });
  // Whole words of what was selected: "boat lay".
  await expect(confirm.getByText("boat lay", { exact: true })).toBeVisible();
  await confirm.getByRole("button", { name: "Put the note here" }).click();
  await expect(page).toHaveURL(/sections\/plot\/marsh/);
  const marks = await marksOf(scene, maya, "plot/marsh");
  expect(marks.map(({ id }) => id)).toContain(first);
});
