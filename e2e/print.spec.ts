import type { Page } from "@playwright/test";
import { livedIn } from "./setup/lived-in";
import { findRun, type Paper, type Run, readPdf } from "./setup/pdf";
import { call, joinScene, makeScene, type Scene, sectionUrl } from "./setup/people";
import { post, sectionOf } from "./setup/reading";
import { expect, test } from "./setup/test";

const A4 = { width: 595, height: 842 };
const LETTER = { width: 612, height: 792 };
// A line of the text, in points.
const LINE = 16.5;
const LONG = Array.from({ length: 12 }, () => "and again she says how little she was told").join(", ");

const printUrl = (scene: Scene): string => `${sectionUrl(scene)}/print`;

/** Prints the page as the browser's menu would. */
async function onPaper(page: Page, format: "A4" | "Letter"): Promise<Paper> {
  return readPdf(await page.pdf({ format }));
}

/** Where the number of a paragraph stands: in the gutter, left of everything else. */
function numberRun(paper: Paper, number: number): Run {
  const gutter = Math.min(...paper.runs.filter(({ size }) => size > 10).map(({ x }) => x)) - 2;
  const run = paper.runs.find(({ text, x }) => text === String(number) && x < gutter);
  if (!run) throw new Error(`no number ${number}`);
  return run;
}

const isBefore = (a: Run, b: Run, tolerance = 0): boolean =>
  a.page < b.page || (a.page === b.page && a.y <= b.y + tolerance);

function expectSheets(paper: Paper, size: { width: number; height: number }, foot: string): void {
  for (const [at, sheet] of paper.sheets.entries()) {
    expect(Math.abs(sheet.width - size.width), "width").toBeLessThan(2);
    expect(Math.abs(sheet.height - size.height), "height").toBeLessThan(2);
    const here = paper.runs.filter(({ page }) => page === at + 1);
    const line = here
      .flatMap(({ text, y }) => (y > size.height - 80 ? [text] : []))
      .join(" ")
      .replace(/\s+/g, " ");
    expect(line, `foot of page ${at + 1}`).toContain(foot);
    const footY = Math.min(
      ...here.filter(({ text, y }) => y > size.height - 80 && text.startsWith("Year")).map(({ y }) => y),
    );
    // More than the foot, and nothing in its way.
    const body = here.filter(({ y }) => y < footY - 4);
    expect(body.length, `words on page ${at + 1}`).toBeGreaterThan(5);
    expect(Math.max(...body.map(({ y }) => y)), "lowest line").toBeLessThan(footY - 9);
  }
}

