import type { Locator, Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { notePlaceOf, writeNote } from "./setup/notes";
import { ask, joinScene, makeScene, type Person, type Scene, sectionUrl } from "./setup/people";
import { expectTheText, type Section, sectionOf } from "./setup/reading";
import { expect, test } from "./setup/test";

const WIDTHS = [
  { width: 1366, height: 768 },
  { width: 820, height: 1100 },
  { width: 320, height: 700 },
];
const TABS_MAX = 150;

type Room = { scene: Scene; section: Section; maya: Person };
type Mark = { start: number; end: number; themeIds: string[]; audience: string; excerpt: string };

async function aRoom(): Promise<Room> {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  return { scene, maya, section: await sectionOf(scene) };
}

/** What somebody sees marked in the section, as the server tells it. */
async function marksOf({ scene, section }: Room, who: Person): Promise<Mark[]> {
  const where = { classroomId: scene.classroomId, sectionId: section.sectionId };
  return (await ask<{ marks: Mark[] }>("annotation.marks", where, who.cookie)).marks;
}

/** The words of the reader's own notes. */
const excerptsOf = async (room: Room): Promise<string[]> =>
  (await marksOf(room, room.maya)).map(({ excerpt }) => excerpt).filter(Boolean);

/** What every stop has to keep: nothing for axe in either theme, nothing to push sideways, focus somewhere. */
async function look(page: Page, stop: string): Promise<void> {
  expect(await askAxe(page), stop).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `${stop}: pixels that hang over`).toBeLessThanOrEqual(0);
  await expectFocus(page, stop);
}

const expectFocus = (page: Page, stop: string) =>
  expect
    .poll(() => page.evaluate(() => document.activeElement === document.body), {
      message: `${stop}: focus is lost`,
    })
    .toBe(false);

