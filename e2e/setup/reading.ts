import { expect, type Locator, type Page } from "@playwright/test";
import type { Person, Scene } from "./people";
import { ask, call } from "./people";

/** A section as the reading page is given it; only what tests look at. */
export type Section = {
  sectionId: string;
  title: string;
  paragraphs: { id: string; key: string; number: number | null }[];
  next: { path: string; title: string } | null;
};

/** Reads a section of the scene's class as its teacher. */
export async function sectionOf(scene: Scene, path = scene.section): Promise<Section> {
  const { section } = await ask<{ section: Section }>(
    "guide.section",
    { classroomId: scene.classroomId, path },
    scene.teacher.cookie,
  );
  return section;
}

/** Where in a class something is written. */
export type Spot = { scene: Scene; section: Section; paragraph?: number | null; parentId?: string | null };

/**
 * Posts a comment over HTTP, for scenes that are not about posting.
 *
 * @param spot  `paragraph` is its printed number; null or absent is the section as a whole
 * @returns its id
 */
export async function post(by: Person, spot: Spot, text: string): Promise<string> {
  const id = crypto.randomUUID();
  const { scene, section, paragraph = null, parentId = null } = spot;
  const paragraphId =
    paragraph === null ? null : (section.paragraphs.find(({ number }) => number === paragraph)?.id ?? null);
  await call(
    "comment.create",
    { classroomId: scene.classroomId, id, sectionId: section.sectionId, paragraphId, parentId, text },
    by.cookie,
  );
  return id;
}

/** Opens the composer on a numbered paragraph, and gives its box. */
export async function writeOn(page: Page, number: number): Promise<Locator> {
  await page.getByRole("button", { name: `Comment on paragraph ${number}`, exact: true }).click();
  const box = page.getByRole("textbox", { name: `Your comment on paragraph ${number}`, exact: true });
  await expect(box).toBeInViewport();
  return box;
}

/** Writes a comment on a numbered paragraph in the margin of a wide page. */
export async function commentOn(page: Page, number: number, text: string): Promise<void> {
  const box = await writeOn(page, number);
  await box.fill(text);
  await margin(page).getByRole("button", { name: "Post", exact: true }).click();
  await expect(box).toBeHidden();
}

/** The margin of a wide page. */
export const margin = (page: Page): Locator =>
  page.getByRole("complementary", { name: "Comments in the margin" });

/** The page is a section's: its title and its first paragraph are there. */
export async function expectTheText(page: Page): Promise<void> {
  await expect(page.getByRole("article", { name: "The text" }).getByRole("paragraph").first()).toBeVisible();
}
