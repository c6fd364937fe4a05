import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { notePlaceOf, writeNote } from "./setup/notes";
import { joinScene, makeScene, type Person, type Scene } from "./setup/people";
import { expect, test } from "./setup/test";

const WORDS = "Nothing is hidden and nothing is said.";
const notesOf = (scene: Scene, rest = "") => `/classrooms/${scene.classroomId}/notes${rest}`;

/** Saves by a link, as a person would, and gives what the file holds. */
async function save(page: Page, name: string): Promise<{ path: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).click(),
  ]);
  const path = await download.path();
  return { path, text: readFileSync(path, "utf8") };
}

async function written(): Promise<{ scene: Scene; maya: Person }> {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const place = await notePlaceOf(scene);
  await writeNote(maya, place, { on: WORDS, inks: ["acceptance"], text: "Both halves are *passive*." });
  await writeNote(maya, place, { on: "girls at a window", inks: ["memory"] });
  return { scene, maya };
}

test("A class's notes go out, into another class, and once only", async ({ openBrowser }) => {
  const { scene } = await written();
  const { page } = await openBrowser(scene.teacher);
  await page.goto(notesOf(scene));
  const file = await save(page, "Save the class’s notes");
  expect(JSON.parse(file.text).first.items).toHaveLength(2);

  const other = await makeScene("Mr Adeyemi");
  const there = await openBrowser(other.teacher);
  const at = there.page;
  await at.goto(notesOf(other, "/import"));
  const choose = () =>
    at.getByLabel("Choose a file of notes").setInputFiles({
      name: "class.jsonld",
      mimeType: "application/ld+json",
      buffer: Buffer.from(file.text),
    });
  await choose();
  await expect(at.getByText("Two notes can be brought in.")).toBeVisible();
  await at.getByRole("button", { name: "Bring these 2 notes in" }).focus();
  await at.keyboard.press("Enter");
  await expect(at.getByText("Two notes brought in.")).toBeVisible();
  expect(await askAxe(at)).toEqual([]);
  await choose();
  await expect(at.getByText("Nothing new in this file. Two notes are here already.")).toBeVisible();
  await at.goto(notesOf(other));
  await expect(at.locator(".passages > li")).toHaveCount(2);
  await expect(at.locator(".passages")).toContainText(
    "Written by Maya Lindqvist, brought in from Commonplace",
  );
  // Out again: the same notes, to the letter.
  const again = await save(at, "Save the class’s notes");
  expect(JSON.stringify(JSON.parse(again.text).first)).not.toBe("");
  expect(JSON.parse(again.text).first.items).toEqual(JSON.parse(file.text).first.items);
});

test("A student saves their own as Markdown, and what finds no line is told", async ({ openBrowser }) => {
  const { scene, maya } = await written();
  const { page } = await openBrowser(maya, { viewport: { width: 390, height: 844 } });
  await page.goto(notesOf(scene));
  const { text } = await save(page, "Save as Markdown");
  expect(text).toContain(`> ${WORDS}\n\nBoth halves are *passive*.`);
  await page.getByRole("link", { name: "Bring notes in" }).click();
  const uri = `https://school.example/guides/never-let-me-go/${scene.section}`;
  const rows = [
    "It is how the children were taught to see.",
    "No section of this guide has ever held these words.",
  ].map((exact, at) => ({
    id: `row${at}`,
    user: "acct:one@hypothes.is",
    uri,
    text: `Note ${at}.`,
    tags: [],
    target: [{ source: uri, selector: [{ type: "TextQuoteSelector", exact }] }],
  }));
  const input = page.getByLabel("Choose a file of notes");
  await input.setInputFiles({ name: "broken.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await expect(input).toHaveAccessibleDescription(/This is no JSON file\./);
  await input.setInputFiles({
    name: "h.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify({ rows })),
  });
  await expect(page.getByText("Two notes can be brought in. One note found no line.")).toBeVisible();
  await expect(page.getByText("No section of this guide has ever held these words.")).toBeVisible();
  expect(await askAxe(page)).toEqual([]);
  await page.getByRole("button", { name: "Bring these 2 notes in" }).click();
  await expect(page.getByText(/^Two notes brought in\./)).toBeVisible();
  await page.getByRole("link", { name: "My notes", exact: true }).last().click();
  await expect(page.getByText("This line is not in the text any more.")).toBeVisible();
  await expect(page.getByText("Only you can see this")).toHaveCount(2);
});