test("On paper the text stands left, and what the class says beside its paragraph", async ({
  openBrowser,
}) => {
  const { scene, section, maya, written } = await livedIn();
  const leo = await joinScene(scene, "Leo Fischer");
  // One that fits, with a reply; and more on one paragraph than it has room for.
  const kestrel = await post(
    leo ?? maya,
    { scene, section, paragraph: 5 },
    "Kestrel: a private comfort, seen by somebody.",
  );
  await post(scene.teacher, { scene, section, paragraph: 5, parentId: kestrel }, "Plover: and by whom?");
  for (const bird of ["Curlew", "Dunlin", "Whimbrel"])
    await post(maya, { scene, section, paragraph: 4 }, `${bird}: ${LONG}.`);
  const { page } = await openBrowser(maya);
  await page.goto(printUrl(scene));
  for (const [format, size] of [
    ["A4", A4],
    ["Letter", LETTER],
  ] as const) {
    const paper = await onPaper(page, format);
    const { words } = paper;
    expectSheets(paper, size, `Year 11, set B · ${section.title} · `);
    for (const { number } of section.paragraphs) if (number !== null) numberRun(paper, number);
    const text = findRun(paper, "Kathy tells us her age");
    expect(text.size).toBeCloseTo(11, 0);

    const right = Math.max(...paper.runs.filter(({ size }) => Math.abs(size - 11) < 0.3).map(({ x }) => x));
    for (const bird of ["Kestrel", "Plover"]) {
      const note = findRun(paper, bird);
      expect(note.size).toBeCloseTo(8.5, 0);
      expect(note.x).toBeGreaterThan(right);
      expect(note.x).toBeGreaterThan(size.width * 0.6);
      expect(isBefore(numberRun(paper, 5), note, LINE), `${bird} is beside its paragraph`).toBe(true);
      expect(isBefore(note, numberRun(paper, 6)), `${bird} is beside its paragraph`).toBe(true);
    }
    expect(Math.abs(findRun(paper, "Kestrel").y - numberRun(paper, 5).y)).toBeLessThan(LINE);
    expect(findRun(paper, "Plover").x).toBeGreaterThan(findRun(paper, "Kestrel").x - 60);
    expect(words).toContain("Ms Okafor Teacher");

    // What has no room is a numbered note, and the margin names it.
    const see = findRun(paper, "See note");
    expect(see.x).toBeGreaterThan(right);
    expect(isBefore(numberRun(paper, 4), see, LINE) && isBefore(see, numberRun(paper, 5))).toBe(true);
    const notes = findRun(paper, "Notes");
    expect(isBefore(notes, findRun(paper, "Whimbrel"))).toBe(true);
    const first = findRun(paper, "¶4");
    expect(
      paper.runs.some(
        ({ text, page, y }) => text === "1." && page === first.page && Math.abs(y - first.y) < 3,
      ),
    ).toBe(true);

    expect(words).toContain("Words in this section");
    for (const control of ["Reply", "Search", "Post", "Copy", "Back to the text", "Text settings", "Skip to"])
      expect(words).not.toContain(control);
  }
  expect(written.hidden).toBeTruthy();
});

test("What a teacher hid is on nobody's paper", async ({ openBrowser }) => {
  const scene = await makeScene();
  const section = await sectionOf(scene);
  const maya = await joinScene(scene, "Maya Lindqvist");
  const spot = { scene, section, paragraph: 2 };
  await post(maya, spot, "Avocet stays.");
  const commentId = await post(maya, spot, "Bittern goes.");
  const { classroomId } = scene;
  await call("moderation.hide", { classroomId, commentId, reason: "Off the text." }, scene.teacher.cookie);
  for (const person of [maya, scene.teacher]) {
    const { page } = await openBrowser(person);
    await page.goto(printUrl(scene));
    const words = (await onPaper(page, "A4")).words;
    expect(words).toContain("Avocet stays.");
    expect(words).not.toContain("Bittern");
    expect(words).not.toContain("Off the text");
    expect(words).not.toContain("Removed by a teacher");
  }
});

test("The reading page leads to its paper, which asks to be printed; and prints decently itself", async ({
  openBrowser,
}) => {
  const { scene, section, maya } = await livedIn();
  const { page } = await openBrowser(maya);
  await page.addInitScript(() => {
    Object.assign(window, { printed: 0, print: () => Object.assign(window, { printed: 1 }) });
  });
  await page.goto(sectionUrl(scene));
  await expect(page.getByRole("complementary", { name: "Comments in the margin" })).toBeVisible();
  const words = (await onPaper(page, "A4")).words;
  expect(words).toContain("Kathy tells us her age");
  expect(words).toContain("She gives her age before her name");
  expect(words).toContain("Words in this section");
  for (const control of ["Reply", "Text settings", "Contents", "Mark all as seen"])
    expect(words).not.toContain(control);

  await page.getByRole("link", { name: "Print", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: section.title })).toBeVisible();
  await expect(page.getByRole("button", { name: "Print", exact: true })).toBeVisible();
  await page.waitForFunction(() => (window as unknown as { printed: number }).printed === 1);
  await page.getByRole("link", { name: "Back to the text" }).click();
  await expect(page.getByRole("article", { name: "The text" })).toBeVisible();
  // The keys that print lead there too.
  await page.evaluate(() => Object.assign(window, { printed: 0 }));
  await page.keyboard.press("ControlOrMeta+p");
  await expect(page).toHaveURL(/\/print$/);
  await page.waitForFunction(() => (window as unknown as { printed: number }).printed === 1);
});