async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let pressed = 0; pressed < TABS_MAX; pressed++) {
    await page.keyboard.press("Tab");
    if (await element.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error(`${element} is not to be reached by ${TABS_MAX} tabs`);
}

async function openSection(page: Page, { scene }: Room): Promise<Locator> {
  await page.goto(sectionUrl(scene));
  await expectTheText(page);
  await expect(page.getByRole("button", { name: "Mark a passage in paragraph 1" })).toBeAttached();
  return page.getByRole("application", { name: "Sentence mode" });
}

/** The words that are drawn as chosen, where they end, and where the bar begins. */
const chosenWords = (page: Page) =>
  page.evaluate(() => {
    const ranges = [...(CSS.highlights.get("sentence") ?? [])] as Range[];
    return {
      text: ranges.map(String).join("").replace(/\s+/g, " "),
      bottom: ranges.at(-1)?.getBoundingClientRect().bottom ?? 0,
      bar: document.querySelector(".keys")?.getBoundingClientRect().top ?? 0,
    };
  });

for (const viewport of WIDTHS) {
  test(`A passage over two paragraphs is marked by sentence mode, ${viewport.width} wide`, async ({
    openBrowser,
  }) => {
    test.setTimeout(150_000);
    const room = await aRoom();
    const { page } = await openBrowser(room.maya, { viewport });
    const bar = await openSection(page, room);

    await page.keyboard.press("s");
    await expect(bar).toBeFocused();
    await expect(bar).toContainText("Paragraph 1, sentence 1 of 5. No notes.");
    await look(page, "sentence mode");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await expect(bar).toContainText("Paragraph 2, sentence 5 of 5.");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(bar).toContainText("Paragraph 2, sentence 5, to paragraph 3, sentence 1.");
    await expect(page.locator("#announcer")).toContainText("The guardians teach by leaving gaps.");
    await look(page, "over two paragraphs");

    // The bar covers nothing of what is chosen, and nothing but words is chosen.
    const chosen = await chosenWords(page);
    expect(chosen.text).toMatch(
      /^Adults called guardians mind .* has parents\.The guardians teach by leaving gaps\.$/,
    );
    expect(chosen.bottom).toBeLessThanOrEqual(chosen.bar);

    // With a theme, and with another; undone by the key that undoes.
    await page.keyboard.press("2");
    await expect(page.getByText("Marked as Identity & Humanity.", { exact: true })).toBeVisible();
    await expect(bar).toBeFocused();
    await page.keyboard.press("5");
    await expect(bar).toContainText("1 mark: Identity & Humanity, Symbolism. Yours.");
    await page.keyboard.press("Control+z");
    await expect(bar).toContainText("1 mark: Identity & Humanity. Yours.");
    await expect
      .poll(() => marksOf(room, room.maya).then((marks) => marks.map(({ themeIds }) => themeIds.length)))
      .toEqual([1]);
    await look(page, "marked");

    // Less of it, to the word, back to where one was.
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("End");
    await page.keyboard.press(",");
    await page.keyboard.press("Shift+>");
    await expect(bar).toContainText("Paragraph 2, part of sentence 5 of 5.");
    await page.keyboard.press("1");
    await expect(page.getByText("Marked as Memory & Nostalgia.", { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(bar).toBeHidden();
    await expect(page.locator("#pieces")).toBeFocused();
    await look(page, "left");

    // A note with a reason, on the sentence one was at.
    await page.keyboard.press("s");
    await expect(bar).toContainText("Paragraph 2, part of sentence 5 of 5.");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("n");
    const words = page.getByRole("textbox", { name: "Your note", exact: true });
    await expect(words).toBeFocused();
    await page.keyboard.type("Taught to see, not told.");
    await look(page, "writing");
    await page.keyboard.press("Control+Enter");
    await expect(words).toBeHidden();
    await expect(page.locator("[data-who]:focus, [data-stop]:focus")).toBeVisible();
    await expect.poll(() => excerptsOf(room)).toEqual(["Taught to see, not told."]);
    await look(page, "noted");
  });

  test(`One goes through the notes and hides a theme by keys, ${viewport.width} wide`, async ({
    openBrowser,
  }) => {
    test.setTimeout(150_000);
    const room = await aRoom();
    const place = await notePlaceOf(room.scene);
    const tomasz = await joinScene(room.scene, "Tomasz Nowak");
    const note = (on: string, text: string, ink: string) =>
      writeNote(tomasz, place, { on, text, inks: [ink] });
    await note("Nothing is hidden and nothing is said.", "Look at the verbs.", "acceptance");
    await note("The order matters.", "Why does it?", "memory");
    const { page } = await openBrowser(room.maya, { viewport });
    await openSection(page, room);
    const focused = page.locator("[data-thread]:has(:focus), [data-thread]:focus");
    const goes = async (key: string, words: string) => {
      await page.keyboard.press(key);
      await expect(focused.first()).toContainText(words);
    };

    // In the order of the text, not of their time, and back again.
    await goes("j", "Why does it?");
    await goes("j", "Look at the verbs.");
    await look(page, "at a note");
    await goes("k", "Why does it?");
    await page.keyboard.press("Escape");
    await expectFocus(page, "back at the line");
    await expect(focused).toHaveCount(0);

    // A theme less, and none; what is hidden is gone past.
    await page.keyboard.press("t");
    await page.keyboard.press("1");
    await expect(page.locator("#announcer")).toContainText("Memory & Nostalgia is hidden.");
    await look(page, "a theme is hidden");
    await goes("j", "Look at the verbs.");
    await page.keyboard.press("Escape");
    await page.keyboard.press("t");
    await page.keyboard.press("0");
    await expect(page.locator("#announcer")).toContainText("A quiet page");
    await page.keyboard.press("t");
    await page.keyboard.press("0");
    await page.keyboard.press("t");
    await page.keyboard.press("1");
    await expect(page.locator("#announcer")).toContainText("Memory & Nostalgia is shown.");

    // Turned off, the keys are nobody's.
    await page.keyboard.press("?");
    await page.getByRole("checkbox", { name: /^Single keys/ }).press("Space");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "Keys of this page" })).toBeHidden();
    await page.keyboard.press("s");
    await page.keyboard.press("t");
    await expect(page.locator(".keys")).toHaveCount(0);
  });
}

for (const viewport of WIDTHS) {
  test(`Two sentences are marked by the dialog alone, ${viewport.width} wide`, async ({ openBrowser }) => {
    test.setTimeout(150_000);
    const room = await aRoom();
    const { page } = await openBrowser(room.maya, { viewport });
    await openSection(page, room);
    const button = page.getByRole("button", { name: "Mark a passage in paragraph 3", exact: true });
    await tabTo(page, button);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Mark a passage in paragraph 3" });
    const sentence = (name: RegExp) => dialog.getByRole("checkbox", { name });
    await expect(dialog).toBeVisible();
    await look(page, "the dialog");

    // Two that are apart are refused, with every sentence on what is wrong.
    await tabTo(page, sentence(/^A lesson/));
    await page.keyboard.press("Space");
    await tabTo(page, sentence(/^Between/));
    await page.keyboard.press("Space");
    await tabTo(page, dialog.getByRole("button", { name: "Mark", exact: true }));
    await page.keyboard.press("Enter");
    const problem = dialog.getByRole("alert");
    await expect(problem).toBeFocused();
    await expect(problem).toContainText("These sentences do not stand next to one another.");
    await expect(problem).toContainText("Choose a theme, or write a note.");
    await look(page, "refused");

    // What was filled in is kept when it is left.
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(sentence(/^A lesson/)).toBeChecked();
    await tabTo(page, sentence(/^Between/));
    await page.keyboard.press("Space");
    await tabTo(page, sentence(/^Nothing/));
    await page.keyboard.press("Space");
    await tabTo(page, dialog.getByRole("checkbox", { name: "Love & Loss" }));
    await page.keyboard.press("Space");
    await tabTo(page, dialog.getByRole("checkbox", { name: "Symbolism" }));
    await page.keyboard.press("Space");
    await tabTo(page, dialog.getByRole("textbox", { name: "Your note" }));
    await page.keyboard.type("Who hides it, and who says nothing?");
    await tabTo(page, dialog.getByRole("radio", { name: "The class" }));
    await page.keyboard.press("ArrowUp");
    await expect(dialog.getByRole("radio", { name: "Only my teacher" })).toBeChecked();
    await tabTo(page, dialog.getByRole("button", { name: "Post", exact: true }));
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
    await expect(page.getByText("Note posted.", { exact: true })).toBeVisible();
    await look(page, "posted");

    const seen = async (who: Person) =>
      (await marksOf(room, who)).map(({ themeIds, audience, excerpt }) => [
        themeIds.length,
        audience,
        excerpt,
      ]);
    const expected = [[2, "teachers", "Who hides it, and who says nothing?"]];
    await expect.poll(() => seen(room.maya)).toEqual(expected);
    expect(await seen(room.scene.teacher)).toEqual(expected);
    expect(await seen(await joinScene(room.scene, "Tomasz Nowak"))).toEqual([]);

    // Posted, the draft is gone.
    await page.keyboard.press("Enter");
    await expect(sentence(/^A lesson/)).not.toBeChecked();
    await page.keyboard.press("Escape");
    await expectFocus(page, "left");
  });
}

test("Without colours each theme keeps its stroke in the text, apart from the page and from the others", async ({
  openBrowser,
}) => {
  const room = await aRoom();
  const place = await notePlaceOf(room.scene);
  const passages: [string, string][] = [
    ["The order matters.", "memory"],
    ["Nothing is hidden and nothing is said.", "acceptance"],
    ["a pavilion, a pond", "love"],
    ["The guardians teach by leaving gaps.", "identity"],
    ["girls at a window", "symbolism"],
  ];
  for (const [on, ink] of passages) await writeNote(room.maya, place, { on, inks: [ink] });
  const { page } = await openBrowser(room.maya, { viewport: { width: 1366, height: 768 } });
  await page.emulateMedia({ forcedColors: "active" });
  await openSection(page, room);
  const marks = page.locator(".text mark[data-mark]");
  await expect(marks).toHaveCount(passages.length);
  const strokes = await marks.evaluateAll((all) =>
    all.map((mark) => {
      const { textDecorationLine, textDecorationStyle, textDecorationColor, color } = getComputedStyle(mark);
      const paper = getComputedStyle(document.body).backgroundColor;
      const isSeen = textDecorationColor !== paper && color !== paper;
      return { line: textDecorationLine, style: textDecorationStyle, isSeen };
    }),
  );
  expect(strokes.map(({ style }) => style).sort()).toEqual(["dashed", "dotted", "double", "solid", "wavy"]);
  expect(strokes.every(({ line, isSeen }) => line === "underline" && isSeen)).toBe(true);
});

test("Notes keep their words when a reader spaces the text out, and their signs without colours", async ({
  openBrowser,
}) => {
  const room = await aRoom();
  const place = await notePlaceOf(room.scene);
  const tomasz = await joinScene(room.scene, "Tomasz Nowak");
  const text = "The order of telling is the order in which she can bear it, and that is why it matters here.";
  await writeNote(tomasz, place, { on: "The order matters.", text, inks: ["memory"] });
  await writeNote(tomasz, place, { on: "a pavilion, a pond", text, inks: ["love"] });
  const { page } = await openBrowser(room.maya, { viewport: { width: 1366, height: 768 } });
  await openSection(page, room);
  const notes = page.locator(".notes .peek");
  await expect(notes).toHaveCount(2);
  // WCAG 1.4.12, as the bookmarklets of those who need it set it.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }" +
        "p { margin-bottom: 2em !important; }",
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    dispatchEvent(new Event("resize"));
  });
  const cutOff = () =>
    notes.evaluateAll(
      (all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
          .length,
    );
  await expect.poll(cutOff).toBe(0);
  const over = () =>
    page.evaluate(() => {
      const boxes = [...document.querySelectorAll(".notes .slot")].map((slot) =>
        slot.getBoundingClientRect(),
      );
      const sorted = boxes.sort((a, b) => a.top - b.top);
      return sorted.filter((box, at) => at > 0 && box.top < (sorted[at - 1]?.bottom ?? 0) - 1).length;
    });
  await expect.poll(over, { message: "notes over one another" }).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.emulateMedia({ forcedColors: "active" });
  const unseen = await page
    .locator(".notes .sign")
    .evaluateAll(
      (signs) =>
        signs.filter(
          (sign) =>
            getComputedStyle(sign).backgroundColor === getComputedStyle(document.body).backgroundColor,
        ).length,
    );
  expect(unseen, "signs in the colour of the page").toBe(0);
});
